"""What can go wrong in the evals stage.

- EvalError: base class; every message names the file and line, and the next step
  - GoldError: a gold file is broken; holds every problem found, one a line
  - RunError: a saved run, baseline or matrix cannot be read or does not fit
  - BeirError: a BEIR folder or TREC file is incomplete or malformed
"""

from __future__ import annotations


class EvalError(Exception):
    """Base class of the evals stage."""


class GoldError(EvalError):
    """A gold file is broken."""


class RunError(EvalError):
    """A saved run, baseline or matrix cannot be read or does not fit."""


class BeirError(EvalError):
    """A BEIR folder or TREC file is incomplete or malformed."""
