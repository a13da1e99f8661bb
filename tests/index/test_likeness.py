"""Near copies: texts of a known share in common, and an index that grows by them."""

import random
from pathlib import Path

import pytest

from index import Entry, Likeness, Making, load_embedder, near_copies, update_index
from index.likeness import ALIKE, closest, signature_of
from tests.factories import make_document

_LENGTH = 2_000


def _letters(seed: int, count: int = _LENGTH) -> str:
    """Chinese characters among which no stretch of five comes twice."""
    return "".join(map(chr, random.Random(seed).choices(range(0x4E00, 0x9FA5), k=count)))


def _changed(text: str, share: float, seed: int = 7) -> str:
    """The text with another end, so that this share of all stretches is in both."""
    kept = round(2 * share / (1 + share) * len(text))
    return text[:kept] + _letters(seed, len(text) - kept)


@pytest.mark.parametrize("share", [0.3, 0.77, 0.83, 0.95])
def test_from_a_share_on_two_texts_are_nearly_the_same(share: float) -> None:
    text = _letters(1)
    new = {"new": signature_of(_changed(text, share))}
    found = closest(new, [("old", signature_of(text)), *new.items()])
    assert [(one.doc_id, one.other) for one in found] == [("new", "old")] * (share > ALIKE)
    assert all(one.share == pytest.approx(share, abs=0.05) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "關於徵收稅費的通知" * 30,
        "关于征收税费的通知。\n" * 30,  # other lines and marks
        "关于 征收 税费 的 通知 " * 30,
    ],
)
def test_script_spaces_and_marks_make_no_difference(text: str) -> None:
    assert signature_of(text) == signature_of("关于征收税费的通知" * 30)


def test_a_short_text_is_compared_with_none() -> None:
    assert signature_of(_letters(1, 199)) == signature_of("，" * 1_000) == b""
    assert len(signature_of(_letters(1, 200))) == 128 * 4


def test_a_text_longer_than_is_hashed_at_once_is_signed_whole() -> None:
    text = _letters(1, 10_000)
    for other in (text[5_000:] + text[:5_000], text[1:], text[:-1]):
        new = {"new": signature_of(other)}
        (found,) = closest(new, [("old", signature_of(text))])
        assert found.share > 0.98
    assert signature_of(text) != signature_of(_changed(text, 0.9))


def test_each_is_told_with_the_closest_earlier_one() -> None:
    text = _letters(1)
    old = {"far": signature_of(_changed(text, 0.85)), "near": signature_of(_changed(text, 0.95))}
    same = signature_of(text)
    new = {"b": same, "a": same, "other": signature_of(_letters(2))}
    found = closest(new, [*new.items(), *old.items()])
    near = closest({"b": same}, [("near", old["near"])])[0].share
    # Those that are new come in the order they were read in, after all that were there.
    assert found == (Likeness("b", "near", near), Likeness("a", "b", 1.0))
    assert near == pytest.approx(0.95, abs=0.05)


def test_an_index_compares_what_is_added_with_what_it_holds(
    tiny_model: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = Making(load_embedder(str(tiny_model)))
    text = _letters(1, 400)
    texts = {"one": text, "two": _changed(text, 0.95), "three": _letters(3, 400)}
    # Now and then a segment of its own, and merged.
    for doc_id, small in (("one", 0), ("two", 0), ("three", 5_000)):
        monkeypatch.setattr("index.kept._SMALL", small)
        update_index([Entry(make_document(texts[doc_id], doc_id))], tmp_path, making=making)
        found = near_copies(tmp_path, {doc_id, "unknown"})
        assert [one.other for one in found] == (["one"] if doc_id == "two" else [])
    update_index([], tmp_path, making=making, removed={"one"})
    assert near_copies(tmp_path, {"two"}) == ()
