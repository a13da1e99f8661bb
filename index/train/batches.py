"""Batches: pairs of texts that belong together, cut and reworded afresh each time.

Each stream makes pairs of one kind, and a batch is of one kind, so that its other rows are
negatives worth telling apart; a kind of which the data hold no pair has no stream, but None.
What users do to a document's words is imitated on its own passages: a stretch becomes the
question, thinned, translated or put in kindred words, and half of the time the passage loses that
stretch, so that it must be found by what stands around.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from .encode import Pairs
from .lexicon import Lexicon, Replacements
from .ragged import Flags, Numbers, Ragged, replaced

Generator = np.random.Generator
# Longer texts are cut: what stands beyond has little to do with the other side.
_LONGEST = 120
_SHORTEST_PASSAGE = 12
# How often the passage loses the stretch that it is asked with.
_REMOVED = 0.5
# Shares of the tokens of a row that are put in kindred words, and in another form.
_KINDRED, _INFLECTED = 0.6, 0.2
# So many neighbours in a row: the passages hardest to tell apart.
_RUN = 4


@dataclass(frozen=True, slots=True)
class Batch:
    """Row r of the left belongs to row r of the right; rows of equal `keys` are no negatives."""

    left: Ragged
    right: Ragged
    keys: Numbers


Stream = Callable[[int, Generator], Batch]


@dataclass(frozen=True, slots=True)
class Passages:
    """Paragraphs in the order of their documents, with titles and headings as texts."""

    texts: Ragged
    titles: Ragged
    documents: Numbers


def pair_stream(
    pairs: Pairs, lexicon: Lexicon, *, reword: float, translate: float
) -> Stream | None:
    """Pairs drawn at random; the left side reworded or translated now and then."""
    if not len(pairs.left):
        return None

    def draw(count: int, random: Generator) -> Batch:
        chosen = random.integers(len(pairs.left), size=count)
        left = pairs.texts.take(pairs.left[chosen])
        left = _varied(left, lexicon, random=random, shares=(reword, translate))
        right = _shortened(pairs.texts.take(pairs.right[chosen]), random)
        return Batch(left, right, pairs.right[chosen])

    return draw


def span_stream(
    passages: Passages, lexicon: Lexicon, *, reword: float, translate: float
) -> Stream | None:
    """A stretch of a passage as the question to the passage; neighbours share a batch."""
    long = np.flatnonzero(passages.texts.lengths >= _SHORTEST_PASSAGE)
    if not len(long):
        return None

    def draw(count: int, random: Generator) -> Batch:
        chosen = long[_clustered(len(long), count, random=random)]
        texts = passages.texts
        room = texts.lengths[chosen]
        lengths = np.minimum(random.integers(3, 16, size=count), room // 2)
        offset = (random.random(count) * (room - lengths)).astype(np.int64)
        first = texts.starts[chosen] + offset
        left = _thinned(texts.cut(first, lengths), random)
        left = _varied(left, lexicon, random=random, shares=(reword, translate))
        whole = texts.take(chosen)
        place = np.arange(len(whole.ids)) - np.repeat(whole.starts[:-1], whole.lengths)
        owner = whole.owners()
        inside = (place >= offset[owner]) & (place < (offset + lengths)[owner])
        gone = (random.random(count) < _REMOVED)[owner]
        return Batch(left, _shortened(whole.keep(~(inside & gone)), random), chosen)

    return draw


def heading_stream(
    passages: Passages, lexicon: Lexicon, *, reword: float, translate: float
) -> Stream:
    """Title and heading to a passage beneath them."""

    def draw(count: int, random: Generator) -> Batch:
        chosen = random.integers(len(passages.texts), size=count)
        left = _thinned(passages.titles.take(chosen), random)
        left = _varied(left, lexicon, random=random, shares=(reword, translate))
        return Batch(
            left, _shortened(passages.texts.take(chosen), random), passages.documents[chosen]
        )

    return draw


def neighbour_stream(passages: Passages) -> Stream | None:
    """A passage to the one that follows it in its document."""
    follows = np.flatnonzero(passages.documents[:-1] == passages.documents[1:])
    if not len(follows):
        return None

    def draw(count: int, random: Generator) -> Batch:
        chosen = follows[random.integers(len(follows), size=count)]
        left = _thinned(_shortened(passages.texts.take(chosen), random), random)
        return Batch(left, _shortened(passages.texts.take(chosen + 1), random), chosen + 1)

    return draw


def mixed(
    streams: Mapping[str, tuple[Stream, float]],
) -> Callable[[int, Generator], tuple[str, Batch]]:
    """Batches of one stream each, drawn by their shares."""
    names = list(streams)
    shares = np.array([streams[name][1] for name in names])
    shares = shares / shares.sum()

    def draw(count: int, random: Generator) -> tuple[str, Batch]:
        name = names[int(random.choice(len(names), p=shares))]
        return name, streams[name][0](count, random)

    return draw


def _clustered(total: int, count: int, *, random: Generator) -> Numbers:
    """Numbers below `total` in runs of neighbours: the passages hardest to tell apart."""
    first = random.integers(total, size=-(-count // _RUN))
    steps = np.cumsum(random.integers(1, 4, size=(len(first), _RUN)), axis=1)
    return ((first[:, None] + steps) % total).ravel()[:count]


def _thinned(rows: Ragged, random: Generator) -> Ragged:
    """Each row keeps a share of its tokens, from all to a little less than half; one at least."""
    share = random.uniform(0.45, 1.3, size=len(rows))
    flags = random.random(len(rows.ids)) < share[rows.owners()]
    flags[rows.starts[:-1][rows.lengths > 0]] = True
    return rows.keep(flags)


def _varied(
    rows: Ragged, lexicon: Lexicon, *, random: Generator, shares: tuple[float, float]
) -> Ragged:
    """Some rows in kindred words, some in the other language; English forms vary in all."""
    reword, translate = shares
    mode = random.random(len(rows))
    kindred = (mode < reword)[rows.owners()] & (random.random(len(rows.ids)) < _KINDRED)
    rows = _replace(rows, kindred, ways=lexicon.kindred, random=random)
    translated = (mode > 1 - translate)[rows.owners()]
    rows = _replace(rows, translated, ways=lexicon.translations, random=random)
    forms = random.random(len(rows.ids)) < _INFLECTED
    return _replace(rows, forms, ways=lexicon.inflections, random=random)


def _replace(rows: Ragged, flags: Flags, *, ways: Replacements, random: Generator) -> Ragged:
    draw = random.integers(1 << 40, size=len(rows.ids))
    return replaced(rows, flags, choices=ways.choices, options=ways.options, draw=draw)


def _shortened(rows: Ragged, random: Generator) -> Ragged:
    """Rows cut to a length drawn for the batch, from a place drawn for each row."""
    longest = int(random.integers(40, _LONGEST))
    lengths = np.minimum(rows.lengths, longest)
    offset = (random.random(len(rows)) * (rows.lengths - lengths + 1)).astype(np.int64)
    return rows.cut(rows.starts[:-1] + offset, lengths)
