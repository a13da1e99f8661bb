"""What can go wrong in the index stage.

- IndexStageError: base class; every message is fit for the user and names the next command
  - ModelError: an embedding model is missing, incomplete or unreadable
  - IndexMissing: there is no index at this place
  - IndexMismatch: the index was made by another format, model or dictionary
  - IndexDamaged: a file of the index is truncated, changed or gone
  - IndexNotWritable: the folder of the index cannot be written
  - IndexBusy: another build is writing to the folder
  - NothingToIndex: the sources hold no passage
  - StoreUnavailable: the engine of a store is out of reach, or failed at what it was asked
  - DuplicateDocument: two documents have one id, so citations could not tell them apart
  - TrainingDataError: a file of the training data is missing, broken or short of a field
  - TrainingError: a training run cannot start, go on or write its model
"""

from __future__ import annotations


class IndexStageError(Exception):
    """Base class of the index stage."""


class ModelError(IndexStageError):
    """An embedding model is missing, incomplete or unreadable."""


class IndexMissing(IndexStageError):
    """There is no index at this place."""


class IndexMismatch(IndexStageError):
    """The index was made by another format, model or dictionary."""


class IndexDamaged(IndexStageError):
    """A file of the index is truncated, changed or gone."""


class IndexNotWritable(IndexStageError):
    """The folder of the index cannot be written."""


class IndexBusy(IndexStageError):
    """Another build is writing to the folder."""


class NothingToIndex(IndexStageError):
    """The sources hold no passage."""


class StoreUnavailable(IndexStageError):
    """The engine of a store is out of reach, or failed at what it was asked."""


class DuplicateDocument(IndexStageError):
    """Two documents have one id, so citations could not tell them apart."""


class TrainingDataError(IndexStageError):
    """A file of the training data is missing, broken or short of a field."""


class TrainingError(IndexStageError):
    """A training run cannot start, go on or write its model."""
