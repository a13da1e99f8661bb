from dataclasses import FrozenInstanceError

import pytest

import corpus
from corpus import Passage, PassageKind, Section, SplitOptions


def test_the_public_names():
    assert corpus.__all__ == sorted(corpus.__all__)
    assert corpus.__all__ == [
        "BinarySourceError",
        "Block",
        "BrokenSourceError",
        "ChangedSourceError",
        "CorpusError",
        "Document",
        "EmptySourceError",
        "EncryptedSourceError",
        "GlossaryEntry",
        "GlossaryError",
        "MetadataError",
        "MissingSourceError",
        "OptionsError",
        "OversizedSourceError",
        "Passage",
        "PassageKind",
        "Section",
        "Skipped",
        "Source",
        "SourceError",
        "SplitOptions",
        "UndecodableSourceError",
        "UnreadableSourceError",
        "UnsupportedSourceError",
        "clause_spans",
        "load_document",
        "load_glossary",
        "parse_document",
        "require_supported",
        "sentence_spans",
        "shipped_glossary",
        "shipped_report",
        "shipped_sha256",
        "split",
        "walk",
    ]
    assert [name for name in corpus.__all__ if not hasattr(corpus, name)] == []


def test_every_error_is_a_corpus_error():
    errors = [getattr(corpus, name) for name in corpus.__all__ if name.endswith("Error")]
    assert [error for error in errors if not issubclass(error, corpus.CorpusError)] == []


def test_the_index_text_is_the_heading_path_and_the_paragraph():
    section = Section(3, ("一、总报告", "(一)领导"), 0, 5, 12)
    passage = Passage("a:3.1", "a", section, 1, PassageKind.TEXT, 6, 12, "区委强化领导。")
    assert passage.index_text() == "一、总报告\n(一)领导\n区委强化领导。"


def test_records_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        SplitOptions().max_chars = 3
