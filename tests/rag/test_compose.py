import pytest

from corpus import GlossaryEntry
from rag import Language
from rag.compose import compose, no_evidence, not_about, weak_note
from tests.factories import make_document
from tests.rag.made import hit, quote

_GLOSSARY = (
    GlossaryEntry("利用外资", (), ("use of foreign capital",)),
    GlossaryEntry("外资", (), ("foreign capital",)),
    GlossaryEntry("街乡", ("镇上",), ()),
)
_DOCUMENTS = {"d": make_document("正文", title="某区白皮书")}
_FIRST = hit("全年实际利用外资46.2亿美元,占全市三成。街乡43个。", rank=1, start=100)
_SECOND = hit("见附件[1]。另有1.6万余件。", rank=2, start=300)
_QUOTES = (quote(_FIRST, "实际利用外资46.2亿美元,占全市三成。"), quote(_SECOND, "见附件[1]。"))

_ZH = "实际利用外资46.2亿美元,占全市三成。 [1]\n见附件[1]。 [2]"
_EN = f"""The report says (quoted in the original Chinese):
{_ZH}
Terms: 利用外资 = use of foreign capital
Figures (converted): 46.2亿美元 = USD 4.62 billion"""


@pytest.mark.parametrize(
    ("language", "golden"),
    [(Language.ZH, _ZH), (Language.ZH_HANT, f"報告原文：\n{_ZH}"), (Language.EN, _EN)],
)
def test_quotes_stand_verbatim_in_a_frame_of_the_askers_language(language, golden) -> None:
    text, citations = compose(_QUOTES, language, documents=_DOCUMENTS, glossary=_GLOSSARY)
    assert text == golden
    for citation, quoted in zip(citations, _QUOTES, strict=True):
        ((start, end),) = citation.answer_spans
        assert text[start:end] == citation.quote == quoted.text


def test_a_citation_says_where_its_quote_stands() -> None:
    _, (first, second) = compose(_QUOTES, Language.ZH, documents=_DOCUMENTS, glossary=())
    assert (first.marker, first.passage_id, first.source_start, first.source_end) == (
        *(1, "d:0.1"),
        *(102, 122),
    )
    assert (second.marker, second.source_start, second.source_end) == (2, 300, 307)
    assert first.answer_spans == ((0, 20),)
    assert second.answer_spans == ((25, 32),)
    assert (first.doc_title, first.section) == ("某区白皮书", ("一、总报告", "(一)概况"))
    assert (first.page, first.page_exact, first.paragraph, first.verdict) == (
        *(5, False),
        *(1, "supported"),
    )


def test_an_english_frame_without_terms_and_figures_ends_with_the_quotes() -> None:
    quotes = (quote(hit("审结450件。"), "审结450件。"),)
    text, _ = compose(quotes, Language.EN, documents=_DOCUMENTS, glossary=_GLOSSARY)
    assert text == "The report says (quoted in the original Chinese):\n审结450件。 [1]"


def test_no_more_than_six_terms_are_explained() -> None:
    glossary = [GlossaryEntry(letter * 2, (), (letter,)) for letter in "甲乙丙丁戊己庚"]
    quotes = (quote(hit("甲甲乙乙丙丙丁丁戊戊己己庚庚"), "甲甲乙乙丙丙丁丁戊戊己己庚庚"),)
    text, _ = compose(quotes, Language.EN, documents=_DOCUMENTS, glossary=glossary)
    assert text.splitlines()[-1] == (
        "Terms: 甲甲 = 甲; 乙乙 = 乙; 丙丙 = 丙; 丁丁 = 丁; 戊戊 = 戊; 己己 = 己"
    )


@pytest.mark.parametrize(
    ("language", "refusal", "elsewhere", "weak"),
    [
        (
            Language.ZH,
            "报告没有说明：没有一段话足以作为依据。",
            "报告没有说明：其中没有讲到2015年的情况。",
            "依据较弱：原文与问题的用词相差较大，请核对所引段落。",
        ),
        (
            Language.ZH_HANT,
            "報告沒有說明：沒有一段話足以作為依據。",
            "報告沒有說明：其中沒有講到2015年的情況。",
            "依據較弱：原文與問題的用詞相差較大，請核對所引段落。",
        ),
        (
            Language.EN,
            "The report does not say: no passage in it is close enough to be evidence.",
            "The report does not say: it has nothing on this about 2015.",
            "Weak evidence: the text is far from your wording; check the passage cited.",
        ),
    ],
)
def test_refusals_and_warnings_are_in_the_askers_script(language, refusal, elsewhere, weak) -> None:
    assert no_evidence(language) == refusal
    assert not_about("2015", language) == elsewhere
    assert weak_note(language) == weak
