"""Typing errors: a stretch of a question that is no word but sounds like one is put right.

Chinese is typed by sound, so a mistyped word is a homophone: 法绿 for 法律. A stretch is corrected
only where it holds a character that belongs to no known word, where one word of the documents or
the glossary sounds like it, and where most of it stays. An English word that is unknown becomes
the glossary's word that is spelt almost alike. Correct questions stay as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from index import Index, fold, in_dictionary

from .english import English
from .folded import folded_in_place
from .question import converter
from .sounds import sound_alike
from .units import MEASURES

Span = tuple[int, int]

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 6
_MANY, _COMMON = 100_000, 50
# Characters that are words by themselves: none is a slip, and none makes a word of a slip.
_WORDS_OF_ONE = frozenset(
    "的了吗呢吧啊呀嘛呗哦是在和与及或有无被把给让就都也还又很最更太才只不没别再这那我你他她它们人"
    "谁啥咋哪么个些件家条项次名位份种类年月日天区市省县乡村街镇国从到对向往于为以用由因按比跟同将"
    "来去上下中内外前后时候得着过要会能可想请问说做看一二三四五六七八九十百千万亿两几多少第各每某"
    "本该此其所之而但且并则即若如"
)
# So is this one, but it is typed for 理 as well.
_KEPT_NEVER = _WORDS_OF_ONE | {"里"}
# 多少见 for 多少件: what is counted tells what is asked for.
_COUNTED = frozenset(ask + unit for ask in ("多少", "几") for unit in "件家人天条次项户份名位个种")
# Words across the end of what asks are chance: 多少|见 is no 少见 where the question ends.
_ASKS = "多少"
# These count as well, and are no slips.
_COUNTING = frozenset("间块栋辆艘座篇").union(*MEASURES)


class Speller:
    """Corrects what is no word but sounds or looks like one of a vocabulary."""

    def __init__(
        self,
        words: Iterable[str],
        english: Iterable[str],
        *,
        known: Callable[[str], bool],
        beside: Callable[[str], bool],
    ) -> None:
        """Take the words that may be meant; `known` tells other words that are no slips.

        `beside` tells whether the documents have two characters side by side.
        """
        self._words = _COUNTED | {word for word in words if 2 <= len(word) <= _LONGEST}
        self._english = English(english, known=known)
        self._known = known
        self._beside = beside
        self._sharing: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for place, character in enumerate(word):
                self._sharing[len(word), place, character].append(word)

    def corrected(self, question: str) -> str:
        """The question with its slips put right."""
        folded = folded_in_place(question)
        slips = sorted((*self._chinese(folded), *self._english.slips(folded)), reverse=True)
        for (start, end), meant in slips:
            simplified = question[start:end].casefold() == folded[start:end]
            word = meant if simplified else str(converter("s2t").convert(meant))
            question = f"{question[:start]}{word}{question[end:]}"
        return question

    def _chinese(self, folded: str) -> Iterator[tuple[Span, str]]:
        for match in _HAN_RUN.finditer(folded):
            covers, start = self._covers(match[0]), 0
            while start < len(match[0]):
                meant = self._meant(match[0], start, covers=covers)
                if meant:
                    at = match.start() + start
                    yield (at, at + len(meant)), meant
                start += len(meant) or 1

    def _covers(self, run: str) -> list[Span]:
        """Every stretch of two characters and more that is a known word."""
        return [
            (start, end)
            for start in range(len(run))
            for end in range(start + 2, min(start + _LONGEST, len(run)) + 1)
            if not _hangs_over(run, start, end=end)
            and (run[start:end] in self._words or self._known(run[start:end]))
        ]

    def _meant(self, run: str, start: int, *, covers: Sequence[Span]) -> str:
        """The longest word that a stretch from `start` was meant to be, or ""."""
        for end in range(min(start + _LONGEST, len(run)), start + 1, -1):
            inside = [span for span in covers if span[0] < end and span[1] > start]
            # A known word that reaches out of the stretch stays whole.
            if (start, end) in inside or any(s < start or e > end for s, e in inside):
                continue
            held = {place for s, e in inside for place in range(s, e)}
            loose = {place - start for place in range(start, end) if place not in held}
            meant = self._homophones(run[start:end], loose)
            if (
                len(meant) == 1
                and not _breaks_a_word(run, start, meant=meant[0])
                and not self._is_two(run, start, meant=meant[0], covers=covers)
            ):
                return meant[0]
        return self._by_neighbour(run, start, covers=covers)

    def _by_neighbour(self, run: str, start: int, *, covers: Sequence[Span]) -> str:
        """What two characters that the documents lack were meant to be, or "".

        刚要 in 实施刚要 is 纲要 where they have 施 beside 纲 and never beside 刚.
        """
        typed = run[start : start + 2]
        if len(typed) == 1 or typed in self._words or self._beside(typed):
            return ""
        others = [cover for cover in covers if cover != (start, start + 2)]
        meant = []
        for place, word in self._one_changed(typed):
            at = start + place
            held = any(first <= at < last for first, last in others)
            fits = not held and self._fits(run, at, place=place, character=word[place])
            # Last, because the first word that is read aloud costs 0.25 s.
            if fits and sound_alike(typed, word):
                meant.append(word)
        return meant[0] if len(meant) == 1 and not _is_common(typed) else ""

    def _one_changed(self, typed: str) -> Iterator[tuple[int, str]]:
        """The words that share one of two characters, and which character they change."""
        for place in (0, 1):
            for word in self._sharing.get((2, 1 - place, typed[1 - place]), ()):
                if word[place] != typed[place] and typed[place] not in _WORDS_OF_ONE:
                    yield place, word

    def _fits(self, run: str, at: int, *, place: int, character: str) -> bool:
        """Whether the documents have a character, not the typed one, beside its outer neighbour."""
        meant, typed = (
            f"{it}{run[at + 1 : at + 2]}" if place else f"{run[max(at - 1, 0) : at]}{it}"
            for it in (character, run[at])
        )
        return self._beside(meant) and not self._beside(typed) and not _is_common(typed)

    def _is_two(self, run: str, start: int, *, meant: str, covers: Sequence[Span]) -> bool:
        """Whether a word and one after it are taken for a word that the documents lack: 讲座|办."""
        last = start + len(meant) - 1
        return (
            meant not in _COUNTED
            and (start, last) in covers
            and in_dictionary(run[last])
            and not self._beside(meant[-2:])
        )

    def _homophones(self, typed: str, loose: set[int]) -> list[str]:
        """The words that a stretch sounds like, those with the fewest changes."""
        near: dict[int, list[str]] = defaultdict(list)
        for word in dict.fromkeys(
            word
            for place, character in enumerate(typed)
            for word in self._sharing.get((len(typed), place, character), ())
        ):
            changed = {place for place, character in enumerate(typed) if character != word[place]}
            if (
                _is_slip(typed, changed, word=word)
                and changed <= loose
                and sound_alike(typed, word)
            ):
                near[len(changed)].append(word)
        return near[min(near)] if near else []


def _is_slip(typed: str, changed: set[int], *, word: str) -> bool:
    """Whether at most half changes, no word of one does, and something of weight stays."""
    kept = {character for place, character in enumerate(typed) if place not in changed}
    return (
        2 * len(changed) <= len(typed)
        and not (word in _COUNTED and typed[-1] in _COUNTING)
        and _WORDS_OF_ONE.isdisjoint(typed[place] for place in changed)
        and (word in _COUNTED or not kept <= _KEPT_NEVER)
    )


def _breaks_a_word(run: str, start: int, *, meant: str) -> bool:
    """Whether a changed character is part of a common word of two, or a count is left hanging."""
    changed = [start + i for i, character in enumerate(meant) if run[start + i] != character]
    pairs = {
        run[i : i + 2]
        for place in changed
        for i in (place - 1, place)
        if i >= 0 and not _hangs_over(run, i, end=i + 2)
    }
    return any(map(_is_common, sorted(pairs))) or (
        meant in _COUNTED and _hangs(run[start + len(meant) :])
    )


def _hangs_over(run: str, start: int, *, end: int) -> bool:
    """Whether a stretch ends the run and begins inside 多少."""
    return end == len(run) and start > 0 and run[start - 1 : start + 1] == _ASKS


def _hangs(rest: str) -> bool:
    """Whether neither a word of one character nor one of two follows: 多少粉|司 is no 多少份."""
    return rest[:1] not in _WORDS_OF_ONE | {""} and not _is_common(rest[:2])


def _is_common(pair: str) -> bool:
    return len(pair) == 2 and in_dictionary(pair)


def speller_of(index: Index) -> Speller:
    """The speller of an index: its words, its glossary, and the words that its model knows."""
    entries, counts = index.glossary, index.lexical.segmenter.frequencies.items()
    # A large library knows the whole dictionary: what may be meant are its common words.
    least = _COMMON if len(counts) > _MANY else 1
    words = {word: count >= least for word, count in counts if count}
    return Speller(
        (
            *(word for word, may_be_meant in words.items() if may_be_meant),
            *(fold(word) for entry in entries for word in (entry.term, *entry.everyday)),
        ),
        (phrase for entry in entries for phrase in entry.english),
        known=lambda word: word in words or index.late.knows(word),
        beside=index.lexical.knows,
    )
