"""What a token may be replaced by: translations, kindred words and inflections, as token ids.

Translations come from dictionary pairs whose Chinese side is one token, those that translated
sentences confirm drawn more often; kindred words are those that share an English gloss, and the
everyday words of the glossary; inflections are the other forms of an English word that the
vocabulary holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse
from tokenizers import Tokenizer

from corpus import GlossaryEntry

from .data import Row
from .encode import encoded
from .ragged import Ragged, bounds

_ASIDE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|\b(?:sb|sth|one's|abbr|lit|fig|variant of|see)\b\.?|^to\s+|^an?\s+"
)
# A longer gloss explains rather than translates, and a word of more glosses means too many things.
_MAX_GLOSS, _MAX_KINDRED = 5, 12
# A translation found in every sentence of its word is drawn so many times as often as one in none.
_CONFIRMED = 15
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "al", "ment", "ion", "ions")


@dataclass(frozen=True, slots=True)
class Replacements:
    """Row t of `options` lists the rows of `choices` that may stand for token t."""

    options: Ragged
    choices: Ragged


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The three ways in which a token may be put otherwise."""

    translations: Replacements
    kindred: Replacements
    inflections: Replacements


def build_lexicon(
    tokenizer: Tokenizer, *, pairs: Sequence[Row], glossary: Sequence[GlossaryEntry]
) -> Lexicon:
    """Read the dictionary (`cedict`) and the sentences among the pairs, and the glossary."""
    words = [(row["zh"], gloss(row["en"])) for row in pairs if row["source"] == "cedict"]
    words += [(entry.term, text) for entry in glossary for text in entry.english]
    singles = _singles(tokenizer, words)
    kin = [(entry.term, text) for entry in glossary for text in entry.everyday]
    sentences = [row for row in pairs if row["source"] != "cedict"]
    translations = _replacements(tokenizer, singles)
    return Lexicon(
        translations=_confirmed(translations, tokenizer=tokenizer, sentences=sentences),
        kindred=_replacements(tokenizer, _kindred(tokenizer, singles, kin=kin)),
        inflections=_replacements(tokenizer, _inflections(tokenizer)),
    )


def gloss(english: str) -> str:
    """A dictionary gloss without asides and the particle of a verb."""
    return " ".join(_ASIDE.sub(" ", english.lower()).split())


def _singles(tokenizer: Tokenizer, words: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Pairs whose Chinese side is one token, with its id."""
    encoded = tokenizer.encode_batch([zh for zh, _ in words], add_special_tokens=False)
    return [
        (encoding.ids[0], english)
        for encoding, (_, english) in zip(encoded, words, strict=True)
        if len(encoding.ids) == 1 and 0 < len(english.split()) <= _MAX_GLOSS
    ]


def _kindred(
    tokenizer: Tokenizer, singles: Sequence[tuple[int, str]], *, kin: Sequence[tuple[str, str]]
) -> list[tuple[int, str]]:
    by_gloss: dict[str, list[int]] = defaultdict(list)
    for token, english in singles:
        by_gloss[english].append(token)
    text = {i: token for token, i in tokenizer.get_vocab().items()}
    found = [
        (token, text[other])
        for tokens in by_gloss.values()
        if len(tokens) <= _MAX_KINDRED
        for token in tokens
        for other in tokens
        if other != token
    ]
    encoded = tokenizer.encode_batch([term for term, _ in kin], add_special_tokens=False)
    return found + [
        (encoding.ids[0], everyday)
        for encoding, (_, everyday) in zip(encoded, kin, strict=True)
        if len(encoding.ids) == 1
    ]


def _inflections(tokenizer: Tokenizer) -> list[tuple[int, str]]:
    vocabulary = tokenizer.get_vocab()
    found = []
    for word, token in vocabulary.items():
        if not (word.isascii() and word.isalpha() and len(word) > 2):
            continue
        for stem in {word, word.removesuffix("e"), word.removesuffix("y") + "i"}:
            for form in (stem + ending for ending in _ENDINGS):
                if form != word and form in vocabulary:
                    found += [(token, form), (vocabulary[form], word)]
    return sorted(set(found))


def _replacements(tokenizer: Tokenizer, pairs: Iterable[tuple[int, str]]) -> Replacements:
    distinct = sorted(set(pairs))
    rows = encoded(tokenizer, [text for _, text in distinct])
    options: list[list[int]] = [[] for _ in range(tokenizer.get_vocab_size())]
    for number, (token, _) in enumerate(distinct):
        if rows.lengths[number]:
            options[token].append(number)
    return Replacements(Ragged.of(options), rows)


def _confirmed(
    ways: Replacements, *, tokenizer: Tokenizer, sentences: Sequence[Row]
) -> Replacements:
    """One-word translations, listed the more often, the more sentences they stand in."""
    size = len(ways.options)
    chinese, english = (
        _holdings(encoded(tokenizer, [row[side] for row in sentences]), size)
        for side in ("zh", "en")
    )
    together = (chinese.T @ english).tocsr()
    alone = np.maximum(np.asarray(chinese.sum(axis=0)).ravel(), 1)
    tokens = ways.options.owners()
    single = ways.choices.lengths[ways.options.ids] == 1
    word = np.where(single, ways.choices.ids[ways.choices.starts[ways.options.ids]], 0)
    share = np.asarray(together[tokens, word]).ravel() / alone[tokens] * single
    repeats = 1 + np.round(_CONFIRMED * share).astype(np.int64)
    ids = np.repeat(ways.options.ids, repeats)
    lengths = np.bincount(tokens, weights=repeats, minlength=size).astype(np.int64)
    return Replacements(Ragged(ids, bounds(lengths)), ways.choices)


def _holdings(rows: Ragged, size: int) -> scipy.sparse.csr_matrix:
    """Which tokens each row holds, as ones."""
    ones = np.ones(len(rows.ids), dtype=np.float32)
    matrix = scipy.sparse.csr_matrix((ones, rows.ids, rows.starts), shape=(len(rows), size))
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix
