"""What holds for all passages together, counted once the last of them is loaded.

It is published as one text named by its digest; the head of the index names the one that counts,
and is written after it, so a reader has the old statistics or the new ones.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus import GlossaryEntry

from ..manifest import manifest_bytes, parse_manifest
from ..text import Segmenter
from ..types import Manifest, PhraseArrays
from . import texts
from .engine import Engine

_HEAD = "head:index"


@dataclass(frozen=True, slots=True)
class Head:
    """What an index is made with; `statistics` names what was published, "" before that.

    `mean` is the length, in tokens, of the passage that weighs as much as it says.
    """

    manifest: Manifest
    mean: float
    statistics: str = ""


@dataclass(frozen=True, slots=True)
class Statistics:
    """In how many passages each term, `df`, and each token of the model, `held`, stands.

    `words` are those by which queries are cut, None where it is jieba's whole dictionary.
    """

    terms: npt.NDArray[np.uint32]
    df: npt.NDArray[np.int64]
    held: npt.NDArray[np.int32]
    phrases: PhraseArrays
    glossary: tuple[GlossaryEntry, ...]
    titles: tuple[str, ...]
    words: Segmenter | None = None


class Tally:
    """Counts in how many passages numbers occur, a block of passages at a time."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._numbers = np.zeros(0, dtype=np.int64)
        self._counts = np.zeros(0, dtype=np.int64)

    def add(self, passages: Iterable[Iterable[int]]) -> None:
        """Count the numbers of each passage, each once."""
        more = np.array([number for one in passages for number in set(one)], dtype=np.int64)
        numbers, counts = np.unique(more, return_counts=True)
        merged = np.concatenate([self._numbers, numbers])
        self._numbers, places = np.unique(merged, return_inverse=True)
        self._counts = np.bincount(places, np.concatenate([self._counts, counts])).astype(np.int64)

    def counted(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The numbers in order, and in how many passages each occurs."""
        return self._numbers, self._counts


def read_head(engine: Engine) -> Head | None:
    """The head of an index; None where there is none yet."""
    found = texts.get(engine, _HEAD)
    if found is None:
        return None
    raw = json.loads(found[0])
    return Head(parse_manifest(raw["manifest"]), raw["mean"], raw["statistics"])


def format_of(engine: Engine) -> int | None:
    """The format of an index, whatever else its head holds; None where there is none."""
    found = texts.get(engine, _HEAD)
    return None if found is None else int(json.loads(found[0])["manifest"]["format"])


def write_head(engine: Engine, head: Head) -> None:
    """Write the head of an index, in the place of the one before."""
    manifest = json.loads(manifest_bytes(head.manifest))
    raw = {"manifest": manifest, "mean": head.mean, "statistics": head.statistics}
    texts.put(engine, _HEAD, text=json.dumps(raw, ensure_ascii=False), about={})


def write_statistics(engine: Engine, statistics: Statistics) -> str:
    """Write statistics; returns their name."""
    packed = _packed(statistics)
    name = f"statistics:{hashlib.sha256(packed.encode()).hexdigest()[:16]}"
    texts.put(engine, name, text=packed, about={})
    return name


def read_statistics(engine: Engine, name: str) -> Statistics | None:
    """Statistics by name; None where they are gone."""
    found = texts.get(engine, name)
    return None if found is None else _unpacked(found[0])


def _packed(statistics: Statistics) -> str:
    words = statistics.words
    plain = {
        "glossary": [asdict(entry) for entry in statistics.glossary],
        "titles": statistics.titles,
        "words": words and [dict(words.frequencies), words.total, words.kind],
    }
    phrases = {name: getattr(statistics.phrases, name) for name in _PHRASES}
    data = io.BytesIO()
    np.savez_compressed(
        data,
        terms=statistics.terms,
        df=statistics.df,
        held=statistics.held,
        plain=np.frombuffer(json.dumps(plain, ensure_ascii=False).encode(), dtype=np.uint8),
        allow_pickle=False,
        **phrases,
    )
    return base64.b64encode(data.getvalue()).decode("ascii")


_PHRASES = tuple(PhraseArrays.__dataclass_fields__)


def _unpacked(text: str) -> Statistics:
    with np.load(io.BytesIO(base64.b64decode(text)), allow_pickle=False) as arrays:
        plain = json.loads(arrays["plain"].tobytes())
        return Statistics(
            terms=arrays["terms"],
            df=arrays["df"],
            held=arrays["held"],
            phrases=PhraseArrays(**{name: arrays[name] for name in _PHRASES}),
            glossary=tuple(
                GlossaryEntry(row["term"], tuple(row["everyday"]), tuple(row["english"]))
                for row in plain["glossary"]
            ),
            titles=tuple(plain["titles"]),
            words=_words(plain["words"]),
        )


def _words(raw: list[Any] | None) -> Segmenter | None:
    return None if raw is None else Segmenter(raw[0], raw[1], kind=raw[2])
