import pytest

from rag.slots import in_digits, period_of, refilled, years_of


@pytest.mark.parametrize(
    ("question", "years", "period"),
    [
        ("2020年上半年呢", ("2020",), "上半年"),
        ("二〇一九年和2020年", ("2019", "2020"), ""),
        ("2019-2021年", ("2019", "2020", "2021"), ""),
        ("《规划(2021—2025年)》是10月印发的吗", (), "10月"),
        ("第三季度", (), "第三季度"),
        ("in the second half of 2020", ("2020",), "second half"),
        ("How many in October?", (), "October"),
        ("How many in Q3 2020?", ("2020",), "Q3"),
        ("有多少件", (), ""),
        ("二十年", (), ""),
    ],
)
def test_years_and_parts_of_a_year_outside_the_names(question, years, period) -> None:
    assert (years_of(question), period_of(question)) == (years, period)


def test_only_years_are_put_into_digits() -> None:
    assert in_digits("二零二零年有二零八件") == "2020年有二零八件"


@pytest.mark.parametrize(
    ("earlier", "item"),
    [
        ("行政复议有多少件", "街乡"),  # nothing of its kind
        ("有多少公园", "海淀区"),  # no place to take the place of
        ("行政复议有多少件", "2019年街乡的复议案件"),  # more than a year
        ("How many lawyers are there?", "in the towns"),
        ("How many lawyers are there?", "the towns"),
    ],
)
def test_an_item_without_a_slot_of_its_kind_fills_none(earlier: str, item: str) -> None:
    assert refilled(earlier, item) is None


def test_a_place_takes_the_form_of_the_earlier_one() -> None:
    assert refilled("上海有多少公园", "北京市") == "北京市有多少公园"
    assert refilled("How many parks in Shanghai?", "Beijing") == "How many parks in Beijing?"
