import pytest

from corpus import GlossaryEntry
from rag import Language
from rag.compose import Composer, Extras
from rag.evidence import Clash, Computed, Place
from tests.factories import make_document
from tests.rag.made import hit, quote

_GLOSSARY = (
    GlossaryEntry("利用外资", (), ("use of foreign capital",)),
    GlossaryEntry("外资", (), ("foreign capital",)),
    GlossaryEntry("街乡", ("镇上",), ()),
)
_COMPOSER = Composer({"d": make_document("正文", title="某区白皮书")}, _GLOSSARY)
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
    composed = _COMPOSER.composed(_QUOTES, language)
    assert (composed.text, composed.conflicts) == (golden, ())
    for citation, quoted in zip(composed.citations, _QUOTES, strict=True):
        ((start, end),) = citation.answer_spans
        assert composed.text[start:end] == citation.quote == quoted.text


def test_a_citation_says_where_its_quote_stands() -> None:
    first, second = _COMPOSER.composed(_QUOTES, Language.ZH).citations
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
    text = _COMPOSER.composed(quotes, Language.EN).text
    assert text == "The report says (quoted in the original Chinese):\n审结450件。 [1]"


def test_an_english_frame_converts_dates() -> None:
    quotes = (quote(hit("自2020年7月1日起施行。"), "自2020年7月1日起施行。"),)
    text = _COMPOSER.composed(quotes, Language.EN).text
    assert text.splitlines()[-1] == "Dates (converted): 2020年7月1日 = 1 July 2020"


def test_no_more_than_six_terms_are_explained() -> None:
    glossary = [GlossaryEntry(letter * 2, (), (letter,)) for letter in "甲乙丙丁戊己庚"]
    composer = Composer({"d": make_document("正文")}, glossary)
    quotes = (quote(hit("甲甲乙乙丙丙丁丁戊戊己己庚庚"), "甲甲乙乙丙丙丁丁戊戊己己庚庚"),)
    assert composer.composed(quotes, Language.EN).text.splitlines()[-1] == (
        "Terms: 甲甲 = 甲; 乙乙 = 乙; 丙丙 = 丙; 丁丁 = 丁; 戊戊 = 戊; 己己 = 己"
    )


_TWO = (quote(hit("甲街5件。", rank=1), "甲街5件。"), quote(hit("乙街7件。", rank=2), "乙街7件。"))
_PLACES = (Place(0, "5件"), Place(1, "7件"))


@pytest.mark.parametrize(
    ("language", "is_sum", "line"),
    [
        (Language.ZH, False, "计算所得：5件 [1] 与 7件 [2] 相差2件。"),
        (Language.ZH, True, "计算所得：5件 [1] 与 7件 [2] 合计2件。"),
        (Language.ZH_HANT, False, "計算所得：5件 [1] 與 7件 [2] 相差2件。"),
        (Language.EN, False, "Computed: 5件 [1] and 7件 [2] differ by 2件."),
        (Language.EN, True, "Computed: 5件 [1] plus 7件 [2] is 2件."),
    ],
)
def test_a_computed_figure_is_marked_and_cites_both(language, is_sum, line) -> None:
    extras = Extras(computed=Computed(_PLACES, "2件", is_sum))
    composed = _COMPOSER.composed(_TWO, language, extras=extras)
    assert composed.text.splitlines()[-1] == line
    for citation, figure in zip(composed.citations, ("5件", "7件"), strict=True):
        quoted, again = (composed.text[start:end] for start, end in citation.answer_spans)
        assert (quoted, again) == (citation.quote, figure)


def test_a_computed_sum_of_money_is_converted_for_english() -> None:
    extras = Extras(computed=Computed(_PLACES, "1.2亿元", False))
    text = _COMPOSER.composed(_TWO, Language.EN, extras=extras).text
    assert text.endswith("differ by 1.2亿元 (CNY 120 million).")


def test_a_conflict_is_named_in_the_text_and_in_its_field() -> None:
    extras = Extras(clash=Clash("街的件数", _PLACES, _TWO))
    composed = _COMPOSER.composed(_TWO, Language.ZH, extras=extras)
    assert composed.text.splitlines()[-1] == "原文两处的数字不同：5件 [1]；7件 [2]"
    (conflict,) = composed.conflicts
    assert conflict.about == "街的件数"
    assert [(v.text, v.marker) for v in conflict.values] == [("5件", 1), ("7件", 2)]
