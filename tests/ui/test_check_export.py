from markdown_it import MarkdownIt

from rag import CheckedClaim, Language, Review, Support, Verdict
from tests.doubles import PAYLOAD, FakeAssistant
from ui.check_export import review_markdown


def _blocks(markdown: str) -> list[str]:
    tokens = MarkdownIt().parse(markdown)
    return [token.content.removesuffix("\n") for token in tokens if token.type == "fence"]


def _code(markdown: str) -> list[str]:
    tokens = MarkdownIt().parse(markdown)
    inside = [child for token in tokens for child in token.children or ()]
    return [child.content for child in inside if child.type == "code_inline"]


def test_sentences_quotes_and_places_come_back_from_the_markdown() -> None:
    review = FakeAssistant().review("PM2.5年均浓度为39微克/立方米")
    written = review_markdown(review, Language.ZH)
    supports = [claim.support for claim in review.claims]
    assert _blocks(written) == [
        "PM2.5年均浓度为39微克/立方米",
        "PM2.5年均浓度为39微克/立方米",
        "全年实际利用外资64.2亿美元",
        "全年实际利用外资46.2亿美元",
    ]
    offsets = [f"chaoyang-2020 {each.source_start}-{each.source_end}" for each in supports if each]
    assert [code for code in _code(written) if code.startswith("chaoyang")] == offsets
    assert "数字不符：所述「64.2亿美元」，依据为「46.2亿美元」" in _code(written)
    assert "## 2. ✗ 与原文不符" in written


def test_nothing_that_is_quoted_becomes_markup() -> None:
    said = "甲 ```\n<b>乙</b> `丙` " + PAYLOAD
    support = Support(1, None, None, (), None, 0, 3, "```")
    claim = CheckedClaim(0, 9, said, (1,), Verdict.PARTLY, support, ("` <i> ``",))
    written = review_markdown(Review(said, (claim,)), Language.EN)
    assert _blocks(written) == [said, "```"]
    assert _code(written) == ["Its own source 1", "0-3", "` <i> ``"]
    assert [token for token in MarkdownIt().parse(written) if "html" in token.type] == []
