"""`baipishu chat`: where readers may add documents, and where they may not."""

from pathlib import Path

import httpx
import pytest

from rag import Assistant, Settings
from tests.doubles import FakeAssistant
from tests.ui.served import served
from ui.access import Access
from ui.held import Held
from ui.page.intake import UPLOAD_PATH
from ui.uploads import LARGEST_UPLOAD, Uploads

_TEXT = "一、概况\n\n新建公园8个。\n".encode()


@pytest.fixture
def given(run, monkeypatch, two_folder: Path):
    """What the command would serve, and what it said; nothing is served."""

    def call(*arguments: str):
        seen = []
        monkeypatch.setattr("ui.page.serve", lambda held, access, **_: seen.append((held, access)))
        done = run("chat", "--index", two_folder, *arguments)
        return done, *(seen[0] if seen else (None, None))

    return call


@pytest.mark.parametrize(
    ("arguments", "may"),
    [
        ([], True),
        (["--host", "::1"], True),
        (["--no-upload"], False),
        # Whoever reaches it from elsewhere may not, unless that is asked for.
        (["--host", "0.0.0.0"], False),
        (["--host", "0.0.0.0", "--upload"], True),
        # A filter leaves a part of the index.
        (["--doc", "qinghe"], False),
    ],
)
def test_readers_add_documents_on_this_computer_or_where_asked_for(given, arguments, may) -> None:
    done, assistant, access = given(*arguments)
    assert done.status == 0
    assert ((access.uploads is not None), isinstance(assistant, Held)) == (may, may)
    assert ("also add documents" in done.err) == ("--upload" in arguments)


def test_an_account_is_not_enough_to_add_documents(given, tmp_path: Path) -> None:
    from ui.access import Accounts, write_accounts

    file = tmp_path / "accounts.toml"
    write_accounts(file, Accounts())
    _, _, access = given("--auth", str(file))
    assert access.uploads is None


def test_what_cannot_take_uploads_is_refused(given) -> None:
    done, assistant, _ = given("--doc", "qinghe", "--upload")
    assert (done.status, assistant) == (2, None)
    assert "--upload adds to a whole index of files" in done.err


def _post(url: str, data: bytes, **query: str) -> httpx.Response:
    return httpx.post(url.rstrip("/") + UPLOAD_PATH, content=data, params=query, timeout=60)


def test_a_page_without_an_upload_place_takes_no_file() -> None:
    with served(FakeAssistant()) as page:
        answer = _post(page.url, b"x", name="a.txt")
    assert (answer.status_code, answer.text) == (
        *(403,),
        "readers cannot add documents here; whoever serves this page can let them: chat --upload\n",
    )


def test_what_cannot_be_kept_is_said(two_folder: Path, tmp_path: Path, caplog) -> None:
    (tmp_path / "taken").write_text("")
    held = Held(Assistant.open(two_folder, Settings()))
    uploads = Uploads(held, tmp_path / "taken", index_dir=two_folder)
    with served(held, Access(uploads=uploads)) as page:
        told = _post(page.url, _TEXT, name="a.txt", lang="en").text
    assert told.startswith('{"error": "It could not be added; what was here is as it was.')
    assert "a document could not be added" in caplog.text


def test_a_file_that_is_sent_is_told_of_line_by_line(two_folder: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(two_folder, tmp_path / "index")
    held = Held(Assistant.open(tmp_path / "index", Settings()))
    uploads = Uploads(held, tmp_path / "uploads", index_dir=tmp_path / "index")
    with served(held, Access(uploads=uploads)) as page:
        told = _post(page.url, _TEXT, name="../园.txt", lang="en").text
        bad = _post(page.url, b"MZ\0", name="a.exe", lang="zh").text
        large = _post(page.url, bytes(LARGEST_UPLOAD + 1), name="a.txt")
        foreign = httpx.post(
            page.url + UPLOAD_PATH[1:], headers={"origin": "http://evil.test"}, timeout=9
        )
    assert told.splitlines() == [
        '{"said": "Reading"}',
        '{"said": "Indexing"}',
        '{"doc": "园", "title": "园", "said": "Ready to be asked"}',
    ]
    assert '{"error": "不读这一类文件。' in bad
    assert (large.status_code, foreign.status_code) == (413, 403)
    assert [path.name for path in (tmp_path / "uploads").rglob("*.txt")] == ["园.txt"]
