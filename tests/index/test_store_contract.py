"""What holds for an index wherever it lies: in files, or in a Milvus engine (embedded, in a file).

Both are made of the same two documents with the same model.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import (
    DuplicateDocument,
    Entry,
    Index,
    IndexMismatch,
    IndexMissing,
    Making,
    MilvusOptions,
    StoreUnavailable,
    load_embedder,
    load_entries,
    open_index,
    open_milvus,
    publish_entries,
    reach_milvus,
)
from index.milvus.engine import Engine
from index.milvus.records import listed_documents
from index.milvus.statistics import read_head, write_head
from index.text import Segmenter
from tests.factories import make_document
from tests.index.conftest import GLOSSARY, NOTICE, REPORT, ready_words

_DOCUMENTS = (
    make_document(REPORT, "报告/2020", source="/报告.txt"),
    make_document(NOTICE, "notice"),
)
_QUERIES = ("税款何时缴纳", "放管服改革", "优良天增加多少天", "tax", "。")


def _making(model: Path) -> Making:
    return Making(load_embedder(str(model)), GLOSSARY)


def _options(folder: Path) -> MilvusOptions:
    return MilvusOptions(uri=str(folder / "x.db"))


def _fill(options: MilvusOptions, making: Making, *documents, **how) -> Engine:
    engine = reach_milvus(options, making=True)
    entries = [Entry(document, "state") for document in documents]
    load_entries(engine, entries, making=making, first=lambda: _DOCUMENTS, **how)
    return engine


@pytest.fixture(scope="session")
def in_engine(tmp_path_factory, tiny_model: Path, segmenter: Segmenter) -> MilvusOptions:
    """The documents loaded by two workers, the second of which repeats what the first did."""
    options, making = _options(tmp_path_factory.mktemp("engine")), _making(tiny_model)
    with ready_words(segmenter):
        _fill(options, making, _DOCUMENTS[0])
        engine = _fill(options, making, *_DOCUMENTS)
        publish_entries(engine, making=making)
    return options


@pytest.fixture(params=["files", "engine"])
def index(request, small_folder: Path, in_engine: MilvusOptions) -> Index:
    return open_index(small_folder) if request.param == "files" else open_milvus(in_engine)


def test_documents_and_passages_come_back_as_they_were(index: Index) -> None:
    assert {d.doc_id: d for d in index.documents} == {d.doc_id: d for d in _DOCUMENTS}
    for passage in index.passages:
        text = index.by_id[passage.doc_id].text
        assert text[passage.start : passage.end] == passage.text
        number = index.passages.number(passage.passage_id)
        assert index.passages[number] == passage
    assert index.passages.number("notice:9.9") is None
    assert [e.term for e in index.glossary] == ["放管服改革", "行政复议"]


def test_what_is_counted_is_the_same(index: Index) -> None:
    manifest = index.manifest
    assert (manifest.documents, manifest.passages, len(index.passages)) == (2, 3, 3)
    assert {r.doc_id: (r.passages, r.source) for r in index.documents.records()} == {
        "报告/2020": (2, "/报告.txt"),
        "notice": (1, ""),
    }


@pytest.mark.parametrize("query", _QUERIES)
def test_scores_are_the_same_in_each_view(index: Index, small_folder: Path, query: str) -> None:
    files = open_index(small_folder)
    ids = [passage.passage_id for passage in files.passages]
    numbers = [index.passages.number(passage_id) for passage_id in ids]
    for name in ("dense", "lexical", "late"):
        expected = getattr(files, name).scan(query).of(np.arange(3))
        found = getattr(index, name).scan(query).of(np.array(numbers))
        assert found == pytest.approx(expected, abs=1e-5), name


def test_what_the_passages_name_is_known(index: Index) -> None:
    tokens = ["税款", "放管服改革", "上海", "9.3%"]
    assert [index.lexical.knows(token) for token in tokens] == [True, True, False, True]


def test_a_filter_leaves_its_documents_alone(index: Index) -> None:
    within = index.passages.within(["notice"])
    for view in (index.dense, index.lexical, index.late):
        found = index.passages.many(view.scan("税款").best(10, within))
        assert {passage.doc_id for passage in found} == {"notice"}


@pytest.mark.parametrize(
    ("text", "held"), [("放管服改革", True), ("附则", True), ('50%_"\\', False), ("放服", False)]
)
def test_a_text_is_held_or_not(index: Index, text: str, held: bool) -> None:
    assert index.holds(text) is held


def test_an_update_takes_the_place_of_the_text_before(
    tmp_path: Path, tiny_model: Path, quick: None
) -> None:
    options, making = _options(tmp_path), _making(tiny_model)
    engine = _fill(options, making, *_DOCUMENTS)
    publish_entries(engine, making=making)
    changed = make_document("新的通知\n税款按季缴纳。\n", "notice")
    with pytest.raises(DuplicateDocument, match="notice"):
        _fill(options, making, changed)
    _fill(options, making, changed, removed={"notice", "报告/2020"})
    publish_entries(engine, making=making)
    opened = open_milvus(options)
    assert [passage.text for passage in opened.passages] == ["税款按季缴纳。"]
    assert opened.passages.many(opened.dense.scan("税").best(9))[0].doc_id == "notice"
    assert engine.rows("windows", "", fields=["count(*)"]) == [{"count(*)": 1}]


def test_two_documents_of_one_id_are_told_before_either_is_written(
    tmp_path: Path, tiny_model: Path, segmenter: Segmenter
) -> None:
    one, other = make_document(REPORT, "same"), make_document(NOTICE, "same")
    with ready_words(segmenter), pytest.raises(DuplicateDocument, match="both called 'same'"):
        _fill(_options(tmp_path), _making(tiny_model), one, other)
    assert listed_documents(reach_milvus(_options(tmp_path))) == {}


def test_what_is_half_loaded_is_not_served_and_goes_when_published(
    tmp_path: Path, tiny_model: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    options, making = _options(tmp_path), _making(tiny_model)
    engine = _fill(options, making, _DOCUMENTS[0])
    with pytest.raises(IndexMissing, match="--finalize"):
        open_milvus(options)
    publish_entries(engine, making=making)
    with monkeypatch.context() as patch:
        patch.setattr("index.milvus.loading._list", _gone)
        with pytest.raises(StoreUnavailable, match="gone midway"):
            _fill(options, making, _DOCUMENTS[1])
    opened = open_milvus(options)
    found = opened.passages.many(opened.dense.scan("税款").best(9))
    assert {passage.doc_id for passage in found} == {"报告/2020"}
    publish_entries(engine, making=making)
    assert len(next(engine.scan("passages", fields=["passage"]))) == 2


def test_an_engine_that_goes_away_while_it_is_asked_is_named(in_engine: MilvusOptions) -> None:
    opened = open_milvus(in_engine)
    opened.dense._engine._client.close()
    with pytest.raises(StoreUnavailable, match=r"x\.db"):
        opened.dense.scan("税款").best(1)


def test_another_model_or_format_is_refused_with_what_to_type(
    tmp_path: Path, tiny_model: Path, quick: None
) -> None:
    options, making = _options(tmp_path), _making(tiny_model)
    engine = _fill(options, making, _DOCUMENTS[0])
    publish_entries(engine, making=making)
    with pytest.raises(IndexMismatch, match=r"made with the model .* baipishu build FILE --store"):
        open_milvus(options, embedder=load_embedder())
    head = read_head(engine)
    write_head(engine, replace(head, manifest=replace(head.manifest, format=99)))
    with pytest.raises(IndexMismatch, match=r"of format 99.*MILVUS__COLLECTION=NAME"):
        open_milvus(options)


def test_an_engine_out_of_reach_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"no index 'baipishu' at .*x\.db; make one: baipishu"):
        open_milvus(_options(tmp_path))
    assert not list(tmp_path.iterdir())


def _gone(*_args: object, **_kwargs: object) -> None:
    raise StoreUnavailable("gone midway")


def test_tokens_of_a_large_index_stay_in_the_engine_and_score_the_same(
    in_engine: MilvusOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = open_milvus(in_engine).late
    monkeypatch.setattr("index.late.SEARCHED", 0)
    monkeypatch.setattr("index.milvus.opened.SEARCHED", 0)
    large = open_milvus(in_engine).late
    numbers = np.array([2, 0])
    assert large.scan("税款").best(5).tolist() == []
    assert large.scan("税款").of(numbers) == pytest.approx(small.score("税款", numbers))
    assert large.score("税款", numbers).max() > 0
