"""Understanding: the one place where a text becomes a Question.

Cleaned, freed of orders, spelt right, made to stand alone, split where it holds several questions,
and read for what it asks. The text stays as typed; what differs goes into `query`.
"""

from __future__ import annotations

from collections.abc import Iterable

from .asked import asked_for
from .followup import standalone
from .orders import without_orders
from .outside import outside
from .question import clean_history, clean_question, language_of
from .several import parts_of
from .slots import in_digits, period_of, years_of
from .spelling import Speller
from .types import Asked, Question
from .units import unit_of


def understand(
    text: str, history: Iterable[str] = (), *, speller: Speller | None = None
) -> Question:
    """Read a question of a user whose earlier ones are `history`; raises QuestionError."""
    cleaned = clean_question(text)
    spelt = _spelt(without_orders(cleaned) or cleaned, speller)
    # Thanks and the like are no subject that a follow-up could mean.
    earlier = [_spelt(said, speller) for said in clean_history(history) if not outside(said)]
    whole = standalone(spelt, earlier) or spelt
    asks = asked_for(spelt)
    return Question(
        text=cleaned,
        language=language_of(cleaned),
        query=whole if whole != cleaned else None,
        # "那2019年呢" asks what the question before it asked.
        asks=asked_for(whole) if asks is Asked.OTHER else asks,
        unit=unit_of(spelt) or unit_of(whole),
        years=years_of(whole),
        period=period_of(whole),
        parts=parts_of(spelt, earlier),
    )


def _spelt(question: str, speller: Speller | None) -> str:
    written = in_digits(question)
    return speller.corrected(written) if speller else written
