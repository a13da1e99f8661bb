"""Why a claim does not hold, in the claim's language."""

from __future__ import annotations

from collections.abc import Sequence

from .difference import Difference, Kind
from .question import language_of, worded
from .types import Language, Verdict

# By kind, where the source says something else and where it says nothing of it.
_DIFFERS = {
    Language.ZH: {
        Kind.FIGURE: ("数字不符：所述「{claim}」，依据为「{source}」", "依据中没有数字「{claim}」"),
        Kind.DATE: ("时间不符：所述「{claim}」，依据为「{source}」", "依据中没有时间「{claim}」"),
        Kind.NAME: ("名称或主体不符：所述「{claim}」，依据为「{source}」", "依据中没有「{claim}」"),
        Kind.DIRECTION: ("方向相反：所述「{claim}」，依据为「{source}」", "依据中没有「{claim}」"),
        Kind.NEGATION: (
            "肯定与否定相反：所述「{claim}」，依据为「{source}」",
            "依据中没有否定「{claim}」",
        ),
        Kind.JOINED: ("拼接：略去了依据中的「{source}」，主体可能不同", ""),
        Kind.WORDS: ("用词不同：所述「{claim}」，依据为「{source}」", "依据中没有「{claim}」"),
        Kind.ADDED: ("依据中没有「{claim}」", "依据中没有「{claim}」"),
    },
    Language.EN: {
        Kind.FIGURE: (
            "figure differs: {claim!r}, the source has {source!r}",
            "figure {claim!r} is not in the source",
        ),
        Kind.DATE: (
            "date differs: {claim!r}, the source has {source!r}",
            "date {claim!r} is not in the source",
        ),
        Kind.NAME: (
            "name differs: {claim!r}, the source has {source!r}",
            "{claim!r} is not in the source",
        ),
        Kind.DIRECTION: (
            "direction is opposite: {claim!r}, the source has {source!r}",
            "{claim!r} is not in the source",
        ),
        Kind.NEGATION: (
            "negation differs: {claim!r}, the source has {source!r}",
            "{claim!r} is not in the source",
        ),
        Kind.JOINED: ("joined over {source!r}, which may be about another body", ""),
        Kind.WORDS: (
            "other words: {claim!r}, the source has {source!r}",
            "{claim!r} is not in the source",
        ),
        Kind.ADDED: ("{claim!r} is not in the source", "{claim!r} is not in the source"),
    },
}
_NOTHING = {
    Language.ZH: "依据中没有相近的内容",
    Language.EN: "nothing in the sources is close to it",
}
_NOT_CLOSE = {
    Language.ZH: "依据只是大意相近，用词不同，请核对",
    Language.EN: "the source is close in meaning only; compare it",
}
_ACROSS = {
    Language.ZH: "跨语言核对：只比较数字、时间、术语和大意",
    Language.EN: (
        "checked across languages: figures, dates, glossary terms and closeness of meaning only"
    ),
}
_NO_SOURCE = {
    Language.ZH: "引用标记[{marker}]没有对应的来源",
    Language.EN: "marker [{marker}] has no source",
}
_NOT_VERBATIM = {
    Language.ZH: "文件中没有这段引文：「{quote}」",
    Language.EN: "the document does not hold the quote {quote!r}",
}
_BY_NLI = {
    Language.ZH: "由设置 check.nli 指定的推断模型判定",
    Language.EN: "decided by the cross-encoder of the setting check.nli",
}
# More than this of a difference is better read in the text itself.
_SHOWN = 40


def reasons(claim: str, found: Sequence[Difference], *, verdict: Verdict) -> tuple[str, ...]:
    """One line a difference, each once; () for a claim that holds."""
    language = language_of(claim)
    if verdict is Verdict.SUPPORTED:
        return ()
    if not found:
        return (worded(_NOTHING if verdict is Verdict.NOT_FOUND else _NOT_CLOSE, language),)
    return tuple(dict.fromkeys(_line(one, language) for one in found))


def across_languages(claim: str) -> str:
    """The limit of a check across languages, said in the claim's language."""
    return worded(_ACROSS, language_of(claim))


def no_such_source(claim: str, marker: int) -> str:
    """What is wrong with a marker beyond the sources."""
    return worded(_NO_SOURCE, language_of(claim)).format(marker=marker)


def not_verbatim(claim: str, quote: str) -> str:
    """What is wrong with a quote that its document does not hold."""
    return worded(_NOT_VERBATIM, language_of(claim)).format(quote=_short(quote))


def by_nli(claim: str) -> str:
    """Who decided where the rules did not."""
    return worded(_BY_NLI, language_of(claim))


def _line(one: Difference, language: Language) -> str:
    which = 0 if one.source else 1
    texts = {spoken: lines[one.kind][which] for spoken, lines in _DIFFERS.items()}
    return worded(texts, language).format(claim=_short(one.claim), source=_short(one.source))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
