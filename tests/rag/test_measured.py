from decimal import Decimal

import pytest

from rag.measured import measured, members, printed, statements


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("审结450件", [("450件", "450", "件", False)]),
        ("利用外资46.2亿美元", [("46.2亿美元", "4620000000", "美元", False)]),
        ("违规金额3308万元", [("3308万元", "33080000", "元", False)]),
        ("纠正28. 76亿元", [("28. 76亿元", "2876000000", "元", False)]),
        ("近600人,200余条", [("近600人", "600", "人", True), ("200余条", "200", "条", True)]),
        ("最快8个工作日", [("8个工作日", "8", "个工作日", False)]),
        ("下降２５.３％", [("２５.３％", "25.3", "%", False)]),
        # years, dates, names and brackets are no figures
        ("2020年4月27日,《问答100问》3.0版,(含结转90件)", []),
    ],
)
def test_figures_carry_their_units(text, figures) -> None:
    found = [(f.text, f.value, f.unit, f.rough) for f in measured(text)]
    assert found == [(t, Decimal(v), u, r) for t, v, u, r in figures]
    assert all(text[f.start : f.end] == f.text for f in measured(text))


def test_a_statement_is_a_figure_and_the_words_around_it() -> None:
    text = "收案5件、结案4件,人均3件次2场。"
    assert [(s.words, s.figure.text, (s.start, s.end)) for s in statements(text)] == [
        ("收案5件", "5件", (0, 10)),
        ("结案4件,", "4件", (0, 10)),
    ]
    assert members(text) == ["收案5件", "结案4件,", "人均3件次2场。"]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("90", "元", "90元"),
        ("33080000", "元", "3308万元"),
        ("120000000", "元", "1.2亿元"),
        ("20000", "件", "20000件"),
        ("0.10", "个百分点", "0.1个百分点"),
    ],
)
def test_values_are_printed_as_the_report_would(value, unit, text) -> None:
    assert printed(Decimal(value), unit) == text
