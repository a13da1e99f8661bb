"""Evals: how good retrieval and answers are, in numbers that anyone can reproduce."""

from .compare import compare
from .errors import BeirError, EvalError, GoldError, RunError
from .gate import failures, parse_allowed, write_baseline
from .gold import load_gold
from .matrix import load_matrix
from .runner import run
from .runs import load_run, save_run, saved_runs
from .tables import headline_table
from .types import Comparison, GoldQuestion, Row, Run, Split

__all__ = [
    "BeirError",
    "Comparison",
    "EvalError",
    "GoldError",
    "GoldQuestion",
    "Row",
    "Run",
    "RunError",
    "Split",
    "compare",
    "failures",
    "headline_table",
    "load_gold",
    "load_matrix",
    "load_run",
    "parse_allowed",
    "run",
    "save_run",
    "saved_runs",
    "write_baseline",
]
