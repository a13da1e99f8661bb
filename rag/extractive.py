"""The answerer that ships: verbatim quotes or a refusal, nothing in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Index

from .compose import compose, no_evidence, not_about, weak_note
from .arrange import Arranger
from .constraint import absent_place, meeting_year
from .extract import ExtractOptions, Extractor
from .refuse import RefusalOptions, Support, support
from .types import Answer, Hit, Question, Quote

# Enough to look further, few enough to read.
_NEAR = 3


class ExtractiveAnswerer:
    """Answers with the best one to three sentences of the passages found."""

    def __init__(self, index: Index, extract: ExtractOptions, refuse: RefusalOptions) -> None:
        """Take the index that hits come from."""
        self._index = index
        self._documents = {document.doc_id: document for document in index.documents}
        self._extractor = Extractor(index, extract)
        self._arranger = Arranger(index.passages, self._extractor.closeness, extract)
        self._refuse = refuse

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The quotes that answer, best first, or a refusal that says what is missing."""
        ranked = [self._extractor.candidates(query, hits) for query in question.parts or (question.searched,)]
        quotes = self._arranger.quotes(question, ranked)
        carried = support(quotes, self._refuse)
        missing = self._missing(question, quotes)
        if missing or carried is Support.NONE:
            language = question.language
            reason = not_about(missing, language) if missing else no_evidence(language)
            return self._refusal(question, hits, reason=reason)
        answer = self._composed(question, hits, quotes=quotes)
        if carried is Support.WEAK:
            return replace(answer, notes=(weak_note(question.language),))
        return answer

    def _missing(self, question: Question, quotes: Sequence[Quote]) -> str | None:
        """The place or the year of the question that its evidence does not speak of."""
        if not self._refuse.constraints:
            return None
        titles = {document.doc_id: document.title for document in self._index.documents}
        place = absent_place(question.text, self._index.documents)
        return place or meeting_year(question.text, quotes, titles=titles)[1]

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[Answer]:
        """The hits first, then the whole answer: choosing quotes takes milliseconds."""
        yield Answer(
            question=question.text,
            language=question.language,
            query=question.query,
            answer="",
            hits=tuple(hits),
        )
        yield self.answer(question, hits)

    def _composed(
        self, question: Question, hits: Sequence[Hit], *, quotes: Sequence[Quote]
    ) -> Answer:
        text, citations = compose(
            quotes,
            question.language,
            documents=self._documents,
            glossary=self._index.glossary,
        )
        cited = {citation.passage_id for citation in citations}
        near = [hit.passage_id for hit in hits if hit.passage_id not in cited]
        return Answer(
            question=question.text,
            language=question.language,
            query=question.query,
            answer=text,
            citations=citations,
            near=tuple(near[:_NEAR]),
            hits=tuple(hits),
        )

    def _refusal(self, question: Question, hits: Sequence[Hit], *, reason: str) -> Answer:
        return Answer(
            question=question.text,
            language=question.language,
            query=question.query,
            answer=reason,
            refused=True,
            reason=reason,
            near=tuple(hit.passage_id for hit in hits[:_NEAR]),
            hits=tuple(hits),
        )
