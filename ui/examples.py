"""Questions to start from.

They are data about the shipped report, offered only where it is among the documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Document
from rag import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A question to start from; `kind` is its key among the interface strings."""

    kind: str
    question: str
    language: Language


_BY_DOCUMENT = {
    "chaoyang-2020": (
        Example("kind_number", "2020年PM2.5年均浓度是多少？", Language.ZH),
        Example("kind_list", "“五联动”包括哪些机制？", Language.ZH),
        Example("kind_everyday", "开一家新公司最快多久能办好？", Language.ZH),
        Example("kind_english", "How much foreign investment did the district use?", Language.EN),
        Example("kind_traditional", "調解民事糾紛的成功率有多高？", Language.ZH_HANT),
        Example("kind_silent", "海淀区2020年的行政复议案件有多少件？", Language.ZH),
    )
}


def examples_for(documents: Iterable[Document]) -> tuple[Example, ...]:
    """The examples of every document that has some."""
    return tuple(
        example for document in documents for example in _BY_DOCUMENT.get(document.doc_id, ())
    )
