import pytest

from corpus import GlossaryEntry
from rag.widen import Widener, english_terms

_GLOSSARY = (
    GlossaryEntry("信访", ("上访", "找政府告状"), ("petition", "letters and visits")),
    GlossaryEntry("行政复议", ("民告官",), ("administrative review",)),
    GlossaryEntry("复议", ("重新审查",), ("review",)),
    GlossaryEntry("物业费", (), ("property management fee", "property fee")),
    GlossaryEntry("街乡", ("镇上",), ()),
)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("上访的人多吗", ["信访"]),
        ("上訪的人多嗎", ["信访"]),  # Traditional
        ("找政府告状有用吗", ["信访"]),
        ("How many petitions?", ["信访"]),
        ("the PETITION's outcome", ["信访"]),
        ("letters and visits", ["信访"]),
        ("property management fees", ["物业费"]),
        # The longest phrase first, its parts after it.
        ("administrative reviews", ["行政复议", "复议"]),
        ("找政府告状和民告官", ["信访", "行政复议"]),
        ("信访就是上访", []),  # the term is there already
        ("行政复议就是民告官", []),
        ("今天天气怎么样", []),
        ("How is the weather?", []),
        ("preview the petit ion", []),
        # Words of grammar may stand in a phrase or not.
        ("找了政府去告状的", []),
        ("找的政府告状", ["信访"]),
    ],
)
def test_words_of_everyday_find_the_official_terms(question: str, terms: list[str]) -> None:
    assert list(Widener(_GLOSSARY).terms(question)) == terms


def test_an_english_word_means_what_the_terms_of_its_phrases_share() -> None:
    glossary = [
        GlossaryEntry("行政复议", (), ("administrative reconsideration",)),
        GlossaryEntry("复议委员会", (), ("reconsideration committee",)),
        GlossaryEntry("行政处罚", (), ("administrative penalty",)),
        GlossaryEntry("听证会", (), ("public hearing",)),
    ]
    widener = Widener(glossary)
    assert widener.terms("Reconsiderations?") == ("复议",)
    assert widener.terms("an administrative matter") == ("行政",)
    assert widener.terms("a committee hearing") == ()  # of one phrase each
    assert widener.terms("reconsideration 复议") == ()


def test_words_that_every_question_uses_widen_nothing() -> None:
    counted = GlossaryEntry("数量", ("多少", "总数"), ("number",))
    assert Widener([counted]).terms("多少 number 总数") == ()


def test_an_empty_glossary_widens_nothing() -> None:
    assert Widener(()).terms("上访 petitions") == ()


def test_the_english_of_the_terms_quoted_in_order_longer_ones_only() -> None:
    text = "物业费与行政复议,街乡"
    assert english_terms(_GLOSSARY, text) == (
        ("物业费", "property management fee"),
        ("行政复议", "administrative review"),
    )
    assert english_terms(_GLOSSARY, "天气") == ()
