"""The values of the index stage: windows, scores, model and manifest.

Scores: higher is better. Vectors are float32 rows of unit length; a text without tokens is the
zero vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from corpus import Document, SplitOptions

from .runs import places_of

Vectors = npt.NDArray[np.float32]
"""Shape (n, dimension)."""

Table = npt.NDArray[np.int32]
"""Shape (windows, 3): passage number, start, end."""

Scores = npt.NDArray[np.float32]
"""Shape (passages,): one score per passage, in the order of the passages asked about."""

Numbers = npt.NDArray[np.int64]
"""Numbers of passages: their places among all passages of the index."""

Mask = npt.NDArray[np.bool_]
"""Shape (passages,): whether each passage of the index counts."""


class Role(StrEnum):
    """What a text is to the model; models with prompts embed the two differently."""

    QUERY = "query"
    PASSAGE = "passage"


class WindowKind(StrEnum):
    """The stretch of a passage that one row of the dense index stands for."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PAIR = "pair"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of passage number `passage`; offsets into `Passage.text`."""

    passage: int
    kind: WindowKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LateArrays:
    """The tokens of every sentence of a segment, as the late view reads them.

    `tokens` are rows of the model's table; sentence s has `tokens[sentences[s]:sentences[s + 1]]`,
    passage p the sentences from number `passages[p]` on. `held` has the distinct tokens in its
    first row and in its second how many passages hold each.
    """

    tokens: npt.NDArray[np.int32]
    sentences: npt.NDArray[np.int64]
    passages: npt.NDArray[np.int64]
    held: npt.NDArray[np.int32]

    def of(self, numbers: Numbers) -> LateArrays:
        """The arrays of these passages alone; what holds for the segment is left out."""
        chosen, passages = places_of(self.passages, numbers, size=len(self.sentences))
        tokens, sentences = places_of(self.sentences, chosen, size=len(self.tokens))
        return LateArrays(self.tokens[tokens], sentences, passages, held=self.held[:, :0])


def joined(parts: Sequence[LateArrays]) -> LateArrays:
    """Several arrays end to end; `held` is left empty."""
    tokens = np.cumsum([0, *(len(part.tokens) for part in parts)])
    sentences = np.cumsum([0, *(len(part.sentences) for part in parts)])
    return LateArrays(
        tokens=np.concatenate([part.tokens for part in parts]),
        sentences=np.concatenate(
            [part.sentences + base for part, base in zip(parts, tokens, strict=False)]
        ),
        passages=np.concatenate(
            [part.passages + base for part, base in zip(parts, sentences, strict=False)]
        ),
        held=np.zeros((2, 0), dtype=np.int32),
    )


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model made the vectors: enough to tell another one apart.

    `name` is "bundled", a folder or a name; `sha256` covers the model's files in path order.
    """

    name: str
    sha256: str
    dimension: int
    query_prompt: str = ""
    passage_prompt: str = ""


@dataclass(frozen=True, slots=True)
class PhraseArrays:
    """Phrases of the glossary: vector (float16), number of the entry, whether it is English."""

    vectors: npt.NDArray[np.float16]
    entries: npt.NDArray[np.int32]
    english: npt.NDArray[np.bool_]


TokenKind = Literal["words+pairs", "words", "pairs", "spaces"]


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How an index is made; whatever changes its bytes is here and goes into the manifest.

    `tokens` is what the lexical view counts: "words" are jieba's, "pairs" character bigrams, and
    "spaces" cuts at white space only, which no Chinese text should be (evals keep it as a floor).

    `section_weight` is the share of the heading path's vector that is added to every window's:
    0.2 was best of 0 to 0.5 on the dev questions (`baipishu eval`).
    """

    split: SplitOptions = field(default_factory=SplitOptions)
    windows: tuple[WindowKind, ...] = tuple(WindowKind)
    section_weight: float = 0.2
    tokens: TokenKind = "words+pairs"
    k1: float = 1.2
    b: float = 0.75


@dataclass(frozen=True, slots=True)
class MilvusOptions:
    """Which Milvus engine: the address of a server, or a file (./x.db) for the embedded one.

    `collection` begins the names of the collections, so that an engine can hold many indexes;
    `timeout` is how many seconds it may take for one call.
    """

    uri: str = ""
    token: str = ""
    collection: str = "baipishu"
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What is known of a document without its text; `source` is its file's path, or "".

    `origin` says where it was published, `licence` under which terms; "" if unknown.
    """

    doc_id: str
    title: str
    issuer: str
    as_of: str
    sha256: str
    source: str
    state: str
    passages: int
    origin: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be indexed, and the state of its source: whatever differs once that changes."""

    document: Document
    state: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document that is nearly the same as another, and the share that they have in common.

    `share` estimates their Jaccard similarity: the stretches of five characters that both have, of
    all that either has.
    """

    doc_id: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A segment as the manifest lists it; all but `removed` stays as it was made.

    `removed` are the numbers of documents that no longer count. `recall` is the share of the exact
    first ten passages that its approximate index finds, 1.0 where the index is exact.
    """

    name: str
    documents: int
    passages: int
    windows: int
    recall: float = 1.0
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder holds and what it was made with.

    `documents`, `passages` and `windows` count those that were not removed; `files` maps names to
    sha256, `sizes` names to bytes.
    """

    format: int
    model: ModelInfo
    late_model_sha256: str
    dictionary_sha256: str
    options: IndexOptions
    segments: tuple[SegmentRecord, ...]
    documents: int
    passages: int
    windows: int
    files: dict[str, str]
    sizes: dict[str, int]
