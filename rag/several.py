"""Several questions in one message, each made to stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import fold

from .followup import is_asking, standalone
from .names import without_names
from .question import has_chinese
from .subjects import COUNT, COUNTED

_SENTENCE = re.compile(r"[^?？;；。!！\n]+[?？;；。!！\n]*")
# Clauses of one sentence that ask by themselves: 收了多少件,结了多少件.
_CLAUSE = re.compile(r"[^,，]+[,，]*")
_LISTED = re.compile(r"[^、]+、*")
_ENGLISH_CLAUSE = re.compile(
    r",? and (?=(?:how|what|when|where|which|who|why|did|does|do|was|were|is|are|has|have)\b)", re.I
)
# One question of two subjects: A和B分别有多少, A跟B哪个多, "which is higher: A or B".
_SUBJECTS = (
    re.compile(
        r"^(?P<one>.{2,20}?)(?:和|与|跟|以及|及|、)(?P<other>.{2,20}?)"
        r"(?P<asked>(?:[,，]?比.{1,6})?(?:各自?|分别)[是有占做为指叫在多少几由收办增减升降].*)$"
    ),
    re.compile(
        r"^(?P<one>.{2,24}?)(?:和|与|跟|同|还是)(?P<other>.{2,24}?)(?P<asked>(?:相?比)?(?:[,，].{0,12}?)?"
        r"(?:哪[一个类边头方者项种]|谁|有?(?:什么|啥|何)(?:不同|区别|差别|差异|不一样)).*)$"
    ),
    re.compile(
        r"^(?P<asked>which\b[^:,]*)[:,] (?P<one>[^:]+?),? or (?P<other>[^:,]+)$", re.IGNORECASE
    ),
)
# A比B多几件 asks for both figures; of 比上年多几件 the report itself gives the difference.
_FARTHER = re.compile(
    r"^(?P<one>[^,，]{2,20}?)比(?!上|去|前|往|同期|过去|\d{4})(?P<other>[^,，]{2,20}?)"
    rf"[多少高低大小快慢长短]了?(?P<asked>{COUNT.pattern}[^,，]*)$"
)
# What a subject shares with the other: the words before its last comma, the noun after 的.
_BEFORE = re.compile(r"^.*[,，]\s*")
_SHARED_NOUN = re.compile(r"的[^的]*$")
_JOINT = re.compile(
    r"^(?:另外|还有|以及|同时|并且|而且|此外|再问一下|顺便问一下?|also|and|then|besides)[,，\s]*",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d{2}年")
# 提出多少条意见: a verb of at most two characters, and no subject before it.
_VERB_FIRST = re.compile(
    r"^[又还也再都共]*(?![^多几哪]{0,2}[有是占达])\w{0,2}[了过出到]?(?:多少|几|哪)"
)
# 哪个多,差多少: of what the question before it compares.
_HOW_FAR_APART = re.compile(
    r"^(?:又|那|分别|各|之间)*(?:相差|[差多少高低])(?:了|出|距)?(?:多少|几)\w{0,3}[?？]*$"
)
# 市级有多少专员,各区有多少: the same is counted.
_UNNAMED = re.compile(rf"^(?![其这那它上])[^有]{{2,10}}有{COUNT.pattern}[?？。]*$")
# Questions that begin alike have their context already.
_SAME = 4
# More is a text, not a message.
_MOST = 4


def parts_of(question: str, history: Sequence[str] = ()) -> tuple[str, ...]:
    """The single questions of a message, each standing alone, or () where it holds one.

    What comes before the first question of a sentence is context of all in it; a later one without
    a subject of its own takes the one before it.
    """
    asked = [piece for sentence in _SENTENCE.findall(question) for piece in _asked_in(sentence)]
    pieces = [piece for piece in asked if not _HOW_FAR_APART.match(fold(piece))]
    if len(pieces) == 1:
        pieces = list(_subjects(pieces[0] if len(asked) > 1 else question))
    if not 1 < len(pieces) <= _MOST:
        return ()
    first = standalone(pieces[0], history) or pieces[0]
    return (first, *(_completed(piece, first) for piece in pieces[1:]))


def _asked_in(sentence: str) -> Iterator[str]:
    """The questions of a sentence, with the words before its first one that ask nothing."""
    context = pending = ""
    for clause in _clauses(sentence):
        pending += clause
        if _asks(clause):
            context = context or pending.removesuffix(clause)
            joined = pending if pending.startswith(context) else context + pending
            yield _JOINT.sub("", joined.strip(" ,，、"))
            pending = ""


def _asks(clause: str) -> bool:
    return is_asking(without_names(clause))


def _clauses(sentence: str) -> list[str]:
    if not has_chinese(sentence):
        return [f"{clause} " for clause in _ENGLISH_CLAUSE.split(sentence)]
    found = []
    for clause in _CLAUSE.findall(sentence):
        listed = _LISTED.findall(clause)
        found += listed if all(map(_asks, listed)) else [clause]
    return found


def _completed(piece: str, first: str) -> str:
    """A later question with the first one before it, where it begins with its verb or points."""
    if piece[:_SAME] == first[:_SAME]:
        return piece
    if _VERB_FIRST.match(fold(piece)):
        return f"{first} {piece}"
    counted = COUNTED.search(first)
    if counted and _UNNAMED.match(fold(piece)):
        return f"{piece.rstrip('?？。')}{counted['thing']}？"
    return standalone(piece, [first]) or piece


def _subjects(question: str) -> Sequence[str]:
    """A question of two subjects as two questions; what each has that is of both goes into both."""
    farther = _FARTHER.match(question)
    if farther:
        one, other, asked = farther.groups()
        noun = one.rpartition("的")[2] if other.endswith("的") else ""
        return f"{one}有{asked}", f"{other}{noun}有{asked}"
    found = next(filter(None, (pattern.match(question) for pattern in _SUBJECTS)), None)
    if not found:
        return (question,)
    one, other, asked = found["one"], found["other"], found["asked"]
    if not has_chinese(question):
        return f"{asked} {one}", f"{asked} {other}"
    return f"{one}{_of_both(one, other)}{asked}", f"{_context(one, other)}{other}{asked}"


def _of_both(one: str, other: str) -> str:
    """The noun that stands at the second of two subjects alone: 保留和废止的文件."""
    if _YEAR.fullmatch(one):
        return _YEAR.sub("", other)
    noun = _SHARED_NOUN.search(other)
    return noun[0] if noun and "的" not in one else ""


def _context(one: str, other: str) -> str:
    """What stands at the first of two subjects alone: a year, or the words before a comma."""
    before = _BEFORE.match(one)
    if before:
        return before[0]
    year = _YEAR.match(one)
    return year[0] if year and not _YEAR.match(other) else ""
