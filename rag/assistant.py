"""The assistant: one open index and one way to answer, behind the methods that people use."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from corpus import Document, Passage
from index import Documents, Index, load_embedder, open_index, open_milvus

from .catalogue import Catalogue
from .errors import UnknownDocument
from .evidence import Weighed
from .extractive import ExtractiveAnswerer
from .models import rewriter_of, writer_of
from .outside import Outside, explained, outside
from .question import clean_history, clean_question, language_of
from .retrieve import Mode, Retriever
from .settings import Settings, load_settings
from .shipped import open_shipped
from .spelling import Speller, speller_of
from .types import Answer, Hit, Question, Review, Timings
from .understand import understand
from .views import Views

if TYPE_CHECKING:
    from .review import Reviewer

_LOG = logging.getLogger(__name__)

# As many as the contract of `ask` shows; answers are written from the first of them.
_HITS = 10
# Documents that are named where one is not found.
_NAMED = 20


class Assistant:
    """Answers questions about the documents of an index; safe to share between threads."""

    def __init__(
        self, index: Index, settings: Settings, *, doc_ids: Collection[str] | None = None
    ) -> None:
        """Take an open index; `doc_ids` limits every search to those documents."""
        self.index = index
        self.settings = settings
        self._doc_ids = doc_ids
        self._retriever = Retriever(index, settings.retrieval)
        self._answerer = ExtractiveAnswerer(index, settings.extract, settings.refusal)
        self._writer = writer_of(index, settings, fallback=self._answerer)
        self._rewriter = rewriter_of(settings)

    @classmethod
    def open(cls, index: str | Path | None = None, settings: Settings | None = None) -> Assistant:
        """Open an index folder, or the shipped report's index, made on first use.

        Where the settings name a store, what is published there is opened.

        Raises the errors of the index stage; SettingsError.
        """
        settings = settings or load_settings()
        stored = settings.store == "milvus"
        if index is None and not stored:
            return cls(open_shipped(settings, _LOG.warning), settings)
        # The default stands for the model that the index was made with, whichever that is.
        named = settings.model != Settings().model
        embedder = load_embedder(settings.model, device=settings.device) if named else None
        if index is None:
            found = open_milvus(settings.milvus, embedder=embedder, device=settings.device)
            return cls(found, settings)
        opened = open_index(Path(index), embedder=embedder, device=settings.device)
        return cls(opened, settings)

    @property
    def documents(self) -> Documents:
        """The documents of the index, those outside the filter included, read when used."""
        return self.index.documents

    @cached_property
    def catalogue(self) -> Catalogue:
        """The documents that are asked, by their titles."""
        records = self.documents.records()
        return Catalogue(r for r in records if self._doc_ids is None or r.doc_id in self._doc_ids)

    def limited_to(self, doc_ids: Collection[str]) -> Assistant:
        """The same assistant over some of the documents; raises UnknownDocument."""
        return Assistant(self.index, self.settings, doc_ids=self._within(doc_ids))

    def document(self, doc_id: str) -> Document:
        """Look a document up; raises UnknownDocument."""
        found = self.index.documents.find(doc_id)
        if found is None:
            raise UnknownDocument(f"no document {doc_id!r} here; there are: {self._some_ids()}")
        return found

    def passage(self, passage_id: str) -> Passage:
        """Look a passage up; raises UnknownDocument."""
        number = self.index.passages.number(passage_id)
        if number is None:
            raise UnknownDocument(f"no passage {passage_id!r} here; find one: baipishu search TEXT")
        return self.index.passages[number]

    def _some_ids(self) -> str:
        ids = [record.doc_id for record in islice(self.documents.records(), _NAMED)]
        more = len(self.documents) - len(ids)
        return ", ".join(sorted(ids)) + (f" and {more} more: baipishu docs" if more else "")

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
    ) -> Answer:
        """Answer from the documents alone, every statement cited, or refuse.

        `history` holds the user's earlier questions, earliest first; those that nothing could be
        searched for are left out. `doc_ids` narrows down which documents are asked. Raises
        QuestionError; UnknownDocument.
        """
        *_, answer = self.stream(question, history=history, doc_ids=doc_ids)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
    ) -> Iterator[Answer]:
        """Answers each more complete than the one before; the last equals `ask`."""
        text = clean_question(question)
        within = self._within(doc_ids)
        why = outside(text)
        if why:
            yield self._turned_away(why, text, within=within)
            return
        asked = understand(text, history, speller=self._speller)
        began = perf_counter()
        if self._rewriter:
            asked = self._rewriter.rewritten(asked, clean_history(history))
        hits = self._found(asked, within)
        found = perf_counter()
        for answer in (self._writer or self._answerer).stream(asked, hits):
            spent = Timings(1000 * (found - began), 1000 * (perf_counter() - found))
            yield replace(answer, timings_ms=spent)

    def search(self, query: str, *, top_k: int = 10, mode: Mode = "hybrid") -> tuple[Hit, ...]:
        """The best passages for a query in one view or all. Raises QuestionError."""
        cleaned = clean_question(query)
        return self._retriever.hits(cleaned, top_k, mode=mode, doc_ids=self._doc_ids)

    def views(self, query: str, *, doc_ids: Collection[str] | None = None) -> Views:
        """What each view says of a query, to try weights on; `doc_ids` narrows it further.

        Raises QuestionError; UnknownDocument.
        """
        asked = understand(query, speller=self._speller)
        return self._retriever.views(asked, doc_ids=self._within(doc_ids))

    def review(self, text: str) -> Review:
        """Every claim of a text with its verdict, as `Reviewer` has it. Raises CheckError."""
        return self._reviewer.review(text)

    def weigh(
        self, question: str, *, history: Sequence[str] = (), hits: Sequence[Hit] | None = None
    ) -> Weighed:
        """What the decision to answer is taken on, over these hits or those found."""
        asked = understand(question, history, speller=self._speller)
        if hits is None:
            hits = self._found(asked, self._doc_ids)
        return self._answerer.weigh(asked, hits[:_HITS])

    def _found(self, asked: Question, within: Collection[str] | None) -> tuple[Hit, ...]:
        """The hits of the question and of each of its parts."""
        queries = (asked.searched, *asked.parts)
        return self._retriever.merged(queries, _HITS, doc_ids=within)

    def _within(self, doc_ids: Collection[str] | None) -> Collection[str] | None:
        """The documents asked for, of those that this assistant is limited to."""
        for doc_id in doc_ids or ():
            self.document(doc_id)
        if doc_ids is None or self._doc_ids is None:
            return self._doc_ids if doc_ids is None else frozenset(doc_ids)
        return frozenset(doc_ids) & frozenset(self._doc_ids)

    @cached_property
    def _reviewer(self) -> Reviewer:
        # The checker takes 40 ms to import and few questions need it.
        from .review import Reviewer

        return Reviewer(self)

    @cached_property
    def _speller(self) -> Speller:
        return speller_of(self.index)

    def _turned_away(self, why: Outside, text: str, *, within: Collection[str] | None) -> Answer:
        """The refusal of what is no question about the documents; nothing is searched."""
        records = self.documents.records()
        titles = [each.title for each in records if within is None or each.doc_id in within]
        reason = explained(why, text, titles=titles)
        language = language_of(text)
        return Answer(question=text, language=language, answer=reason, refused=True, reason=reason)
