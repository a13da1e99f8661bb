"""The assistant that a page is served with, which is exchanged whole when its index has grown.

Whoever has begun to answer ends with the assistant that it began with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from corpus import Document, Passage
from index import Documents
from rag import Answer, Assistant, Catalogue, Hit, Review, Views

if TYPE_CHECKING:
    from .page.protocols import Answering

_Any = TypeVar("_Any", bound="Answering")


class Held:
    """Answers as the assistant does that it holds at the time."""

    def __init__(self, assistant: Assistant) -> None:
        """Take the first assistant."""
        self.now = assistant

    def exchange(self, assistant: Assistant) -> None:
        """Answer with another assistant from now on."""
        # One assignment: a thread sees the one or the other.
        self.now = assistant

    @property
    def documents(self) -> Documents:
        """As `Assistant` has it, and so is all below."""
        return self.now.documents

    @property
    def catalogue(self) -> Catalogue:
        """The documents by their titles."""
        return self.now.catalogue

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        """Answer, or refuse."""
        return self.now.ask(question, history=history)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
    ) -> Iterator[Answer]:
        """Answers each more complete than the one before."""
        return self.now.stream(question, history=history, doc_ids=doc_ids)

    def search(self, query: str, *, top_k: int = 10) -> tuple[Hit, ...]:
        """The best passages."""
        return self.now.search(query, top_k=top_k)

    def views(self, query: str, *, doc_ids: Collection[str] | None = None) -> Views:
        """What each view says of a query."""
        return self.now.views(query, doc_ids=doc_ids)

    def review(self, text: str) -> Review:
        """Every claim of a text with its verdict."""
        return self.now.review(text)

    def document(self, doc_id: str) -> Document:
        """Look a document up."""
        return self.now.document(doc_id)

    def passage(self, passage_id: str) -> Passage:
        """Look a passage up."""
        return self.now.passage(passage_id)


def current(assistant: _Any | Held) -> _Any | Assistant:
    """The assistant itself, to begin and to end a piece of work with."""
    return assistant.now if isinstance(assistant, Held) else assistant
