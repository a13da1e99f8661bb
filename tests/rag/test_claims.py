import pytest

from rag.claims import marker_numbers, split_claims


def _cited(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(text[claim.start : claim.end], claim.markers) for claim in split_claims(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审结450件。[1]", [("审结450件。", (1,))]),
        ("审结450件【1】。", [("审结450件", (1,))]),
        ("审结450件［１］。", [("审结450件", (1,))]),
        ("审结450件[1][3]。", [("审结450件", (1, 3))]),
        ("审结450件[1,3]。", [("审结450件", (1, 3))]),
        ("审结450件[1-3]。", [("审结450件", (1, 2, 3))]),
        ("审结450件[^1]。", [("审结450件", (1,))]),
        ("审结[1]，同比下降[2]。", [("审结", (1,)), ("同比下降", (2,))]),
        ("审结。 [1] 下降。 [2]", [("审结。", (1,)), ("下降。", (2,))]),
        ("[1] 审结。", [("审结。", (1,))]),
        ("无标记。没有。", [("无标记。", ()), ("没有。", ())]),
        ("结果如下：\n审结450件。", [("审结450件。", ())]),  # a lead claims nothing
        ("Cases fell.\n案件下降。", [("Cases fell.", ()), ("案件下降。", ())]),
        ("", []),
        ("[1][2]", []),
        ("——\n***", []),
    ],
)
def test_claims_and_their_markers(text: str, expected: list) -> None:
    assert _cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<p>审结<b>450件</b>。</p>",
        "# 标题\n**审结**`450件`。",
        "- 审结[450件](http://example.org/a_b)。",
        "> 审结~~450件~~。",
        "| 审结450件。 |\n|---|",
        "<script>alert('罪');</script>审结&nbsp;450件。",
        "<!-- 注释 -->审结450件。",
    ],
)
def test_mark_up_is_passed_over(text: str) -> None:
    (claim,) = split_claims(text)
    assert "".join(claim.words.split()).replace("[", "").replace("]", "") == "审结450件。"
    assert len(claim.words) == claim.end - claim.start


def test_a_stretch_without_a_full_stop_is_cut() -> None:
    claims = split_claims("的" * 1200)
    assert [claim.end - claim.start for claim in claims] == [500, 500, 200]


def test_a_range_of_markers_has_an_end() -> None:
    assert marker_numbers("1-999") == tuple(range(1, 52))
    assert marker_numbers("2、1") == (2, 1)


@pytest.mark.parametrize(
    "hostile", ["\n" * 50_000, "<!--" * 20_000, "[1" * 20_000, "[1] a\n" * 5_000]
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    assert split_claims(hostile + "\n\n审结450件。")[-1].words == "审结450件。"
