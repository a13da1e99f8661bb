"""`baipishu user`: who may use a page that is served with --auth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_Command = Callable[..., Any]

_NEXT = "start the page again for it to count"


@click.group()
def user() -> None:
    """Add and remove the accounts of `baipishu chat --auth FILE`."""


def _auth_option(command: _Command) -> _Command:
    return click.option(
        "--auth", type=click.Path(path_type=Path), required=True, help="The file of accounts."
    )(command)


@user.command()
@click.argument("name")
@_auth_option
def add(name: str, auth: Path) -> None:
    """Let a person in as NAME, or give them a new password; it is asked for twice."""
    from .access import Accounts, read_accounts, write_accounts

    accounts = read_accounts(auth) if auth.exists() else Accounts()
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    write_accounts(auth, accounts.with_user(name, password))
    click.echo(f"{name} may sign in; {_NEXT}: baipishu chat --auth {auth}", err=True)


@user.command()
@click.argument("name")
@_auth_option
def token(name: str, auth: Path) -> None:
    """Let the program NAME in, and print its token; it replaces an earlier one of that name."""
    from .access import Accounts, read_accounts, write_accounts

    accounts = read_accounts(auth) if auth.exists() else Accounts()
    accounts, made = accounts.with_token(name)
    write_accounts(auth, accounts)
    click.echo(made)
    click.echo(
        f"the token of {name}, shown this once; send it as: Authorization: Bearer TOKEN; "
        f"{_NEXT}: baipishu chat --auth {auth}",
        err=True,
    )


@user.command()
@click.argument("name")
@_auth_option
def remove(name: str, auth: Path) -> None:
    """Let NAME in no more."""
    from .access import read_accounts, write_accounts

    write_accounts(auth, read_accounts(auth).without(name))
    click.echo(f"{name} is removed; {_NEXT}: baipishu chat --auth {auth}", err=True)


@user.command(name="list")
@_auth_option
def list_accounts(auth: Path) -> None:
    """List the names, one a line, people first."""
    from .access import read_accounts

    accounts = read_accounts(auth)
    for kind, names in (("person", accounts.users), ("program", accounts.tokens)):
        for name in sorted(names):
            click.echo(f"{kind}\t{name}")
