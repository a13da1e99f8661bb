from pathlib import Path

import pytest

from index.strings import strings_of
from index.text import Segmenter
from index.words import read_words, write_words


@pytest.fixture
def folders(segmenter: Segmenter, tmp_path: Path) -> list[Path]:
    """Two segments with words of their own."""
    made = []
    for name, text in (("1", "深化放管服改革"), ("2", "行政复议调解")):
        (tmp_path / name).mkdir()
        write_words(segmenter.restricted_to([text]), tmp_path / name)
        made.append(tmp_path / name)
    return made


def test_words_are_written_and_read(segmenter: Segmenter, folders: list[Path]) -> None:
    again = read_words(folders[:1])
    kept = segmenter.restricted_to(["深化放管服改革"])
    assert (dict(again.frequencies), again.total) == (kept.frequencies, kept.total)
    assert again.kind == kept.kind
    assert again.tokens("放管服改革") == segmenter.tokens("放管服改革")


def test_segments_have_the_words_of_each(segmenter: Segmenter, folders: list[Path]) -> None:
    both = read_words(folders)
    for text in ("深化放管服改革", "行政复议调解"):
        assert both.tokens(text) == segmenter.tokens(text)


def test_many_words_are_looked_up_where_they_lie(
    segmenter: Segmenter, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.words._IN_MEMORY", 0)
    both = read_words(folders)
    for text in ("深化放管服改革", "行政复议调解"):
        assert both.tokens(text) == segmenter.tokens(text)
    assert ("复议" in both.frequencies, "海淀" in both.frequencies) == (True, False)
    assert both.frequencies["复议"] == segmenter.frequencies["复议"]
    assert both.frequencies.get("海淀") is None


def test_words_are_read_by_their_first_character(segmenter: Segmenter, folders: list[Path]) -> None:
    table = read_words(folders).frequencies
    words = strings_of(sorted(word.encode() for word in table))
    assert words.beginning("行政") == {
        word: words.find(word) for word in sorted(table) if word.startswith("行政")
    }
    assert [word in words.beginning("行政") for word in ("行政", "行政复议", "复议")] == [
        True
    ] * 2 + [False]
    assert words.beginning("海") == {}
