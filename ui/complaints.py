"""What is said when a command fails, and the exit status that goes with it."""

from __future__ import annotations

import click

from corpus import CorpusError, MissingSourceError, OptionsError
from index import IndexStageError
from rag import CheckError, QuestionError, RagError, SettingsError, UnknownDocument

from .errors import AuthFileError, NothingToBuild, UiError

FAILED = 1
WRONG_CALL = 2

_OURS = (CorpusError, IndexStageError, RagError, UiError)
_WRONG_CALLS = (
    MissingSourceError,
    OptionsError,
    CheckError,
    QuestionError,
    SettingsError,
    UnknownDocument,
    NothingToBuild,
    AuthFileError,
    click.ClickException,
)


def status_of(error: Exception) -> int:
    """1 where the work failed, 2 where the call was wrong."""
    return WRONG_CALL if isinstance(error, _WRONG_CALLS) or _of_evals(error) else FAILED


def complaint(error: Exception) -> str:
    """One line that names the thing and the next command."""
    if isinstance(error, click.UsageError) and error.ctx:
        text = f"{error.format_message().rstrip('.')}; see: {error.ctx.command_path} -h"
    elif isinstance(error, click.ClickException):
        text = error.format_message()
    elif isinstance(error, _OURS) or _of_evals(error):
        text = str(error)
    else:
        text = (
            f"unexpected {type(error).__name__}: {error}; run again with --debug and report what "
            "it shows"
        )
    return f"baipishu: {' '.join(text.splitlines())}"


def _of_evals(error: Exception) -> bool:
    # Imported here because it takes 0.1 s and most commands measure nothing.
    from evals import EvalError

    return isinstance(error, EvalError)
