"""What stands above the body: title lines, issuer, document number, date.

Only lines whose content the Document carries as metadata are taken; whatever else comes before
the first heading stays body text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .contents import find_contents
from .dates import adoption_date, date_line
from .headings import read_mark
from .lines import Line, dash_length, is_open, is_short_open

_DOCUMENT_NUMBER = re.compile(r"\S{1,20}[〔\[［(（]\d{4}[〕\]］)）]\s*(?:第\s*)?\d{1,5}\s*号")
# "（试行）"; a bracket with a date is an adoption note.
_QUALIFIER = re.compile(r"[(（][^()（）\d]{1,20}[)）]")
_ISSUER = re.compile(
    r"\S{2,30}(?:人民政府|人民政府办公[厅室]|委员会|国务院|办公[厅室]|人民代表大会|政府)"
)
# The red line above the number of a document, whose title comes below it.
_MASTHEAD = re.compile(rf"(?:{_ISSUER.pattern}|\S{{2,30}}[厅廳局部院会會])文件")
# Two title lines of one document share most of their characters (with the year moved, say).
_SAME_TITLE = 0.6
# Titles of judicial interpretations run to 85 characters.
_TITLE_LENGTH = 100
# Title, subtitle, number, issuer, date; more lines that look alike are a list.
_FRONT_LINES = 8
# Adoption notes stand right below the title; a signature with its date ends the document.
_NOTE_LINES = 12
_SIGNATURE_LINES = 3
# A notice is a page; what it sends out comes after its signature.
_REACH = 40


class Front(NamedTuple):
    """The front matter, and the number of the first lines that it takes up."""

    title: str
    issuer: str
    as_of: str
    lines: int


def read_front(lines: Sequence[Line], *, wrapped: bool) -> Front:
    """The front matter of a document; fields that the source does not give are empty."""
    above = _masthead(lines)
    front = _read_front(lines[above:], wrapped=wrapped)
    return front._replace(lines=above + front.lines)


def _masthead(lines: Sequence[Line]) -> int:
    """How many lines stand above the title of an official document: its masthead and number."""
    if not lines or not _MASTHEAD.fullmatch(lines[0].text):
        return 0
    return 1 + (len(lines) > 1 and _DOCUMENT_NUMBER.fullmatch(lines[1].text) is not None)


def _read_front(lines: Sequence[Line], *, wrapped: bool) -> Front:
    signed_by, signed = _signature(lines)
    if not _has_title(lines, wrapped=wrapped):
        return Front("", signed_by, _date_around(lines) or signed, 0)
    title = lines[0].text
    issuer = as_of = ""
    count = 1
    for line in lines[1 : min(_FRONT_LINES, len(lines) - 1)]:
        date = date_line(line.text)
        is_issuer = _ISSUER.fullmatch(line.text) is not None
        if not (date or is_issuer or _is_title_matter(line.text, title)):
            break
        as_of = as_of or date
        issuer = issuer or (line.text if is_issuer else "")
        count += 1
    as_of = as_of or _date_around(lines) or signed
    return Front(" ".join(title.split()), issuer or signed_by, as_of, count)


def is_imprint(text: str) -> bool:
    """Whether a line says no more than who issued a document, or when."""
    patterns = (_ISSUER, _MASTHEAD)
    return any(each.fullmatch(text) for each in patterns) or date_line(text) != ""


def _has_title(lines: Sequence[Line], *, wrapped: bool) -> bool:
    if len(lines) < 2 or (wrapped and not lines[1].after_gap):
        return False
    text = lines[0].text
    if len(text) > _TITLE_LENGTH or not is_open(text):
        return False
    if read_mark(text) or dash_length(text) or date_line(text):
        return False
    contents = find_contents(lines)
    return contents is None or contents.first > 0


def _is_title_matter(text: str, title: str) -> bool:
    """Whether a line goes with the title: it again, a document number, (试行), a subtitle."""
    if _DOCUMENT_NUMBER.fullmatch(text) or _QUALIFIER.fullmatch(text):
        return True
    if not is_short_open(text) or read_mark(text):
        return False
    shared = len(set(text) & set(title)) / len(set(text) | set(title))
    return shared >= _SAME_TITLE or (dash_length(text) > 0 and len(text) < len(title) + 10)


def _signature(lines: Sequence[Line]) -> tuple[str, str]:
    """Who signed the notice that a document comes with, and when; ("", "") without one."""
    for one, two in pairwise(lines[:_REACH]):
        if _ISSUER.fullmatch(one.text) and (date := date_line(two.text)):
            return one.text, date
    return "", ""


def _date_around(lines: Sequence[Line]) -> str:
    """The date of the adoption note below the title, else that of the signature, or ""."""
    noted = max((adoption_date(line.text) for line in lines[:_NOTE_LINES]), default="")
    signed = [date for line in lines[-_SIGNATURE_LINES:] if (date := date_line(line.text))]
    return noted or (signed[-1] if signed else "")
