"""`baipishu eval feedback`: what readers said of answers, and gold rows made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus import Document
from evals import FEEDBACK_HELP, add_gold, gold_of
from rag import Feedback, Opinion, Place, place_today

from .data import feedback_file
from .options import Common, common_options
from .terminal import print_line

# As much of a passage as tells it from others in a list.
_SHOWN = 80


@click.command()
@common_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--accept", multiple=True, metavar="ID", help="Make a gold row of it; repeatable.")
@click.option(
    "--gold", type=click.Path(path_type=Path, dir_okay=False), help="The gold file to add rows to."
)
def feedback(common: Common, as_json: bool, accept: tuple[str, ...], gold: Path | None) -> None:
    """List what readers of the page said of answers, or turn it into gold rows.

    Rows that --accept adds are drafts: what they must hold is left to fill in.
    """
    if bool(accept) != bool(gold):
        raise click.UsageError("--accept and --gold go together")
    documents = common.assistant().documents
    opinions = Feedback(feedback_file()).all()
    if gold:
        chosen = [_chosen(opinions, key) for key in dict.fromkeys(accept)]
        add_gold(gold, [gold_of(opinion, documents) for opinion in chosen])
        click.echo(FEEDBACK_HELP, err=True)
        click.echo(f"added {len(chosen)} to {gold}", err=True)
        return
    for opinion in opinions:
        row = _row(opinion, documents)
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            _print(row)
    if not opinions:
        click.echo(
            "nobody has said anything yet; readers vote under an answer: make chat", err=True
        )


def _chosen(opinions: Sequence[Opinion], key: str) -> Opinion:
    for opinion in opinions:
        if opinion.key == key:
            return opinion
    raise click.UsageError(f"nobody said anything as {key!r}; see: baipishu eval feedback")


def _row(opinion: Opinion, documents: Sequence[Document]) -> dict[str, Any]:
    """An opinion with each of its places as it stands today."""
    return asdict(opinion) | {
        "cited": [_place(place, documents) for place in opinion.cited],
        "chosen": _place(opinion.chosen, documents) if opinion.chosen else None,
    }


def _place(place: Place, documents: Sequence[Document]) -> dict[str, Any]:
    today = place_today(place, documents)
    if today is None:
        return asdict(place) | {"stands": "gone", "today": None}
    moved = (today.start, today.end) != (place.start, place.end)
    span = {"start": today.start, "end": today.end}
    return asdict(place) | {"stands": "moved" if moved else "as it was", "today": span}


def _print(row: dict[str, Any]) -> None:
    verdict = "good" if row["good"] else " ".join(filter(None, ("bad", row["reason"])))
    print_line(f"{row['key']}  {row['made']}  {verdict}", style="cyan")
    named = {"question": row["question"], "understood as": row["query"], "said": row["said"]}
    answered = "refused" if row["refused"] else "answer"
    for name, words in (named | {answered: row["answer"]}).items():
        if words:
            print_line(f"  {name}: {' '.join(words.split())}")
    for place in row["cited"]:
        print_line(f"  cited: {_place_words(place)}", style="dim")
    if row["chosen"]:
        print_line(f"  right passage: {_place_words(row['chosen'])}")


def _place_words(place: dict[str, Any]) -> str:
    quote = " ".join(place["quote"].split())
    shown = quote[:_SHOWN] + ("……" if len(quote) > _SHOWN else "")
    stands = place["stands"]
    if stands == "moved":
        stands = f"now at {place['today']['start']}-{place['today']['end']}"
    return f"{place['doc_id']} {place['start']}-{place['end']} ({stands}): {shown}"
