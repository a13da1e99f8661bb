"""What can go wrong in the answering stage.

- RagError: base class; every message is fit for the user and names the next step
  - QuestionError: there is nothing to search for, or far too much
  - CheckError: there is nothing to check, too much, or it cannot be read
  - SettingsError: a setting is unknown, malformed or contradicts another
  - LlmFault: a language model gave no answer that can be shown (in `faults`, with its kinds)
  - UnknownDocument: a filter or a look-up names a document or passage that the index lacks
  - FeedbackError: the file of opinions cannot be read or written (in `feedback`)
    - FeedbackLocked: another program holds it
"""

from __future__ import annotations


class RagError(Exception):
    """Base class of the answering stage."""


class QuestionError(RagError):
    """There is nothing to search for, or far too much."""


class CheckError(RagError):
    """There is nothing to check, too much, or it cannot be read."""


class SettingsError(RagError):
    """A setting is unknown, malformed or contradicts another."""


class UnknownDocument(RagError):
    """A filter or a look-up names a document or passage that the index lacks."""
