"""Why a claim does not hold, in the claim's language."""

from __future__ import annotations

from collections.abc import Sequence

from .difference import Difference, Kind
from .question import converter, language_of
from .types import Language, Verdict

# By kind, where the source says something else and where it says nothing of it.
_CHINESE = {
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
}
_ENGLISH = {
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
}
_NOTHING = {
    Language.ZH: "依据中没有相近的内容",
    Language.EN: "nothing in the sources is close to it",
}
_NOT_CLOSE = {
    Language.ZH: "依据只是大意相近，用词不同，请核对",
    Language.EN: "the source is close in meaning only; compare it",
}
_ACROSS = "checked across languages: figures, dates, glossary terms and closeness of meaning only"
# More than this of a difference is better read in the text itself.
_SHOWN = 40


def reasons(claim: str, found: Sequence[Difference], *, verdict: Verdict) -> tuple[str, ...]:
    """One line a difference, each once; () for a claim that holds."""
    language = language_of(claim)
    if verdict is Verdict.SUPPORTED:
        return ()
    if not found:
        lines = [(_NOTHING if verdict is Verdict.NOT_FOUND else _NOT_CLOSE)[_base(language)]]
    else:
        lines = [_line(one, _base(language)) for one in found]
    return tuple(dict.fromkeys(worded(line, language) for line in lines))


def across_languages(claim: str) -> str:
    """The limit of a check across languages, said in the claim's language."""
    language = language_of(claim)
    chinese = "跨语言核对：只比较数字、时间、术语和大意"
    return _ACROSS if language is Language.EN else worded(chinese, language)


def worded(text: str, language: Language) -> str:
    """A Simplified sentence in the script of the language."""
    return str(converter("s2tw").convert(text)) if language is Language.ZH_HANT else text


def _base(language: Language) -> Language:
    return Language.EN if language is Language.EN else Language.ZH


def _line(one: Difference, language: Language) -> str:
    says_otherwise, says_nothing = (_ENGLISH if language is Language.EN else _CHINESE)[one.kind]
    text = says_otherwise if one.source else says_nothing
    return text.format(claim=_short(one.claim), source=_short(one.source))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def no_such_source(claim: str, marker: int) -> str:
    """What is wrong with a marker beyond the sources."""
    language = language_of(claim)
    if language is Language.EN:
        return f"marker [{marker}] has no source"
    return worded(f"引用标记[{marker}]没有对应的来源", language)


def not_verbatim(claim: str, quote: str) -> str:
    """What is wrong with a quote that its document does not hold."""
    language = language_of(claim)
    if language is Language.EN:
        return f"the document does not hold the quote {_short(quote)!r}"
    return worded("文件中没有这段引文：", language) + f"「{_short(quote)}」"


def by_nli(claim: str) -> str:
    """Who decided where the rules did not."""
    language = language_of(claim)
    if language is Language.EN:
        return "decided by the cross-encoder of the setting check.nli"
    return worded("由设置 check.nli 指定的推断模型判定", language)
