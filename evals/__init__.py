"""Evals: how good retrieval and answers are, in numbers that anyone can reproduce."""

from .adversarial import by_hand, law_passages, samples, tally
from .beir import read_beir, write_beir, write_new
from .caught import caught_table
from .changes import by_split, lost, verdict, won
from .charts import recall_charts, risk_chart
from .compare import compare
from .errors import BeirError, EvalError, GoldError, RunError
from .feedback import FEEDBACK_HELP, add_gold, gold_of
from .gate import baseline_run, failures, parse_allowed, write_baseline
from .gold import gold_lines, load_gold, load_refusals
from .judge import gold_as_beir
from .markdown import markdown_report
from .matrix import load_matrix
from .pieces import of_split, splits_of
from .refusal import FittedRefusal, fit_refusal, fold_lines
from .report import write_report
from .retrieval import evaluate_beir
from .runner import measure, run
from .runs import load_run, save_run, saved_runs
from .starter import STARTER_HELP, starter_gold
from .summary import HEADLINE, summarise
from .tables import beir_table, comparison_text, headline_table
from .trec import export_run, score_files
from .types import Comparison, Difference, Estimate, GoldQuestion, RetrievalSet, Row, Run, Split
from .validate import problems
from .views import Chart
from .wording import Outcome, outcome

__all__ = [
    "FEEDBACK_HELP",
    "HEADLINE",
    "STARTER_HELP",
    "BeirError",
    "Chart",
    "Comparison",
    "Difference",
    "Estimate",
    "EvalError",
    "FittedRefusal",
    "GoldError",
    "GoldQuestion",
    "Outcome",
    "RetrievalSet",
    "Row",
    "Run",
    "RunError",
    "Split",
    "add_gold",
    "baseline_run",
    "beir_table",
    "by_hand",
    "by_split",
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
    "gold_of",
    "headline_table",
    "law_passages",
    "load_gold",
    "load_matrix",
    "load_refusals",
    "load_run",
    "lost",
    "markdown_report",
    "measure",
    "of_split",
    "outcome",
    "parse_allowed",
    "problems",
    "read_beir",
    "recall_charts",
    "risk_chart",
    "run",
    "samples",
    "save_run",
    "saved_runs",
    "score_files",
    "splits_of",
    "starter_gold",
    "summarise",
    "tally",
    "verdict",
    "won",
    "write_baseline",
    "write_beir",
    "write_new",
    "write_report",
]
