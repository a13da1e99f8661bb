import hashlib
from pathlib import Path

import pytest

from index.train.card import write_card
from index.train.options import TrainOptions

_FILES = {"model.safetensors": b"rows", "tokenizer.json": b"{}"}
_OPTIONS = TrainOptions(steps=12_345, seed=99, threads=1, late_from=0.25)


@pytest.fixture
def card(tmp_path: Path) -> str:
    return _card(tmp_path, public="| set | R@1 |")


def _card(folder: Path, *, public: str) -> str:
    for name, content in _FILES.items():
        (folder / name).write_bytes(content)
    figures = ("held-out rewordings: 0.7", public)
    write_card(folder, _OPTIONS, tokens=61_234, minutes=88.6, figures=figures)
    return (folder / "README.md").read_text(encoding="utf-8")


def test_the_files_are_named_with_their_hashes(card: str) -> None:
    for name, content in _FILES.items():
        digest = hashlib.sha256(content).hexdigest()
        assert f"\n| {name} | {len(content)} | {digest} |\n" in card


@pytest.mark.parametrize(
    "said",
    [
        "61,234 token vectors x 512",
        "89 minutes on 1 CPU core,",
        "12,345 steps of 1,024 pairs",
        "Seed 99;",
        "From 25% of the steps",
        "40,000 commonest jieba words",
        "\n| set | R@1 |\n\nheld-out rewordings: 0.7\n\n**Limits.**",
    ],
)
def test_what_was_chosen_and_found_is_in_it(card: str, said: str) -> None:
    assert said in card


def test_without_public_sets_there_is_no_table(tmp_path: Path) -> None:
    card = _card(tmp_path, public="")
    assert "evaluate --data" not in card
    assert "question about it).\n\nheld-out rewordings: 0.7\n\n**Limits.**" in card.replace(
        "shipped report or of any ", ""
    )


def test_nothing_of_the_template_is_left(card: str) -> None:
    assert not {"{{", "}}", "{%"} & {card[i : i + 2] for i in range(len(card))}
    assert card.startswith("---\nlanguage: [zh, en]\n")
    assert card.endswith("administration.\n")
