"""Everything that the page says by itself, in its three languages.

What comes from a document (headings, quotes, titles) or from the assistant (answers, notes,
reasons) is not here: it is shown as it came. One module a tab; each row holds a string in the order
of LANGUAGES, and what stands in {braces} is filled in by `say`.
"""

from __future__ import annotations

from rag import Language

from . import ask, charts, check, common, evals, intake, picker, read, retrieval

LANGUAGES = (Language.ZH, Language.ZH_HANT, Language.EN)
LANGUAGE_NAMES = ("简体", "繁體", "English")

_TAGS = {Language.ZH: "zh-Hans", Language.ZH_HANT: "zh-Hant", Language.EN: "en"}
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")

_TABLE: dict[str, tuple[str, str, str]] = {
    **common.TABLE,
    **ask.TABLE,
    **picker.TABLE,
    **intake.TABLE,
    **read.TABLE,
    **retrieval.TABLE,
    **check.TABLE,
    **evals.TABLE,
    **charts.TABLE,
}
# By its English, so that `evals` has to know no keys; measures are called alike everywhere.
_SAID = {
    row[-1]: dict(zip(LANGUAGES, row, strict=True))
    for key, row in (*charts.TABLE.items(), *evals.TABLE.items())
    if key.startswith(("chart_", "measure_"))
}


def say(key: str, language: Language, **values: object) -> str:
    """The string `key` in `language`, its braces filled with `values`."""
    return _TABLE[key][LANGUAGES.index(language)].format(**values)


def said(english: str, language: Language) -> str:
    """What `evals` says in English, in another language; what is not its own stays as it is."""
    return _SAID.get(english, {}).get(language, english)


def html_lang(language: Language) -> str:
    """The value of HTML's lang attribute."""
    return _TAGS[language]


def language_of(tag: str) -> Language:
    """The interface language for a browser's language tag; other languages get English."""
    lowered = tag.lower()
    if lowered.startswith(_TRADITIONAL):
        return Language.ZH_HANT
    return Language.ZH if lowered.split("-")[0] == "zh" else Language.EN
