"""Lines of print back to running text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_EXPONENTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def raised(text: str) -> str:
    """A number as an exponent or the mark of a note, told from one of the line: 12.5%²."""
    return text.translate(_EXPONENTS) if text.strip().isdecimal() else text


def is_wide(char: str) -> bool:
    """Whether a character takes the width of a Chinese one, so that no space stands beside it."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…"
