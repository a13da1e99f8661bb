"""The options that every command takes, gathered into one value."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from rag import Assistant, Settings, UnknownDocument, load_settings

_LEVELS = ["debug", "info", "warning", "error"]
# What they log below a warning helps nobody here, and may repeat a prompt.
_NOISY = "httpx httpx2 httpcore httpcore2 openai urllib3 filelock markdown_it asyncio".split()
_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")
_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Common:
    """Where to look and how to talk about it; see the help texts below."""

    index: Path | None
    store: str | None
    milvus_uri: str | None
    doc: tuple[str, ...]
    since: str | None
    issuer: str | None
    config: Path | None
    debug: bool
    log_level: str

    def settings(self, **flags: object) -> Settings:
        """The settings, flags first; also starts logging to stderr."""
        level = "debug" if self.debug else self.log_level
        logging.basicConfig(level=level.upper(), format="%(message)s", force=True)
        for noisy in _NOISY:
            logging.getLogger(noisy).setLevel(logging.WARNING)
        # Each of its retries is a warning, and importing it sets the level of its parent anew; what
        # matters is in the error that follows the last.
        logging.getLogger("huggingface_hub.utils._http").setLevel(logging.ERROR)
        place = {"uri": self.milvus_uri} if self.milvus_uri else None
        settings = load_settings(self.config, flags={**flags, "store": self.store, "milvus": place})
        if self.index is not None and settings.store == "milvus":
            raise click.UsageError(
                "--index DIR is a store of files: leave it or --store milvus out"
            )
        return settings

    def assistant(self) -> Assistant:
        """The assistant over the index and the documents asked for; raises UnknownDocument."""
        assistant = Assistant.open(self.index, self.settings())
        filtered = self.doc or self.since or self.issuer
        return assistant.limited_to(self.doc_ids(assistant)) if filtered else assistant

    def doc_ids(self, assistant: Assistant) -> list[str]:
        """The documents that the filters leave; raises UnknownDocument where that is none."""
        for doc_id in self.doc:
            assistant.document(doc_id)
        chosen = [
            record.doc_id
            for record in assistant.documents.records()
            if (not self.doc or record.doc_id in self.doc)
            and (not self.since or record.as_of >= self.since)
            and (not self.issuer or self.issuer in record.issuer)
        ]
        if not chosen:
            raise UnknownDocument(
                f"no document matches --doc {' '.join(self.doc) or '(any)'} --since "
                f"{self.since or '(any)'} --issuer {self.issuer or '(any)'}; see: baipishu docs"
            )
        return chosen


def _iso_date(value: str | None) -> str | None:
    if value and not _ISO_DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date such as 2021, 2021-06 or 2021-06-30")
    return value


def shard_of(value: str | None) -> tuple[int, int] | None:
    """Which share of how many, from 2/8."""
    if value is None:
        return None
    match = _SHARD.fullmatch(value)
    number, count = map(int, match.groups()) if match else (0, 0)
    if not 1 <= number <= count:
        raise click.BadParameter(f"{value!r} is no share such as 1/8 or 8/8")
    return number, count


_OPTIONS = (
    click.option(
        "--index",
        type=click.Path(path_type=Path),
        help="Folder of an index; without it the shipped report's.",
    ),
    click.option(
        "--store",
        type=click.Choice(["faiss", "milvus"]),
        help="Where the index lies: in files, or in the engine at --milvus-uri.",
    ),
    click.option(
        "--milvus-uri", metavar="URI", help="Address of a Milvus engine, or a file: ./x.db"
    ),
    click.option("--doc", multiple=True, metavar="DOC_ID", help="Only this document; repeatable."),
    click.option(
        "--since",
        metavar="DATE",
        callback=lambda _context, _option, value: _iso_date(value),
        help="Only documents as of this date or later.",
    ),
    click.option("--issuer", metavar="NAME", help="Only documents whose issuer contains this."),
    click.option(
        "--config",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="TOML file of settings; without it config.toml in your config folder.",
    ),
    click.option("--debug", is_flag=True, help="Show tracebacks and debug messages."),
    click.option(
        "--log-level",
        type=click.Choice(_LEVELS),
        default="warning",
        help="How much to say on stderr.",
    ),
)


def common_options(command: Callable[..., object]) -> Callable[..., object]:
    """Give a command the common options and hand them over as one `Common`, its first argument."""

    @functools.wraps(command)
    def gathered(**values: Any) -> object:  # noqa: ANN401 - whatever click parsed
        common = Common(**{name: values.pop(name) for name in Common.__dataclass_fields__})
        return command(common, **values)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
