import stat
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import SplitOptions, load_glossary, shipped_glossary
from index import IndexNotWritable, IndexOptions, bundled_embedder
from rag import Settings, glossary_of
from rag import shipped as module
from rag.shipped import open_shipped

_GLOSSARY = "信访\t上访\tpetition\n"


def _key(settings: Settings, sha256: str = "") -> str:
    embedder = bundled_embedder()
    if sha256:
        embedder.__dict__["info"] = replace(embedder.info, sha256=sha256)
    return module._key(embedder, settings)


def test_the_key_is_the_same_for_the_same() -> None:
    assert _key(Settings()) == _key(Settings(cache_dir="/elsewhere"))


@pytest.mark.parametrize("changed", ["model", "text", "glossary", "options", "format"])
def test_the_key_changes_with_all_that_the_index_is_made_of(changed, monkeypatch, tmp_path) -> None:
    before, settings, sha256 = _key(Settings()), Settings(), ""
    if changed == "model":
        sha256 = "0" * 64
    elif changed == "text":
        monkeypatch.setattr(module, "shipped_sha256", lambda: "0" * 64)
    elif changed == "glossary":
        (tmp_path / "g.tsv").write_text(_GLOSSARY, encoding="utf-8")
        settings = Settings(glossary=str(tmp_path / "g.tsv"))
    elif changed == "options":
        settings = Settings(index=IndexOptions(split=SplitOptions(max_chars=900)))
    else:
        monkeypatch.setattr(module, "FORMAT", 99)
    assert _key(settings, sha256) != before


def test_the_glossary_is_the_one_of_the_settings_or_the_shipped_one(tmp_path, monkeypatch) -> None:
    (tmp_path / "g.tsv").write_text(_GLOSSARY, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert glossary_of(Settings()) == shipped_glossary()
    assert glossary_of(Settings(glossary="~/g.tsv")) == load_glossary(tmp_path / "g.tsv")


def test_it_is_made_once_for_its_owner_alone_and_mended_when_damaged(tmp_path: Path) -> None:
    said: list[str] = []
    settings = Settings(cache_dir=str(tmp_path / "cache"))
    made = open_shipped(settings, said.append)
    assert said == ["making the index of the shipped report (once) …"]
    (folder,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    again = open_shipped(settings, said.append)
    assert again.manifest == made.manifest
    assert len(said) == 1

    (rows,) = folder.glob("v-*/s-0001/dense.faiss")
    rows.write_bytes(rows.read_bytes()[:-1])
    assert open_shipped(settings, said.append).manifest == made.manifest
    assert said[1:] == [f"the index of the shipped report in {folder} is damaged; making it anew …"]


def test_a_cache_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(cache_dir=str(tmp_path / "file" / "cache"))
    with pytest.raises(
        IndexNotWritable, match=f"cannot write the index to {tmp_path}/file/cache/.*BAIPISHU_CACHE"
    ):
        open_shipped(settings, lambda line: None)
