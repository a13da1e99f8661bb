"""The answerer that ships: verbatim quotes or a refusal, nothing in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from index import Index

from .arrange import Arranger
from .blank import blank, filled, refused
from .compare import computed
from .compose import Composer, Extras
from .conflict import conflicting
from .context import completed
from .evidence import Candidate, Missing, Need, Weighed
from .extract import ExtractOptions, Extractor
from .holdings import Holdings
from .missing import Constraints
from .phrases import refusal, uncalibrated_note, weak_note
from .refuse import RefusalOptions, Support, load_fit, support
from .signals import Signaller
from .types import Answer, Hit, Question


class ExtractiveAnswerer:
    """Answers with the sentences of the passages found that answer best."""

    def __init__(self, index: Index, extract: ExtractOptions, refuse: RefusalOptions) -> None:
        """Take the index that hits come from; raises SettingsError for a fit that is none."""
        self._composer = Composer(index.by_id, index.glossary)
        self._extractor = Extractor(index, extract)
        self._arranger = Arranger(index.passages, self._extractor.closeness, extract)
        holdings = Holdings(index)
        self._constraints = Constraints(holdings, self._extractor.closeness)
        self._signaller = Signaller(
            index.late.met, holdings.title, [entry.term for entry in index.glossary]
        )
        self._refuse = refuse
        self._fit = load_fit(refuse)
        self._calibrated = self._fit.covers(
            model_sha256=index.embedder.info.sha256,
            documents=(record.sha256 for record in index.documents.records()),
        )

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The quotes that answer, best first, or a refusal that says what is missing."""
        ranked = self._ranked(question, hits)
        weighed = self._weighed(question, ranked)
        carried = self._carried(weighed)
        if weighed.missing or carried is Support.NONE:
            missing = weighed.missing or weighed.doubt or Missing(Need.EVIDENCE)
            return refused(blank(question, hits), refusal(missing, question.language))
        answer = self._composed(question, hits, ranked=ranked)
        return replace(answer, notes=self._notes(question, carried))

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[Answer]:
        """The hits first, then the whole answer: choosing quotes takes milliseconds."""
        yield blank(question, hits)
        yield self.answer(question, hits)

    def weigh(self, question: Question, hits: Sequence[Hit]) -> Weighed:
        """What the decision to answer is taken on, without answering."""
        return self._weighed(question, self._ranked(question, hits))

    def _ranked(self, question: Question, hits: Sequence[Hit]) -> tuple[tuple[Candidate, ...], ...]:
        """The candidates of the question and of each of its parts."""
        queries = (question.searched, *question.parts)
        found = (self._extractor.candidates(query, hits) for query in queries)
        return tuple(completed(question, candidates) for candidates in found)

    def _weighed(self, question: Question, ranked: Sequence[Sequence[Candidate]]) -> Weighed:
        best = ranked[0]
        if not best:
            return Weighed(Missing(Need.EVIDENCE))
        weighed = Weighed(signals=self._signaller.signals(question, best))
        if not self._refuse.constraints:
            return weighed
        leading = _leading(ranked)
        return replace(
            weighed,
            missing=self._constraints.unmet(question, leading),
            doubt=self._constraints.doubt(question, leading),
        )

    def _carried(self, weighed: Weighed) -> Support:
        if not weighed.signals:
            return Support.NONE
        return support(self._fit.probability(weighed.signals), self._fit, options=self._refuse)

    def _notes(self, question: Question, carried: Support) -> tuple[str, ...]:
        weak = (weak_note(question.language),) if carried is Support.WEAK else ()
        return weak if self._calibrated else (*weak, uncalibrated_note(question.language))

    def _composed(
        self, question: Question, hits: Sequence[Hit], *, ranked: Sequence[Sequence[Candidate]]
    ) -> Answer:
        quotes = self._arranger.quotes(question, ranked)
        closeness = partial(self._extractor.closeness, question.searched)
        clash = conflicting(quotes, ranked[0], closeness=closeness)
        quotes = clash.quotes if clash else quotes
        extras = Extras(computed(question, quotes, closeness=closeness), clash)
        composed = self._composer.composed(quotes, question.language, extras=extras)
        answer = filled(blank(question, hits), composed.text, citations=composed.citations)
        return replace(answer, conflicts=composed.conflicts)


def _leading(ranked: Sequence[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """The best candidate of the whole, those of its parts, then the others: what may be quoted."""
    whole, *parts = ranked
    ordered = (*whole[:1], *(found[0] for found in parts if found), *whole[1:])
    places = {(c.hit.passage_id, c.start): c for c in reversed(ordered)}
    return tuple(reversed(places.values()))
