"""Questions to start from, and an answer to check.

They are data about the shipped report, offered only where it is among the documents.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from rag import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A question to start from; `kind` is its key among the interface strings."""

    kind: str
    question: str
    language: Language


_BY_DOCUMENT = {
    "chaoyang-2020": (
        Example("kind_number", "2020年PM2.5年均浓度是多少？", Language.ZH),
        Example("kind_list", "“五联动”包括哪些机制？", Language.ZH),
        Example("kind_everyday", "开一家新公司最快多久能办好？", Language.ZH),
        Example("kind_english", "How much foreign investment did the district use?", Language.EN),
        Example("kind_traditional", "調解民事糾紛的成功率有多高？", Language.ZH_HANT),
        Example("kind_silent", "海淀区2020年的行政复议案件有多少件？", Language.ZH),
    )
}


def examples_for(doc_ids: Container[str]) -> tuple[Example, ...]:
    """The examples of every document that has some."""
    return tuple(
        example for name, those in _BY_DOCUMENT.items() if name in doc_ids for example in those
    )


# Right, with a wrong figure, with a wrong direction, and about what the report does not speak of.
_TO_CHECK = {
    "chaoyang-2020": (
        "全年共审理行政复议案件523件，审结450件。"
        "全年实际利用外资64.2亿美元，同比增长8%。"
        "优良天达到280天，同比减少48天。"
        "机器人咖啡馆的门票价格由市场决定。"
    )
}


def answer_to_check(doc_ids: Container[str]) -> str:
    """An answer to try the checker with, or "" where no document has one."""
    return next((answer for name, answer in _TO_CHECK.items() if name in doc_ids), "")
