"""Text as the lexical view sees it: folding, words, character bigrams, whole numbers and 《names》.

Nothing here changes what is shown or cited; offsets into folded text mean nothing outside.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import opencc

from .types import TokenKind

# In jieba's dictionary rarer entries are often slips themselves: 论正 3, 刚要 3, 连合 21.
_COMMON = 50
# A figure stays one token with its decimals, thousands, per cent sign, time or date separators.
_NUMBER = re.compile(r"\d+(?:[.,:/*-]\d+)*%?")
# So does a date, beside its numbers; a bare year is a number already.
_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日")
# PDF text layers print "28. 76亿元"; rejoined only before a unit, so that "1. 2020年" stays a list.
_BROKEN_DECIMAL = re.compile(r"(\d)\.\s+(\d{1,4}(?:[万亿%]|千|百分))")
_TITLE = re.compile(r"《([^《》]{2,60})》")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
# Words of grammar say nothing of the subject; in a short question they would outweigh it.
_ENGLISH_STOP = frozenset(
    "a an the of in on at to for from by with and or as is are was were be been being do does did "
    "has have had how many much what which who whom whose when where why that this these those it "
    "its there their they them any can could will would should may might must not no than then so "
    "such into about over under between during per each i you we he she me my your our us tell "
    "give please if also still just ever".split()
)
_CHINESE_STOP = frozenset(
    "的 了 吗 呢 吧 啊 是 在 和 与 及 或 有 被 把 给 让 就 都 也 还 又 很 最 这 那 我 你 他 她 它 "
    "们 我们 你们 他们 什么 怎么 怎样 怎么样 如何 多少 几 几个 哪 哪些 哪个 哪里 谁 为什么 为何 "
    "是否 有没有 请问 告诉 一下 这个 那个 这些 那些 到底 究竟 一共 总共 多大 多久 何时 "
    "什么时候 是不是 能不能 会不会 要不要 可不可以 想问 问一下 怎么办 "
    "咋 咋办 咋样 啥 么 谁 哪儿 俺 咱 嘛 呗 呀 哦 大伙 大伙儿 自个儿 那会儿 那阵 那阵子".split()
)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """NFKC, case-folded, Simplified, with decimals that a page layout broke rejoined."""
    plain = unicodedata.normalize("NFKC", text).casefold().encode("utf-8", "replace").decode()
    return _BROKEN_DECIMAL.sub(r"\1.\2", str(_converter().convert(plain)))


class Segmenter:
    """Cuts text into the tokens of the lexical view, with jieba's words and their frequencies.

    The full dictionary takes over half a second to read, so a small index keeps the few thousand
    words that occur in it (`restricted_to`), and a large one looks words up where they lie: others
    could not match.
    """

    def __init__(
        self, frequencies: Mapping[str, int], total: int, *, kind: TokenKind = "words+pairs"
    ) -> None:
        """Take word frequencies, prefixes of words included with frequency 0, and their sum."""
        import jieba

        self.frequencies = frequencies
        self.total = total
        self.kind = kind
        self._jieba = jieba.Tokenizer()
        self._jieba.FREQ, self._jieba.total = self.frequencies, total
        # Without this jieba would read its own dictionary and leave a cache file in /tmp.
        self._jieba.initialized = True

    @classmethod
    def full(cls, extra_words: Iterable[str] = (), *, kind: TokenKind = "words+pairs") -> Segmenter:
        """Read jieba's dictionary and add words of one's own, each kept whole."""
        import jieba

        reader = jieba.Tokenizer()
        with dictionary_path().open("rb") as stream:
            frequencies, total = reader.gen_pfdict(stream)
        segmenter = cls(frequencies, total, kind=kind)
        for word in sorted({fold(word) for word in extra_words}):
            segmenter._jieba.add_word(word)
        segmenter.frequencies, segmenter.total = segmenter._jieba.FREQ, segmenter._jieba.total
        return segmenter

    def restricted_to(self, texts: Iterable[str]) -> Segmenter:
        """Keep the words that occur in the texts, and their prefixes; the total stays."""
        kept: dict[str, int] = {}
        for run in {run for text in texts for run in _HAN_RUN.findall(fold(text))}:
            for start, ends in self._jieba.get_DAG(run).items():
                for stop in range(start + 1, max(ends) + 2):
                    kept[run[start:stop]] = self.frequencies.get(run[start:stop], 0)
        return Segmenter(dict(sorted(kept.items())), self.total, kind=self.kind)

    @property
    def counts_pairs(self) -> bool:
        """Whether pairs of characters are among the tokens."""
        return "pairs" in self.kind

    def tokens(self, text: str) -> list[str]:
        """Words, bigrams, numbers and names of a text, repeats kept: what BM25 counts."""
        folded = fold(text)
        if self.kind == "spaces":
            return folded.split()
        tokens = [f"《{name}》" for name in named(folded)]
        tokens += [*_NUMBER.findall(folded), *_DATE.findall(folded)]
        tokens += [word for word in _WORD.findall(folded) if word not in _ENGLISH_STOP]
        for run in _HAN_RUN.findall(folded):
            if "words" in self.kind:
                tokens += self._words(run)
            if self.counts_pairs:
                tokens += _pairs(run)
        return tokens

    def _words(self, run: str) -> list[str]:
        words = self._jieba.cut_for_search(run, HMM=False)
        return [word for word in words if word not in _CHINESE_STOP]


def named(folded: str) -> list[str]:
    """The 《titles》 that a folded text names, without their marks."""
    return _TITLE.findall(folded)


def pairs(folded: str) -> list[str]:
    """The pairs of neighbouring Chinese characters of a folded text."""
    return [pair for run in _HAN_RUN.findall(folded) for pair in _pairs(run)]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def is_stop_word(token: str) -> bool:
    """Whether a folded token is a word of grammar or bare punctuation."""
    return (
        token in _ENGLISH_STOP
        or token in _CHINESE_STOP
        or not any(character.isalnum() for character in token)
    )


@lru_cache(maxsize=4096)
def in_dictionary(word: str) -> bool:
    """Whether jieba's dictionary has a word as a common one; takes milliseconds a word."""
    text = _dictionary()
    entry = f"\n{word} ".encode()
    at = text.find(entry)
    frequency = text[at + len(entry) : at + len(entry) + 12].split()[0] if at >= 0 else b"0"
    return int(frequency) >= _COMMON


@cache
def _dictionary() -> bytes:
    return b"\n" + dictionary_path().read_bytes()


@cache
def dictionary_sha256() -> str:
    """The sha256 of jieba's dictionary."""
    return hashlib.sha256(dictionary_path().read_bytes()).hexdigest()


def dictionary_path() -> Path:
    """Where jieba's own dictionary lies."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed; run: make chat")
    return Path(spec.origin).parent / "dict.txt"
