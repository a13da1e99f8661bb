"""`baipishu check` and `baipishu eval check`: whether the citations of an answer hold."""

from __future__ import annotations

import codecs
import json
import sys
from contextlib import suppress
from pathlib import Path

import click

from rag import Checker, Reviewer, review_json

from .options import Common, common_options
from .verdicts import print_review

_UNSUPPORTED = 3
# The share of characters that may be broken in a text that is UTF-8 all the same.
_DAMAGE = 0.05


@click.command()
@common_options
@click.argument("file", required=False, default="-", type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def check(common: Common, file: str, as_json: bool) -> None:
    """Check each sentence of the answer in FILE (or -) by its sources, or by the index.

    FILE holds what `baipishu ask --json` writes, or an answer with markers and a list of sources,
    or bare text. Exit status 3 means that a sentence is not supported.
    """
    text, note = decoded(_bytes(file))
    if note:
        click.echo(f"baipishu: {note}", err=True)
    reviewed = Reviewer(common.assistant()).review(text)
    for line in reviewed.notes:
        click.echo(f"baipishu: {line}", err=True)
    if as_json:
        sys.stdout.write(json.dumps(review_json(reviewed), ensure_ascii=False) + "\n")
    else:
        print_review(reviewed)
    if not reviewed.holds:
        raise click.exceptions.Exit(_UNSUPPORTED)


@click.command(name="check")
@common_options
@click.option("--seed", type=int, default=0, help="Another seed makes other claims.")
def evaluate_check(common: Common, seed: int) -> None:
    """Measure the checker on claims made from the index and from statutes, true and changed."""
    # Imported here because it takes 0.1 s and `check` needs none of it.
    from evals import by_hand, caught_table, law_passages, samples, tally

    assistant = common.assistant()
    checker = Checker(assistant.index, nli=assistant.settings.check.nli)
    made = (
        *samples("documents", assistant.index.passages, seed=seed),
        *samples("statutes", law_passages(), seed=seed),
        *by_hand(),
    )
    click.echo(caught_table(tally(checker, made)))


def decoded(data: bytes) -> tuple[str, str]:
    """The text of bytes in UTF-8, UTF-16 or GB 18030, and a note where some of it is broken."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if not broken:
        return text, ""
    with suppress(UnicodeDecodeError):
        # A few bad bytes are damage, many are another encoding.
        if broken > _DAMAGE * len(text):
            return data.decode("gb18030"), ""
    return text, f"the text is not UTF-8 in {broken} places; they are read as \ufffd"


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise click.UsageError(f"cannot read {file}: {error.strerror}") from error
