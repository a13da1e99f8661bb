"""Where a quote stands and how old its source is, in words.

Headings are quoted from the source and therefore never translated or converted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag import Citation, Hit, Language

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def path_label(section: Sequence[str]) -> str:
    """The heading path, outermost first: "一、总报告 › (三)依法全面履行政府职能"."""
    return " › ".join(section)


def locator_label(page: int | None, page_exact: bool, *, paragraph: int, language: Language) -> str:
    """Page and paragraph; an inexact page is where the section starts, and is worded so."""
    if language is Language.EN:
        parts = ([] if page is None else [f"{'' if page_exact else 'from '}p. {page}"]) + [
            f"para. {paragraph}"
        ]
        return ", ".join(parts)
    letter = "頁" if language is Language.ZH_HANT else "页"
    pages = [] if page is None else [f"第{page}{letter}{'' if page_exact else '起'}"]
    return " · ".join([*pages, f"第{paragraph}段"])


def place_label(
    section: Sequence[str],
    page: int | None,
    *,
    page_exact: bool,
    paragraph: int,
    language: Language,
) -> str:
    """Heading path, page and paragraph on one line.

    >>> place_label(["一、总报告"], 14, page_exact=False, paragraph=1, language=Language.EN)
    '一、总报告 · from p. 14, para. 1'
    """
    locator = locator_label(page, page_exact, paragraph=paragraph, language=language)
    return " · ".join(filter(None, (path_label(section), locator)))


def found_label(found: Citation | Hit, language: Language) -> str:
    """Where a quote or a passage stands, as `place_label` words it."""
    return place_label(
        found.section,
        found.page,
        page_exact=found.page_exact,
        paragraph=found.paragraph,
        language=language,
    )


def as_of_label(as_of: str, language: Language) -> str:
    """The date of a source at the precision it has; a date of another form stands as it is.

    >>> as_of_label("2021-06", Language.EN)
    'as of June 2021'
    """
    if not as_of:
        return ""
    found = _DATE.fullmatch(as_of)
    month = int(found[2] or 0) if found else 0
    if found is None or month > len(_MONTHS):
        return f"{'as of ' if language is Language.EN else '截至'}{as_of}"
    year, day = found[1], int(found[3] or 0)
    if language is Language.EN:
        return " ".join(
            ["as of", *([str(day)] if day else []), *([_MONTHS[month - 1]] if month else []), year]
        )
    return f"截至{year}年{f'{month}月' if month else ''}{f'{day}日' if day else ''}"
