from pathlib import Path

import pytest

from index import MilvusOptions, open_milvus
from rag import Settings
from tests.index.conftest import NOTICE, REPORT
from ui.building import Wanted
from ui.cli import main
from ui.errors import NothingToBuild
from ui.filling import fill


def _wanted(*paths: Path, **how) -> Wanted:
    return Wanted(paths, **how)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store="milvus", milvus=MilvusOptions(uri=str(tmp_path / "x.db")))


def test_shards_load_every_file_once_and_are_then_published(tmp_path, settings) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for number, text in enumerate((REPORT, NOTICE, NOTICE.replace("税", "费"))):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    reports = [fill(_wanted(folder, shard=(n, 2)), settings=settings) for n in (1, 2)]
    added = [doc_id for report in reports for doc_id in report.added]
    assert len(added) == len(set(added)) == 3
    published = fill(_wanted(finalize=True), settings=settings)
    assert (published.added, published.manifest.documents) == ((), 3)
    again = fill(_wanted(folder), settings=settings)
    assert (again.unchanged, again.manifest) == (3, published.manifest)
    (folder / "0.txt").unlink()
    assert len(fill(_wanted(prune=True), settings=settings).pruned) == 1
    assert len(open_milvus(settings.milvus).documents) == 2


def test_nothing_to_put_into_an_engine_is_said(settings: Settings) -> None:
    with pytest.raises(NothingToBuild, match="--store milvus --milvus-uri"):
        fill(_wanted(), settings=settings)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ("ask 税 --store milvus", 2, "the store milvus needs the address"),
        ("ask 税 --store milvus --milvus-uri x.db --index d", 2, "leave it or --store milvus out"),
        ("build --shard 3/2 --store milvus --milvus-uri x.db", 2, "'3/2' is no share"),
        ("build --finalize", 2, "are for --store milvus"),
        ("docs --store milvus --milvus-uri none.db", 1, "there is no index 'baipishu' at none.db"),
    ],
)
def test_wrong_calls(arguments: str, status: int, said: str, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments.split())
    assert ended.value.code == status
    assert said in capsys.readouterr().err
