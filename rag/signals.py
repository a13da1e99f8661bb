"""Signals of how well a question is answered: the inputs of the decision to answer or refuse.

None depends on the size of the corpus: each is a cosine, a share or a truth. Fitting the decision
and taking it read the same signals from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from .asked import has_form
from .evidence import Candidate
from .types import Language, Question

# Whether more of a signal can only speak for an answer (-1) or against one (+1): a fit on few
# questions must not learn that close evidence is bad, only because its near misses were close.
SIGNALS = {
    "dense": -1,
    "late": -1,
    "lexical": -1,
    "gap": -1,
    "agreement": -1,
    "lacks_kind": +1,
    "rivals_lack_kind": +1,
    "unmet": +1,
    "english": 0,
}
"""The names in the order of the weights, with the sign that a weight may have; 0 is either."""

_VIEWS = ("dense", "lexical", "late")
# The sentences that could be quoted in the best one's stead.
_RIVALS = 3


def signals(
    question: Question, candidates: Sequence[Candidate], *, unmet: float
) -> tuple[float, ...]:
    """The signals of a question's candidates, best first, in the order of SIGNALS.

    Cosine, late interaction and lexical coverage are the best candidate's; `gap` is by how much it
    is stronger than the best of another passage, `agreement` the share of the views that prefer its
    passage. `unmet` is the weight of the question's word that it answers least.
    """
    best = candidates[0]
    others = [c.strength for c in candidates if c.hit.passage_id != best.hit.passage_id]
    preferred = [max(candidates, key=lambda c: _part(c, name)) for name in _VIEWS]
    held = [
        has_form(question.asks, candidate.text, unit=question.unit)
        for candidate in candidates[:_RIVALS]
    ]
    values = {
        **{name: _part(best, name) for name in _VIEWS},
        "gap": best.strength - max(others, default=0.0),
        "agreement": sum(c.hit.passage_id == best.hit.passage_id for c in preferred) / len(_VIEWS),
        "lacks_kind": 1 - held[0],
        "rivals_lack_kind": 1 - max(held),
        "unmet": unmet,
        "english": float(question.language is Language.EN),
    }
    return tuple(values[name] for name in SIGNALS)


def _part(candidate: Candidate, name: str) -> float:
    return float(getattr(candidate.parts, name))
