"""What can go wrong between a file on disk and a Document.

CorpusError                     catch this one for everything below
├── SourceError                 a source file that cannot become text
│   ├── MissingSourceError      there is no such file (the call was wrong)
│   ├── UnreadableSourceError   it is a folder, or the system refuses to read it
│   ├── EmptySourceError        it holds nothing but white space
│   ├── BinarySourceError       it is not text: PDF, Word, an image, ...
│   ├── UndecodableSourceError  it is text in no encoding that is known here
│   └── ChangedSourceError      its bytes are not those that its SOURCE.md vouches for
├── MetadataError               a SOURCE.md that does not say what it should
├── GlossaryError               a glossary file with a broken line
└── OptionsError                split options that no document can satisfy
"""

from __future__ import annotations


class CorpusError(Exception):
    """Base of all errors of this package; the message names the thing and the next step."""


class SourceError(CorpusError):
    """A source file cannot be turned into text."""


class MissingSourceError(SourceError):
    """There is no file at the path given."""


class UnreadableSourceError(SourceError):
    """The path is a folder, or reading it failed."""


class EmptySourceError(SourceError):
    """The file holds no text."""


class BinarySourceError(SourceError):
    """The file is not a text file."""


class UndecodableSourceError(SourceError):
    """No known encoding yields plausible text."""


class ChangedSourceError(SourceError):
    """The file differs from the one that its SOURCE.md describes."""


class MetadataError(CorpusError):
    """The front matter of a SOURCE.md is broken."""


class GlossaryError(CorpusError):
    """A line of a glossary file is broken."""


class OptionsError(CorpusError):
    """An option of the split is out of range."""
