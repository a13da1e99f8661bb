"""The command `baipishu chat`: the page and the routes for programs, served until interrupted."""

from __future__ import annotations

from pathlib import Path

import click

from rag import Assistant

from .access import Access, Accounts, is_this_computer, read_accounts
from .held import Held
from .options import Common, common_options
from .uploads import Uploads, open_uploads


@click.command()
@common_options
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7860, help="0 for any free port.")
@click.option(
    "--auth",
    type=click.Path(path_type=Path),
    help="Let in only the accounts of this file; see: baipishu user.",
)
@click.option("--mcp", is_flag=True, help="Serve the tools ask, search, check and read over MCP.")
@click.option(
    "--upload/--no-upload",
    default=None,
    help="Let readers add documents; unless said, only on this computer and without --auth.",
)
def chat(
    common: Common, host: str, port: int, auth: Path | None, mcp: bool, upload: bool | None
) -> None:
    """Serve the chat page, and /v1/chat/completions for programs."""
    accounts = read_accounts(auth) if auth else None
    from .page import serve
    from .programs import tools_of

    is_private = accounts is None and is_this_computer(host)
    assistant, uploads = _opened(common, upload=upload, by_default=is_private)
    access = Access(accounts, tools_of(assistant) if mcp else (), uploads)
    _warn(accounts, host, uploads=uploads)
    serve(assistant, host=host, port=port, ready=click.echo, access=access)


def _opened(
    common: Common, *, upload: bool | None, by_default: bool
) -> tuple[Assistant | Held, Uploads | None]:
    """What to serve, and where readers may add to it."""
    settings = common.settings()
    is_whole = not (common.doc or common.since or common.issuer)
    possible = is_whole and settings.store == "faiss"
    if upload and not possible:
        raise click.UsageError(
            "--upload adds to a whole index of files: leave --doc, --since, --issuer and "
            "--store milvus out"
        )
    if not possible or not (by_default if upload is None else upload):
        return common.assistant(), None
    uploads = open_uploads(common.index, settings)
    return uploads.held, uploads


def _warn(accounts: Accounts | None, host: str, *, uploads: Uploads | None) -> None:
    if is_this_computer(host):
        return
    if accounts is None:
        click.echo("everyone who reaches this computer may ask; --auth FILE asks who", err=True)
    if uploads:
        click.echo("everyone who may ask may also add documents; --no-upload ends it", err=True)
