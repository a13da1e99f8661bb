"""The tools that language models get over MCP; their docstrings are what a model reads.

Each gives JSON: what the command line writes with --json (`ask` without hits, which `search` has).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any

from rag import Assistant, answer_json, review_json, search_json

from ..errors import SpanError
from ..held import Held
from .reading import contents, excerpt

_MOST_HITS = 50


def tools_of(assistant: Assistant | Held) -> tuple[Callable[..., str], ...]:
    """Ask, search, check and read over one assistant; each raises RagError, read SpanError too."""
    tools = _Tools(assistant)
    return tools.ask, tools.search, tools.check, tools.read


class _Tools:
    def __init__(self, assistant: Assistant | Held) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: list[str] | None = None) -> str:
        """Answer a question from the government white papers indexed here, and from nothing else.

        Every statement of "answer" is quoted word for word and bears a marker such as [1]; the
        entry of "citations" with that marker gives the document, section, page and the offsets of
        the quote. When "refused" is true the documents do not say, and "reason" tells what is
        missing: report that, do not fill the gap. Keep the markers and name the sources when you
        pass the answer on. Ask in Chinese or English, one question at a time.

        Args:
            question: The question as the user put it, at most 2000 characters.
            history: The user's earlier questions, oldest first, where this one follows up on them.
        """
        answer = self._assistant.ask(question, history=history or ())
        return _written(answer_json(replace(answer, hits=())))

    def search(self, query: str, top_k: int = 10) -> str:
        """Find the paragraphs of the white papers that are closest to a query, best first.

        Each of "hits" holds a paragraph word for word, its section and page, its score (higher is
        better) and its offsets in the document, which `read` takes. Use it to look around; use
        `ask` for an answer that is checked.

        Args:
            query: Words or a question, in Chinese or English.
            top_k: How many paragraphs, 1 to 50.
        """
        began = perf_counter()
        hits = self._assistant.search(query, top_k=min(max(top_k, 1), _MOST_HITS))
        spent = 1000 * (perf_counter() - began)
        return _written(search_json(query, hits, retrieve_ms=spent))

    def check(self, text: str) -> str:
        """Check whether the statements of a text hold according to the white papers.

        Takes any text: an answer with markers [1] and a list of sources, or plain sentences. Each
        of "claims" gets a verdict (supported, partly, contradicted, not_found), the span of the
        document that decides it and the reasons; "holds" is true only if all are supported.
        Figures, units, dates, names and negation are compared exactly.

        Args:
            text: The text to check.
        """
        return _written(review_json(self._assistant.review(text)))

    def read(self, doc_id: str = "", span: list[int] | None = None) -> str:
        """Read a white paper word for word, or its table of contents.

        With a span: the text between its two offsets (of a citation or a hit, or wider, to see what
        stands around a quote), at most 8000 characters at a time. Without: the documents, and the
        sections of the one named, with their pages and offsets.

        Args:
            doc_id: The document, as citations and hits name it; may be left out where there is one.
            span: Two offsets, [start, end], counted in characters from 0, the end exclusive.
        """
        documents = self._assistant.documents
        named = doc_id or (documents[0].doc_id if len(documents) == 1 else "")
        document = self._assistant.document(named) if named else None
        if document is None or span is None:
            return _written(contents(documents, document))
        if len(span) != 2:
            raise SpanError(f"{span} is no span; give two offsets: [start, end]")
        return _written(excerpt(document, span[0], end=span[1]))


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
