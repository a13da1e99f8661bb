"""The frame's own words, in the asker's language: leads, refusals, notes, computed lines.

Written in Simplified Chinese and English; the Traditional wording is converted from the Simplified.
"""

from __future__ import annotations

from collections.abc import Mapping

from .evidence import Computed, Missing, Need
from .figures import conversions
from .question import Wording, worded
from .types import Language

_LEAD: Mapping[Language, str] = {
    Language.ZH: "",
    Language.ZH_HANT: "報告原文：\n",
    Language.EN: "The report says (quoted in the original Chinese):\n",
}
_REFUSALS: Mapping[Need, Wording] = {
    Need.EVIDENCE: {
        Language.ZH: "报告没有说明：没有一段话足以作为依据。",
        Language.EN: "The report does not say: no passage in it is close enough to be evidence.",
    },
    Need.PLACE: {
        Language.ZH: "报告没有说明：其中没有讲到{what}的情况。",
        Language.EN: "The report does not say: it has nothing on this about {what}.",
    },
    Need.TITLE: {
        Language.ZH: "报告没有说明：其中没有提到{what}。",
        Language.EN: "The report does not say: it does not mention {what}.",
    },
    Need.YEAR: {
        Language.ZH: "报告没有说明：其中没有讲到{what}年的情况。",
        Language.EN: "The report does not say: it has nothing on this about {what}.",
    },
    Need.PERIOD: {
        Language.ZH: "报告没有说明：相关段落没有讲到{what}的情况。",
        Language.EN: "The report does not say: its passages on this say nothing about {what}.",
    },
    Need.UNIT: {
        Language.ZH: "报告没有说明：相关段落里没有以“{what}”计的数字。",
        Language.EN: (
            "The report does not say: its passages on this give no such figure (counted in {what})."
        ),
    },
    Need.FIGURE: {
        Language.ZH: "报告没有说明：相关段落里没有所问的数字。",
        Language.EN: "The report does not say: its passages on this do not give the figure.",
    },
    Need.DATE: {
        Language.ZH: "报告没有说明：相关段落没有写明是哪一天。",
        Language.EN: "The report does not say: its passages on this do not name the day.",
    },
    Need.TIME: {
        Language.ZH: "报告没有说明：相关段落没有写明时间。",
        Language.EN: "The report does not say: its passages on this do not tell when.",
    },
    Need.NAMES: {
        Language.ZH: "报告没有说明：相关段落没有写出具体是谁、是哪些。",
        Language.EN: "The report does not say: its passages on this do not name who or which.",
    },
    Need.REASON: {
        Language.ZH: "报告没有说明：相关段落没有写明原因。",
        Language.EN: "The report does not say: its passages on this give no reason.",
    },
    Need.STEPS: {
        Language.ZH: "报告没有说明：相关段落没有写明怎样办理。",
        Language.EN: "The report does not say: its passages on this do not tell how to apply.",
    },
    Need.ADDRESS: {
        Language.ZH: "报告没有说明：相关段落没有写明地址。",
        Language.EN: "The report does not say: its passages on this give no address.",
    },
    Need.DIRECTION: {
        Language.ZH: "报告没有这样说：原文写的是“{what}”，与问题的前提相反。",
        Language.EN: (
            "The report does not say so: it has “{what}”, the opposite of what the question "
            "assumes."
        ),
    },
    Need.RESULT: {
        Language.ZH: "报告没有说明：原文只写了目标或计划，没有写实际结果。",
        Language.EN: "The report does not say: it states an aim or a plan, not what was achieved.",
    },
    Need.AIM: {
        Language.ZH: "报告没有说明：原文只写了已有的结果，没有写目标。",
        Language.EN: "The report does not say: it states what was achieved, not an aim.",
    },
}
_WEAK = {
    Language.ZH: "依据较弱：原文与问题的用词相差较大，请核对所引段落。",
    Language.EN: "Weak evidence: the text is far from your wording; check the passage cited.",
}
_UNCALIBRATED = {
    Language.ZH: (
        "未经校准：何时拒答是按另一个模型或另一份文件定的。可用 baipishu eval fit-refusal 校准。"
    ),
    Language.EN: (
        "Uncalibrated: when to refuse was fitted for another model or other documents; "
        "fit it: baipishu eval fit-refusal."
    ),
}
_COMPUTED = {Language.ZH: "计算所得：", Language.EN: "Computed: "}
_CONFLICT = {
    Language.ZH: "原文两处的数字不同：",
    Language.EN: "The source gives different figures in two places: ",
}
_SUM = (
    {Language.ZH: " 与 ", Language.EN: " plus "},
    {Language.ZH: " 合计{}。", Language.EN: " is {}."},
)
_DIFFERENCE = (
    {Language.ZH: " 与 ", Language.EN: " and "},
    {Language.ZH: " 相差{}。", Language.EN: " differ by {}."},
)


def lead(language: Language) -> str:
    """What stands above the quotes."""
    return _LEAD[language]


def refusal(missing: Missing, language: Language) -> str:
    """The sentence of a refusal: what is missing, in the asker's language and script."""
    return worded(_REFUSALS[missing.need], language).format(what=missing.what)


def weak_note(language: Language) -> str:
    """The warning beside an answer whose evidence is weak."""
    return worded(_WEAK, language)


def uncalibrated_note(language: Language) -> str:
    """The warning that the limit of answering was fitted elsewhere."""
    return worded(_UNCALIBRATED, language)


def computed_lead(language: Language) -> str:
    """What marks a figure as computed."""
    return worded(_COMPUTED, language)


def conflict_lead(language: Language) -> str:
    """What announces figures that disagree."""
    return worded(_CONFLICT, language)


def computed_words(found: Computed, language: Language) -> tuple[str, str]:
    """What stands between the two figures of a computed line, and what ends it."""
    joint, end = _SUM if found.is_sum else _DIFFERENCE
    result = _english(found.result) if language is Language.EN else found.result
    return worded(joint, language), worded(end, language).format(result)


def _english(result: str) -> str:
    converted = conversions(result)
    return f"{result} ({converted[0].english})" if converted else result
