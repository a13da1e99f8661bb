from dataclasses import replace

import pytest

from corpus import GlossaryEntry
from index import Index
from index.phrases import PhraseView, build_phrases
from rag.nearest import akin, nearest_terms

_GLOSSARY = (
    GlossaryEntry("灭鼠", ("灭老鼠", "抓耗子"), ("rat extermination",)),
    GlossaryEntry("行政收费", ("办事要交钱",), ("administrative fee",)),
    GlossaryEntry("律师", ("帮人打官司的",), ("lawyer", "attorney at law")),
    GlossaryEntry("法律援助", ("请不起律师找谁",), ("legal aid",)),
)


def _knowing(index: Index, glossary: tuple[GlossaryEntry, ...]) -> Index:
    """The index with another glossary, all of whose terms its documents are taken to hold."""
    model = index.late.embedder
    terms = {entry.term for entry in glossary}
    phrases = PhraseView(model, build_phrases(glossary, terms.__contains__, embedder=model))
    return replace(index, glossary=glossary, phrases=phrases)


@pytest.fixture(scope="module")
def index(shipped_index: Index) -> Index:
    return _knowing(shipped_index, _GLOSSARY)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("办事要不要交钱？", ("行政收费",)),
        ("什麼時候滅老鼠", ("灭鼠",)),  # Traditional
        ("Is there an attorney in the law office?", ("律师",)),
        ("灭鼠就是灭老鼠", ()),  # the term is there already
        ("公园有多大", ()),
        ("How large is the park?", ()),
        ("，", ()),
    ],
)
def test_terms_are_found_whose_phrases_mean_nearly_the_same(index, question, terms) -> None:
    assert nearest_terms(index, question) == terms


def test_what_is_known_is_not_found_again(index: Index) -> None:
    assert nearest_terms(index, "什么时候灭老鼠", known=["灭鼠"]) == ()


def test_only_the_nearest_term_counts_ties_in_the_order_of_the_glossary(
    shipped_index: Index,
) -> None:
    phrases = {"甲": "灭老鼠的药", "乙": "灭老鼠", "丙": "灭老鼠", "丁": "灭老鼠"}
    glossary = tuple(GlossaryEntry(term, (phrase,), ()) for term, phrase in phrases.items())
    assert nearest_terms(_knowing(shipped_index, glossary), "统一灭老鼠") == ("乙",)


def test_terms_far_from_the_question_are_not_meant(index: Index) -> None:
    terms = ("行政复议", "足球")
    assert akin(index, "对处罚不服怎么申请复议？", terms=terms) == ("行政复议",)
    assert akin(index, "公园有多大", terms=()) == ()
