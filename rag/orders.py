"""Orders in a question ("ignore previous instructions"): text like any other, and never searched.

Nothing here is ever obeyed, for there is nothing that could obey; but the words of an order would
mislead the search for the question beside it.
"""

from __future__ import annotations

import re

from index import fold

from .folded import folded_in_place

# An order begins its clause: whether one may ignore a rule, or act as a mediator, can be asked.
_BEGIN = r"(?:^|(?<=[,，。.!！?？;；:：]))\s*"
_REST = r"[^,，。.!！?？;；\n]"
_CHINESE = (
    rf"(?:忽略|无视|忘记|忘掉|不要理会|别管|抛开|跳过)掉?(?:以上|之前|前面|上面|此前|先前|所有|一切|你|全部)"
    rf"{_REST}{{0,16}}?(?:指令|指示|提示词?|规则|设定|要求|限制|内容|的话)",
    rf"(?:从现在(?:开始|起),?)?你(?:现在|从此)是{_REST}*",
    rf"(?:假装|扮演|假设你){_REST}*",
    r"(?:输出|显示|打印|告诉我|说出|重复)(?:一下)?你的?(?:系统)?(?:提示词?|指令|设定)",
    r"(?:直接|只|必须|一律)(?:能|准|许|要)?(?:回答|输出|回复|说)[:：]?[“\"'「][^”\"'」]*[”\"'」]",
)
_ENGLISH = (
    rf"(?:ignore|disregard|forget|override|bypass) (?:all |any |the |my |of )*"
    rf"(?:previous|prior|above|preceding|earlier|these|your|system|everything){_REST}{{0,30}}?"
    r"\b(?:instructions?|rules?|prompts?|guidelines|constraints|above|said|told)\b",
    rf"(?:from now on,? )?you are (?:now|no longer) {_REST}*",
    rf"(?:pretend|act) (?:to be|as|that) {_REST}*",
    r"(?:print|reveal|show|repeat|output|tell me) (?:me )?(?:your|the system) (?:\w+ )?"
    r"(?:prompt|instructions)\b",
    r"(?:just |only )?(?:answer|reply|respond|say|output)(?: only| just| with| that)*:? ?"
    r"[\"'“][^\"'”]*[\"'”]",
)
_ORDER = re.compile(
    rf"{_BEGIN}(?:请|现在|立即|你要|please |and )*(?:{'|'.join((*_CHINESE, *_ENGLISH))})"
)
# What joins an order to the question beside it.
_JOINT = re.compile(r"^(?:[\s,，。.!！;；:：]|(?:and|then|also|instead)\b|然后|并且|并|再)+")
_QUESTION = re.compile(
    r"[?？吗呢]|多少|几|哪|谁|什么|怎|如何|为何|是否|告诉|介绍|说明|"
    r"\b(?:how|what|when|where|which|who|why|is|are|was|were|did|does|do|tell|list|explain)\b"
)


def without_orders(text: str) -> str:
    """The text less what it orders to do; "" where no question remains beside an order."""
    orders = list(_ORDER.finditer(folded_in_place(text)))
    if not orders:
        return text
    ends = zip(
        (0, *(order.end() for order in orders)),
        (*(order.start() for order in orders), None),
        strict=True,
    )
    pieces = (_JOINT.sub("", text[start:end]).strip() for start, end in ends)
    asked = " ".join(piece for piece in pieces if piece)
    return asked if _QUESTION.search(fold(asked)) else ""
