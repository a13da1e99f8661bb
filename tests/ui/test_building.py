from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus import Document, MissingSourceError, Source, load_document
from index import DocumentRecord, Entry, IndexMissing, IndexOptions, Likeness
from rag import Settings
from ui import building
from ui.errors import NothingToBuild
from ui.types import BuildReport

_TEXT = "某区司法局\n2019年6月\n\n一、概况\n\n绿化面积{}公顷。\n"


class _Index:
    """Stands in for the index stage: keeps what it was given, reads it back."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.model = ""
        self.options: object = None

    @property
    def held(self) -> list[Document]:
        return [entry.document for entry in self.entries]

    def records(self) -> list[DocumentRecord]:
        return [
            DocumentRecord(d.doc_id, d.title, d.issuer, d.as_of, d.sha256, d.source, e.state, 1)
            for e in self.entries
            for d in [e.document]
        ]

    def read_contents(self, index_dir: Path) -> tuple[SimpleNamespace, _Index]:
        if not self.entries:
            raise IndexMissing(f"no index in {index_dir}")
        return SimpleNamespace(model=SimpleNamespace(name=self.model)), self

    def update_index(self, entries, index_dir, *, making, removed, compact) -> None:
        added = list(entries)
        kept = [entry for entry in self.entries if entry.document.doc_id not in removed]
        self.entries, self.model, self.options = [*kept, *added], making.embedder, making.options

    def near_copies(self, index_dir: Path, doc_ids: set[str]) -> tuple[Likeness, ...]:
        return tuple(Likeness(doc_id, "other", 0.9) for doc_id in sorted(doc_ids))


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> _Index:
    made = _Index()
    monkeypatch.setattr(building, "read_contents", made.read_contents)
    monkeypatch.setattr(building, "update_index", made.update_index)
    monkeypatch.setattr(building, "load_embedder", lambda name, device: name)
    monkeypatch.setattr(building, "near_copies", made.near_copies)
    return made


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """a.txt, b.txt and deep/a.txt, each with a figure of its own."""
    (tmp_path / "deep").mkdir()
    for number, name in enumerate(("a.txt", "b.txt", "deep/a.txt"), 1):
        (tmp_path / name).write_text(_TEXT.format(number), encoding="utf-8")
    return tmp_path


def _build(
    *paths: Path, to: Path = Path("x"), settings: Settings | None = None, **options: object
) -> BuildReport:
    wanted = building.Wanted(paths, **options)
    return building.build(wanted, to, settings=settings or Settings())


def _held(index: _Index) -> list[tuple[str, str]]:
    return [(d.doc_id, Path(d.source).name) for d in index.held]


def test_files_are_added_beside_those_held_and_each_once(index: _Index, sources: Path) -> None:
    _build(sources / "a.txt")
    _build(sources / "b.txt", sources / "a.txt", sources / "b.txt")
    assert _held(index) == [("a", "a.txt"), ("b", "b.txt")]


def test_a_folder_stands_for_the_documents_in_it(index: _Index, sources: Path) -> None:
    (sources / "notes.md").write_text("# 概况\n\n绿化面积9公顷。\n", encoding="utf-8")
    (sources / "picture.png").write_bytes(b"\x89PNG")
    report = _build(sources)
    assert [source for _, source in _held(index)] == ["a.txt", "b.txt", "a.txt", "notes.md"]
    assert [Path(file).name for file in report.skipped] == ["picture.png"]


def test_texts_that_the_index_itself_keeps_are_no_sources(index: _Index, sources: Path) -> None:
    _build(sources, to=sources / "deep")
    assert _held(index) == [("a", "a.txt"), ("b", "b.txt")]


def test_without_paths_the_files_are_read_again(index: _Index, sources: Path) -> None:
    _build(sources / "a.txt", sources / "b.txt")
    (sources / "a.txt").write_text(_TEXT.format(77), encoding="utf-8")
    _build()
    assert {d.doc_id: "77公顷" in d.text for d in index.held} == {"a": True, "b": False}


def test_a_file_that_is_gone_stays_as_it_was_unless_pruned(index: _Index, sources: Path) -> None:
    _build(sources / "a.txt", sources / "b.txt")
    (sources / "a.txt").unlink()
    _build()
    assert _held(index) == [("a", "a.txt"), ("b", "b.txt")]
    assert index.held[0].text == _TEXT.format(1)
    _build(prune=True)
    assert _held(index) == [("b", "b.txt")]


def test_a_document_that_never_was_a_file_is_not_pruned(index: _Index, sources: Path) -> None:
    from tests.factories import make_document

    index.entries, index.model = [Entry(make_document("正文", "memory"))], "bundled"
    _build(sources / "b.txt", prune=True)
    assert [document.doc_id for document in index.held] == ["memory", "b"]


def test_two_files_of_one_name_get_ids_of_their_own_that_stay(index, sources) -> None:
    _build(sources / "deep" / "a.txt")
    _build(sources)
    (first, second, third) = index.held
    assert (first.doc_id, first.text) == ("a", _TEXT.format(3))
    assert third.doc_id == "b"
    assert second.doc_id.startswith("a-")
    assert second.text == _TEXT.format(1)
    ids = [document.doc_id for document in index.held]
    for again in ([], [sources / "deep" / "a.txt"], [sources / "b.txt", sources / "a.txt"]):
        _build(*again)
        assert [document.doc_id for document in index.held] == ids
    (sources / "a.txt").unlink()
    _build()
    assert [document.doc_id for document in index.held] == ids


@pytest.mark.parametrize(
    ("flag", "setting", "used"),
    [
        (None, "bundled", "recorded"),  # what the index was made with
        (None, "other", "other"),
        ("bundled", "other", "bundled"),  # a flag is meant
        ("flagged", "bundled", "flagged"),
    ],
)
def test_an_index_keeps_its_model_unless_one_is_named(index, sources, flag, setting, used) -> None:
    _build(sources / "a.txt", settings=Settings(model="recorded"))
    assert index.model == "recorded"
    _build(settings=Settings(model=setting), model=flag)
    assert index.model == used


def test_the_options_of_the_settings_are_used(index: _Index, sources: Path) -> None:
    options = IndexOptions(k1=2.0)
    _build(sources / "a.txt", settings=Settings(index=options))
    assert index.options == options


@pytest.mark.parametrize("prune", [False, True])
def test_nothing_to_build_is_said(index: _Index, sources: Path, prune: bool) -> None:
    with pytest.raises(NothingToBuild, match="nothing to put into x; name a file: baipishu build"):
        _build(prune=prune)


def test_a_file_that_cannot_be_read_is_named_and_stays_as_it_was(index, sources) -> None:
    _build(sources / "a.txt", sources / "b.txt")
    before = list(index.held)
    (sources / "b.txt").write_bytes(b"")
    (sources / "binary.txt").write_bytes(bytes(range(256)))
    report = _build(sources / "binary.txt")
    assert index.held == before
    assert {Path(file).name: "empty" in why for file, why in report.skipped.items()} == {
        "b.txt": True, "binary.txt": False,
    }  # fmt: skip
    assert (report.unchanged, report.added, report.updated) == (1, (), ())


def test_a_file_that_is_not_there_is_a_wrong_call(index, sources) -> None:
    with pytest.raises(MissingSourceError, match=r"missing\.txt"):
        _build(sources / "missing.txt")
    assert index.held == []


def test_only_what_is_new_or_has_changed_is_read(index, sources, monkeypatch) -> None:
    _build(sources / "a.txt", sources / "b.txt")
    read = []
    monkeypatch.setattr(
        building, "load_document", lambda one: read.append(one.path.name) or load_document(one)
    )
    (sources / "b.txt").write_text(_TEXT.format(88), encoding="utf-8")
    report = _build(sources / "deep" / "a.txt")
    assert read == ["b.txt", "a.txt"]
    assert (report.updated, report.unchanged, len(report.added)) == (("b",), 1, 1)
    # The note beside a file gives its title and date: it counts as part of it.
    (sources / "b.txt.toml").write_text('issuer = "某局"\n', encoding="utf-8")
    assert _build().updated == ("b",)
    assert {d.doc_id: d.issuer for d in index.held}["b"] == "某局"
    # So does the one on its folder, for the file that it names.
    note = '+++\nfile = "b.txt"\nlicence = "CC0"\n+++\n'
    (sources / "SOURCE.md").write_text(note, encoding="utf-8")
    assert _build().updated == ("b",)
    assert {d.licence for d in index.held if d.doc_id == "b"} == {"CC0"}
    assert _build().updated == ()


def test_a_file_that_changes_before_it_is_read_is_left_to_the_next_build(
    index, sources, monkeypatch
) -> None:
    path = sources / "a.txt"

    def change_then_read(one: Source) -> Document:
        path.write_text(_TEXT.format(99), encoding="utf-8")
        return load_document(one)

    with monkeypatch.context() as patch:
        patch.setattr(building, "load_document", change_then_read)
        report = _build(path)
    assert (index.held, list(report.skipped)) == ([], [str(path)])
    assert "has changed since it was found: run" in report.skipped[str(path)]
    _build(path)
    assert [document.text for document in index.held] == [_TEXT.format(99)]


def test_a_text_is_indexed_once(index, sources) -> None:
    (sources / "copy.txt").write_bytes((sources / "a.txt").read_bytes())
    report = _build(sources / "a.txt", sources / "copy.txt")
    assert _held(index) == [("a", "a.txt")]
    assert report.duplicates == {str(sources / "copy.txt"): "a"}


def test_what_is_new_or_has_changed_is_compared_with_the_rest(index, sources) -> None:
    _build(sources / "a.txt", sources / "b.txt")
    (sources / "b.txt").write_text(_TEXT.format(88), encoding="utf-8")
    report = _build(sources / "deep")
    assert [one.doc_id for one in report.near] == sorted([*report.added, "b"])
    assert _build().near == ()


def test_how_much_has_been_read_is_told(index, sources) -> None:
    told = []
    building.build(
        building.Wanted([sources / "a.txt", sources / "b.txt"]),
        Path("x"),
        settings=Settings(),
        tick=lambda done, total: told.append((done, total)),
    )
    size = (sources / "a.txt").stat().st_size
    assert told == [(size, 2 * size), (2 * size, 2 * size)]
