"""Imports point one way and enter a package by its root; heavy libraries wait for their use."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.tree import PACKAGES, sources, tracked

_TOP_LEVEL = {
    *(*PACKAGES, "tests"),
    *("pyproject.toml", "README.md", "Makefile", "constraints.txt", "LICENSE", "CHANGELOG.md"),
}
# Run in environments of their own, where there is nothing to wait for.
_RIVALS = "evals.rivals.systems"
# Library -> the modules that may import it as they are imported themselves; none for most, because
# they take from 0.1 s (faiss) to 19 s (sentence_transformers) and a question must not wait.
_HEAVY: dict[str, tuple[str, ...]] = {
    "torch": ("index.train",),
    "transformers": (),
    "sentence_transformers": (),
    "numba": (),
    "pandas": (),
    "scipy": ("index.train",),
    "sklearn": (),
    "pypdfium2": ("corpus.ingest.pdf", "corpus.ingest.rules"),
    "docx": ("corpus.ingest.word",),
    "openpyxl": ("corpus.ingest.excel",),
    "lxml": ("corpus.ingest.web", "corpus.ingest.word", "corpus.ingest.excel"),
    "markdown_it": ("corpus.ingest.markdown",),
    "bm25s": (_RIVALS,),
    "jieba": (_RIVALS,),
    "openai": (),
    "tenacity": (),
    "pymilvus": (),
    "grpc": (),
    "faiss": ("index.rows", _RIVALS),
    "gradio": ("ui.page",),
}


@dataclass(frozen=True, slots=True)
class _Import:
    """One import: how many dots it has, where it leads, and whether it runs with its module."""

    line: int
    level: int
    target: str
    names: tuple[str, ...]
    immediate: bool


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(path: str, source: str) -> list[_Import]:
    here = _module(path).split(".")
    package = here if path.endswith("__init__.py") else here[:-1]
    return list(_walk(ast.parse(source), package, True))


def _walk(node: ast.AST, package: list[str], immediate: bool) -> Iterator[_Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield _Import(child.lineno, 0, alias.name, (), immediate)
        elif isinstance(child, ast.ImportFrom):
            base = package[: len(package) + 1 - child.level] if child.level else []
            target = ".".join([*base, *filter(None, [child.module])])
            names = tuple(alias.name for alias in child.names)
            yield _Import(child.lineno, child.level, target, names, immediate)
        else:
            yield from _walk(child, package, immediate and not _is_deferred(child))


def _is_deferred(node: ast.AST) -> bool:
    only_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    return only_for_types or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def seam_breaches(path: str, source: str) -> list[str]:
    """Imports of other packages upwards or past the root, and absolute ones of the own package."""
    own = path.split("/")[0]
    lower = PACKAGES[: PACKAGES.index(own)]
    return [
        f"{path}:{found.line} {reason}"
        for found in _imports(path, source)
        if (reason := _breach(found, own, lower))
    ]


def _breach(found: _Import, own: str, lower: tuple[str, ...]) -> str | None:
    root = found.target.split(".")[0]
    if found.level:
        return None if root == own else f"relative import leaves {own}"
    if root == "tests":
        return "the product uses the tests"
    if root not in PACKAGES:
        return None
    if root == own:
        return f"{found.target}: inside {own} imports are relative"
    if root not in lower:
        return f"{found.target}: {own} may use only {', '.join(lower) or 'itself'}"
    return None if found.target == root else f"{found.target}: import from {root} itself"


def cycle(modules: dict[str, str]) -> list[str]:
    """The modules of one circle of imports that run at import time; empty where there is none."""
    known = {_module(path) for path in modules}
    graph = {_module(path): _needs(path, source, known) for path, source in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _needs(path: str, source: str, known: set[str]) -> set[str]:
    needed: set[str] = set()
    for found in filter(lambda found: found.immediate, _imports(path, source)):
        # `from . import parse` needs the module parse, `from . import Document` the package itself.
        inner = {f"{found.target}.{name}" for name in found.names} & known
        needed |= inner if inner and len(inner) == len(found.names) else inner | {found.target}
    return (needed & known) - {_module(path)}


def heavy_imports(path: str, source: str) -> list[str]:
    """Heavy libraries that are loaded as soon as the module is."""
    module = _module(path)
    return [
        f"{path}:{found.line} loads {root} when imported; import it where it is used"
        for found in _imports(path, source)
        if found.immediate and (root := found.target.split(".")[0]) in _HEAVY
        if not any(f"{module}.".startswith(f"{allowed}.") for allowed in _HEAVY[root])
    ]


def strangers(paths: list[str]) -> list[str]:
    """Top-level entries, dot-files aside, that the repository is not meant to have."""
    return sorted({path.split("/")[0] for path in paths if path[0] != "."} - _TOP_LEVEL)


def _all(check: object) -> list[str]:
    return [found for path, text in sources(*PACKAGES).items() for found in check(path, text)]


def test_packages_are_crossed_downwards_and_from_the_root() -> None:
    assert _all(seam_breaches) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_circle_of_imports(package: str) -> None:
    assert cycle(sources(package)) == []


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    assert _all(heavy_imports) == []


def test_no_public_name_is_that_of_another_module() -> None:
    # Importing the module later, as lazy imports do, would put it in the name's place; one that the
    # root itself takes the name from is there already (`from .split import split`).
    modules = {_module(path) for path in sources(*PACKAGES)}
    roots = {name: sources(name)[f"{name}/__init__.py"] for name in PACKAGES}
    public = {
        f"{package}.{name}"
        for package, source in roots.items()
        for found in _imports(f"{package}/__init__.py", source)
        for name in found.names
        if found.target != f"{package}.{name}"
    }
    assert public & modules == set()


def test_the_top_level_holds_what_was_agreed() -> None:
    assert strangers(tracked()) == []


@pytest.mark.parametrize(
    ("path", "source", "said"),
    [
        ("rag/cite.py", "from ui import render", "ui: rag may use only corpus, index"),
        ("corpus/parse.py", "import index", "index: corpus may use only itself"),
        ("rag/cite.py", "from corpus.types import Hit", "corpus.types: import from corpus itself"),
        ("rag/cite.py", "import corpus.types", "corpus.types: import from corpus itself"),
        ("rag/cite.py", "from rag.types import Hit", "rag.types: inside rag imports are relative"),
        ("rag/cite.py", "from ..index import open_index", "relative import leaves rag"),
        ("rag/cite.py", "def f():\n from ui import x", "ui: rag may use only corpus, index"),
        ("rag/cite.py", "from tests.doubles import x", "the product uses the tests"),
    ],
)
def test_a_wrong_import_is_found(path: str, source: str, said: str) -> None:
    line = source.count("\n") + 1
    assert seam_breaches(path, source) == [f"{path}:{line} {said}"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("rag/cite.py", "from corpus import Passage\nfrom .types import Hit\nimport json"),
        ("ui/page/ask.py", "from ..render import table\nfrom rag import Assistant"),
        ("ui/page/__init__.py", "from .ask import tab\nfrom ..render import table"),
    ],
)
def test_a_right_import_is_left_alone(path: str, source: str) -> None:
    assert seam_breaches(path, source) == []


@pytest.mark.parametrize(
    ("other", "circular"),
    [
        ("from .a import f", True),
        ("from . import a", True),
        ("from . import name", True),  # through the package, which imports both
        ("def f():\n from .a import g", False),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n from .a import f", False),
    ],
)
def test_a_circle_counts_where_it_runs_at_import_time(other: str, circular: bool) -> None:
    start = {"rag/__init__.py": "from .a import f", "rag/a.py": "from .b import f"}
    assert bool(cycle(start | {"rag/b.py": other})) is circular


@pytest.mark.parametrize(
    ("path", "source", "found"),
    [
        ("index/embed.py", "import torch", 1),
        ("index/embed.py", "try:\n from transformers.models import x\nexcept ImportError: ...", 1),
        ("index/embed.py", "class A:\n import bm25s", 1),
        ("index/embed.py", "def f():\n import torch", 0),
        ("index/embed.py", "import torchlike", 0),
        ("ui/page/ask.py", "import gradio as gr", 0),
        ("ui/page.py", "import gradio as gr", 0),
        ("ui/pages.py", "import gradio as gr", 1),
    ],
)
def test_a_heavy_import_is_found(path: str, source: str, found: int) -> None:
    assert len(heavy_imports(path, source)) == found


def test_a_stranger_at_the_top_level_is_found() -> None:
    assert strangers(["src/x.py", "rag/x.py", ".ci/run", "notes.md"]) == ["notes.md", "src"]
