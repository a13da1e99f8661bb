import json
import stat
from pathlib import Path

import pytest

from ui.access import Accounts, read_accounts, write_accounts
from ui.errors import AuthFileError

_PASSWORD = "correct horse"
_ALICE = Accounts().with_user("alice", _PASSWORD)


def test_a_password_is_known_by_its_hash_alone() -> None:
    assert _ALICE.knows_password("alice", _PASSWORD)
    assert not _ALICE.knows_password("alice", "wrong horse")
    assert not _ALICE.knows_password("bob", _PASSWORD)
    assert _ALICE.users["alice"].startswith("$argon2id$")


def test_a_token_is_told_once_and_kept_as_a_hash() -> None:
    accounts, token = _ALICE.with_token("open-webui")
    assert accounts.knows_token(token)
    assert not accounts.knows_token(accounts.tokens["open-webui"])
    assert token.startswith("baipishu-")
    assert token not in str(accounts)
    assert not accounts.with_token("open-webui")[0].knows_token(token)


def test_who_is_removed_is_not_known_any_more() -> None:
    accounts, token = _ALICE.with_token("alice")
    assert accounts.without("alice") == Accounts()
    assert not accounts.without("alice").knows_token(token)
    with pytest.raises(AuthFileError, match="there is no account 'bob'; there are: alice"):
        accounts.without("bob")


def test_accounts_survive_the_file_which_its_owner_alone_may_read(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    write_accounts(path, Accounts())
    write_accounts(path, _ALICE)
    assert read_accounts(path) == _ALICE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", "a:b", "a b", "x" * 65, "a\n"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(AuthFileError, match="is no name for an account"):
        Accounts().with_user(name, _PASSWORD)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(AuthFileError, match="has 7 characters; choose at least 8"):
        Accounts().with_user("alice", "1234567")


def test_a_missing_file_names_the_command_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    with pytest.raises(AuthFileError, match=f"make it: baipishu user add NAME --auth {path}"):
        read_accounts(path)
    with pytest.raises(AuthFileError, match="cannot read"):
        read_accounts(tmp_path)
    with pytest.raises(AuthFileError, match=r"cannot write .* choose another place"):
        write_accounts(tmp_path / "no" / "file", Accounts())


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "accounts.json"
    write_accounts(path, _ALICE)
    path.chmod(mode)
    with pytest.raises(AuthFileError, match=rf"\(mode {mode:04o}\); close it: chmod 600 {path}"):
        read_accounts(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 20_000,
        '{"people": {}}',
        '{"users": ["alice"]}',
        '{"users": {"alice": "secret in plain"}}',
        '{"users": {"alice": 5}}',
        '{"tokens": {"p": "secret in plain"}}',
        '{"tokens": {"p": null}}',
    ],
)
def test_a_malformed_file_is_told_without_what_it_holds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accounts.json"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(AuthFileError, match="is no JSON of hashed passwords and tokens") as raised:
        read_accounts(path)
    assert "secret" not in str(raised.value)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"
    path.write_bytes(json.dumps({}).encode("utf-16"))
    path.chmod(0o600)
    with pytest.raises(AuthFileError, match="cannot read"):
        read_accounts(path)
