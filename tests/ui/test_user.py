from pathlib import Path

import click
import pytest

from ui.access import Accounts, is_this_computer, read_accounts, write_accounts


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the prompt for a password is answered with."""
    words: list[str] = []
    monkeypatch.setattr(click, "prompt", lambda *_, **__: words.pop())
    return words


def test_accounts_are_made_listed_and_removed(run, tmp_path: Path, typed: list[str]) -> None:
    auth = tmp_path / "accounts.json"
    typed += ["another horse", "correct horse"]
    assert run("user", "add", "alice", "--auth", auth).status == 0
    made = run("user", "token", "open-webui", "--auth", auth)
    accounts = read_accounts(auth)
    assert accounts.knows_password("alice", "correct horse")
    assert accounts.knows_token(made.out.strip())
    assert "shown this once" in made.err
    run("user", "add", "alice", "--auth", auth)
    assert read_accounts(auth).knows_password("alice", "another horse")
    assert run("user", "list", "--auth", auth).out == "person\talice\nprogram\topen-webui\n"
    assert run("user", "remove", "alice", "--auth", auth).status == 0
    assert run("user", "list", "--auth", auth).out == "program\topen-webui\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("remove", "alice"), "does not exist; make it: baipishu user add NAME --auth"),
        (("list",), "does not exist; make it: baipishu user add NAME --auth"),
        (("token", "a b"), "'a b' is no name for an account"),
        (("add", "alice"), "the password has 5 characters; choose at least 8"),
    ],
)
def test_a_wrong_call_writes_nothing(run, tmp_path, typed, arguments, said) -> None:
    typed.append("horse")
    done = run("user", *arguments, "--auth", tmp_path / "accounts.json")
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_not_served_with_a_file_that_is_open_to_all(run, tmp_path: Path) -> None:
    auth = tmp_path / "accounts.json"
    auth.write_text("{}", encoding="utf-8")
    auth.chmod(0o644)
    done = run("chat", "--auth", auth, "--port", "0")
    assert (done.status, done.out) == (2, "")
    assert f"close it: chmod 600 {auth}" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_page_is_served_with_the_accounts_and_the_tools(
    run, tmp_path: Path, shipped_folder: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    auth, given = tmp_path / "accounts.json", []
    accounts, _ = Accounts().with_token("program")
    write_accounts(auth, accounts)
    monkeypatch.setattr("ui.page.serve", lambda *_, access, **__: given.append(access))
    page = ("chat", "--index", shipped_folder, "--host", host)
    assert run(*page, "--mcp", "--auth", auth).err == ""
    assert [tool.__name__ for tool in given[0].tools] == ["ask", "search", "check", "read"]
    assert given[0].accounts == accounts
    warned = run(*page).err
    assert (given[1].tools, given[1].accounts) == ((), None)
    assert ("everyone who reaches this computer may ask" in warned) is not is_this_computer(host)
