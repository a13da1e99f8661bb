"""How much of the evidence's wording a question gives away.

Content words are jieba's nouns, verbs, adjectives, adverbs and idioms of two characters and more,
names and figures and the words of any question about such a report left out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from functools import cache

from index import fold

from .types import GoldQuestion

# First letters of jieba's part-of-speech flags that carry content, and the flags of names.
_CONTENT = frozenset("nvaijl")
_NAMES = frozenset({"nr", "ns", "nt", "nz"})
# What every question about a district's report may say without giving anything away.
_GENERIC = frozenset(
    "朝阳 朝阳区 全区 北京 北京市 本区 区里 政府 区政府 单位 部门 工作 进行 情况 年度 全年 去年 "
    "今年 可以 需要 目前 分别 包括 通过 开展 实现 方面 问题 以及 其中 报告 白皮书 里面 提到 时候 "
    "之后 以后 之前 已经 还是 或者 没有 不是 有没有 多少 什么 哪些 为什么 如何 怎么".split()
)
_DIGIT = re.compile(r"\d")


@cache
def content_words(text: str) -> frozenset[str]:
    """The content words of a Chinese text, folded."""
    import jieba
    from jieba import posseg

    # It reports the loading of its dictionary on stderr.
    jieba.setLogLevel(logging.WARNING)
    return frozenset(
        pair.word
        for pair in posseg.cut(fold(text))
        if len(pair.word) > 1
        and pair.flag[0] in _CONTENT
        and pair.flag not in _NAMES
        and pair.word not in _GENERIC
        and not _DIGIT.search(pair.word)
    )


def shared_words(question: GoldQuestion) -> tuple[str, ...]:
    """The content words of a question that its evidence contains too, sorted."""
    evidence = fold(" ".join(evidence.span.text for evidence in question.evidence))
    return tuple(sorted(word for word in content_words(question.question) if word in evidence))


def share_worded_away(questions: Iterable[GoldQuestion]) -> float:
    """The share of questions that have no content word in common with their evidence."""
    counts = [not shared_words(question) for question in questions]
    return sum(counts) / len(counts) if counts else 0.0
