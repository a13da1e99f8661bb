"""An answer as the content of a chat message, its sources listed below it, and its annotations.

Chat programs that know nothing of annotations still show where every statement stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from rag import Answer, Citation, Hit, Language, Verdict

from ..place import found_label
from ..strings import say

# Of a citation, what an annotation holds besides the address; OpenAI's own names come first.
_FIELDS = (
    *("marker", "doc_id", "section", "page", "page_exact", "paragraph", "passage_id"),
    *("quote", "source_start", "source_end", "verdict"),
)


def content_of(answer: Answer, base: str) -> str:
    """The whole message: the answer itself, then what `appendix` adds."""
    return answer.answer + appendix(answer, base)


def appendix(answer: Answer, base: str) -> str:
    """How the question was read, the notes, and a list of the places; "" where there is nothing.

    `base` is the address of the page, which the places link to.
    """
    language = answer.language
    colon = ": " if language is Language.EN else "："
    lines = [f"{say('understood', language)}{colon}{answer.query}"] if answer.query else []
    if answer.answered_by == "llm" and not answer.refused:
        lines.append(say("written_answer", language))
    lines += answer.notes
    places = [_source(citation, base, language=language) for citation in answer.citations]
    if places:
        lines.append("\n".join([say("evidence", language), *places]))
    elif near := [
        _near(hit, base, language=language) for hit in answer.hits if _is_near(hit, answer)
    ]:
        lines.append("\n".join([say("near", language), *near]))
    return "".join(f"\n\n{line}" for line in lines)


def annotations_of(answer: Answer, base: str, *, shift: int = 0) -> list[dict[str, Any]]:
    """One annotation a use of a source, in the order of the text.

    `content[start_index:end_index]` is what rests on the source, in code points; `shift` is where
    the answer starts in the content.
    """
    return [
        {"type": "url_citation", "url_citation": _annotation(citation, base, span=span)}
        for span, citation in sorted(_uses(answer, shift), key=lambda use: (use[0], use[1].marker))
    ]


def link(base: str, doc_id: str, *, start: int, end: int) -> str:
    """The address at which the page shows a span of a document marked."""
    return f"{base}?doc={quote(doc_id, safe='')}&at={start}-{end}"


def _uses(answer: Answer, shift: int) -> Iterator[tuple[tuple[int, int], Citation]]:
    for citation in answer.citations:
        for start, end in citation.answer_spans:
            yield (start + shift, end + shift), citation


def _annotation(citation: Citation, base: str, *, span: tuple[int, int]) -> dict[str, Any]:
    return {
        "start_index": span[0],
        "end_index": span[1],
        "url": _link_to(citation, base),
        "title": f"{citation.doc_title} · {found_label(citation, Language.ZH)}",
        **{name: getattr(citation, name) for name in _FIELDS},
    }


def _source(citation: Citation, base: str, *, language: Language) -> str:
    verdict = citation.verdict
    doubt = "" if verdict is Verdict.SUPPORTED else f" ({say(verdict.value, language)})"
    where = f"{citation.doc_title} · {found_label(citation, language)}{doubt}"
    return f"- [{citation.marker}] {where}: {_link_to(citation, base)}"


def _near(hit: Hit, base: str, *, language: Language) -> str:
    where = found_label(hit, language)
    return f"- {where}: {link(base, hit.doc_id, start=hit.start, end=hit.end)}"


def _is_near(hit: Hit, answer: Answer) -> bool:
    return hit.passage_id in answer.near


def _link_to(citation: Citation, base: str) -> str:
    start, end = citation.source_start, citation.source_end
    return link(base, citation.doc_id, start=start, end=end)
