import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from rag import Titled
from tests.doubles import FakeAssistant
from ui.data import kept_secret
from ui.page.kept import Keeper
from ui.types import Turn

_KEEPER = Keeper(b"secret")
_ANSWER = FakeAssistant().ask("PM2.5是多少")
_TURN = Turn("t1", "PM2.5是多少", _ANSWER, scope=(Titled("d", "年报", as_of="2020"),))


def test_a_kept_turn_comes_back_with_its_citations() -> None:
    opened = _KEEPER.open(_KEEPER.seal(_TURN))
    assert opened is not None
    assert opened.answer is not None
    assert opened.scope == _TURN.scope
    assert replace(opened.answer, hits=()) == replace(_ANSWER, hits=())
    assert [hit.rank for hit in opened.answer.hits] == [3]  # only what is cited
    assert opened.found == tuple(hit.passage_id for hit in _ANSWER.hits)
    assert _KEEPER.open(_KEEPER.seal(Turn("e", "长", error="太长"))) == Turn(
        "e", "长", error="太长"
    )


def test_the_browser_reads_the_question_behind_the_seal() -> None:
    assert json.loads(_KEEPER.seal(_TURN)[64:])["question"] == "PM2.5是多少"


@pytest.mark.parametrize(
    "changed",
    [
        _KEEPER.seal(_TURN).replace("39微克", "30微克"),
        Keeper(b"another").seal(_TURN),
        # Sealed, and of another version.
        _KEEPER._sign('{"key": "t"}') + '{"key": "t"}',
        "",
        "é" * 80,
        "\ud800" * 80,
        None,
        7,
    ],
)
def test_what_this_server_did_not_seal_is_not_opened(changed: object) -> None:
    assert _KEEPER.open(changed) is None


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    secret = kept_secret(folder)
    assert len(secret) == 32
    assert kept_secret(folder) == secret
    assert kept_secret(tmp_path) != secret
    assert [path.name for path in folder.iterdir()] == ["page.secret"]
    assert stat.S_IMODE((folder / "page.secret").stat().st_mode) == 0o600


def test_a_secret_that_cannot_be_kept_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert len(kept_secret(blocked)) == 32
    assert "chats will not outlast this server" in caplog.text
