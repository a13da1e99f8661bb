import pytest

from rag import RefusalOptions
from rag.refuse import Support, support
from tests.rag.made import hit, quote

_OPTIONS = RefusalOptions(refuse=0.1, weak=0.2)


@pytest.mark.parametrize(
    ("score", "carried"),
    [
        (-0.2, Support.NONE),
        (0.0999, Support.NONE),
        (0.1, Support.WEAK),  # at the edge there is an answer
        (0.1999, Support.WEAK),
        (0.2, Support.ENOUGH),
        (0.9, Support.ENOUGH),
    ],
)
def test_the_best_quote_decides(score: float, carried: Support) -> None:
    best = quote(hit("审结450件"), "450", score=score)
    other = quote(hit("审结450件"), "审结", score=0.9)
    assert support([best, other], _OPTIONS) is carried


def test_no_quote_is_no_evidence() -> None:
    assert support((), _OPTIONS) is Support.NONE
