from pathlib import Path

import numpy as np
import pytest

from corpus import GlossaryEntry
from index import StaticEmbedder, load_embedder
from index.phrases import PhraseView, build_phrases, read_phrases, write_phrases

_GLOSSARY = (
    GlossaryEntry("税", ("税费", "款人"), ()),
    GlossaryEntry("费", ("费款",), ("fee",)),
    GlossaryEntry("空气", ("税款",), ()),  # no passage speaks of it
)


@pytest.fixture
def embedder(tiny_model: Path) -> StaticEmbedder:
    return load_embedder(str(tiny_model))


def test_phrases_of_terms_that_no_passage_holds_are_left_out(embedder: StaticEmbedder) -> None:
    arrays = build_phrases(_GLOSSARY, {"税", "费"}.__contains__, embedder=embedder)
    assert arrays.entries.tolist() == [0, 0, 1, 1]
    assert arrays.english.tolist() == [False, False, False, True]
    assert arrays.vectors[0] == pytest.approx([2 / 5**0.5, 1 / 5**0.5], abs=1e-3)


def test_entries_with_a_word_of_grammar_are_left_out(embedder: StaticEmbedder) -> None:
    glossary = (GlossaryEntry("税", ("多少", "税费"), ()),)
    assert build_phrases(glossary, {"税"}.__contains__, embedder=embedder).entries.tolist() == []


def test_an_entry_is_as_like_as_its_best_phrase_with_words_in_a_row(
    embedder: StaticEmbedder,
) -> None:
    arrays = build_phrases(_GLOSSARY, {"税", "费"}.__contains__, embedder=embedder)
    view = PhraseView(embedder, arrays)
    # 税费 is (2, 1) and 费款 (0.6, 1.8), of which each is a phrase; best first.
    assert view.likeness("税费") == (
        (0, pytest.approx(1, abs=1e-3)),
        (1, pytest.approx((2 * 0.6 + 1.8) / (5 * 3.6) ** 0.5, abs=1e-3)),
    )
    # Two clauses hold one word each: no words in a row.
    assert view.likeness("税。费") == ()


def test_a_glossary_without_phrases_is_like_nothing(embedder: StaticEmbedder) -> None:
    view = PhraseView(embedder, build_phrases((), {"税"}.__contains__, embedder=embedder))
    assert view.likeness("税费") == ()


def test_arrays_are_written_and_read(embedder: StaticEmbedder, tmp_path: Path) -> None:
    arrays = build_phrases(_GLOSSARY, {"税", "费"}.__contains__, embedder=embedder)
    write_phrases(arrays, tmp_path)
    read = read_phrases(tmp_path)
    for name in ("vectors", "entries", "english"):
        np.testing.assert_array_equal(getattr(read, name), getattr(arrays, name))
