"""The training data: four compressed files, read whole and checked."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import TrainingDataError

Row = dict[str, str]

_FIELDS = {
    "passages": ("doc", "title", "heading", "text"),
    "qa": ("question", "context", "answer"),
    "everyday": ("question", "text"),
    "pairs": ("source", "en", "zh"),
}
_REWORDINGS = Path(__file__).parent / "rewordings"


@dataclass(frozen=True, slots=True)
class Rewording:
    """An invented official passage, the same in plain words, and questions that it answers."""

    passage: str
    plain: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Rows of the four files, with the fields that their README lists, and the rewordings."""

    passages: tuple[Row, ...]
    qa: tuple[Row, ...]
    everyday: tuple[Row, ...]
    pairs: tuple[Row, ...]
    rewordings: tuple[Rewording, ...]


def read_data(folder: Path, *, sample: int | None = None) -> TrainingData:
    """Read `passages`, `qa`, `everyday` and `pairs`; `sample` keeps so many rows of each, evenly.

    Raises TrainingDataError naming the file that is missing, broken or short of a field.
    """
    rows = {name: _thinned(_read(folder, name), sample) for name in _FIELDS}
    return TrainingData(**rows, rewordings=read_rewordings())


def read_rewordings() -> tuple[Rewording, ...]:
    """The rewordings that ship with the project, in the order of their files."""
    paths = sorted(_REWORDINGS.glob("*.jsonl"))
    rows = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())
    return tuple(
        Rewording(row["passage"], row["plain"], tuple(row["zh"]), tuple(row["en"])) for row in rows
    )


def _thinned(rows: tuple[Row, ...], sample: int | None) -> tuple[Row, ...]:
    if sample is None or len(rows) <= sample:
        return rows
    return tuple(rows[i * len(rows) // sample] for i in range(sample))


def _read(folder: Path, name: str) -> tuple[Row, ...]:
    path = folder / f"{name}.jsonl.xz"
    try:
        rows = tuple(_rows(path, _FIELDS[name]))
    except FileNotFoundError as error:
        raise TrainingDataError(
            f"{path} is missing; give the folder that holds {', '.join(_FIELDS)} (.jsonl.xz): "
            "python -m index.train DATA_DIR --out DIR"
        ) from error
    except (OSError, EOFError, lzma.LZMAError, UnicodeError) as error:
        raise TrainingDataError(f"{path} is damaged ({error}); copy it again") from error
    if not rows:
        raise TrainingDataError(f"{path} holds no rows; copy it again")
    return rows


def _rows(path: Path, fields: tuple[str, ...]) -> Iterator[Row]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield _row(line, fields)
            except (ValueError, LookupError, TypeError) as error:
                raise TrainingDataError(
                    f"{path}, line {number}: no row with the texts {', '.join(fields)} "
                    f"({error!r}); copy the file again"
                ) from error


def _row(line: str, fields: tuple[str, ...]) -> Row:
    row = json.loads(line)
    found = {field: row[field] for field in fields}
    if not all(isinstance(value, str) for value in found.values()):
        raise TypeError("a field is no text")
    return found
