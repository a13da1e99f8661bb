"""What holds for every test: no home folder, no network, and nothing skipped in CI.

Child processes are sealed in the same way, through the environment that they inherit.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offline import sitecustomize  # noqa: F401, its import closes this process's sockets

if TYPE_CHECKING:
    from index import Index

_OFFLINE = Path(__file__).parent / "offline"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Libraries read these when they are imported, so they are set before any test module is.
os.environ |= {"HF_HUB_OFFLINE": "1", "GRADIO_ANALYTICS_ENABLED": "False"}


def seal(patch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Put the user's folders and the log of refused attempts into `folder`; return the log."""
    for name in [name for name in os.environ if name.startswith("BAIPISHU_")]:
        patch.delenv(name)
    for name in ("cache", "config", "data", "state"):
        patch.setenv(f"XDG_{name.upper()}_HOME", str(folder / name))
    patch.setenv("HOME", str(folder / "home"))
    patch.setenv("PYTHONPATH", str(_OFFLINE))
    patch.setenv("OFFLINE_LOG", str(folder / "offline.log"))
    (folder / "home").mkdir()
    return folder / "offline.log"


def attempts(log: Path) -> list[str]:
    """The attempts to leave this computer that were refused, one a line."""
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.fixture(scope="session", autouse=True)
def _sealed_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fixtures that outlive a test must not see the home folder either."""
    with pytest.MonkeyPatch.context() as patch:
        log = seal(patch, tmp_path_factory.mktemp("session"))
        yield
        assert attempts(log) == []


@pytest.fixture(autouse=True)
def offline_log(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Where refused attempts are written; a test that makes one on purpose deletes the file."""
    log = seal(monkeypatch, tmp_path_factory.mktemp("user"))
    yield log
    assert attempts(log) == []


@pytest.fixture(scope="session")
def shipped_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the shipped report and glossary; tests leave it as it is."""
    # Imported here, for most tests need none of it.
    from corpus import shipped_glossary, shipped_report
    from index import build_index

    folder = tmp_path_factory.mktemp("shipped") / "index"
    build_index([shipped_report()], folder, glossary=shipped_glossary())
    return folder


@pytest.fixture(scope="session")
def shipped_index(shipped_folder: Path) -> Index:
    """The index of the shipped report, open."""
    from index import open_index

    return open_index(shipped_folder)


@pytest.fixture(scope="session")
def two_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of two short documents; tests leave it as it is."""
    from index import build_index
    from tests.factories import make_document

    folder = tmp_path_factory.mktemp("two") / "index"
    build_index(
        [
            replace(
                make_document("一、概况\n\n绿化面积12公顷。\n", "qinghe", title="清河白皮书"),
                issuer="清河区司法局",
                as_of="2019-06",
            ),
            make_document("一、概况\n\n绿化面积30公顷。\n", "beihai", title="北海规划"),
        ],
        folder,
    )
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path: CHROMIUM, else the first one installed; without one tests fail."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.fail("no Chromium found; install it (apt-get install chromium) or set CHROMIUM=PATH")
    return found


def _fail_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: in CI nothing may be skipped. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    _fail_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    _fail_skipped(report)
    return report
