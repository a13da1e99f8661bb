"""What the documents of an index name at all: places and titles, without reading the documents."""

from __future__ import annotations

from functools import cached_property, lru_cache

from index import Index, fold

# Names that are remembered; a question holds one or two.
_REMEMBERED = 1024


class Holdings:
    """Looks names up in the index; safe to share between threads."""

    def __init__(self, index: Index) -> None:
        """Take an open index."""
        self._index = index
        self.mentions = lru_cache(maxsize=_REMEMBERED)(self._mentions)

    def title(self, doc_id: str) -> str:
        """The title of a document."""
        return self._index.by_id[doc_id].title

    def titles(self) -> tuple[str, ...]:
        """Every 《title》 that the documents name, their own included, folded, each once."""
        return self._titles

    def _mentions(self, name: str) -> bool:
        """Whether a document's title, issuer, headings or paragraphs mention a name."""
        own = any(name in text for text in self._own)
        return own or self._index.holds(name)

    @cached_property
    def _own(self) -> tuple[str, ...]:
        records = self._index.documents.records()
        return tuple(dict.fromkeys(text for r in records for text in (r.title, r.issuer)))

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        own = (fold(record.title) for record in self._index.documents.records())
        return tuple(dict.fromkeys((*own, *self._index.lexical.titles())))
