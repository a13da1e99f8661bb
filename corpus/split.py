"""A Document to its passages: paragraphs, captions whose picture is lost, flattened tables.

Passages tile the bodies of the sections: every character there but white space is in one of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .dates import adoption_date, date_line
from .errors import OptionsError
from .headings import read_mark
from .lines import Line, dash_length, is_open, is_short_open, is_wrapped, scan_lines
from .sentences import clause_spans, sentence_spans
from .types import Document, Passage, PassageKind, Section, SplitOptions

_Span = tuple[int, int]
_Block = tuple[PassageKind, int, int]
# A caption and two rows; two short lines are two captions.
_TABLE_LINES = 3
_DEFAULTS = SplitOptions()


def split(document: Document, options: SplitOptions = _DEFAULTS) -> tuple[Passage, ...]:
    """The passages of a document in reading order."""
    limit = options.max_chars
    if limit < 1:
        raise OptionsError(f"max_chars is {limit}: a passage needs at least 1 character")
    blocks_of = _marked(document) if document.blocks else _told_by_lines(document)
    passages: list[Passage] = []
    for section in document.sections:
        passages += _section_passages(document, section, blocks=blocks_of(section), limit=limit)
    return tuple(passages)


def _marked(document: Document) -> Callable[[Section], list[_Block]]:
    """The blocks that the format marked, by section."""
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    starts = [block.start for block in document.blocks]
    return lambda section: blocks[
        bisect_left(starts, section.body) : bisect_left(starts, section.end)
    ]


def _told_by_lines(document: Document) -> Callable[[Section], list[_Block]]:
    """The blocks that the lines of plain text amount to, by section."""
    grouped = _joined if is_wrapped(scan_lines(document.text)) else _grouped
    return lambda section: grouped(scan_lines(document.text, section.body, end=section.end))


def _section_passages(
    document: Document, section: Section, *, blocks: Sequence[_Block], limit: int
) -> Iterator[Passage]:
    parts = (
        (kind, part)
        for kind, start, end in blocks
        for part in _parts(document.text, (start, end), limit=limit)
    )
    for paragraph, (kind, (start, end)) in enumerate(parts, start=1):
        text = document.text[start:end]
        yield Passage(
            passage_id=f"{document.doc_id}:{section.ordinal}.{paragraph}",
            doc_id=document.doc_id,
            section=section,
            paragraph=paragraph,
            kind=kind,
            start=start,
            end=end,
            text=text,
            lead=_lead(text),
        )


def _lead(text: str) -> str:
    """The first sentence of a "——" paragraph without its dashes and full stop."""
    length = dash_length(text)
    if length < 2 or text[0] not in "—–－─-":
        return ""
    spans = sentence_spans(text)
    return text[length : spans[0][1]].strip().rstrip("。")


def _joined(lines: Sequence[Line]) -> list[_Block]:
    """The paragraphs of a text whose lines were broken at a fixed width."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or line.after_gap or _begins(line, groups[-1][0]):
            groups.append([])
        groups[-1].append(line)
    return [
        (
            PassageKind.CAPTION if len(group) == 1 and _is_cell(group[0]) else PassageKind.TEXT,
            group[0].start,
            group[-1].end,
        )
        for group in groups
    ]


def _begins(line: Line, first: Line) -> bool:
    """Whether a line begins a paragraph after the one that begins with `first`.

    The further lines of an item may hang below its text.
    """
    hangs = _is_item(first.text) and not first.indented
    return _is_item(line.text) or (line.indented and not hangs)


def _grouped(lines: Sequence[Line]) -> list[_Block]:
    """The paragraphs of a text with a paragraph per line; runs without punctuation are tables."""
    blocks: list[_Block] = []
    run: list[Line] = []
    for line, following in pairwise((*lines, None)):
        if line is None:
            continue
        signature = following is not None and date_line(following.text) != ""
        if _is_row(line) and not signature:
            run.append(line)
            continue
        blocks += (*_run_blocks(run), (PassageKind.TEXT, line.start, line.end))
        run = []
    return [*blocks, *_run_blocks(run)]


def _run_blocks(run: Sequence[Line]) -> list[_Block]:
    """Captions, then a table from the line above its first row of cells, if there is one."""
    celled = next((place for place, line in enumerate(run) if "\t" in line.text), None)
    first = 0 if celled is None else max(celled - 1, 0)
    rows = run[first:]
    is_table = len(rows) >= _TABLE_LINES or (len(rows) > 1 and not _is_cell(rows[-1]))
    if not is_table:
        first = len(run)
    blocks = [
        (PassageKind.CAPTION if _is_cell(line) else PassageKind.TEXT, line.start, line.end)
        for line in run[:first]
    ]
    if first < len(run):
        blocks.append((PassageKind.TABLE, run[first].start, run[-1].end))
    return blocks


def _is_row(line: Line) -> bool:
    text = line.text
    if not is_open(text) or _is_item(text) or date_line(text):
        return False
    return not adoption_date(text)


def _is_cell(line: Line) -> bool:
    return is_short_open(line.text) and "\t" not in line.text


def _is_item(text: str) -> bool:
    return dash_length(text) > 0 or read_mark(text) is not None


def _parts(text: str, span: _Span, *, limit: int) -> Iterator[_Span]:
    """A paragraph in pieces of at most `limit`: whole sentences, else clauses, else anywhere."""
    if span[1] - span[0] <= limit:
        yield span
        return
    first = last = -1
    for left, right in _units(text, span, limit=limit):
        if first >= 0 and right - first > limit:
            yield first, last
            first = -1
        first = left if first < 0 else first
        last = right
    yield first, last


def _units(text: str, span: _Span, *, limit: int) -> Iterator[_Span]:
    for sentence in _within(text, span, spans=sentence_spans):
        if sentence[1] - sentence[0] <= limit:
            yield sentence
            continue
        for clause in _within(text, sentence, spans=clause_spans):
            yield from _chunks(text, clause, limit=limit)


def _chunks(text: str, span: _Span, *, limit: int) -> Iterator[_Span]:
    for left in range(*span, limit):
        piece = text[left : min(left + limit, span[1])]
        if stripped := piece.strip():
            first = left + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)


def _within(
    text: str, span: _Span, *, spans: Callable[[str], tuple[_Span, ...]]
) -> Iterator[_Span]:
    start = span[0]
    return ((start + left, start + right) for left, right in spans(text[slice(*span)]))
