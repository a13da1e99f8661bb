import random

import pytest

from evals import by_hand, law_passages, samples, tally
from evals.adversarial import Sample
from evals.alterations import ALTERATIONS, Material
from evals.rewordings import REWORDINGS
from rag import Checker

_SENTENCE = (
    "2020年，市人民政府应当审结案件450件，同比上升17.7%，依据《信访条例》进一步处理3308万元。"
)
_MATERIAL = ("《统计条例》",), ("建成充电桩一百二十个",)


@pytest.fixture(scope="module")
def made(shipped_index) -> tuple[Sample, ...]:
    return (*samples("report", shipped_index.passages), *samples("laws", law_passages()))


def test_there_are_enough_claims_of_every_kind(made) -> None:
    assert sum(one.true for one in made) >= 600 <= sum(not one.true for one in made)
    kinds = {(one.corpus, one.kind) for one in made}
    assert len(kinds) == 2 * (len(REWORDINGS) + len(ALTERATIONS) + 1)


def test_a_seed_always_makes_the_same_claims(made, shipped_index) -> None:
    again = samples("report", shipped_index.passages)
    assert again == tuple(one for one in made if one.corpus == "report")
    assert samples("report", shipped_index.passages, seed=1) != again


def test_the_checker_tells_true_from_changed(made, shipped_index) -> None:
    """A fifth of the figures that `baipishu eval check` prints, held to what was asked for."""
    counted = tally(Checker(shipped_index), made[::5])
    for true, most, least in ((True, 0.03, 0.0), (False, 1.0, 0.95)):
        found = [one for one in counted if one.true is true]
        share = sum(one.flagged for one in found) / sum(one.total for one in found)
        assert least <= share <= most


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_a_change_changes_the_sentence(kind: str) -> None:
    material = Material(*_MATERIAL, random.Random(0))
    for _ in range(20):
        changed = ALTERATIONS[kind](_SENTENCE, material)
        assert changed is not None
        assert changed != _SENTENCE
    assert ALTERATIONS[kind]("好。", material) in (None, "好，建成充电桩一百二十个。")


def test_rewordings_say_the_same() -> None:
    rng = random.Random(0)
    assert REWORDINGS["verbatim"](_SENTENCE, rng) == _SENTENCE
    assert "進一步處理3308萬元" in REWORDINGS["traditional"](_SENTENCE, rng)
    assert "进一步" not in REWORDINGS["dropped"](_SENTENCE, rng)
    converted = {REWORDINGS["converted"](_SENTENCE, rng) for _ in range(20)}
    assert {"0.3308亿元" in text for text in converted} == {True, False}
    assert {"百分之17.7" in text for text in converted} == {True, False}
    assert REWORDINGS["reordered"]("甲方负责全部工作，乙方负责监督检查。", rng) == (
        "乙方负责监督检查，甲方负责全部工作。"
    )
    assert REWORDINGS["clause"]("短。", rng) is None


def test_the_claims_by_hand_are_twenty_of_each() -> None:
    assert [one.true for one in by_hand()] == [True] * 20 + [False] * 20
