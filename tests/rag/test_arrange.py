"""Which sentences are quoted, and how much of each."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from corpus import parse_document, split
from rag.arrange import Arranger
from rag.evidence import Candidate
from rag.extract import ExtractOptions
from rag.types import Asked, Question
from tests.rag.made import candidate, hit, question

_THREE = ("甲乃其一。", "乙乃其二。", "丙乃其三。")


class _Passages(list):
    """Passages that can be looked up, as those of an index."""

    def number(self, passage_id: str) -> int:
        return [passage.passage_id for passage in self].index(passage_id)


def _scored(texts: Sequence[str], scores: Sequence[float]) -> list[Candidate]:
    of = hit("".join(dict.fromkeys(texts)))
    pairs = zip(texts, scores, strict=True)
    return [replace(candidate(text, of=of), score=score) for text, score in pairs]


def _closest_to(word: str):
    """Texts that hold the word are close by 1, less a little for what else they hold."""
    return lambda query, texts: np.array(
        [(word in text) - len(text) / 1000 for text in texts], dtype=np.float32
    )


def _quoted(
    ranked: Sequence[Sequence[Candidate]],
    *,
    asked: Question | None = None,
    word: str = "甲",
    **options: float,
) -> list[str]:
    hits = {found.hit.passage_id: found.hit for found in ranked[0]}.values()
    passages = [SimpleNamespace(passage_id=h.passage_id, text=h.text, section=1) for h in hits]
    arranger = Arranger(_Passages(passages), _closest_to(word), ExtractOptions(**options))
    return [quote.text for quote in arranger.quotes(asked or question("问"), ranked)]


def test_the_best_sentence_is_quoted_and_those_close_behind_it() -> None:
    # Of 0.9, 0.8 and 0.1 the deviation is 0.356.
    ranked = [_scored(_THREE, (0.9, 0.8, 0.1))]
    assert _quoted(ranked, margin=0.2) == ["甲乃其一。"]
    assert _quoted(ranked, margin=0.5) == ["甲乃其一。", "乙乃其二。"]
    assert _quoted(ranked, margin=3.0, max_quotes=1) == ["甲乃其一。"]
    assert len(_quoted(ranked, margin=3.0)) == 3


def test_nothing_is_quoted_twice_nor_within_another_quote() -> None:
    whole = hit("甲某乙某。")
    twin = replace(candidate("甲某乙某。", of=hit("甲某乙某。", rank=2)), score=0.9)
    part = replace(candidate("乙某", of=hit("乙某", rank=3)), score=0.9)
    ranked = [[replace(candidate("甲某乙某。", of=whole), score=0.9), twin, part]]
    assert _quoted(ranked, margin=9.0) == ["甲某乙某。"]


def test_the_best_of_every_part_follows_the_best_of_the_whole() -> None:
    whole = _scored(_THREE, (0.9, 0.8, 0.1))
    asked = question("问", parts=("问一", "问二"))
    one, two = [whole[0], whole[1]], [whole[2], whole[1]]
    assert _quoted([whole, one, two], asked=asked) == ["甲乃其一。", "丙乃其三。"]


def test_a_long_sentence_is_cut_to_the_clauses_that_answer() -> None:
    sentence = f"{'文' * 120},甲某{'字' * 30},{'末' * 20}。"
    assert _quoted([[candidate(sentence)]]) == [f"甲某{'字' * 30},{'末' * 20}。"]
    # A list is kept whole as far as there is room.
    assert _quoted([[candidate(sentence)]], asked=question("问", Asked.LIST)) == [sentence]


def test_a_cut_keeps_the_kind_of_thing_asked_for() -> None:
    sentence = f"甲某{'字' * 118},共{'数' * 20}5件。"
    assert _quoted([[candidate(sentence)]], asked=question("多少件")) == [sentence]


def test_a_cut_quote_ends_with_a_word_and_no_scrap_follows_the_first() -> None:
    cut = f"甲某{'字' * 40},{'末' * 130}。"
    assert _quoted([[candidate(cut)]]) == [f"甲某{'字' * 40}"]
    assert _quoted([_scored(("甲某。", f"甲,{'末' * 60}。"), (0.9, 0.9))], max_chars=30) == [
        "甲某。"
    ]


def test_quotes_share_the_room() -> None:
    long, short = "甲" * 30 + "。", "乙" * 20 + "。"
    ranked = [_scored((long, short), (0.9, 0.9))]
    assert _quoted(ranked, max_chars=60) == [long, short]
    assert _quoted(ranked, max_chars=40) == [long]
    assert _quoted([[candidate("甲" * 300 + "。")]]) == []


_LIST = """一、总报告
主要做法有三条:
一是甲做法,成效明显。这里还有后话。
二是乙做法。
三是丙做法。
别的事情。
"""


def _listed(
    found: str, *, asked: Question, before: Sequence[Candidate] = (), **options: float
) -> list[str]:
    document = parse_document(_LIST, doc_id="d")
    passages = split(document)
    one = next(passage for passage in passages if found in passage.text)
    of = replace(hit(one.text), passage_id=one.passage_id)
    arranger = Arranger(_Passages(passages), _closest_to("甲"), ExtractOptions(**options))
    ranked = [*before, candidate(found, of=of)]
    return [quote.text for quote in arranger.quotes(asked, [ranked])]


def test_a_list_keeps_all_its_items_across_paragraphs() -> None:
    whole = [
        "主要做法有三条:",
        "一是甲做法,成效明显。这里还有后话。",
        "二是乙做法。",
        "三是丙做法。",
    ]
    assert _listed("二是乙做法。", asked=question("有哪些做法", Asked.LIST)) == whole
    # A sentence that announces a list is no answer without it.
    assert _listed("主要做法有三条:", asked=question("怎么做")) == whole
    first = candidate("主要做法是甲。")
    assert _listed("主要做法有三条:", asked=question("怎么做"), before=[first]) == [
        first.text,
        *whole,
    ]
    assert _listed("二是乙做法。", asked=question("乙怎么样")) == ["二是乙做法。"]
    assert _listed("别的事情。", asked=question("有哪些事", Asked.LIST)) == ["别的事情。"]


def test_items_too_long_for_the_room_are_quoted_by_their_first_sentences() -> None:
    asked = question("有哪些做法", Asked.LIST)
    assert _listed("二是乙做法。", asked=asked, max_chars=20)[1] == "一是甲做法,成效明显。"
