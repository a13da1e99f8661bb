"""What a reader can say of an answer, as HTML: two buttons under it, and the form of the second."""

from __future__ import annotations

from collections.abc import Sequence

from rag import Language, Reason

from .markup import NOTHING, Html, element, join, text
from .place import locator_label, path_label
from .strings import html_lang, say
from .types import Source, Turn

MOST_WORDS = 1000
"""How many characters a reader may write."""

_VERDICTS = {"up": "vote_up", "down": "vote_down"}
_OF_ANSWERS = {
    Reason.WRONG_ANSWER: "vote_wrong_answer",
    Reason.WRONG_SOURCE: "vote_wrong_source",
    Reason.SHOULD_REFUSE: "vote_should_refuse",
    Reason.OTHER: "vote_other",
}
_OF_REFUSALS = {Reason.SHOULD_ANSWER: "vote_should_answer", Reason.OTHER: "vote_other"}
# As many characters of a passage as tell it from its neighbours.
_FIRST_WORDS = 60


def vote_buttons(turn: Turn, language: Language) -> Html:
    """Thumbs up and down for an answer that is whole, and the place where the form comes.

    The script presses them; the words it needs while the server is away travel as data.
    """
    if turn.busy or turn.answer is None:
        return NOTHING
    buttons = (_button(turn.key, verdict, language=language) for verdict in _VERDICTS)
    group = element(
        "span", *buttons, role="group", aria_label=say("vote", language), class_="votes"
    )
    said = element(
        "span", role="status", class_="vote-said", data_unsent=say("vote_unsent", language)
    )
    row = element("div", group, said, class_="vote-row")
    place = element("div", id=f"vote-{turn.key}", class_="vote-place")
    return element("div", row, place, class_="vote")


def _button(key: str, verdict: str, *, language: Language) -> Html:
    opens = {"aria_expanded": "false", "aria_controls": f"vote-{key}"} if verdict == "down" else {}
    sign = element("span", class_=f"thumb {verdict}", aria_hidden="true")
    return element(
        "button",
        sign,
        text(say(_VERDICTS[verdict], language)),
        type="button",
        data_act="vote",
        data_turn=key,
        data_verdict=verdict,
        aria_pressed="false",
        **opens,
    )


def vote_form(turn: Turn, sources: Sequence[Source], *, language: Language) -> Html:
    """What was wrong, and which of the passages that were found is the right one."""
    refused = turn.answer is not None and turn.answer.refused
    reasons = [
        _choice("reason", reason, label=text(say(key, language)))
        for reason, key in (_OF_REFUSALS if refused else _OF_ANSWERS).items()
    ]
    none = _choice("passage", "", label=text(say("vote_no_passage", language)), checked=True)
    passages = [_passage(source, language) for source in sources]
    return element(
        "form",
        _group("vote_reason", reasons, language=language),
        _group("vote_passage", [*passages, none], language=language) if passages else NOTHING,
        _words(turn.key, language),
        element("p", text(say("vote_kept_here", language)), class_="aside"),
        _ends(language),
        class_="vote-form",
        data_turn=turn.key,
        lang=html_lang(language),
    )


def _group(title: str, choices: Sequence[Html], *, language: Language) -> Html:
    return element("fieldset", element("legend", text(say(title, language))), join(choices))


def _choice(name: str, value: str, *, label: Html, checked: bool = False) -> Html:
    radio = element("input", type="radio", name_=name, value=value, checked=checked)
    return element("label", radio, element("span", label))


def _passage(source: Source, language: Language) -> Html:
    passage, section = source.passage, source.passage.section
    locator = locator_label(
        section.page, section.page_exact, paragraph=passage.paragraph, language=language
    )
    # The last heading tells more than the first, and one line holds no more.
    heading = element("span", text(path_label(section.path[-1:])), lang="zh")
    first = passage.text[:_FIRST_WORDS] + ("……" if len(passage.text) > _FIRST_WORDS else "")
    place = element("span", heading, text(f" {locator}"), class_="vote-where")
    words = element("span", text(first), class_="vote-words", lang="zh")
    return _choice("passage", passage.passage_id, label=join((place, words)))


def _words(key: str, language: Language) -> Html:
    label = element("label", text(say("vote_words", language)), for_=f"vote-words-{key}")
    area = element(
        "textarea", id=f"vote-words-{key}", name_="said", rows=2, maxlength=MOST_WORDS, dir="auto"
    )
    return element("div", label, area, class_="vote-own")


def _ends(language: Language) -> Html:
    send = element("button", text(say("vote_send", language)), type="submit", class_="vote-send")
    close = element("button", text(say("close", language)), type="button", data_act="vote-close")
    return element("div", send, close, class_="vote-ends")
