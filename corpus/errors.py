"""What can go wrong between a file on disk and a Document.

CorpusError                     catch this one for everything below
├── SourceError                 a source file that cannot become text
│   ├── MissingSourceError      there is no such file (the call was wrong)
│   ├── UnreadableSourceError   it is a folder, or the system refuses to read it
│   ├── OversizedSourceError    it is, or unpacks to, more than is read into memory
│   ├── UnsupportedSourceError  it is of a kind that is not read
│   ├── EmptySourceError        it holds nothing but white space, or pictures of text
│   ├── EncryptedSourceError    it opens only with a password
│   ├── BrokenSourceError       it is not the PDF, Word or Excel file that its name promises
│   ├── BinarySourceError       it is not text: an image, a program, ...
│   ├── UndecodableSourceError  it is text in no encoding that is known here
│   └── ChangedSourceError      its bytes are not those vouched for, or change as it is read
├── MetadataError               a sidecar or SOURCE.md that does not say what it should
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


class OversizedSourceError(SourceError):
    """The file is larger than what is read into memory."""


class UnsupportedSourceError(SourceError):
    """The kind of file is not read."""


class EmptySourceError(SourceError):
    """The file holds no text."""


class EncryptedSourceError(SourceError):
    """The file opens only with a password."""


class BrokenSourceError(SourceError):
    """The file cannot be opened as what its name says it is."""


class BinarySourceError(SourceError):
    """The file is not a text file."""


class UndecodableSourceError(SourceError):
    """No known encoding yields plausible text."""


class ChangedSourceError(SourceError):
    """The file differs from the one described, or from itself a moment ago."""


class MetadataError(CorpusError):
    """A sidecar, or the front matter of a SOURCE.md, is broken."""


class GlossaryError(CorpusError):
    """A line of a glossary file is broken."""


class OptionsError(CorpusError):
    """An option of the split is out of range."""
