import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_cache_path, user_config_path

from tests.tree import ROOT

pytestmark = pytest.mark.slow

_SKIPS = "import pytest\ndef test_left_out(): pytest.skip('no browser')\n"
_SKIPS_AS_A_WHOLE = "import pytest\npytest.importorskip('there_is_no_such_module')\n"
_EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_known(): assert 0\n"


def _pytest(folder: Path, source: str, ci: str) -> tuple[int, str]:
    (folder / "test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", os.devnull]
    environment = os.environ | {"CI": ci}
    done = subprocess.run(
        [*command, str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("source", [_SKIPS, _SKIPS_AS_A_WHOLE])
def test_a_skipped_test_fails_in_ci(tmp_path: Path, source: str) -> None:
    status, output = _pytest(tmp_path, source, "true")
    assert status in (1, 2)  # a module that cannot be collected interrupts the session
    assert "in CI nothing may be skipped" in output
    assert " skipped" not in output.splitlines()[-1]


def test_a_skipped_test_is_only_counted_elsewhere(tmp_path: Path) -> None:
    status, output = _pytest(tmp_path, _SKIPS, "")
    assert status == 0
    assert "1 skipped" in output.splitlines()[-1]


def test_an_expected_failure_is_not_a_skipped_test(tmp_path: Path) -> None:
    assert _pytest(tmp_path, _EXPECTED_TO_FAIL, "true")[0] == 0


def test_the_users_folders_are_temporary(tmp_path_factory: pytest.TempPathFactory) -> None:
    temporary = tmp_path_factory.getbasetemp()
    for folder in (Path.home(), user_cache_path("baipishu"), user_config_path("baipishu")):
        assert folder.is_relative_to(temporary)


def test_settings_in_the_environment_do_not_reach_a_test() -> None:
    code = (
        "import os, pytest; os.environ['BAIPISHU_TOP_K'] = '3'; import pathlib, tempfile\n"
        "from tests.conftest import seal\n"
        "with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:\n"
        "    seal(patch, pathlib.Path(folder)); print('BAIPISHU_TOP_K' in os.environ)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False\n"
