import pytest

from evals.adversarial import Tally
from evals.caught import caught_table, wilson


def test_the_table_has_a_row_a_kind_and_a_sum() -> None:
    one = Tally("laws", "figure", False, total=40, flagged=40, contradicted=39, seconds=0.1)
    two = Tally("laws", "year", False, total=10, flagged=5, contradicted=1, seconds=0.15)
    lines = caught_table([one, two]).splitlines()
    assert lines[2] == "| laws | changed | figure | 40 | 1.000 | 0.912 to 1.000 | 0.975 |"
    assert lines[4] == "| laws | changed | all | 50 | 0.900 | 0.786 to 0.957 | 0.800 |"
    assert lines[-1] == "200 claims a second"


def test_wilson_by_hand() -> None:
    # (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = 0.5, n = 10, z = 1.96
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
