"""The evidence of a turn as HTML: a card a citation, then the passages that are merely near."""

from __future__ import annotations

from rag import Citation, Hit, Language

from .answer_text import is_verbatim
from .excerpt import Excerpt, excerpt
from .markup import NOTHING, Html, element, join, text
from .place import as_of_label, locator_label, path_label
from .strings import say
from .types import Source, Turn

# A list of five fits beside an answer; ranks up to here are called highly relevant.
_HIGH_RANK = 3


def render_evidence(turn: Turn, language: Language) -> Html:
    """Everything beside one turn; empty while its answer is being looked up."""
    if turn.answer is None:
        return NOTHING
    sources = {source.passage.passage_id: source for source in turn.sources}
    cited = join(
        _cited(turn, citation, sources=sources, language=language)
        for citation in turn.answer.citations
    )
    near = [sources[name] for name in turn.answer.near if name in sources]
    nothing = element("p", text(say("no_evidence", language)), class_="aside")
    return element(
        "section",
        element("p", text(turn.question[:120]), class_="evidence-of", dir="auto"),
        cited or nothing,
        _near(near, language),
        class_="evidence-set",
        id=f"evidence-{turn.key}",
        data_turn=turn.key,
        aria_label=turn.question[:120],
    )


def _cited(
    turn: Turn, citation: Citation, *, sources: dict[str, Source], language: Language
) -> Html:
    source = sources.get(citation.passage_id)
    label = say("source", language, marker=citation.marker)
    number = element("span", text(str(citation.marker)), class_="number", aria_hidden="true")
    locator = locator_label(
        citation.page, citation.page_exact, paragraph=citation.paragraph, language=language
    )
    place = _place(
        citation.section, locator, title=citation.doc_title, source=source, language=language
    )
    return element(
        "article",
        element("header", number, place),
        _paragraph(citation, source, language=language),
        _judgement(turn, citation, language=language),
        _to_answer(turn, citation, language=language),
        _in_context(language),
        class_="card",
        id=f"card-{turn.key}-{citation.marker}",
        tabindex=-1,
        aria_label=label,
        **_span(citation.doc_id, citation.source_start, end=citation.source_end),
    )


def _span(doc_id: str, start: int, *, end: int) -> dict[str, str | int]:
    """Where the reading tab finds what a card shows."""
    return {"data_doc": doc_id, "data_start": start, "data_end": end}


def _to_answer(turn: Turn, citation: Citation, *, language: Language) -> Html:
    return element(
        "button",
        text(say("back", language)),
        type="button",
        class_="to-answer",
        data_act="back",
        data_turn=turn.key,
        data_marker=citation.marker,
    )


def _near(sources: list[Source], language: Language) -> Html:
    if not sources:
        return NOTHING
    title = element("h3", text(say("near", language)), class_="near-title")
    return element(
        "div", title, *(_near_card(source, language) for source in sources), class_="near"
    )


def _near_card(source: Source, language: Language) -> Html:
    passage = source.passage
    section = passage.section
    locator = locator_label(
        section.page, section.page_exact, paragraph=passage.paragraph, language=language
    )
    place = _place(
        section.path, locator, title=source.document.title, source=source, language=language
    )
    # An empty span at the start: its surroundings are the paragraph's beginning.
    paragraph = _pieces(excerpt(passage.text, start=0, end=0), language, marked=False)
    return element(
        "article",
        element("header", place),
        paragraph,
        _in_context(language),
        class_="card near-card",
        **_span(passage.doc_id, passage.start, end=passage.end),
    )


def _in_context(language: Language) -> Html:
    """Leads to the span that its card names."""
    return element(
        "button",
        text(say("in_context", language)),
        type="button",
        class_="in-context",
        data_act="read",
    )


def _place(
    path: tuple[str, ...], locator: str, *, title: str, source: Source | None, language: Language
) -> Html:
    as_of = as_of_label(source.document.as_of, language) if source else ""
    document = " · ".join(filter(None, (title, as_of)))
    return element(
        "div",
        element("p", text(path_label(path)), class_="path", lang="zh") if path else NOTHING,
        element("p", text(locator), class_="locator"),
        element("p", text(document), class_="document"),
        class_="place",
    )


def _paragraph(citation: Citation, source: Source | None, *, language: Language) -> Html:
    """The paragraph with the quote marked; the quote alone where the paragraph is not at hand."""
    if source is None:
        quote = element("mark", text(citation.quote))
        return element("blockquote", element("p", quote), lang="zh")
    start = source.passage.start
    cut = excerpt(
        source.passage.text,
        start=citation.source_start - start,
        end=citation.source_end - start,
    )
    return _pieces(cut, language, marked=True)


def _pieces(cut: Excerpt, language: Language, *, marked: bool) -> Html:
    whole = element(
        "p",
        _far(cut.far_before),
        text(cut.before),
        element("mark", text(cut.quote)) if marked else text(cut.quote),
        text(cut.after),
        _far(cut.far_after),
    )
    show = element(
        "button",
        text(say("whole", language)),
        type="button",
        class_="whole",
        data_act="whole",
        aria_expanded="false",
    )
    folded = cut.far_before or cut.far_after
    return join((element("blockquote", whole, lang="zh"), show if folded else NOTHING))


def _far(piece: str) -> Html:
    """A piece that is folded away, and the dots that stand for it meanwhile."""
    if not piece:
        return NOTHING
    dots = element("span", text("……"), class_="gap", aria_hidden="true")
    return join((dots, element("span", text(piece), class_="far")))


def _judgement(turn: Turn, citation: Citation, *, language: Language) -> Html:
    verbatim = turn.answer is not None and is_verbatim(turn.answer, citation)
    verdict = "verbatim" if verbatim else citation.verdict.value
    said = element("span", text(say(verdict, language)), class_=f"verdict {verdict}")
    hits = turn.answer.hits if turn.answer else ()
    hit = next((hit for hit in hits if hit.passage_id == citation.passage_id), None)
    if hit is None:
        return element("p", said, class_="judgement")
    relevance = element("span", text(_relevance(hit, language)), class_="relevance")
    summary = element("summary", said, relevance)
    return element("details", summary, _scores(hit, language), class_="judgement")


def _relevance(hit: Hit, language: Language) -> str:
    if hit.rank == 1:
        return say("relevance_first", language)
    return say("relevance_high" if hit.rank <= _HIGH_RANK else "relevance_some", language)


def _scores(hit: Hit, language: Language) -> Html:
    rows = (
        ("score_total", hit.score),
        ("score_dense", hit.parts.dense),
        ("score_lexical", hit.parts.lexical),
        ("score_late", hit.parts.late),
    )
    cells = (
        element("div", element("dt", text(say(key, language))), element("dd", text(f"{score:.2f}")))
        for key, score in rows
    )
    rank = element("p", text(say("relevance_rank", language, rank=hit.rank)))
    scale = element("p", text(say("score_scale", language)), class_="aside")
    return element("div", rank, element("dl", *cells), scale, class_="scores")
