import re
from pathlib import Path

import pytest

import ui
from evals import HEADLINE
from rag import Language
from rag.difference import CONTRADICTS
from ui.strings import (
    _TABLE,
    LANGUAGE_NAMES,
    LANGUAGES,
    ask,
    charts,
    check,
    common,
    evals,
    html_lang,
    intake,
    language_of,
    picker,
    read,
    retrieval,
    say,
)

_SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(ui.__path__[0]).rglob("*.py")
    if path.parent.name != "strings"
)


def test_every_string_is_there_in_every_language() -> None:
    assert LANGUAGES == (Language.ZH, Language.ZH_HANT, Language.EN)
    assert LANGUAGE_NAMES == ("简体", "繁體", "English")
    assert [key for key, row in _TABLE.items() if len(row) != 3 or not all(row)] == []


def test_every_string_is_used_somewhere() -> None:
    unused = [key for key in _TABLE if f'"{key}"' not in _SOURCES and key not in _VERDICTS]
    assert [key for key in unused if not _NAMED.fullmatch(key)] == []


# These are said by the name of what they are about: tab, measure, split, kind of difference.
_NAMED = re.compile(
    r"tab_\w+|chart_\w+|measure_.+|evals_(dev|test)|check_(figure|date|name|direction|negation)"
)


def test_every_measure_and_every_contradiction_has_a_name() -> None:
    assert [name for name in HEADLINE if f"measure_{name}" not in _TABLE] == []
    assert [kind for kind in CONTRADICTS if f"check_{kind}" not in _TABLE] == []


# These are said by the value of a verdict.
_VERDICTS = {"supported", "partly", "contradicted", "not_found"}


def test_no_string_is_said_in_two_ways() -> None:
    tables = [
        module.TABLE
        for module in (ask, charts, check, common, evals, intake, picker, read, retrieval)
    ]
    assert sum(len(table) for table in tables) == len(_TABLE)
    # A tab and the button in it are called alike, and may be called otherwise one day.
    rows = [row for key, row in _TABLE.items() if not key.startswith("tab_")]
    assert [row for row in rows if rows.count(row) > 1] == []


def test_languages_ask_for_the_same_values() -> None:
    def holes(worded: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)(?::[^}]*)?\}", worded))

    assert [key for key, row in _TABLE.items() if len({str(holes(each)) for each in row}) > 1] == []


def test_chinese_strings_keep_chinese_punctuation() -> None:
    wrong = re.compile(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]")
    assert [key for key, row in _TABLE.items() if any(wrong.search(each) for each in row)] == []


def test_a_string_is_said_with_its_values() -> None:
    assert say("show_evidence", Language.ZH, count=2) == "依据2处"
    assert say("show_evidence", Language.EN, count=2) == "Evidence: 2"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-CN", Language.ZH),
        ("zh", Language.ZH),
        ("zh-Hans-SG", Language.ZH),
        ("zh-TW", Language.ZH_HANT),
        ("zh-HK", Language.ZH_HANT),
        ("zh-Hant", Language.ZH_HANT),
        ("en-GB", Language.EN),
        ("de", Language.EN),
        # A browser may keep its language to itself.
        ("", Language.EN),
        # Zhuang has nothing to do with zh.
        ("zha", Language.EN),
    ],
)
def test_the_browsers_language_picks_the_interfaces(tag: str, language: Language) -> None:
    assert language_of(tag) is language


def test_html_knows_the_scripts() -> None:
    assert [html_lang(language) for language in LANGUAGES] == ["zh-Hans", "zh-Hant", "en"]
