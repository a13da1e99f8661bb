from collections.abc import Iterator

import opencc
import pytest
from tokenizers import Tokenizer

from index.train import vocabulary
from index.train.vocabulary import VocabularyOptions, build_tokenizer

_TERMS = ("放管服改革", "吹哨报到", "行政執法三項制度", "法", "接诉即办12345")
_TEXTS = [
    *["全年审结行政复议案件，优化营商环境。", "全年審結行政復議案件"] * 3,
    *["The governing council heard 12 cases in 2020", "the council"] * 2,
    "seldom",
    "𠮷😀",
]


@pytest.fixture(scope="module")
def here() -> Iterator[None]:
    """Words are counted in this process, which takes a third of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "_counted", lambda *job: vocabulary._count(job))
        yield


@pytest.fixture(scope="module")
def tokenizer(here: None) -> Tokenizer:
    return build_tokenizer(_TEXTS, _TERMS, options=VocabularyOptions())


def _tokens(tokenizer: Tokenizer, text: str) -> list[str]:
    return [tokenizer.id_to_token(i) for i in tokenizer.encode(text).ids]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("审结行政复议案件", ["审结", "行政复议", "案件"]),
        ("放管服改革", ["放管服改革"]),  # terms are whole, counted or not
        ("吹哨报到了", ["吹哨报到", "[UNK]"]),  # 了 is in no text
        ("环境全年", ["环境", "全年"]),
        ("境", ["境"]),  # a character of a counted word
        ("The Council, 2020", ["the", "council", ",", "2020"]),
        ("councils seldoming", ["council", "s", *"seldom", "ing"]),  # seldom occurs once
        ("12345", ["1", "23", "45"]),
        ("a\nb  c", ["a", "b", "c"]),
        ("😀𠮷", ["[UNK]", "[UNK]"]),
        ("", []),
    ],
)
def test_texts_are_cut_into_known_words(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert _tokens(tokenizer, text) == tokens


def test_traditional_text_gives_the_tokens_of_simplified(tokenizer: Tokenizer) -> None:
    for text in (*_TEXTS, *_TERMS):
        traditional = opencc.OpenCC("s2t").convert(text)
        assert _tokens(tokenizer, traditional) == _tokens(tokenizer, text)
    assert _tokens(tokenizer, "審結行政復議") == ["审结", "行政复议"]


def test_every_character_of_a_counted_word_is_known(tokenizer: Tokenizer) -> None:
    for character in "全年审结行政复议案件优化营商环境":
        assert _tokens(tokenizer, character) == [character]


def test_terms_are_kept_where_they_fit(tokenizer: Tokenizer) -> None:
    known = tokenizer.get_vocab()
    # Folded; a word has two to six characters, and no figures.
    assert [term in known for term in ("放管服改革", "行政执法三项制度", "接诉即办12345")] == [
        True,
        False,
        False,
    ]


@pytest.mark.usefixtures("here")
def test_the_commonest_words_are_kept() -> None:
    options = VocabularyOptions(chinese=1, english=1)
    tokenizer = build_tokenizer(["行政 the council"] * 2 + ["行政 案件 the"], [], options=options)
    # The other English word is cut into endings and letters.
    assert _tokens(tokenizer, "行政案件 the council") == [
        "行政",
        *"案件",
        "the",
        "co",
        "un",
        *"cil",
    ]


@pytest.mark.usefixtures("here")
def test_the_same_texts_give_the_same_bytes(tokenizer: Tokenizer) -> None:
    again = build_tokenizer(_TEXTS, _TERMS, options=VocabularyOptions())
    assert again.to_str() == tokenizer.to_str()


@pytest.mark.slow
def test_two_processes_count_what_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_CHUNK", 4)
    assert vocabulary._counted(_TEXTS, ["放管服改革"]) == vocabulary._count(
        (_TEXTS, ["放管服改革"])
    )
