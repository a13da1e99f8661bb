import pytest

from rag.moments import date_parts, years


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2020年4月27日", ["Y2020", "M4", "D27"]),
        ("自7月1日起", ["M7", "D1"]),
        ("2018—2020年", ["Y2018", "Y2020"]),
        ("二〇二〇年", ["Y2020"]),
        ("2020-04-27发布", ["Y2020", "M4", "D27"]),
        ("上半年和第三季度", ["H上", "Q3"]),
        ("on april 27, 2020", ["M4", "D27", "Y2020"]),
        ("the second half and the third quarter", ["H下", "Q3"]),
        ("in q3 and h2", ["Q3", "H下"]),
        ("同比下降", ["同比"]),
        ("较上年同期增长", ["同比"]),
        ("比去年少", ["同比"]),
        ("三个月内", []),
        ("2020件", []),
    ],
)
def test_parts_of_dates(text: str, keys: list[str]) -> None:
    assert [part.key for part in date_parts(text)] == keys


def test_a_range_holds_the_years_inside_it() -> None:
    assert years("2018—2020年和2035年") == {"2018", "2019", "2020", "2035"}
