from decimal import Decimal

import pytest

from rag.numerals import decimal, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *(("三", 3), ("两", 2), ("十", 10), ("十五", 15), ("二十", 20), ("一百二十三", 123)),
        *(("一百零五", 105), ("三千五百万", 35_000_000), ("一亿两千万", 120_000_000)),
        *(("二〇二〇", 2020), ("一万", 10_000), ("十万", 100_000)),
    ],
)
def test_numbers_in_words(words: str, value: int) -> None:
    assert number(words) == Decimal(value)


@pytest.mark.parametrize("words", ["百千", "万", "二三十", "亿万"])
def test_what_is_no_number(words: str) -> None:
    assert number(words) is None


def test_commas_and_the_gaps_of_a_layout_are_no_part_of_a_number() -> None:
    assert decimal("1,234.\n5") == decimal("１２３４．５") == Decimal("1234.5")
