import pytest

from index.train.encode import encoded, encoded_pairs
from tests.index.train.conftest import make_tokenizer
from tests.index.train.test_ragged import lists

TOKENIZER = make_tokenizer("税收", "税", "tax")


@pytest.mark.parametrize("chunk", [1, 2, 20_000])
def test_texts_become_token_ids_in_order(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr("index.train.encode._CHUNK", chunk)
    assert lists(encoded(TOKENIZER, ["tax 税收税", "", "税收"])) == [[3, 1, 2], [], [1]]


def test_a_text_of_several_pairs_is_encoded_once() -> None:
    pairs = encoded_pairs(TOKENIZER, [("tax", "税收"), ("tax", "税"), ("税收", "tax")])
    assert lists(pairs.texts) == [[3], [1], [2]]
    assert (pairs.left.tolist(), pairs.right.tolist()) == ([0, 0, 1], [1, 2, 0])


def test_pairs_with_an_empty_side_are_left_out() -> None:
    pairs = encoded_pairs(TOKENIZER, [("", "税"), ("tax", "?"), ("tax", "税")])
    assert [lists(pairs.texts)[i] for i in (*pairs.left, *pairs.right)] == [[3], [2]]
    assert encoded_pairs(TOKENIZER, []).left.tolist() == []
