"""Sizes and habits of the code, measured and held.

`python -m tests.test_budgets` prints the table, and so does `pytest -s`.
"""

import ast
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.tree import PACKAGES, ROOT, sources, tracked

_MODULE_LINES = 250
_BODY_MEDIAN = 10
_BODY_P90 = 30
_BODY_LINES = 40
_PARAMETERS = 5
_POSITIONAL = 2
_TEST_SHARE = 1.5
# Modules this short only mark a folder as a package.
_MARKER_LINES = 3
# Put together here, so that this file does not hold them.
_LEFTOVER = re.compile(rf"\b({'TO' + 'DO'}|{'FIX' + 'ME'}|{'X' * 3})\b")
# Data may hold any word: a vocabulary, a report, recorded questions.
_WRITTEN = (".py", ".md", ".toml", ".css", ".js", ".html", ".txt", "Makefile", "run", "setup")
_DATA = (
    *("corpus/data/", "index/model/", "index/train/rewordings/"),
    *("evals/gold/", "tests/golden/"),
)

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Documented = _Function | ast.ClassDef | ast.Module


@dataclass(frozen=True, slots=True)
class _Size:
    """A package's figures: lines of its modules, and lines of its functions without docstrings."""

    name: str
    modules: tuple[int, ...]
    bodies: tuple[int, ...]

    def row(self) -> str:
        """One line of the table, under `_HEAD`."""
        middle = [f"{statistics.median(sizes or [0]):g}" for sizes in (self.modules, self.bodies)]
        return (
            f"{self.name:8}{len(self.modules):8}{sum(self.modules):8}{middle[0]:>8}"
            f"{max(self.modules, default=0):6}{len(self.bodies):11}{middle[1]:>8}"
            f"{ninetieth(self.bodies):6}{max(self.bodies, default=0):6}"
        )


_HEAD = "package  modules   lines  median   max  functions  median   p90   max"


