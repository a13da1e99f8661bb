import re

import pytest

from corpus import GlossaryEntry, GlossaryError, MissingSourceError, load_glossary, shipped_glossary

HEADER = "term\teveryday\tenglish\n"


def test_entries_come_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "glossary.tsv"
    path.write_text(
        HEADER
        + "# law\n行政复议\t告政府|申诉\tadministrative reconsideration\n\n信访\t\tpetition\r\n",
        encoding="utf-8",
    )
    assert load_glossary(path) == (
        GlossaryEntry("行政复议", ("告政府", "申诉"), ("administrative reconsideration",)),
        GlossaryEntry("信访", (), ("petition",)),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("信访\tpetition", "2: 2 columns: write term, everyday words and English"),
        ("信访\ta\tb\tc", "2: 4 columns: "),
        ("\ta\tb", "2: the term is '': write one term"),
        ("信访|上访\ta\tb", "2: the term is '信访|上访'"),
        ("信访\ta||c\tb", "2: 'a||c' has an empty alternative: remove the spare"),
        ("信访\ta\tb\n信访\ta\tb", "3: 信访 is listed twice: merge the lines"),
    ],
)
def test_a_broken_line_is_named(tmp_path, line, message):
    path = tmp_path / "glossary.tsv"
    path.write_text(HEADER + line, encoding="utf-8")
    with pytest.raises(GlossaryError, match=re.escape(f"{path}:{message}")):
        load_glossary(path)


def test_a_missing_glossary_is_named(tmp_path):
    with pytest.raises(MissingSourceError, match=r"none\.tsv does not exist"):
        load_glossary(tmp_path / "none.tsv")


def test_the_shipped_glossary_cannot_hold_answers():
    items = [
        item
        for entry in shipped_glossary()
        for item in (entry.term, *entry.everyday, *entry.english)
    ]
    assert [item for item in items if any(char.isdigit() for char in item)] == []
    assert [item for item in items if len(re.findall(r"[\u4e00-\u9fff]", item)) > 12] == []
