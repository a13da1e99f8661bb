"""Evals: how good retrieval and answers are, in numbers that anyone can reproduce."""

from .adversarial import by_hand, law_passages, samples, tally
from .beir import read_beir, write_beir, write_new
from .caught import caught_table
from .compare import compare
from .errors import BeirError, EvalError, GoldError, RunError
from .gate import failures, parse_allowed, write_baseline
from .gold import gold_lines, load_gold, load_refusals
from .judge import gold_as_beir
from .markdown import markdown_report
from .matrix import load_matrix
from .refusal import FittedRefusal, fit_refusal, fold_lines
from .report import write_report
from .retrieval import evaluate_beir
from .runner import measure, run
from .runs import load_run, save_run, saved_runs
from .starter import STARTER_HELP, starter_gold
from .tables import beir_table, comparison_text, headline_table
from .trec import export_run, score_files
from .types import Comparison, GoldQuestion, RetrievalSet, Row, Run, Split
from .validate import problems

__all__ = [
    "STARTER_HELP",
    "BeirError",
    "Comparison",
    "EvalError",
    "FittedRefusal",
    "GoldError",
    "GoldQuestion",
    "RetrievalSet",
    "Row",
    "Run",
    "RunError",
    "Split",
    "beir_table",
    "by_hand",
    "caught_table",
    "compare",
    "comparison_text",
    "evaluate_beir",
    "export_run",
    "failures",
    "fit_refusal",
    "fold_lines",
    "gold_as_beir",
    "gold_lines",
    "headline_table",
    "law_passages",
    "load_gold",
    "load_matrix",
    "load_refusals",
    "load_run",
    "markdown_report",
    "measure",
    "parse_allowed",
    "problems",
    "read_beir",
    "run",
    "samples",
    "save_run",
    "saved_runs",
    "score_files",
    "starter_gold",
    "tally",
    "write_baseline",
    "write_beir",
    "write_new",
    "write_report",
]
