"""Lines of print back to running text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def joined(lines: Iterable[str]) -> str:
    """Lines as one: a space where words meet, none beside Chinese, no hyphen of a parted word."""
    text = ""
    for line in lines:
        if not text or not line:
            text += line
        elif len(text) > 1 and text[-1] in "-\u00ad" and text[-2].isalpha() and line[0].islower():
            text = text[:-1] + line
        else:
            text += line if is_wide(text[-1]) or is_wide(line[0]) else f" {line}"
    return text


def is_wide(char: str) -> bool:
    """Whether a character takes the width of a Chinese one, so that no space stands beside it."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…"
