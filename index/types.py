"""The values of the index stage: windows, scores, model and manifest.

Scores: higher is better. Vectors are float32 rows of unit length; a text without tokens is the
zero vector.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from corpus import SplitOptions

Vectors = npt.NDArray[np.float32]
"""Shape (n, dimension)."""

Table = npt.NDArray[np.int32]
"""Shape (windows, 3): passage number, start, end."""

Scores = npt.NDArray[np.float32]
"""Shape (passages,): one score per passage of the index, in the order of its passages."""


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
class Matrix:
    """Token weights by passage, column by column (CSC).

    Token number t of the vocabulary weighs `weights[starts[t]:starts[t + 1]]` in the passages
    numbered `rows[starts[t]:starts[t + 1]]`.
    """

    vocabulary: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    passages: int


@dataclass(frozen=True, slots=True)
class LateArrays:
    """The tokens of every sentence, as the late view reads them.

    `tokens` index into `vocabulary`, whose entries are rows of the model's table; sentence s has
    `tokens[sentences[s]:sentences[s + 1]]`, passage p the sentences from number `passages[p]` on.
    """

    tokens: npt.NDArray[np.int32]
    sentences: npt.NDArray[np.int32]
    passages: npt.NDArray[np.int32]
    vocabulary: npt.NDArray[np.int32]


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
class DocumentRecord:
    """A document as the manifest lists it; `source` is the path it was read from, or ""."""

    doc_id: str
    title: str
    issuer: str
    as_of: str
    sha256: str
    source: str
    passages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder holds and what it was made with; `files` maps names to sha256."""

    format: int
    model: ModelInfo
    late_model_sha256: str
    dictionary_sha256: str
    options: IndexOptions
    documents: tuple[DocumentRecord, ...]
    passages: int
    windows: int
    files: dict[str, str]
