"""Whether two Chinese words sound alike, by pypinyin's readings of their characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Rarer readings than the first two only make chance likenesses.
_READINGS = 2
# Words of two characters have many near homophones, so only those of the same tones count.
_TONES_UP_TO = 2
# Endings and beginnings that many speakers do not tell apart: zh z, ch c, sh s, ing in, eng en.
_CONFUSED = re.compile(r"(?<=^[zcs])h|(?<=[aei]n)g$")


def sound_alike(one: str, other: str) -> bool:
    """Whether the words have as many characters and each pair has a reading in common."""
    read = _syllables if len(one) <= _TONES_UP_TO else _blurred
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(read(a) & read(b) for a, b in pairs)


@cache
def _syllables(character: str) -> frozenset[str]:
    # Imported here because it takes 0.2 s and most questions hold nothing to look up.
    from pypinyin.constants import PINYIN_DICT

    readings = PINYIN_DICT.get(ord(character), character)
    return frozenset(readings.split(",")[:_READINGS])


@cache
def _blurred(character: str) -> frozenset[str]:
    plain = (unicodedata.normalize("NFD", reading) for reading in _syllables(character))
    bare = ("".join(filter(str.isalnum, reading)) for reading in plain)
    return frozenset(_CONFUSED.sub("", reading) for reading in bare)
