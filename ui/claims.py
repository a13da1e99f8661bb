"""A checked text as HTML: each sentence with its verdict, and beside it what the source says.

A verdict is a sign and a word, never a colour alone. Where the two disagree, the words of either
side are marked in place and set side by side.
"""

from __future__ import annotations

from collections.abc import Iterable

from rag import CheckedClaim, Difference, Language, Review, Support, Verdict

from .markup import NOTHING, Html, element, join, text
from .place import path_label
from .strings import html_lang, say
from .verdicts import SIGNS, counted


def render_review(review: Review, language: Language) -> Html:
    """The summary, every sentence in the order of the text, and the ways to take it away."""
    if not review.claims:
        return element("p", text(say("check_refusal", language)), class_="check-note")
    return element(
        "section",
        element("h3", text(say("check_result", language)), id="check-result"),
        _summary(review, language),
        element("ol", *(_claim(claim, language) for claim in review.claims), class_="claims"),
        class_="review",
        lang=html_lang(language),
        aria_labelledby="check-result",
    )


def render_check_failure(message: str, language: Language) -> Html:
    """Why a text was not checked, in a line or two."""
    title = element("p", text(say("check_failed", language)), class_="failure-title")
    return element("div", title, element("p", text(message), dir="auto"), class_="reply failure")


def verdict_label(verdict: Verdict, language: Language) -> str:
    """The sign and the word."""
    return f"{SIGNS[verdict]} {say(verdict.value, language)}"


def disagreements(claim: CheckedClaim) -> tuple[Difference, ...]:
    """Where the source says something else than the claim, not just nothing."""
    return tuple(one for one in claim.differences if one.contradicts and one.claim)


def other_reasons(claim: CheckedClaim) -> tuple[str, ...]:
    """The reasons that the disagreements do not already say."""
    pairs = disagreements(claim)
    return tuple(
        reason
        for reason in claim.reasons
        if not any(one.claim in reason and one.source in reason for one in pairs)
    )


def _summary(review: Review, language: Language) -> Html:
    parts = [
        element(
            "span",
            text(f"{verdict_label(verdict, language)} "),
            element("b", text(str(count))),
            class_=f"tally {verdict}",
        )
        for verdict, count in counted(review).items()
    ]
    total = element("span", text(say("check_count", language, count=len(review.claims))))
    save = (_save("md", language), _save("json", language))
    return element(
        "div", element("p", total, *parts, class_="tallies"), *save, class_="review-head"
    )


def _save(form: str, language: Language) -> Html:
    words = say("export_md" if form == "md" else "export_json", language)
    return element(
        "button", text(words), type="button", class_="quiet", data_act="check-save", data_form=form
    )


def _claim(claim: CheckedClaim, language: Language) -> Html:
    pairs = disagreements(claim)
    verdict = element(
        "p",
        text(verdict_label(claim.verdict, language)),
        class_=f"claim-verdict {claim.verdict}",
    )
    said = element("p", marked(claim.text, (one.claim for one in pairs)), class_="said", dir="auto")
    markers = "".join(f"[{marker}]" for marker in claim.markers)
    cited = element("span", text(markers), class_="cites") if markers else NOTHING
    return element(
        "li",
        element("div", verdict, said, cited, class_="claim-said"),
        _evidence(claim.support, pairs, language=language) if claim.support else NOTHING,
        join(_pair(one, language) for one in pairs),
        _reasons(claim),
        class_=f"claim {claim.verdict}",
    )


def _reasons(claim: CheckedClaim) -> Html:
    reasons = [element("li", text(reason), dir="auto") for reason in other_reasons(claim)]
    return element("ul", *reasons, class_="reasons") if reasons else NOTHING


def _evidence(support: Support, pairs: tuple[Difference, ...], *, language: Language) -> Html:
    quote = element("p", marked(support.quote, (one.source for one in pairs)))
    return element(
        "div",
        element("blockquote", quote, lang="zh", dir="auto"),
        element("p", text(support_place(support, language)), class_="path", lang="zh"),
        _reading(support, language),
        class_="claim-source",
    )


def support_place(support: Support, language: Language) -> str:
    """The heading path in the document, or the number in the text's own list of sources."""
    if support.doc_id is None:
        return say("check_listed", language, marker=support.marker)
    return path_label(support.section)


def _reading(support: Support, language: Language) -> Html:
    if support.doc_id is None:
        return NOTHING
    return reading_button(
        support.doc_id, support.source_start, end=support.source_end, language=language
    )


def reading_button(doc_id: str, start: int, *, end: int, language: Language) -> Html:
    """Leads to a span in the reading tab."""
    return element(
        "button",
        text(say("check_read", language)),
        type="button",
        class_="quiet",
        data_act="read",
        data_doc=doc_id,
        data_start=start,
        data_end=end,
    )


def _pair(one: Difference, language: Language) -> Html:
    """The words of either side, under the name of what they differ in."""
    sides = (("check_said", one.claim), ("check_source", one.source))
    return element(
        "div",
        element("p", text(say(f"check_{one.kind}", language)), class_="pair-kind"),
        element(
            "dl",
            *(
                element("div", element("dt", text(say(key, language))), element("dd", text(words)))
                for key, words in sides
            ),
        ),
        class_="pair",
    )


def marked(words: str, parts: Iterable[str]) -> Html:
    """`words` with the first place of each of the parts marked; what overlaps is marked once."""
    spans = sorted((words.find(part), len(part)) for part in set(parts) if part and part in words)
    pieces, at = [], 0
    for start, length in spans:
        if start >= at:
            pieces += [text(words[at:start]), element("mark", text(words[start : start + length]))]
            at = start + length
    return join([*pieces, text(words[at:])])
