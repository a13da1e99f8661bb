import pytest

from rag.pasted import read_pasted


@pytest.mark.parametrize(
    "heading",
    ["参考资料：", "## 参考文献", "**来源**", "資料來源", "Sources:", "References", "引用"],
)
def test_a_heading_begins_the_list_of_sources(heading: str) -> None:
    text = f"审结450件[1]。\n\n{heading}\n[1] 甲文\n乙行\n2. 丙文\n"
    found = read_pasted(text)
    assert text[: found.body] == "审结450件[1]。\n\n"
    assert [(one.marker, one.text) for one in found.sources] == [(1, "甲文\n乙行"), (2, "丙文")]
    assert all(text[one.start : one.end] == one.text for one in found.sources)


def test_without_a_heading_the_last_marked_lines_are_sources() -> None:
    found = read_pasted("审结450件[1]。\n\n【1】甲文\n［2］乙文")
    assert found.text[: found.body] == "审结450件[1]。\n"
    assert [(one.marker, one.text) for one in found.sources] == [(1, "甲文"), (2, "乙文")]


@pytest.mark.parametrize(
    "text", ["", "审结450件。", "[1] 只有一行", "来源\n没有标记", "1. 甲\n2. 乙"]
)
def test_no_list_no_sources(text: str) -> None:
    found = read_pasted(text)
    assert (found.body, found.sources) == (len(text), ())
