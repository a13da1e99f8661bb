import pytest
from tokenizers import Tokenizer

from corpus import GlossaryEntry
from index.train.lexicon import Lexicon, Replacements, build_lexicon, gloss
from tests.index.train.conftest import make_tokenizer
from tests.index.train.test_ragged import lists

WORDS = ("税收", "税", "投诉", "tax", "taxes", "taxed", "duty", "complain", "告状", "信访", "file")
GLOSSARY = (GlossaryEntry("信访", ("告状",), ("complain",)),)
PAIRS = (
    ("cedict", "tax", "税收"),
    ("cedict", "duty", "税收"),
    ("cedict", "a tax", "税"),
    ("cedict", "to complain (about sb)", "投诉"),
    ("cedict", "tax duty tax duty tax duty", "投诉"),  # an explanation
    ("cedict", "duty", "税收投诉"),  # two tokens
    ("tatoeba", "tax", "税收"),
    ("tatoeba", "file", "税收 税收"),
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return make_tokenizer(*WORDS)


@pytest.fixture(scope="module")
def lexicon(tokenizer: Tokenizer) -> Lexicon:
    pairs = [{"source": source, "en": en, "zh": zh} for source, en, zh in PAIRS]
    return build_lexicon(tokenizer, pairs=pairs, glossary=GLOSSARY)


def _said(ways: Replacements, word: str, *, tokenizer: Tokenizer) -> list[str]:
    rows = lists(ways.choices)
    numbers = lists(ways.options)[tokenizer.token_to_id(word)]
    return [" ".join(map(str, map(tokenizer.id_to_token, rows[i]))) for i in numbers]


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("to complain (formally)", "complain"),
        ("A tax [on land]", "tax"),
        ("to lead sb. by the hand", "lead by the hand"),
        ("today", "today"),
    ],
)
def test_a_gloss_loses_its_asides(english: str, expected: str) -> None:
    assert gloss(english) == expected


def test_translations_that_sentences_confirm_come_more_often(
    lexicon: Lexicon, tokenizer: Tokenizer
) -> None:
    # 税收 is in two sentences, tax in one of them: 1 + round(15 / 2), for halves go to the even.
    said = _said(lexicon.translations, "税收", tokenizer=tokenizer)
    assert (said.count("tax"), said.count("duty"), len(said)) == (9, 1, 10)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("税", ["tax"]), ("投诉", ["complain"]), ("信访", ["complain"]), ("tax", [])],
)
def test_translations_are_short_glosses_and_the_glossarys(
    lexicon: Lexicon, tokenizer: Tokenizer, word: str, expected: list[str]
) -> None:
    assert _said(lexicon.translations, word, tokenizer=tokenizer) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("税", ["税收"]),
        ("税收", ["税"]),
        ("投诉", ["信访"]),
        ("信访", ["告状", "投诉"]),
        ("告状", []),
    ],
)
def test_words_are_kin_that_share_a_gloss_or_an_entry(
    lexicon: Lexicon, tokenizer: Tokenizer, word: str, expected: list[str]
) -> None:
    assert sorted(_said(lexicon.kindred, word, tokenizer=tokenizer)) == expected


def test_a_gloss_of_many_words_makes_no_kin(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.train.lexicon._MAX_KINDRED", 1)
    pairs = [{"source": source, "en": en, "zh": zh} for source, en, zh in PAIRS]
    kindred = build_lexicon(tokenizer, pairs=pairs, glossary=()).kindred
    assert kindred.options.lengths.sum() == 0


@pytest.mark.parametrize(
    ("word", "expected"),
    [("tax", ["taxed", "taxes"]), ("taxes", ["tax"]), ("duty", []), ("税", [])],
)
def test_forms_of_an_english_word_are_those_of_the_vocabulary(
    lexicon: Lexicon, tokenizer: Tokenizer, word: str, expected: list[str]
) -> None:
    assert _said(lexicon.inflections, word, tokenizer=tokenizer) == expected