def ninetieth(values: tuple[int, ...]) -> int:
    """The smallest value that at least nine tenths of the values do not exceed (nearest rank)."""
    return sorted(values)[-(-9 * len(values) // 10) - 1] if values else 0


def lines(source: str) -> int:
    """Lines of a text, the last one with or without its end."""
    return len(source.splitlines())


def functions(source: str) -> list[_Function]:
    """All functions, nested ones and methods too, in the order in which they start."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, _Function)]
    return sorted(found, key=lambda function: function.lineno)


def body_lines(function: _Function) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    whole = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    text = function.body[0]
    return whole - (text.end_lineno - text.lineno + 1)


def measure(name: str, modules: dict[str, str]) -> _Size:
    """The figures of a package from the text of its modules."""
    counted = tuple(lines(text) for text in modules.values() if lines(text) > _MARKER_LINES)
    bodies = [body_lines(found) for text in modules.values() for found in functions(text)]
    return _Size(name, counted, tuple(bodies))


def table() -> str:
    """The figures of every package and of the tests, with the share that the tests have."""
    sizes = [measure(name, sources(name)) for name in (*PACKAGES, "tests")]
    code = sum(sum(size.modules) for size in sizes[:-1])
    share = f"tests / code: {sum(sizes[-1].modules) / max(code, 1):.2f} (at most {_TEST_SHARE})"
    return "\n".join([_HEAD, *(size.row() for size in sizes), share])


def too_long(path: str, source: str) -> Iterator[str]:
    """A module or function over its cap."""
    if lines(source) > _MODULE_LINES:
        yield f"{path}: {lines(source)} lines, at most {_MODULE_LINES}"
    for found in functions(source):
        if body_lines(found) > _BODY_LINES:
            yield f"{_place(path, found)}: {body_lines(found)} lines, at most {_BODY_LINES}"


def badly_called(path: str, source: str) -> Iterator[str]:
    """A function with too many parameters, or more than two that may be given by position."""
    for found in functions(source):
        positional, others = _parameters(found)
        # Python fixes the order of a special method's parameters, `__exit__` has three.
        if len(positional) > _POSITIONAL and not _is_special(found) and not _is_command(found):
            yield f"{_place(path, found)}: {len(positional)} positional, at most {_POSITIONAL}"
        if len(positional) + len(others) > _PARAMETERS and not _is_command(found):
            count = len(positional) + len(others)
            yield f"{_place(path, found)}: {count} parameters, at most {_PARAMETERS}"


def unannotated(path: str, source: str) -> Iterator[str]:
    """A parameter or a result without a type."""
    for found in functions(source):
        positional, others = _parameters(found)
        for argument in positional + others:
            if argument.annotation is None:
                yield f"{_place(path, found)}: {argument.arg} has no type"
        if found.returns is None:
            yield f"{_place(path, found)}: the result has no type"


def undocumented(path: str, source: str) -> Iterator[str]:
    """A module, public class, or public function or method of one without a docstring."""
    tree = ast.parse(source)
    if lines(source) <= _MARKER_LINES:
        return
    for node in [tree, *_public(tree)]:
        if ast.get_docstring(node) is None:
            yield f"{_place(path, node)}: no docstring"


def careless(path: str, source: str) -> Iterator[str]:
    """A bare except, a print outside ui and `__main__`, a dataclass not frozen and slotted."""
    may_print = path.startswith("ui/") or path.endswith("__main__.py")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield f"{path}:{node.lineno}: bare except"
        elif isinstance(node, ast.Call) and _name(node.func) == "print" and not may_print:
            yield f"{path}:{node.lineno}: print"
        elif isinstance(node, ast.ClassDef) and not all(map(_is_sealed, node.decorator_list)):
            yield f"{_place(path, node)}: not frozen and slotted"


def leftovers(path: str, source: str) -> Iterator[str]:
    """A note that something is still to be done."""
    for number, line in enumerate(source.splitlines(), 1):
        if found := _LEFTOVER.search(line):
            yield f"{path}:{number}: {found[0]}"


def _place(path: str, node: _Documented) -> str:
    return path if isinstance(node, ast.Module) else f"{path}:{node.lineno} {node.name}"


def _name(node: ast.expr) -> str:
    return ast.unparse(node).split(".")[-1]


def _is_special(function: _Function) -> bool:
    return function.name.startswith("__") and function.name.endswith("__")


def _is_command(function: _Function) -> bool:
    # The parameters of a command are the options that its user types, by name.
    calls = [item.func for item in function.decorator_list if isinstance(item, ast.Call)]
    return any(_name(call) in ("command", "callback") for call in calls)


def _is_sealed(decorator: ast.expr) -> bool:
    call = isinstance(decorator, ast.Call)
    if _name(decorator.func if call else decorator) != "dataclass":
        return True
    given = {word.arg: ast.unparse(word.value) for word in decorator.keywords} if call else {}
    return given.get("frozen") == given.get("slots") == "True"


def _parameters(function: _Function) -> tuple[list[ast.arg], list[ast.arg]]:
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    if positional and positional[0].arg in ("self", "cls"):
        positional = positional[1:]
    return positional, [*given.kwonlyargs, *filter(None, [given.vararg, given.kwarg])]


def _public(parent: ast.Module | ast.ClassDef) -> Iterator[_Function | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, _Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


_Check = Callable[[str, str], Iterator[str]]
_CHECKS: tuple[_Check, ...] = (too_long, badly_called, unannotated, undocumented, careless)


@pytest.mark.parametrize("check", _CHECKS)
def test_the_code_keeps_its_habits(check: _Check) -> None:
    assert [found for path, text in sources(*PACKAGES).items() for found in check(path, text)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_are_short(package: str) -> None:
    bodies = measure(package, sources(package)).bodies or (0,)
    assert statistics.median(bodies) <= _BODY_MEDIAN
    assert ninetieth(bodies) <= _BODY_P90


def test_tests_are_not_much_longer_than_the_code() -> None:
    print(f"\n{table()}")
    code, tests = (sum(map(lines, sources(*names).values())) for names in (PACKAGES, ["tests"]))
    assert tests <= _TEST_SHARE * code


def test_nothing_is_left_to_be_done() -> None:
    written = [path for path in tracked() if path.endswith(_WRITTEN) and not path.startswith(_DATA)]
    texts = {path: (ROOT / path).read_text("utf-8") for path in written}
    assert [found for path, text in texts.items() for found in leftovers(path, text)] == []


def _lines_of_code(count: int) -> str:
    return "def f() -> None:\n" + " 1\n" * (count - 1)


@pytest.mark.parametrize(
    ("check", "source", "said"),
    [
        (too_long, "#\n" * 251, "rag/x.py: 251 lines, at most 250"),
        (too_long, _lines_of_code(41), "rag/x.py:1 f: 41 lines, at most 40"),
        (badly_called, "def f(a, b, c): ...", "rag/x.py:1 f: 3 positional, at most 2"),
        (badly_called, "def f(a, *, b, c, d, e, g): 1", "rag/x.py:1 f: 6 parameters, at most 5"),
        (unannotated, "def f(a) -> int: ...", "rag/x.py:1 f: a has no type"),
        (unannotated, "def f(*a: int): ...", "rag/x.py:1 f: the result has no type"),
        (undocumented, "\n\n\n1", "rag/x.py: no docstring"),
        (undocumented, "''\nclass A:\n ''\n def f(self): 1", "rag/x.py:4 f: no docstring"),
        (careless, "try: 1\nexcept: 2", "rag/x.py:2: bare except"),
        (careless, "print(1)", "rag/x.py:1: print"),
        (careless, "@dataclass\nclass A: 1", "rag/x.py:2 A: not frozen and slotted"),
        (careless, "@d.dataclass(frozen=True)\nclass A: 1", "rag/x.py:2 A: not frozen and slotted"),
        (leftovers, "x = 1  # TO" + "DO", "rag/x.py:1: TO" + "DO"),
    ],
)
def test_a_breach_is_found(check: _Check, source: str, said: str) -> None:
    assert list(check("rag/x.py", source)) == [said]


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (too_long, "rag/x.py", "#\n" * 250),
        (too_long, "rag/x.py", _lines_of_code(40)),
        (badly_called, "rag/x.py", "class A:\n def f(self, a, b, *, c, d, e): ..."),
        (badly_called, "rag/x.py", "class A:\n def __exit__(self, a, b, c): ..."),
        (badly_called, "ui/cli.py", "@app.command()\ndef f(a, b, c, d, e, g): ..."),
        (unannotated, "rag/x.py", "class A:\n def f(self, a: int, **k: int) -> int: ..."),
        (undocumented, "rag/x.py", "''\ndef _f():\n def g(): 1\n return g"),
        (undocumented, "rag/__init__.py", ""),
        (careless, "ui/x.py", "print(1)"),
        (careless, "evals/__main__.py", "print(1)"),
        (careless, "rag/x.py", "@dataclass(frozen=True, slots=True)\nclass A: 1"),
        (leftovers, "rag/x.py", "todos = METHODO"),
    ],
)
def test_good_code_is_left_alone(check: _Check, path: str, source: str) -> None:
    assert list(check(path, source)) == []


def test_a_docstring_does_not_count_as_body() -> None:
    source = 'def f() -> int:\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert [body_lines(found) for found in functions(source)] == [2]


def test_the_figures_of_a_package() -> None:
    nested = "def f() -> None:\n def g() -> None:\n  1\n 1\n"
    size = measure("rag", {"rag/a.py": nested, "rag/__init__.py": "''\n"})
    assert (size.modules, size.bodies) == ((4,), (4, 2))
    assert size.row().split() == ["rag", "1", "4", "4", "4", "2", "3", "4", "4"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [((), 0), ((7,), 7), (tuple(range(1, 11)), 9), (tuple(range(1, 12)), 10)],
)
def test_the_ninetieth_percentile_is_a_value_that_occurs(
    values: tuple[int, ...], expected: int
) -> None:
    assert ninetieth(values) == expected


if __name__ == "__main__":
    print(table())
