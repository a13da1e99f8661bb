from dataclasses import replace

import pytest

from rag import SIGNALS, Language, Parts
from rag.signals import signals
from rag.types import Asked
from tests.rag.made import candidate, hit, question


def _signals(*candidates, **fields) -> dict[str, float]:
    asked = question("多少件", Asked.FIGURE, unit="件", **fields)
    return dict(zip(SIGNALS, signals(asked, candidates, unmet=0.2), strict=True))


def test_signals_tell_the_strength_of_the_best_candidate() -> None:
    best = replace(candidate("审结450件。", strength=0.6), parts=Parts(0.5, 0.4, 0.3))
    other = candidate("没有数字。", of=hit("没有数字。", rank=2), strength=0.35)
    found = _signals(best, other)
    assert (found["dense"], found["lexical"], found["late"]) == (0.5, 0.4, 0.3)
    assert found["gap"] == pytest.approx(0.25)
    # The other's late interaction is higher, its cosine and coverage are not.
    assert found["agreement"] == pytest.approx(2 / 3)
    assert (found["lacks_kind"], found["unmet"], found["english"]) == (0.0, 0.2, 0.0)


def test_a_figure_in_another_unit_is_half_of_what_is_asked_for() -> None:
    found = _signals(candidate("没有数字。"), candidate("另有5人。"))
    assert (found["lacks_kind"], found["rivals_lack_kind"]) == (1.0, 0.5)


def test_a_single_passage_has_no_rival() -> None:
    of = hit("甲5件。乙7件。")
    found = _signals(candidate("甲5件。", of=of, strength=0.4), candidate("乙7件。", of=of))
    assert (found["gap"], found["agreement"]) == (0.4, 1.0)


def test_the_language_is_a_signal() -> None:
    assert _signals(candidate("审结450件。"), language=Language.EN)["english"] == 1.0
