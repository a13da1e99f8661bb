import click
import pytest

from corpus import BinarySourceError, MissingSourceError, OptionsError
from evals import EvalError
from index import IndexDamaged, ModelError
from rag import QuestionError, SettingsError, UnknownDocument
from ui.complaints import complaint, status_of
from ui.errors import NothingToBuild, PortTaken


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        *((kind, 2) for kind in (QuestionError, SettingsError, UnknownDocument, NothingToBuild)),
        *((kind, 2) for kind in (MissingSourceError, OptionsError, EvalError, click.UsageError)),
        *((kind, 1) for kind in (BinarySourceError, IndexDamaged, ModelError, PortTaken)),
        *((kind, 1) for kind in (ZeroDivisionError, OSError)),
    ],
)
def test_a_wrong_call_is_told_from_work_that_failed(kind: type[Exception], status: int) -> None:
    assert status_of(kind("x")) == status


def test_our_own_messages_stand_as_they_are_on_one_line() -> None:
    assert complaint(IndexDamaged("x is damaged;\nbuild it")) == "baipishu: x is damaged; build it"


def test_an_error_that_nobody_foresaw_asks_for_a_report() -> None:
    assert complaint(ZeroDivisionError("by zero")) == (
        "baipishu: unexpected ZeroDivisionError: by zero; run again with --debug and report what "
        "it shows"
    )


def test_a_wrong_call_leads_to_the_help() -> None:
    context = click.Context(click.Command("ask"), info_name="ask")
    assert complaint(click.UsageError("No such option.", context)) == (
        "baipishu: No such option; see: ask -h"
    )
    assert complaint(click.UsageError("No such option.")) == "baipishu: No such option."
