"""The glossary of an index, as it was when the index was made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus import GlossaryEntry

_FILE = "glossary.json"


def write_glossary(glossary: Sequence[GlossaryEntry], folder: Path) -> None:
    """Write the entries as JSON."""
    rows = json.dumps(
        [asdict(entry) for entry in glossary], ensure_ascii=False, separators=(",", ":")
    )
    (folder / _FILE).write_text(rows, encoding="utf-8")


def read_glossary(folder: Path) -> tuple[GlossaryEntry, ...]:
    """Read what `write_glossary` wrote."""
    return tuple(
        GlossaryEntry(row["term"], tuple(row["everyday"]), tuple(row["english"]))
        for row in json.loads((folder / _FILE).read_text(encoding="utf-8"))
    )
