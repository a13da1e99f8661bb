import io
import sys
from dataclasses import replace

import pytest

from tests.doubles import FakeAssistant
from ui.live import followed

_ANSWER = replace(FakeAssistant().ask("外资"), answered_by="llm")
_GROWING = [replace(_ANSWER, answer=text) for text in ("", "全年\x1b[2J [1]", "全年实际", "全部")]


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def _screen(monkeypatch: pytest.MonkeyPatch) -> _Screen:
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = _Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    return screen


def test_piped_output_gets_the_last_answer_alone(capsys) -> None:
    assert followed(iter(_GROWING)) is _GROWING[-1]
    assert capsys.readouterr().out == ""


def test_a_terminal_shows_the_answer_while_it_grows_and_clears_it(monkeypatch) -> None:
    screen = _screen(monkeypatch)
    assert followed(iter(_GROWING)) is _GROWING[-1]
    shown = screen.getvalue()
    assert "全年\ufffd[2J" in shown
    assert "全年实际" in shown
    assert "全部" not in shown
    assert shown.endswith(("\x1b[2K", "\x1b[1A\x1b[2K", "\x1b[?25h"))


def test_an_answer_that_comes_whole_is_not_shown_twice(monkeypatch) -> None:
    screen = _screen(monkeypatch)
    followed(iter([_GROWING[0], _GROWING[-1]]))
    assert screen.getvalue() == ""
