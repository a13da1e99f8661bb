import json

import pytest

from corpus import SplitOptions
from index import IndexOptions, Manifest, ModelInfo, SegmentRecord, WindowKind
from index.manifest import manifest_bytes, parse_manifest

_OPTIONS = IndexOptions(
    split=SplitOptions(900), windows=(WindowKind.CLAUSE,), section_weight=0.1, tokens="words"
)
_SEGMENT = SegmentRecord("s-0001", 3, 4, 9, 0.99, (1,))
_MANIFEST = Manifest(
    format=1,
    model=ModelInfo("模型", "cd", 256, "query: ", "passage: "),
    late_model_sha256="ef",
    dictionary_sha256="01",
    options=_OPTIONS,
    segments=(_SEGMENT,),
    documents=2,
    passages=4,
    windows=9,
    files={"词.json": "23"},
    sizes={"词.json": 7},
)


def test_a_manifest_is_written_and_read() -> None:
    assert parse_manifest(json.loads(manifest_bytes(_MANIFEST))) == _MANIFEST


def test_a_manifest_is_readable_json() -> None:
    text = manifest_bytes(_MANIFEST).decode("utf-8")
    assert '"词.json": 7\n' in text
    raw = json.loads(text)
    assert raw["model"] == {
        "name": "模型",
        "sha256": "cd",
        "dimension": 256,
        "query_prompt": "query: ",
        "passage_prompt": "passage: ",
    }
    assert raw["options"]["split"] == {"max_chars": 900}
    assert raw["options"]["windows"] == ["clause"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("options", {}),
        ("options", {"split": {"max_chars": 9}, "windows": ["line"]}),
        ("options", {"split": {"width": 9}, "windows": []}),
        ("model", {"name": "x"}),
        ("segments", [{"name": "s-0001"}]),
        ("segments", None),
        ("unknown", 1),
    ],
)
def test_what_is_no_manifest_raises(key: str, value: object) -> None:
    raw = json.loads(manifest_bytes(_MANIFEST)) | {key: value}
    with pytest.raises((LookupError, TypeError, ValueError)):
        parse_manifest(raw)
