"""Follow-ups: an elliptic question is rewritten into one that stands alone.

"那2019年呢？" asks the question before it again with another year; "其中调解了多少？" goes on with
its subject. A question with a subject of its own is left alone, whatever its first word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import fold, is_stop_word

from .folded import folded_in_place
from .slots import refilled

# "Enough of that. ..." says that the earlier subject is over.
_NEW_TOPIC = re.compile(
    r"^(?:先?不(?:说|聊|谈|问|讲|管)[^,。.;]{0,10}了?"
    r"|[换改转](?:一?个|下)?(?:话题|问题)吧?|我?(?:再|另外)问(?:一个)?别的"
    r"|by the way|(?:on |to )?(?:a|another) (?:\w+ )?(?:topic|subject)"
    r"|changing the subject|new topic|never mind(?: that)?)\s*[,。.;:!]\s*"
)
_LEAD = re.compile(
    r"^(?:那么|那(?![些个段份种次里位家条年天时边块部几])|然后|还有|(?:what|how) about|what of"
    r"|(?:and|but|so|then)(?: (?:what|how) about)?\b)[,，\s]*"
)
_TAIL = re.compile(r"(?:[呢呐]|\s(?:then|too|as well))?[\s?？。]*$")
_ASKING = re.compile(
    r"多少|(?<![那这好])几(?!乎)|哪|谁|什么|啥|怎|咋|如何|为何|是否|吗|有没有|是不是"
    r"|\b(?:how|what|when|where|which|who|why|whom)\b"
    r"|^(?:is|are|was|were|do|does|did|has|have|can|could|will)\b"
)
# What points back, in Chinese where it stands early.
_POINTING = re.compile(
    r"^.{0,12}(?:其中|它们?|他们|她们|上述|前者|后者|这(?:些|个|项|件|一项)|那些|[其别]他?的|其余)"
    r"|^除了.{0,8}的[,，]|\b(?:of|in) (?:those|these|them)\b"
    r"|\bthat (?:one|status|figure|number|rate|case|plan|document|year)\b"
    r"|\b(?:that|this|those|these)(?= (?:is|was|were|are|more|less|in|by)\b|[?,.]|$)"
)
# These point back unless the question itself has named something before.
_PRONOUN = re.compile(r"\b(?:they|them|their|it|its)\b(?! (?:true|possible|take)\b)")
# 审结了多少件, "how many were settled": a verb and no subject.
_HEADLESS = re.compile(
    r"^.{1,4}[了过](?:多少|几)[件个家人次起份条项户名]?[?呢]*$"
    r"|^how (?:many|much) (?:were|was|are|is|of|did|have|has|got|in)\b"
)
# 比去年好吗: the other side of a comparison and its outcome, and nothing that is compared.
_COMPARING = (
    r"[比较跟与和]?(?:去年|前年|往年|[上头前]一?年)(?:同期)?|[同环]比|相比"
    r"|(?:变|更|还是)*(?:好|坏|差|多|少|高|低|快|慢|大|小|上?升|下?降|增加|减少|增长|提高|降低|改善)"
    r"(?:了|一?些|一?点|很)*(?=[吗么呢吧没有不?]*$|多少|几|还是)"
)
_GRAMMAR = re.compile(
    rf"{_COMPARING}"
    r"|具体|一共|总共|多少|什么|怎么?样|怎么[办做]?|咋样?|为什么|为何|为啥|哪[些个年月天]?|几[个件家人次]?|真的|如何"
    r"|[的了吗呢吧啊呀是在和与有被把就都也还又很最这那各做办年月日\d]"
)
_VAGUE = frozenset(
    "total exactly precisely percent force effect again already happened done compared compare "
    "last previous year years better worse higher lower more less fewer than before".split()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]{3,}")
# Longer questions stand on their own even where they point.
_MAX_CHINESE, _MAX_ENGLISH_WORDS = 24, 16
# A subject of one's own takes so many words of substance: beside a question word, without any,
# and where the question begins with its verb.
_OWN, _OWN_BARE, _OWN_HEADLESS = 1, 2, 2.5
_SHORT = 12


def standalone(question: str, history: Sequence[str]) -> str | None:
    """The question rewritten with what the earlier ones say, or None where it stands alone."""
    on_topic = _announced(question)
    if on_topic != question:
        return on_topic
    subject = ""
    for earlier in history:
        subject = _carried(earlier, subject)
    rewritten = _continued(question, subject) if subject else question
    return rewritten if rewritten != question else None


def _announced(question: str) -> str:
    """The question without the words that announce a new topic."""
    announced = _NEW_TOPIC.match(folded_in_place(question))
    return (question[announced.end() :] if announced else "") or question


def is_asking(text: str) -> bool:
    """Whether a text has a word that asks."""
    return _ASKING.search(fold(text)) is not None


def _carried(question: str, subject: str) -> str:
    """The subject after a question: its own, the refilled one, or still the earlier one."""
    if not subject or not _is_elliptic(question):
        return _announced(question)
    return _refilled(subject, question) or subject


def _continued(question: str, subject: str) -> str:
    if not _is_elliptic(question):
        return question
    return _refilled(subject, question) or f"{subject} {question}"


def _refilled(subject: str, question: str) -> str | None:
    """The subject with what the question names in place, where it asks nothing else."""
    item = _item(question)
    return None if is_asking(item) else refilled(subject, item)


def _item(question: str) -> str:
    """What a follow-up names, without its first and last words: 2019年 of 那2019年呢."""
    lead = len(question) - len(_LEAD.sub("", folded_in_place(question)))
    return _TAIL.sub("", question[lead:])


def _is_elliptic(question: str) -> bool:
    """Whether a question lacks a subject of its own or says nothing of what is asked."""
    folded = fold(question).strip()
    bare = _LEAD.sub("", folded)
    if len(_HAN.findall(folded)) > _MAX_CHINESE or len(folded.split()) > _MAX_ENGLISH_WORDS:
        return False
    if _POINTING.search(bare) or _points_back(bare):
        return True
    if _ASKING.search(bare):
        return _weight(bare) < (_OWN_HEADLESS if _HEADLESS.search(bare) else _OWN)
    ends_asking = bare.endswith(("呢", "呢?")) and len(bare) <= _SHORT
    return bare != folded or ends_asking or (bare.endswith("?") and _weight(bare) < _OWN_BARE)


def _points_back(bare: str) -> bool:
    pronoun = _PRONOUN.search(bare)
    return pronoun is not None and _weight(bare[: pronoun.start()]) < _OWN_BARE


def _weight(bare: str) -> float:
    """How many words of substance a text has; two Chinese characters are one."""
    words = [word for word in _WORD.findall(bare) if word not in _VAGUE and not is_stop_word(word)]
    return len(words) + len(_HAN.findall(_GRAMMAR.sub("", bare))) / 2
