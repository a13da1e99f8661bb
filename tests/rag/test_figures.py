import pytest

from rag.figures import Conversion, conversions

_CASES = [
    ("实际利用外资46.2亿美元,同比增长8%", "46.2亿美元", "USD 4.62 billion"),
    ("罚没款3308万元", "3308万元", "CNY 33.08 million"),
    ("投资28. 76亿元", "28. 76亿元", "CNY 2.876 billion"),  # a decimal that the layout broke
    ("投资28.\n76亿元", "28.\n76亿元", "CNY 2.876 billion"),  # ... over a line end
    ("1.6万余件", "1.6万余", "more than 16,000"),
    ("近5万人次", "近5万", "nearly 50,000"),
    ("约5万平方米", "约5万", "about 50,000"),
    ("1,234万欧元", "1,234万欧元", "EUR 12.34 million"),
    ("５０００万元", "５０００万元", "CNY 50 million"),  # full width
    ("补贴100多元", "100多元", "more than CNY 100"),
    ("2亿人民币元", "2亿人民币元", "CNY 200 million"),
    ("12亿日元", "12亿日元", "JPY 1.2 billion"),
    ("0.5亿港元", "0.5亿港元", "HKD 50 million"),
    ("3万亿元", "3万亿元", "CNY 3 trillion"),
    ("1.2万亿美元", "1.2万亿美元", "USD 1.2 trillion"),
    ("总数12万零", "12万", "120,000"),
]


@pytest.mark.parametrize(("text", "figure", "english"), _CASES)
def test_a_figure_that_english_readers_cannot_read_off_is_converted(text, figure, english) -> None:
    assert conversions(text) == (Conversion(figure, english),)


@pytest.mark.parametrize(
    "text",
    [
        *("约600个", "2020年", "7.92平方公里", "9.3%", "523件", "第1段", ""),
        *("1月1日元旦", "2元月", "3元素"),  # 元 is no currency there
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert conversions(text) == ()


def test_each_figure_is_converted_once_in_order() -> None:
    found = conversions("共3万件,46.2亿美元,又46.2亿美元,再5万件")
    assert [figure.text for figure in found] == ["3万", "46.2亿美元", "5万"]
