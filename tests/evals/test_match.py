"""Matching is blind to typing and strict about figures."""

from __future__ import annotations

import pytest

from evals.match import contains, lacking


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("纠正金额28. 76亿元", "28.76亿元", True),  # white space of the page layout
        ("共１３２次", "132次", True),  # full width
        ("審計項目63個", "审计项目63个", True),  # Traditional
        ("GDP增长", "gdp", True),  # case
        ("15件", "5件", False),  # whole numbers only
        ("3.5亿元", "5亿元", False),
        ("3.5亿元", "3", False),
        ("39微克", "39", True),
        ("汇聚事项数1034,2019年至今", "1034", True),  # a comma that is no thousands separator
        ("共1,034件", "1034件", True),  # one that is
        ("共1,034件", "34件", False),
        ("8个工作日", "18个工作日", False),
    ],
)
def test_contains(text, wanted, found):
    assert contains(text, wanted) is found


def test_lacking_names_the_first_alternative_of_each_unmet_group():
    must = (("63个",), ("减量发展", "疏解"), ("温榆河公园", "温榆河"))
    assert lacking("审计63个,疏解非首都功能", must) == ("温榆河公园",)
