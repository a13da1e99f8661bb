"""The frame's own words, in the asker's language: leads, refusals, notes, computed lines.

Written in Simplified Chinese and English; the Traditional wording is converted from the Simplified.
"""

from __future__ import annotations

from collections.abc import Mapping

from .evidence import Computed, Missing, Need
from .figures import conversions
from .question import converter
from .types import Language

_Pair = tuple[str, str]

_LEAD: Mapping[Language, str] = {
    Language.ZH: "",
    Language.ZH_HANT: "報告原文：\n",
    Language.EN: "The report says (quoted in the original Chinese):\n",
}
_REFUSALS: Mapping[Need, _Pair] = {
    Need.EVIDENCE: (
        "报告没有说明：没有一段话足以作为依据。",
        "The report does not say: no passage in it is close enough to be evidence.",
    ),
    Need.PLACE: (
        "报告没有说明：其中没有讲到{what}的情况。",
        "The report does not say: it has nothing on this about {what}.",
    ),
    Need.TITLE: (
        "报告没有说明：其中没有提到{what}。",
        "The report does not say: it does not mention {what}.",
    ),
    Need.YEAR: (
        "报告没有说明：其中没有讲到{what}年的情况。",
        "The report does not say: it has nothing on this about {what}.",
    ),
    Need.PERIOD: (
        "报告没有说明：相关段落没有讲到{what}的情况。",
        "The report does not say: its passages on this say nothing about {what}.",
    ),
    Need.UNIT: (
        "报告没有说明：相关段落里没有以“{what}”计的数字。",
        "The report does not say: its passages on this give no such figure (counted in {what}).",
    ),
    Need.FIGURE: (
        "报告没有说明：相关段落里没有所问的数字。",
        "The report does not say: its passages on this do not give the figure.",
    ),
    Need.DATE: (
        "报告没有说明：相关段落没有写明是哪一天。",
        "The report does not say: its passages on this do not name the day.",
    ),
    Need.ITEMS: (
        "报告没有说明：相关段落没有列出是哪{what}。",
        "The report does not say: its passages on this do not list which.",
    ),
    Need.DIRECTION: (
        "报告没有这样说：原文写的是“{what}”，与问题的前提相反。",
        "The report does not say so: it has “{what}”, the opposite of what the question assumes.",
    ),
    Need.RESULT: (
        "报告没有说明：原文只写了目标或计划，没有写实际结果。",
        "The report does not say: it states an aim or a plan, not what was achieved.",
    ),
    Need.AIM: (
        "报告没有说明：原文只写了已有的结果，没有写目标。",
        "The report does not say: it states what was achieved, not an aim.",
    ),
}
_WEAK: _Pair = (
    "依据较弱：原文与问题的用词相差较大，请核对所引段落。",
    "Weak evidence: the text is far from your wording; check the passage cited.",
)
_UNCALIBRATED: _Pair = (
    "未经校准：何时拒答是按另一个模型或另一份文件定的。可用 baipishu eval fit-refusal 校准。",
    "Uncalibrated: when to refuse was fitted for another model or other documents; "
    "fit it: baipishu eval fit-refusal.",
)
_COMPUTED: _Pair = ("计算所得：", "Computed: ")
_CONFLICT: _Pair = ("原文两处的数字不同：", "The source gives different figures in two places: ")


def lead(language: Language) -> str:
    """What stands above the quotes."""
    return _LEAD[language]


def refusal(missing: Missing, language: Language) -> str:
    """The sentence of a refusal: what is missing, in the asker's language and script."""
    # What the question or the report wrote stays in its own script.
    return said(_REFUSALS[missing.need], language).format(what=missing.what)


def weak_note(language: Language) -> str:
    """The warning beside an answer whose evidence is weak."""
    return said(_WEAK, language)


def uncalibrated_note(language: Language) -> str:
    """The warning that the limit of answering was fitted elsewhere."""
    return said(_UNCALIBRATED, language)


def computed_lead(language: Language) -> str:
    """What marks a figure as computed."""
    return said(_COMPUTED, language)


def conflict_lead(language: Language) -> str:
    """What announces figures that disagree."""
    return said(_CONFLICT, language)


def said(pair: _Pair, language: Language) -> str:
    """The wording of a (Simplified, English) pair for a language."""
    simplified, english = pair
    if language is Language.EN:
        return english
    if language is Language.ZH_HANT:
        return str(converter("s2tw").convert(simplified))
    return simplified


def computed_words(found: Computed, language: Language) -> tuple[str, str]:
    """What stands between the two figures of a computed line, and what ends it."""
    if language is Language.EN:
        joint, end = (" plus ", " is {}.") if found.is_sum else (" and ", " differ by {}.")
        return joint, end.format(_english(found.result))
    between = ("与", "合计{}。") if found.is_sum else ("与", "相差{}。")
    joint, end = (said((words, ""), language) for words in between)
    return f" {joint} ", f" {end.format(found.result)}"


def _english(result: str) -> str:
    converted = conversions(result)
    return f"{result} ({converted[0].english})" if converted else result
