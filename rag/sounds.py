"""Whether two Chinese words sound alike, by pypinyin's first reading of each character."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Words of two characters have many near homophones, so only those of the same tones count.
_TONES_UP_TO = 2
# Beginnings and endings that many speakers do not tell apart: zh z, ch c, sh s, ing in, eng en.
_CONFUSED = re.compile(r"(?<=^[zcs])h|(?<=[aei]n)g$")


def sound_alike(one: str, other: str) -> bool:
    """Whether the words have as many characters, each pair read alike."""
    read = _syllable if len(one) <= _TONES_UP_TO else _blurred
    return len(one) == len(other) and all(map(lambda a, b: read(a) == read(b), one, other))


@cache
def _syllable(character: str) -> str:
    # Imported here because it takes 0.2 s and most questions hold nothing to look up.
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT.get(ord(character), character).split(",")[0]


@cache
def _blurred(character: str) -> str:
    plain = unicodedata.normalize("NFD", _syllable(character))
    return _CONFUSED.sub("", "".join(filter(str.isalnum, plain)))
