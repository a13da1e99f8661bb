"""Whether an answer contains a string: the same text however it is typed, figures whole.

Both sides are NFKC-normalised, case-folded, put into Simplified and stripped of white space (the
source prints "28. 76亿元"). A figure matches whole numbers only: 5 is not in 15, nor in 3.5.
"""

from __future__ import annotations

import re

from index import fold

_SPACES = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def normal(text: str) -> str:
    """A text as it is compared."""
    return _THOUSANDS.sub("", _SPACES.sub("", fold(text)))


def contains(text: str, wanted: str) -> bool:
    """Whether a text contains a string, figures at either end of it being whole."""
    haystack, needle = normal(text), normal(wanted)
    before = r"(?<!\d)(?<!\d[.])" if needle[:1].isdigit() else ""
    after = r"(?!\d)(?!\.\d)" if needle[-1:].isdigit() else ""
    return re.search(before + re.escape(needle) + after, haystack) is not None


def lacking(text: str, must: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The first alternative of each group of which the text contains none."""
    return tuple(group[0] for group in must if not any(contains(text, wanted) for wanted in group))
