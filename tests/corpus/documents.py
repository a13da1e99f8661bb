"""Generated documents for the property tests."""

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    [
        "坚持依法行政", "2020年", "审结450件", "28. 76亿元", "《优化营商环境条例》",
        "(含上年结转90件)", "“放管服”改革", "3.0版", "The Council met", "e.g. Beijing", "1,234",
        "http://a.b/?q=1", "（一）", "(", ")", "《", "》",
        "\t", " ", "\u3000", "…", "——", "\ufeff", "𠮷",
    ]
)  # fmt: skip
_STOPS = st.sampled_from(
    ["。", "。”", "！", "?", ".", ";", "；", ",", "，", "：", ":", "", "、", '"']
)
_ENUMERATORS = st.sampled_from(
    [
        "一、", "二、", "十二、", "（一）", "(二)", "1.", "2．", "３、", "(1)", "（2）",
        "1)", "1.1 ", "——", "第一章　", "第二节 ", "第一条 ", "第二条【目的】", "第三条（定义）",
        "附件1：", "2020.10", "3.5亿元", "1-5级",
    ]
)  # fmt: skip
_BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\n \n", "\n\u3000\u3000", "\r", "\f", "\u2028"])
_SINGLE = st.sampled_from(
    ["前 言", "结束语", "附 则", "目 录", "一、总报告.......... 5", "2021年6月", "1.", "目录"]
)

clauses = st.builds(lambda *parts: "".join(parts), _WORDS, _WORDS, _STOPS)
prose = st.lists(clauses, max_size=8).map("".join)
texts = st.one_of(prose, st.text(max_size=60), st.lists(prose, max_size=4).map("\n".join))
_headings = st.builds(lambda mark, name: mark + name, _ENUMERATORS, st.one_of(_WORDS, prose))
_lines = st.one_of(prose, _headings, _SINGLE, st.just(" \u3000\t"))
sources = st.lists(st.builds(lambda line, end: line + end, _lines, _BREAKS), max_size=25).map(
    "".join
)
