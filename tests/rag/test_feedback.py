import re
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import split
from rag import Feedback, FeedbackError, FeedbackLocked, Opinion, Place, Reason, place_today
from rag import feedback as module
from tests.factories import make_document

_PLACE = Place("d", "0" * 64, 17, 28, "全年审结案件450件。")
_OPINION = Opinion(
    key="a1",
    made="2026-11-24T08:00:00+00:00",
    question="审结多少件？",
    query=None,
    answer="'450件'; DROP TABLE opinions --",
    refused=False,
    good=False,
    reason=Reason.WRONG_SOURCE,
    said="出处在别处\n\0第二行",
    cited=(_PLACE, replace(_PLACE, start=0, end=1, quote="一")),
    chosen=_PLACE,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feedback.sqlite3"


@pytest.fixture
def locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file with one opinion that another program writes to without end."""
    Feedback(path).put(_OPINION)
    monkeypatch.setattr(module, "_WAIT_S", 0.05)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield path
        other.rollback()


def test_an_opinion_comes_back_as_it_was(path: Path) -> None:
    Feedback(path).put(_OPINION)
    assert Feedback(path).all() == (_OPINION,)


def test_nobody_has_said_anything_where_there_is_no_file(path: Path) -> None:
    assert Feedback(path).all() == ()
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    assert Feedback(path).all() == ()


def test_a_later_opinion_of_the_same_turn_counts(path: Path) -> None:
    first = replace(_OPINION, key="b2", made="2026-11-24T09:00:00+00:00")
    better = replace(_OPINION, good=True, reason=Reason.UNSAID, chosen=None, cited=())
    for opinion in (first, _OPINION, better):
        Feedback(path).put(opinion)
    assert Feedback(path).all() == (better, first)


def test_the_file_is_its_owners_alone(path: Path) -> None:
    Feedback(path).put(_OPINION)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_opinion_outlives_a_rebuild_with_other_passages(path: Path) -> None:
    before = make_document("一、概况\n\n绿化面积12公顷。\n\n全年审结案件450件。\n")
    place = replace(_PLACE, sha256=before.sha256)
    Feedback(path).put(replace(_OPINION, cited=(), chosen=place))
    after = make_document("一、概况\n\n一段新的话。绿化面积12公顷。全年审结案件450件。\n")
    [opinion] = Feedback(path).all()
    assert opinion.chosen is not None
    today = place_today(opinion.chosen, [after])
    assert today is not None
    assert after.text[today.start : today.end] == "全年审结案件450件。"
    assert [passage.text for passage in split(after)] != [opinion.chosen.quote]


def test_many_may_speak_at_once(path: Path) -> None:
    opinions = [replace(_OPINION, key=f"k{number:02}") for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(Feedback(path).put, opinions))
    assert Feedback(path).all() == tuple(opinions)


def test_a_file_that_is_held_is_told_and_loses_nothing(locked: Path) -> None:
    second = replace(_OPINION, key="b2")
    with pytest.raises(FeedbackLocked, match=f"^{re.escape(str(locked))} is held by another"):
        Feedback(locked).put(second)
    # Who reads does not wait for one who writes.
    assert Feedback(locked).all() == (_OPINION,)


def test_what_waited_is_kept_once_the_file_is_free(path: Path) -> None:
    Feedback(path).put(_OPINION)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(Feedback(path).put, replace(_OPINION, key="b2"))
            other.execute("COMMIT")
            waiting.result(timeout=10)
    assert [opinion.key for opinion in Feedback(path).all()] == ["a1", "b2"]


def test_a_read_only_file_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Feedback(path).put(_OPINION)
    connect = sqlite3.connect

    # Whoever runs the tests as root may write to any file; the database itself may not here.
    def read_only(address: str, **options: object) -> sqlite3.Connection:
        return connect(address.replace("mode=rw", "mode=ro"), **options)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    with pytest.raises(FeedbackError, match=r"readonly database\); see that you may write there"):
        Feedback(path).put(replace(_OPINION, key="b2"))
    assert Feedback(path).all() == (_OPINION,)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedbackError, match=r"cannot use .*file/feedback"):
        Feedback(tmp_path / "file" / "feedback").put(_OPINION)


def test_what_is_no_database_is_told_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("notes of somebody else, longer than a header of a database would be" * 9)
    for use in (lambda: Feedback(path).put(_OPINION), Feedback(path).all):
        with pytest.raises(FeedbackError, match="not a database"):
            use()
    assert path.read_text().startswith("notes of somebody else")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version = 2", "has version 2, this program knows 1; update baipishu"),
        ("UPDATE opinions SET chosen = '{'", "the opinion 'a1' is damaged"),
        ("UPDATE opinions SET reason = 'mood'", "the opinion 'a1' is damaged"),
        ("DROP TABLE opinions", "no such table"),
    ],
)
def test_a_file_that_others_changed_is_told(path: Path, statement: str, said: str) -> None:
    Feedback(path).put(_OPINION)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(statement)
    with pytest.raises(FeedbackError, match=said):
        Feedback(path).all()
