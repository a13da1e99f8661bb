"""Commands whose modules are imported when they are called: `ask` waits for none of `eval`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group with commands that lie elsewhere: name -> "module:command"."""

    def __init__(self, *args: object, elsewhere: Mapping[str, str], **options: object) -> None:
        """Take where the commands lie, and all that a group takes."""
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._elsewhere = elsewhere

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, its module imported, or None."""
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._elsewhere[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command
