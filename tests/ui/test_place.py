import pytest

from rag import Language
from ui.place import as_of_label, locator_label, path_label, place_label

_PATH = ("一、总报告", "(三)依法全面履行政府职能", "4.加强生态文明建设,打造美丽朝阳")


@pytest.mark.parametrize(
    ("page", "exact", "language", "label"),
    [
        (14, False, Language.ZH, "第14页起 · 第1段"),
        (14, True, Language.ZH, "第14页 · 第1段"),
        (14, False, Language.ZH_HANT, "第14頁起 · 第1段"),
        (14, False, Language.EN, "from p. 14, para. 1"),
        (14, True, Language.EN, "p. 14, para. 1"),
        # A document without a contents list has no pages.
        (None, False, Language.ZH, "第1段"),
        (None, True, Language.EN, "para. 1"),
    ],
)
def test_an_inexact_page_is_only_where_the_section_starts(
    page: int | None, exact: bool, language: Language, label: str
) -> None:
    assert locator_label(page, exact, paragraph=1, language=language) == label


def test_a_place_is_the_heading_path_then_page_and_paragraph() -> None:
    label = place_label(_PATH, 14, page_exact=False, paragraph=2, language=Language.ZH)
    assert label == (
        "一、总报告 › (三)依法全面履行政府职能 › 4.加强生态文明建设,打造美丽朝阳 · 第14页起 · 第2段"
    )


def test_headings_are_never_translated() -> None:
    label = place_label(_PATH[:1], 5, page_exact=True, paragraph=1, language=Language.EN)
    assert label == "一、总报告 · p. 5, para. 1"


def test_a_passage_outside_any_section_has_its_paragraph_only() -> None:
    assert path_label(()) == ""
    assert place_label((), None, page_exact=False, paragraph=3, language=Language.ZH) == "第3段"


@pytest.mark.parametrize(
    ("as_of", "language", "label"),
    [
        ("2021-06", Language.ZH, "截至2021年6月"),
        ("2021-06", Language.ZH_HANT, "截至2021年6月"),
        ("2021-06", Language.EN, "as of June 2021"),
        ("2021", Language.ZH, "截至2021年"),
        ("2021", Language.EN, "as of 2021"),
        ("2021-12-31", Language.ZH, "截至2021年12月31日"),
        ("2021-12-31", Language.EN, "as of 31 December 2021"),
        ("", Language.ZH, ""),
        ("", Language.EN, ""),
        # What is no date is shown as it was given, not dropped and not an error.
        ("spring 2021", Language.EN, "as of spring 2021"),
        ("2021-13", Language.ZH, "截至2021-13"),
    ],
)
def test_a_date_is_worded_at_the_precision_it_has(
    as_of: str, language: Language, label: str
) -> None:
    assert as_of_label(as_of, language) == label
