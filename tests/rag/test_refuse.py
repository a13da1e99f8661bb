import json
import math
from dataclasses import replace

import pytest

from rag import SIGNALS, RefusalFit, RefusalOptions, SettingsError, fit_text
from rag.refuse import Support, load_fit, support

_ZEROS = (0.0,) * (len(SIGNALS) - 1)
_FIT = RefusalFit("m", "abc", ("d1", "d2"), -1.0, (2.0, *_ZEROS), 0.5)


def test_the_probability_is_logistic() -> None:
    assert _FIT.probability((0.5, *_ZEROS)) == 0.5
    assert _FIT.probability((1.0, *_ZEROS)) == pytest.approx(1 / (1 + math.exp(-1)))


@pytest.mark.parametrize(
    ("probability", "carried"),
    [
        (0.51, Support.NONE),
        (0.5, Support.WEAK),  # at the edge there is an answer
        (0.31, Support.WEAK),
        (0.3, Support.ENOUGH),
        (0.0, Support.ENOUGH),
    ],
)
def test_the_threshold_decides(probability, carried) -> None:
    assert support(probability, _FIT, options=RefusalOptions(weak=0.6)) is carried


def test_the_threshold_can_be_scaled() -> None:
    assert support(0.6, _FIT, options=RefusalOptions(threshold=1.5)) is Support.WEAK
    assert support(0.01, _FIT, options=RefusalOptions(threshold=0.0)) is Support.NONE


def test_a_fit_covers_its_model_and_its_documents() -> None:
    assert _FIT.covers(model_sha256="abc", documents=["d1"])
    assert not _FIT.covers(model_sha256="xyz", documents=["d1"])
    assert not _FIT.covers(model_sha256="abc", documents=["d1", "d3"])


def test_a_fit_written_is_the_fit_read(tmp_path) -> None:
    path = tmp_path / "fit.json"
    path.write_text(fit_text(_FIT), encoding="utf-8")
    assert load_fit(RefusalOptions(fit=str(path))) == _FIT


def test_the_shipped_fit_keeps_the_signs() -> None:
    fit = load_fit(RefusalOptions())
    assert 0 < fit.threshold < 1
    for weight, sign in zip(fit.weights, SIGNALS.values(), strict=True):
        assert weight * sign >= 0


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        json.dumps({"weights": {"dense": 1}}),
        fit_text(_FIT).replace("unmet", "met"),
        fit_text(replace(_FIT, threshold=0.5)).replace("documents", "papers"),
    ],
)
def test_a_file_that_is_no_fit_is_named(tmp_path, broken) -> None:
    path = tmp_path / "fit.json"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(SettingsError, match="fit-refusal --out"):
        load_fit(RefusalOptions(fit=str(path)))
