import json
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from evals.errors import EvalError
from evals.rivals.__main__ import main
from evals.rivals.known import SYSTEMS, System
from evals.rivals.place import environment, run_in
from evals.rivals.table import Measured, markdown


def test_every_system_has_its_script() -> None:
    folder = Path(__file__).parents[2] / "evals" / "rivals" / "systems"
    assert sorted(path.stem for path in folder.glob("*.py")) == sorted(s.name for s in SYSTEMS)


def test_a_system_is_run_and_its_ranking_written(tmp_path: Path) -> None:
    material = tmp_path / "material"
    material.mkdir()
    (material / "passages.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n')
    (material / "questions.jsonl").write_text('{"id": "q1", "text": "?"}\n')
    np.save(material / "passages.npy", np.array([[1, 0], [0, 1]], dtype=np.float32))
    np.save(material / "questions.npy", np.array([[0.2, 0.9]], dtype=np.float32))
    found = tmp_path / "found.json"
    run_in(Path(sys.executable), System("numpy", ""), material=material, found=found)
    result = json.loads(found.read_text())
    assert result.pop("rankings") == {"q1": ["b", "a"]}
    assert sorted(result) == [
        *("build_s", "cold_ms", "import_s", "memory_mib", "warm_p50_ms", "warm_p95_ms"),
    ]
    assert 5 < result["memory_mib"] < 500


def test_a_system_that_fails_is_named_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"(?s)nowhere failed: .*by hand: .*drive\.py nowhere"):
        run_in(Path(sys.executable), System("nowhere", ""), material=tmp_path, found=tmp_path / "f")


def test_an_environment_is_kept_while_its_requirements_stay(tmp_path: Path) -> None:
    python = tmp_path / "kept" / "bin" / "python"
    python.parent.mkdir(parents=True)
    (tmp_path / "kept" / "requirements").write_text("one==1\ntwo==2")
    assert environment(System("kept", "", ("one==1", "two==2")), tmp_path) == python
    assert environment(SYSTEMS[0], tmp_path) == Path(sys.executable)


def test_the_table_names_what_each_is_made_of() -> None:
    row = Measured("numpy", "a scan", 100, 0.744, 0.641, 0.01, 0.002, 0.3, 0.04, 0.06, 27.6)
    assert markdown([row]).splitlines()[2:] == [
        "| numpy | 0.74 | 0.64 | 0.0 | 0.00 | 0 | 0.0 | 0.1 | 28 |",
        "",
        "- numpy: a scan; 100 questions",
    ]


def test_an_unknown_system_is_a_wrong_call() -> None:
    done = CliRunner().invoke(main, ["milvus"])
    assert done.exit_code == 2
    assert "milvus: not a system known here" in done.output
