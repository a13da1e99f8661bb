"""Which texts are made to meet: every source of the training data as pairs, with its share.

Shares were chosen on the held-out rewordings and the public sets, never on questions about the
shipped report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer

from corpus import GlossaryEntry, sentence_spans

from .batches import (
    Passages,
    Stream,
    heading_stream,
    neighbour_stream,
    pair_stream,
    span_stream,
)
from .data import Rewording, Row, TrainingData
from .encode import encoded, encoded_pairs
from .lexicon import Lexicon

_SHARES = {
    "spans": 0.36,
    "headings": 0.06,
    "neighbours": 0.05,
    "questions": 0.11,
    "everyday": 0.02,
    "dictionary": 0.10,
    "sentences": 0.12,
    "glossary": 0.05,
    "rewordings": 0.16,
}


def streams(
    data: TrainingData,
    tokenizer: Tokenizer,
    *,
    passages: Passages,
    lexicon: Lexicon,
    glossary: Sequence[GlossaryEntry],
) -> Mapping[str, tuple[Stream, float]]:
    """Every stream by name with its share of the batches; those without a row are left out.

    `passages` are those of the data, encoded.
    """
    pairs = {
        "questions": (_questions(data.qa), 0.2, 0.4),
        "everyday": (((r["question"], r["text"]) for r in data.everyday), 0.2, 0.2),
        "dictionary": (_pairs(data.pairs, dictionary=True), 0.0, 0.0),
        "sentences": (_pairs(data.pairs, dictionary=False), 0.0, 0.0),
        "glossary": (_synonyms(glossary), 0.0, 0.0),
        "rewordings": (_reworded(data.rewordings), 0.15, 0.15),
    }
    found = {
        name: pair_stream(
            encoded_pairs(tokenizer, rows), lexicon, reword=reword, translate=translate
        )
        for name, (rows, reword, translate) in pairs.items()
    }
    found["spans"] = span_stream(passages, lexicon, reword=0.2, translate=0.45)
    found["headings"] = heading_stream(passages, lexicon, reword=0.2, translate=0.45)
    found["neighbours"] = neighbour_stream(passages)
    drawn = {name: (found[name], share) for name, share in _SHARES.items()}
    return {name: (stream, share) for name, (stream, share) in drawn.items() if stream}


def encoded_passages(rows: Sequence[Row], tokenizer: Tokenizer) -> Passages:
    """The paragraphs of the data with their titles, in order: most of the work of a start."""
    numbers: dict[str, int] = {}
    documents = [numbers.setdefault(row["doc"], len(numbers)) for row in rows]
    return Passages(
        texts=encoded(tokenizer, [row["text"] for row in rows]),
        titles=encoded(tokenizer, [f"{row['title']} {row['heading']}" for row in rows]),
        documents=np.array(documents, dtype=np.int64),
    )


def _questions(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """A question with its paragraph, and with the sentence that holds the answer."""
    for row in rows:
        yield row["question"], row["context"]
        sentences = (row["context"][start:end] for start, end in sentence_spans(row["context"]))
        sentence = next((text for text in sentences if row["answer"] in text), None)
        if sentence:
            yield row["question"], sentence


def _pairs(rows: Sequence[Row], *, dictionary: bool) -> Iterator[tuple[str, str]]:
    return ((r["en"], r["zh"]) for r in rows if (r["source"] == "cedict") is dictionary)


def _synonyms(glossary: Sequence[GlossaryEntry]) -> Iterator[tuple[str, str]]:
    for entry in glossary:
        yield from ((word, entry.term) for word in (*entry.everyday, *entry.english))
        yield from ((english, word) for english in entry.english for word in entry.everyday)


def _reworded(rows: Sequence[Rewording]) -> Iterator[tuple[str, str]]:
    """Every question with its passage and its plain wording, and with the next question."""
    for row in rows:
        yield row.plain, row.passage
        for question in (*row.zh, *row.en):
            yield question, row.passage
            yield question, row.plain
        yield from zip(row.zh, (*row.zh[1:], row.zh[0]), strict=True)
        yield from ((question, row.zh[0]) for question in row.en)
