from dataclasses import replace

import numpy as np
import pytest

from corpus import GlossaryEntry
from index.train.data import Rewording, TrainingData
from index.train.examples import encoded_passages, streams
from index.train.lexicon import build_lexicon
from tests.index.train.conftest import make_tokenizer

_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
TOKENIZER = make_tokenizer(*_NAMES, "tax", "law", "who", "how")
GLOSSARY = (GlossaryEntry("甲", ("乙",), ("tax",)),)
DATA = TrainingData(
    passages=tuple(
        {"doc": doc, "title": "丙", "heading": "丁", "text": text * 12}
        for doc, text in ("1甲", "1乙")
    ),
    qa=({"question": "戊", "context": "己。庚。辛。", "answer": "庚"},),
    everyday=({"question": "壬", "text": "癸"},),
    pairs=({"source": "cedict", "en": "law", "zh": "子"}, {"source": "x", "en": "who", "zh": "丑"}),
    rewordings=(Rewording("寅", "卯", ("甲", "乙"), ("how",)),),
)


def _streams(data: TrainingData):
    lexicon = build_lexicon(TOKENIZER, pairs=[], glossary=())
    passages = encoded_passages(data.passages, TOKENIZER)
    return streams(data, TOKENIZER, passages=passages, lexicon=lexicon, glossary=GLOSSARY)


def _met(data: TrainingData, name: str) -> set[tuple[str, str]]:
    """All pairs of a stream, as text."""
    stream, _ = _streams(data)[name]
    batch = stream(300, np.random.default_rng(1))
    sides = (np.split(side.ids, side.starts[1:-1]) for side in (batch.left, batch.right))
    words = ([" ".join(map(TOKENIZER.id_to_token, row)) for row in side] for side in sides)
    return set(zip(*words, strict=True))


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("questions", {("戊", "己 庚 辛"), ("戊", "庚")}),
        ("everyday", {("壬", "癸")}),
        ("dictionary", {("law", "子")}),
        ("sentences", {("who", "丑")}),
        ("glossary", {("乙", "甲"), ("tax", "甲"), ("tax", "乙")}),
        (
            "rewordings",
            {
                *{("卯", "寅"), ("甲", "寅"), ("甲", "卯"), ("乙", "寅"), ("乙", "卯")},
                *{("how", "寅"), ("how", "卯"), ("how", "甲"), ("甲", "乙"), ("乙", "甲")},
            },
        ),
    ],
)
def test_texts_meet_that_belong_together(name: str, pairs: set[tuple[str, str]]) -> None:
    assert _met(DATA, name) == pairs


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [
        ("spans", {"甲", "乙"}, {"甲", "乙"}),
        ("headings", {"丙", "丁"}, {"甲", "乙"}),
        ("neighbours", {"甲"}, {"乙"}),
    ],
)
def test_passages_are_asked_for(name: str, left: set[str], right: set[str]) -> None:
    pairs = _met(DATA, name)
    assert {word for pair in pairs for word in pair[0].split()} == left
    assert {word for pair in pairs for word in pair[1].split()} == right


def test_an_answer_that_no_sentence_holds_leaves_the_paragraph() -> None:
    question = {"question": "戊", "context": "己。庚。", "answer": "己。庚"}
    assert _met(replace(DATA, qa=(question,)), "questions") == {("戊", "己 庚")}


def test_kinds_without_a_pair_are_left_out() -> None:
    some = replace(DATA, pairs=DATA.pairs[:1], passages=DATA.passages[:1])
    found, full = map(_streams, (some, DATA))
    assert set(full) - set(found) == {"sentences", "neighbours"}
    assert {name: full[name][1] for name in found} == {name: found[name][1] for name in found}
    assert sum(share for _, share in full.values()) == pytest.approx(1.03)
