import subprocess
import sys

import click

from ui.lazy import LazyGroup


def _group() -> LazyGroup:
    group = LazyGroup("all", elsewhere={"check": "ui.checking:check"})
    group.add_command(click.Command("ask"))
    return group


def test_commands_that_lie_elsewhere_are_listed_and_found() -> None:
    group = _group()
    context = click.Context(group)
    assert group.list_commands(context) == ["ask", "check"]
    command = group.get_command(context, "check")
    assert command is not None
    assert command.name == "check"
    assert group.get_command(context, "none") is None


def test_the_command_line_starts_without_what_only_eval_and_check_need() -> None:
    code = "import sys, ui.cli; print({'evals', 'rag.check', 'ui.evaluate'} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
