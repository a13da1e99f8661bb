import pytest

from rag.dates import dates


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("2020年4月27日审议", [("2020年4月27日", "27 April 2020")]),
        ("2020年12月印发", [("2020年12月", "December 2020")]),
        ("6月30日前", [("6月30日", "30 June")]),
        ("2020年上半年", [("2020年上半年", "the first half of 2020")]),
        (
            "下半年和四季度",
            [
                ("下半年", "the second half of the year"),
                ("四季度", "the fourth quarter of the year"),
            ],
        ),
        ("2020年底前完成", [("2020年底", "the end of 2020")]),
        # a reader can read a year; a decimal and a bottom are no dates
        ("2020年办结", []),
        ("12.4宪法日,水底", []),
        ("13月", []),
    ],
)
def test_dates_are_put_into_english(text, converted) -> None:
    assert [(found.text, found.english) for found in dates(text)] == converted


def test_a_date_is_converted_once() -> None:
    assert len(dates("7月1日起,到7月1日")) == 1
