"""The command line: `baipishu build | ask | search | check | chat | user | docs | doctor | eval`.

Exit status: 0 done (a refusal is done), 1 the work failed, 2 the call was wrong, 3 the work was
done and the verdict is bad (the gate of `eval`, a claim that does not hold). Results go to stdout,
all else to stderr.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from time import perf_counter
from typing import Any, TextIO, cast

import click

from rag import Assistant, Mode, answer_json, clean_question, language_of, search_json

from .batch import Reply, replies
from .complaints import FAILED, complaint, status_of
from .lazy import LazyGroup
from .live import followed
from .options import Common, common_options
from .terminal import print_answer, print_documents, print_hits

_INTERRUPTED = 130

_json_option = click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
_batch_option = click.option(
    "--batch",
    # A mark at the start is no error; bytes that are not UTF-8 are one, of their line.
    type=click.File(encoding="utf-8-sig", errors="surrogateescape"),
    help="Read JSON lines {id, question, history} from a file or -, write one object a line.",
)

_ELSEWHERE = {
    "eval": "ui.evaluate:evaluate",
    "build": "ui.indexing:build",
    "chat": "ui.chatting:chat",
    "check": "ui.checking:check",
    "doctor": "ui.inventory:doctor",
    "user": "ui.user:user",
}


@click.group(
    cls=LazyGroup, elsewhere=_ELSEWHERE, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="baipishu")
def cli() -> None:
    """Ask a Chinese government white paper; every statement carries a citation."""


@cli.command()
@common_options
@click.argument("question", required=False)
@click.option("--history", multiple=True, help="An earlier question of the talk; repeatable.")
@_json_option
@_batch_option
def ask(
    common: Common,
    question: str | None,
    history: tuple[str, ...],
    as_json: bool,
    batch: TextIO | None,
) -> None:
    """Answer QUESTION from the documents, or say that they do not."""
    _one_of(question, batch)
    if batch is not None and history:
        raise click.UsageError("in a batch, history is a key of each line: leave --history out")
    assistant = common.assistant()
    if batch is not None:
        _run_batch(
            batch,
            lambda text, earlier, id: answer_json(assistant.ask(text, history=earlier), id=id),
        )
        return
    answer = followed(assistant.stream(question or "", history=history))
    if as_json:
        _write(answer_json(answer))
    else:
        print_answer(answer, assistant.index.by_id)


@cli.command()
@common_options
@click.argument("query", required=False)
@click.option("--top-k", type=click.IntRange(1, 1000), default=10, help="How many passages.")
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "dense", "lexical", "late"]),
    default="hybrid",
    help="One view of the passages, or all of them.",
)
@_json_option
@_batch_option
def search(
    common: Common,
    query: str | None,
    top_k: int,
    mode: Mode,
    **output: object,
) -> None:
    """Rank the passages for QUERY."""
    batch = cast(TextIO | None, output["batch"])
    _one_of(query, batch)
    assistant = common.assistant()
    if batch is not None:
        _run_batch(
            batch, lambda text, _, id: _search(assistant, text, top_k=top_k, mode=mode, id=id)
        )
    elif output["as_json"]:
        _write(_search(assistant, query or "", top_k=top_k, mode=mode))
    else:
        hits = assistant.search(query or "", top_k=top_k, mode=mode)
        print_hits(hits, language_of(clean_question(query or "")))


@cli.command()
@common_options
@click.option("--long", "-l", is_flag=True, help="Also say origin, licence and file of each.")
@_json_option
def docs(common: Common, long: bool, as_json: bool) -> None:
    """List the documents of the index."""
    assistant = common.assistant()
    chosen = common.doc_ids(assistant)
    records = [r for r in assistant.documents.records() if r.doc_id in chosen]
    if as_json:
        _write([{name: getattr(r, name) for name in r.__dataclass_fields__} for r in records])
    else:
        print_documents(records, long=long)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the status of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    debug = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(arguments, debug))


def _run(arguments: list[str] | None, debug: bool) -> int:
    try:
        return int(cli.main(arguments, prog_name="baipishu", standalone_mode=False) or 0)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return status_of(error)
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if debug:
            logging.getLogger(__name__).exception("the command failed")
        click.echo(complaint(error), err=True)
        return status_of(error)


def _one_of(text: str | None, batch: TextIO | None) -> None:
    if (text is None) == (batch is None):
        raise click.UsageError("give either a question or --batch FILE")


def _search(
    assistant: Assistant, text: str, *, top_k: int, mode: Mode, id: str | None = None
) -> dict[str, Any]:
    began = perf_counter()
    hits = assistant.search(text, top_k=top_k, mode=mode)
    return search_json(text, hits, id=id, retrieve_ms=1000 * (perf_counter() - began))


def _run_batch(batch: TextIO, reply: Reply) -> None:
    answered = bad = 0
    for row, went_well in replies(batch, reply):
        _write(row)
        answered, bad = answered + went_well, bad + (not went_well)
    if bad:
        click.echo(
            f"baipishu: {bad} of {answered + bad} lines of the batch are bad; mend those whose "
            'result holds "error" and run it again',
            err=True,
        )
        raise click.exceptions.Exit(FAILED)


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
