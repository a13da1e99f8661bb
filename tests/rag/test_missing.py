from types import SimpleNamespace

import numpy as np
import pytest

from rag.evidence import Missing, Need
from rag.missing import Constraints
from rag.types import Asked
from tests.rag.made import candidate, question

_HOLDINGS = SimpleNamespace(
    mentions=lambda place: place == "朝阳",
    titles=lambda: ("2020年朝阳区白皮书", "街道条例"),
    title=lambda doc_id: {"d": "2020年朝阳区白皮书"}[doc_id],
)
_CONSTRAINTS = Constraints(_HOLDINGS, lambda query, texts: np.zeros(len(texts)))


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        # The wider need is named first: no year of a place that is not there at all.
        ("海淀区2019年《养老条例》多少件", Missing(Need.PLACE, "海淀")),
        ("2019年《养老条例》多少件", Missing(Need.TITLE, "《养老条例》")),
        ("2019年多少件", Missing(Need.YEAR, "2019")),
        ("为什么同比上升", Missing(Need.DIRECTION, "下降")),
        ("2020年《街道条例》多少件", None),
    ],
)
def test_the_first_need_that_is_not_met(asked, missing) -> None:
    found = [candidate("办结10件,同比下降5%。")]
    assert _CONSTRAINTS.unmet(question(asked, Asked.FIGURE, unit="件"), found) == missing


def test_a_doubt_is_no_unmet_need() -> None:
    asked = question("门票多少钱", Asked.FIGURE, unit="元")
    found = [candidate("收案10件。"), candidate("门票5元。")]
    assert _CONSTRAINTS.unmet(asked, found) is None
    assert _CONSTRAINTS.doubt(asked, found) == Missing(Need.UNIT, "元")


def test_a_follow_up_is_held_against_what_it_means() -> None:
    asked = question("那调解呢", query="海淀区调解了多少件")
    assert _CONSTRAINTS.unmet(asked, [candidate("办结10件。")]) == Missing(Need.PLACE, "海淀")
