"""Light rewordings of a sentence that leave it true; the checker must not object to them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import pairwise

import opencc

from corpus import clause_spans

Reword = Callable[[str, random.Random], str | None]

_AMOUNT = re.compile(r"(?<![\d.])(?<!\. )(\d+(?:\.\d+)?)(万|亿)(?=[元美户人件册])")
_PLAIN = re.compile(r"(?<![\d.,第])([1-9]\d{4,})(?=[元件人户条项家])")
_SHARE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)%")
_COUNTED = re.compile(
    r"(?<=[处在满为于和至的每由])([二三四五六七八九]?十|[二三五]百|[三五]千)(?=[日元人])"
)
_WORDS = dict(zip("二三四五六七八九", range(2, 10), strict=True))
_SIZES = {"十": 10, "百": 100, "千": 1000}
_ADVERBS = re.compile(
    r"进一步|积极(?!性)|全面|深入|切实|扎实|大力|认真|严格(?!的)|充分(?!的)|及时|有效(?=[推提防落])|依法(?=[履对查开])|着力|主动"
)
_OUTSIDE_TITLES = re.compile(r"(?:^|(?<=》))[^《]+")
# The manner or the occasion of what follows, as a clause of its own.
_OCCASION = re.compile(
    r"(?:^|(?<=。))(?:在|按照|根据|依据|围绕|针对|结合|通过)[^，,。；;]{4,30}[，,]"
)
_SHORT = 8


def verbatim(sentence: str, rng: random.Random) -> str | None:
    """The sentence as it stands."""
    return sentence


def clause(sentence: str, rng: random.Random) -> str | None:
    """One clause of several."""
    spans = [span for span in clause_spans(sentence) if span[1] - span[0] >= _SHORT]
    if len(spans) < 2:
        return None
    start, end = rng.choice(spans)
    return sentence[start:end].rstrip("，,；;：:。") + "。"


def converted(sentence: str, rng: random.Random) -> str | None:
    """A figure in another unit or in other numerals: 3308万元 as 0.3308亿元, 三十日 as 30日."""
    ways = [
        (_AMOUNT, _rescaled),
        (_PLAIN, _in_myriads),
        (_SHARE, _in_words),
        (_COUNTED, _in_digits),
    ]
    found = [(match, way) for pattern, way in ways for match in pattern.finditer(sentence)]
    if not found:
        return None
    match, way = rng.choice(found)
    return sentence[: match.start()] + way(match) + sentence[match.end() :]


def dropped(sentence: str, rng: random.Random) -> str | None:
    """An adverb left out, or the occasion of it all."""
    shorter = _OCCASION.sub("", sentence, count=1)
    if shorter == sentence or rng.random() < 0.5:
        shorter = _OUTSIDE_TITLES.sub(lambda match: _ADVERBS.sub("", match[0]), sentence)
    return shorter if shorter != sentence and len(shorter) >= _SHORT else None


def reordered(sentence: str, rng: random.Random) -> str | None:
    """Two clauses side by side change places."""
    spans = clause_spans(sentence.rstrip("。"))
    pairs = [(a, b) for a, b in pairwise(spans) if _full(a) and _full(b)]
    if not pairs:
        return None
    (start, middle), (other, end) = rng.choice(pairs)
    first, second = (
        text.rstrip("，,；;：:。") for text in (sentence[start:middle], sentence[other:end])
    )
    tail = sentence[end:] if sentence[end:].strip("。") else "。"
    return f"{sentence[:start]}{second}，{first}{'，' if tail != '。' else ''}{tail}"


def traditional(sentence: str, rng: random.Random) -> str | None:
    """The sentence in Traditional characters."""
    return str(_converter().convert(sentence))


REWORDINGS: dict[str, Reword] = {
    "verbatim": verbatim,
    "clause": clause,
    "converted": converted,
    "dropped": dropped,
    "reordered": reordered,
    "traditional": traditional,
}
"""Every way to say the same, by its name in the table."""


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _full(span: tuple[int, int]) -> bool:
    return span[1] - span[0] >= _SHORT


def _rescaled(match: re.Match[str]) -> str:
    value, unit = Decimal(match[1]), match[2]
    value = value / 10**4 if unit == "万" else value * 10**4
    return f"{value.normalize():f}{'亿' if unit == '万' else '万'}"


def _in_myriads(match: re.Match[str]) -> str:
    return f"{(Decimal(match[1]) / 10**4).normalize():f}万"


def _in_words(match: re.Match[str]) -> str:
    return f"百分之{match[1]}"


def _in_digits(match: re.Match[str]) -> str:
    words = match[1]
    return str(_WORDS.get(words[0], 1) * _SIZES[words[-1]])
