"""The model's card: what it was trained on and how, under which licences, and how good it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jinja2 import Template

from .options import TrainOptions

_TEMPLATE = Path(__file__).with_name("card.md.j2")
_FILES = ("model.safetensors", "tokenizer.json")


def write_card(
    folder: Path, options: TrainOptions, *, tokens: int, minutes: float, figures: tuple[str, str]
) -> None:
    """Write README.md; `figures` are those of the held-out rewordings and of the public sets."""
    files = [(name, *_size_and_hash(folder / name)) for name in _FILES]
    template = Template(_TEMPLATE.read_text(encoding="utf-8"), keep_trailing_newline=True)
    text = template.render(
        options=options,
        tokens=tokens,
        minutes=round(minutes),
        files=files,
        rewordings=figures[0],
        public=figures[1],
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def _size_and_hash(path: Path) -> tuple[int, str]:
    content = path.read_bytes()
    return len(content), hashlib.sha256(content).hexdigest()
