import pytest

from ui.access import guesses
from ui.access.guesses import Guesses


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(guesses, "monotonic", lambda: now[0])
    return now


def test_five_guesses_a_minute(clock: list[float]) -> None:
    counted = Guesses()
    for _ in range(5):
        assert counted.wait("a") == 0
        counted.count("a")
        clock[0] += 1
    # The first of them was five seconds ago.
    assert counted.wait("a") == 55
    assert counted.wait("b") == 0
    clock[0] += 55
    assert counted.wait("a") == 0
    counted.count("a")
    assert counted.wait("a") == 1


def test_only_so_many_addresses_are_remembered(clock: list[float], monkeypatch) -> None:
    monkeypatch.setattr(guesses, "_ADDRESSES", 2)
    counted = Guesses()
    for address in "a" * 5 + "b" * 5 + "a" + "c":
        counted.count(address)
    assert [counted.wait(address) > 0 for address in "abc"] == [True, False, False]
