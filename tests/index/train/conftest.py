import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Split

from index.train.data import Row, read_rewordings

_PASSAGES, _PER_DOCUMENT = 600, 10


def make_tokenizer(*words: str) -> Tokenizer:
    """Token 0 is the unknown one, then come the words; text is cut into them from the left."""
    names = ("[UNK]", *words)
    tokenizer = Tokenizer(Unigram([(name, -1.23456) for name in names], unk_id=0))
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    tokenizer.pre_tokenizer = Split(Regex(longest_first), "removed", invert=True)
    return tokenizer


def write_rows(folder: Path, name: str, rows: Sequence[Mapping[str, str]]) -> Path:
    """One of the four files of the training data."""
    path = folder / f"{name}.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


@pytest.fixture(scope="session")
def data_rows() -> dict[str, list[Row]]:
    """Rows of the four files, made of the rewordings that ship with the project."""
    rewordings = read_rewordings()[:_PASSAGES]
    return {
        "passages": [
            {
                "doc": f"d{i // _PER_DOCUMENT}",
                "title": "白皮书",
                "heading": r.plain,
                "text": r.passage,
            }
            for i, r in enumerate(rewordings)
        ],
        "qa": [
            {"question": r.zh[0], "context": f"{r.plain}{r.passage}", "answer": r.passage[:4]}
            for r in rewordings[::7]
        ],
        "everyday": [{"question": r.zh[1], "text": r.plain} for r in rewordings[::11]],
        "pairs": [
            *({"source": "tatoeba", "en": r.en[0], "zh": r.zh[2]} for r in rewordings[::5]),
            {"source": "cedict", "en": "tax", "zh": "税收"},
            {"source": "cedict", "en": "tax", "zh": "税"},
            {"source": "cedict", "en": "to (formally) complain", "zh": "投诉"},
        ],
    }


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory, data_rows: dict[str, list[Row]]) -> Path:
    """A data folder to train on."""
    folder = tmp_path_factory.mktemp("data")
    for name, rows in data_rows.items():
        write_rows(folder, name, rows)
    return folder
