import hashlib
from pathlib import Path

import pytest

from corpus.names import shown, slug


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("My Report（2021）", "my-report-2021"),
        ("北京市物业管理条例", "北京市物业管理条例"),
        ("a:b.1_c", "a-b-1-c"),
        ("报" * 50, "报" * 40 + "-" + hashlib.sha256(("报" * 50).encode()).hexdigest()[:6]),
        ("???", "document-" + hashlib.sha256(b"???").hexdigest()[:6]),
    ],
)
def test_slugs(stem, expected):
    assert slug(stem) == expected


def test_a_name_is_shown_on_one_line():
    assert shown(Path("年 度\n报告\udcff.txt")) == "年 度\\n报告\\udcff.txt"
