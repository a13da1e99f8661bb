from pathlib import Path

from corpus import clause_spans
from index import Index, Window, WindowKind
from index.dense import read_windows
from index.windows import passage_windows
from tests.factories import make_passages
from tests.index.conftest import version_of

_ALL = tuple(WindowKind)
_TEXT = "审结案件450件。同时,优良天280天,增加48天。全部化解。"


def test_windows_of_three_sentences() -> None:
    (passage,) = make_passages(_TEXT)
    found = [(w.kind.value, _TEXT[w.start : w.end]) for w in passage_windows([passage], _ALL)]
    assert found == [
        ("passage", _TEXT),
        ("pair", "审结案件450件。同时,优良天280天,增加48天。"),
        ("pair", "同时,优良天280天,增加48天。全部化解。"),
        ("sentence", "审结案件450件。"),
        ("sentence", "同时,优良天280天,增加48天。"),
        ("sentence", "全部化解。"),
        # Neither "同时," nor the sentences, which are clauses too; 全部化解。 is there once.
        ("clause", "优良天280天,"),
        ("clause", "增加48天。"),
    ]
    assert "同时," in [_TEXT[start:end] for start, end in clause_spans(_TEXT)]


def test_a_passage_of_one_sentence_is_one_window() -> None:
    assert passage_windows(make_passages("审结案件450件。"), _ALL) == (
        Window(0, WindowKind.PASSAGE, 0, 9),
    )


def test_only_the_wanted_kinds_are_made() -> None:
    windows = passage_windows(make_passages(_TEXT), [WindowKind.SENTENCE])
    assert [(w.kind.value, w.start, w.end) for w in windows] == [
        ("sentence", 0, 9),
        ("sentence", 9, 26),
        ("sentence", 26, 31),
    ]


def test_a_passage_without_a_stretch_of_the_wanted_kinds_is_one_window() -> None:
    passages = make_passages("短。", _TEXT, "短。")
    for kinds in ([WindowKind.CLAUSE], [WindowKind.PAIR], []):
        windows = passage_windows(passages, kinds)
        assert [windows[0], windows[-1]] == [
            Window(0, WindowKind.PASSAGE, 0, 2),
            Window(2, WindowKind.PASSAGE, 0, 2),
        ]
        assert {window.passage for window in windows} == {0, 1, 2}


def test_every_window_lies_in_its_passage_and_is_there_once(
    shipped_index: Index, shipped_folder: Path
) -> None:
    passages = shipped_index.passages
    windows = passage_windows(passages, _ALL)
    assert len(set((w.passage, w.start, w.end) for w in windows)) == len(windows)
    assert [w.passage for w in windows] == sorted(w.passage for w in windows)
    for window in windows:
        text = passages[window.passage].text
        assert 0 <= window.start < window.end <= len(text)
        assert text[window.start : window.end].strip() == text[window.start : window.end]
    rows = [(w.passage, w.start, w.end) for w in windows]
    written = read_windows(version_of(shipped_folder) / "s-0001")
    assert written.tolist() == [list(row) for row in rows]
