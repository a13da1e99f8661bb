"""The tokenizer: a Unigram model over jieba's words and English words, counted in the texts.

Unigram scores are the logarithms of the counts (Kudo 2018), so a text is cut into its likeliest
words. Every character of the texts and the parts of English words are in the vocabulary, so only
characters that the texts lack are unknown.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

from tokenizers import Regex, Tokenizer, models, pre_tokenizers
from tokenizers.normalizers import Normalizer

from .folding import folding_normalizer

_PIECES = re.compile(r"[a-z]+|\d+|[\u4e00-\u9fff]+|[^\sa-z\d\u4e00-\u9fff]")
_UNKNOWN = "[UNK]"
# Below the score of any counted word, so that a word is cut only where it must be.
_RARE = -16.0
_NUMBERS = [str(number) for number in range(100)] + [str(year) for year in range(1900, 2100)]
_ENDINGS = (
    "ing ed er ers est ly ness tion tions ment ments able al ism ist ity ive ize less ful "
    "un re non pre anti inter sub over multi co dis mis"
).split()
_LETTERS = list("abcdefghijklmnopqrstuvwxyz0123456789.,;:?!%()\"'《》“”、-/·")
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class VocabularyOptions:
    """How many Chinese and English words are kept; `longest` bounds Chinese ones in characters."""

    chinese: int = 40_000
    english: int = 17_000
    longest: int = 6


def build_tokenizer(
    texts: Sequence[str], terms: Iterable[str], *, options: VocabularyOptions
) -> Tokenizer:
    """Count words in the texts and make the tokenizer; `terms` are kept whole where they fit."""
    normalizer = folding_normalizer()
    own = sorted({normalizer.normalize_str(term) for term in terms})
    counts = _counted(texts, own)
    chinese, english, characters = _sorted_out(counts, options)
    wanted = {
        term: counts[term] for term in own if 1 < len(term) <= options.longest and term.isalpha()
    }
    kept = Counter(dict(chinese.most_common(options.chinese)))
    kept.update({word: max(count, 1) for word, count in wanted.items() if word not in kept})
    kept.update(dict(english.most_common(options.english)))
    return _unigram(kept, characters, normalizer=normalizer)


def _counted(texts: Sequence[str], terms: list[str]) -> Counter[str]:
    """Words of all texts, counted in two processes, for jieba takes minutes."""
    chunks = [(texts[at : at + _CHUNK], terms) for at in range(0, len(texts), _CHUNK)]
    counts: Counter[str] = Counter()
    with get_context("spawn").Pool(2) as pool:
        for part in pool.imap(_count, chunks):
            counts.update(part)
    return counts


def _count(job: tuple[Sequence[str], list[str]]) -> Counter[str]:
    import jieba
    import opencc

    jieba.setLogLevel("WARNING")
    segmenter = jieba.Tokenizer()
    for term in job[1]:
        segmenter.add_word(term)
    convert = opencc.OpenCC("t2s").convert
    counts: Counter[str] = Counter()
    for text in job[0]:
        for piece in _PIECES.findall(str(convert(text)).lower()):
            counts.update(segmenter.cut(piece, HMM=False) if piece[0] >= "\u4e00" else [piece])
    return counts


def _sorted_out(
    counts: Counter[str], options: VocabularyOptions
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Chinese words, English words, and the characters that words are made of."""
    chinese, english, characters = Counter[str](), Counter[str](), Counter[str]()
    for word, count in sorted(counts.items()):
        if "\u4e00" <= word[0] <= "\u9fff":
            characters.update(dict.fromkeys(word, count))
            if 1 < len(word) <= options.longest:
                chinese[word] = count
        elif word.isascii() and word.isalpha() and count > 1:
            english[word] = count
    return chinese, english, characters


def _unigram(kept: Counter[str], characters: Counter[str], *, normalizer: Normalizer) -> Tokenizer:
    total = sum(kept.values()) + sum(characters.values())
    scores = {_UNKNOWN: -25.0}
    scores |= {word: math.log(count / total) for word, count in kept.items()}
    for piece in (*sorted(characters), *_NUMBERS, *_ENDINGS, *_LETTERS):
        scores.setdefault(piece, _RARE)
    vocabulary = sorted(scores.items(), key=lambda item: (item[0] != _UNKNOWN, -item[1], item[0]))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(_PIECES.pattern), behavior="removed", invert=True
    )
    return tokenizer
