"""Fifty people at once, each in a chat of their own, against `baipishu chat` as it is started.

`pytest -s tests/ui/test_sessions.py` prints the figures.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from threading import Barrier

import pytest
from gradio_client import Client

from tests.ui.served import gradio_leaks_ignored

pytestmark = pytest.mark.slow

_SESSIONS = 50
_P95 = 1.0
_SCRIPT = Path(sys.executable).with_name("baipishu")
# A question, what only its answer holds, a follow-up, and what only the answer to both holds.
_TALKS = (
    ("全年审理了多少件行政复议案件？", "523件", "那调解率呢？", "30.3%"),
    ("全年实际利用外资多少？", "46.2亿美元", "占全市多少？", "三成以上"),
    ("审计查出的违规金额是多少？", "3308万元", "", ""),
    ("PM2.5年均浓度是多少？", "39微克", "", ""),
)


@pytest.fixture(scope="module")
def address(shipped_folder: Path) -> Iterator[str]:
    command = [_SCRIPT, "chat", "--port", "0", "--index", shipped_folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as page:
        yield page.stdout.readline().strip()
        page.terminate()


def _talk(client: Client, number: int, *, together: Barrier) -> list[tuple[float, str, str]]:
    """Seconds, answer and what it has to hold, for each question of a talk."""
    question, holds, follow_up, holds_then = _TALKS[number % len(_TALKS)]
    together.wait()
    return [
        _timed(client, asked, expected)
        for asked, expected in ((question, holds), (follow_up, holds_then))
        if asked
    ]


def _timed(client: Client, question: str, expected: str) -> tuple[float, str, str]:
    began = time.perf_counter()
    shown = client.predict(question, "zh", api_name="/ask")
    return time.perf_counter() - began, str(shown), expected


def test_fifty_sessions_at_once(address: str) -> None:
    together = Barrier(_SESSIONS)
    with gradio_leaks_ignored(), ThreadPoolExecutor(_SESSIONS) as pool:
        clients = list(pool.map(lambda _: Client(address, verbose=False), range(_SESSIONS)))
        talks = pool.map(
            lambda number: _talk(clients[number], number, together=together), range(_SESSIONS)
        )
        answers = list(chain.from_iterable(talks))
    seconds = sorted(each[0] for each in answers)
    p50, p95 = (seconds[int(share * (len(seconds) - 1))] for share in (0.5, 0.95))
    print(f"\n{_SESSIONS} sessions, {len(seconds)} answers: p50 {p50:.2f} s, p95 {p95:.2f} s")
    assert [expected for _, shown, expected in answers if expected not in shown] == []
    assert p95 <= _P95
