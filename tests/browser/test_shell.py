from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]


def _is_dark(page: Page) -> bool:
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) < 3 * 128


def test_light_and_dark_follow_the_system_until_they_are_chosen(visit: _Visit) -> None:
    page = visit(color_scheme="light").page
    switch = page.get_by_role("button", name="切换浅色、深色")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body.dark")).to_be_attached()
    switch.click()
    expect(page.locator("body.dark")).not_to_be_attached()
    assert not _is_dark(page)
    page.reload()
    page.locator("html.greeted").wait_for()
    assert not _is_dark(page)
    switch.click()
    page.emulate_media(color_scheme="light")
    expect(page.locator("body.dark")).not_to_be_attached()  # it follows the system again


@pytest.mark.parametrize(("width", "height"), [(390, 106), (1024, 94), (1440, 60), (2560, 60)])
def test_title_date_and_tabs_stay_in_sight_and_take_little_room(
    visit: _Visit, width: int, height: int
) -> None:
    visitor = visit(viewport={"width": width, "height": 800})
    page = visitor.page
    main = page.locator("#main").bounding_box()
    assert main is not None
    assert main["y"] == height
    for number in range(4):
        visitor.ask(f"PM2.5第{number}次")
    page.mouse.wheel(0, 4000)
    for seen in (".about .title", ".as-of", "#tab-ask-button", "#language", ".theme"):
        expect(page.locator(seen)).to_be_in_viewport(ratio=1)
    assert visitor.overflow() == 0


@pytest.mark.parametrize("language", ["zh-TW", "en-GB"])
def test_nothing_in_the_header_overlaps_on_the_narrowest_phone(
    visit: _Visit, language: str
) -> None:
    visitor = visit(viewport={"width": 320, "height": 640}, locale=language)
    brand, languages = (
        visitor.page.locator(each).bounding_box()
        for each in (".brand [lang=zh-Hans]:not(.seal)", "#language")
    )
    assert brand is not None
    assert languages is not None
    assert brand["x"] + brand["width"] <= languages["x"]
    assert visitor.overflow() == 0
