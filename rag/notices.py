"""What the assistant says about an answer that a model wrote, or did not write."""

from __future__ import annotations

from collections.abc import Mapping

from .faults import FaultKind, LlmFault
from .llm import LlmOptions
from .question import Wording, worded
from .types import Language, Verdict

_MARKS: Mapping[Verdict, Wording] = {
    Verdict.PARTLY: {
        Language.ZH: "〔仅部分获原文支持〕",
        Language.EN: " [only partly supported by the report]",
    },
    Verdict.CONTRADICTED: {
        Language.ZH: "〔与原文不符〕",
        Language.EN: " [contradicted by the report]",
    },
    Verdict.NOT_FOUND: {
        Language.ZH: "〔未获原文支持〕",
        Language.EN: " [not supported by the report]",
    },
}
_FALLBACK = {
    Language.ZH: "语言模型这次没能作答：{what}。以上改为直接摘录原文。",
    Language.EN: "The language model gave no answer: {what}. The above is quoted from the report.",
}
_WHAT: Mapping[FaultKind, Wording] = {
    FaultKind.UNREACHABLE: {
        Language.ZH: "连不上它的服务",
        Language.EN: "its service could not be reached",
    },
    FaultKind.TIMEOUT: {
        Language.ZH: "{seconds:g}秒内没有答完",
        Language.EN: "it did not finish within {seconds:g} s",
    },
    FaultKind.KEY: {
        Language.ZH: "服务不接受所给的密钥（{status}）",
        Language.EN: "its service did not accept the key ({status})",
    },
    FaultKind.LIMITED: {
        Language.ZH: "服务限制请求次数，要过一阵再试（{status}）",
        Language.EN: "its service limits requests, try again later ({status})",
    },
    FaultKind.SERVER: {
        Language.ZH: "服务出错{status_bracket}",
        Language.EN: "its service reported an error{status_bracket}",
    },
    FaultKind.NOT_THERE: {
        Language.ZH: "服务上没有模型“{model}”，或者地址不对（{status}）",
        Language.EN: 'its service has no model "{model}", or the address is wrong ({status})',
    },
    FaultKind.REJECTED: {
        Language.ZH: "服务拒绝了请求（{status}）",
        Language.EN: "its service rejected the request ({status})",
    },
    FaultKind.BROKEN: {
        Language.ZH: "回答中途断开",
        Language.EN: "its reply broke off",
    },
    FaultKind.INVALID: {
        Language.ZH: "回复的格式无法识别",
        Language.EN: "its reply could not be read",
    },
    FaultKind.EMPTY: {
        Language.ZH: "回复是空的",
        Language.EN: "its reply was empty",
    },
    FaultKind.NO_ROOM: {
        Language.ZH: "设置 llm.context_tokens 太小，放不下一段原文",
        Language.EN: "the setting llm.context_tokens is too small for a single passage",
    },
    FaultKind.UNSUPPORTED: {
        Language.ZH: "它写的内容没有一句得到所引原文的支持",
        Language.EN: "no sentence of it is supported by the passages that it cites",
    },
}
_DECLINED = {
    Language.ZH: "报告没有说明：语言模型在检索到的段落里没有找到答案。",
    Language.EN: "The report does not say: the language model found no answer in the passages.",
}
_MARKED = {
    Language.ZH: "带〔 〕标记的句子没有得到原文的完整支持，请以原文为准。",
    Language.EN: "Sentences marked in brackets are not fully supported: go by the source.",
}
_DROPPED = {
    Language.ZH: "去掉了{count}处不成立的引用编号。",
    Language.EN: "Citation numbers left out because they do not hold: {count}.",
}
_CUT = {
    Language.ZH: "语言模型的回答过长或没有写完，只显示了前面的部分。",
    Language.EN: "The model's answer was too long or unfinished; only its beginning is shown.",
}

_ACROSS = {
    Language.ZH: "答案与原文语言不同，只核对了数字、日期、术语和大意。",
    Language.EN: (
        "Checked against the Chinese text by figures, dates, glossary terms and closeness of "
        "meaning only."
    ),
}


def mark(verdict: Verdict, language: Language) -> str:
    """What stands behind a sentence that is not supported."""
    return worded(_MARKS[verdict], language)


def fallback_note(fault: LlmFault, language: Language, *, options: LlmOptions) -> str:
    """Why the answer is quoted and not written, without a word of what the service said."""
    status = f" ({fault.status})" if language is Language.EN else f"（{fault.status}）"
    what = worded(_WHAT[fault.kind], language).format(
        seconds=options.deadline_s,
        status=fault.status,
        status_bracket=status if fault.status else "",
        model=options.model,
    )
    return worded(_FALLBACK, language).format(what=what)


def declined(language: Language) -> str:
    """The sentence of a refusal because the model found no answer."""
    return worded(_DECLINED, language)


def marked_note(language: Language) -> str:
    """What the marks behind sentences mean."""
    return worded(_MARKED, language)


def dropped_note(count: int, language: Language) -> str:
    """How many markers were left out."""
    return worded(_DROPPED, language).format(count=count)


def cut_note(language: Language) -> str:
    """That the answer goes on where it is not shown."""
    return worded(_CUT, language)


def across_note(language: Language) -> str:
    """What was not checked because the answer is in another language than its sources."""
    return worded(_ACROSS, language)
