"""Words that matter when two texts differ: synonyms, opposites, negation, words of no weight."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SYNONYMS_FILE = Path(__file__).with_name("synonyms.tsv")
# These hold a sign of negation and negate nothing, or belong to a word that the texts differ by.
_NO_NEGATION = (
    "不断 不仅 不但 不同 不少 不久 不动产 不管 不论 不愧 不止 不过 不良 不足 不法 未来 未成年 无论 "
    "无障碍 无线 无人机 无偿 无疑 非常 非遗 非物质 非公 非机动 非法 没收 差不多 不得不 无害 无缝"
).split()
_NEGATORS = (
    "不得 不予 不能 不可 不再 不应 不准 不许 不会 不是 并未 尚未 没有 从未 不 未 无 没 非 勿"
).split()
_STOPPERS = "禁止 严禁 拒绝 除外 并非 免予 不必".split()
_ENGLISH_NEGATION = re.compile(r"\b(?:not|no|never|none|without|neither|failed to|cannot)\b|n't\b")
_NEGATION = re.compile("|".join((*_NO_NEGATION, "(" + "|".join((*_NEGATORS, *_STOPPERS)) + ")")))
# Between a negation and what it negates: 未能及时, 不得擅自.
_LAST_NEGATION = re.compile(
    rf"(?:{'|'.join((*_NEGATORS, '禁止', '严禁', '拒绝'))})(?:能|得|再|曾|予|以|应)?$"
)
# They come and go without changing what is said.
_LIGHT = re.compile(
    "|".join(
        (
            "进一步 一系列 本年度 大约 正式 获得 荣获 就能 其中 以及 同时 此外 另外 并且 而且 "
            "从而 因此 目前 截至 方面 有关 相关 有效 积极 全面 深入 切实 扎实 大力 持续 不断 "
            "努力 认真 严格 充分 着力 逐步 及时 加以 予以 给予 实现 达到 完成 作为 成为 通过 "
            "针对 围绕 关于 对于 由于 为了 根据 按照 依据 依照 属于 具有 进行 工作 情况 左右 "
            "分别 一个 一批 一定 今年 全年 当年 年度 当中 之中 之间 约 自 从 能 的 了 在 和 与 及 "
            "或 等 对 将 并 为 是 由 于 以 向 其 该 本 也 都 均 共 计 达 有 已 再 又 还 则 "
            "即 被 把 让 使 就 而 且 之 所 者 中 里 着 过 地 得 到 至 各 这 那 此 们 个"
        ).split()
    )
)


@cache
def synonyms() -> dict[str, int]:
    """Every listed word with its group; a group g and its opposites are numbered g and -g."""
    rows = _SYNONYMS_FILE.read_text(encoding="utf-8").splitlines()[1:]
    groups: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        same, opposite = row.split("\t")
        groups |= dict.fromkeys(filter(None, same.split("|")), number)
        groups |= dict.fromkeys(filter(None, opposite.split("|")), -number)
    return groups


def negations(text: str) -> int:
    """How often a folded text negates; 不断 and 未来 negate nothing."""
    chinese = sum(1 for match in _NEGATION.finditer(text) if match[1])
    return chinese + len(_ENGLISH_NEGATION.findall(text))


def ends_negated(text: str) -> bool:
    """Whether the last words of a folded text negate what follows them."""
    found = _LAST_NEGATION.search(text)
    return bool(found) and not any(text.endswith(word) for word in _NO_NEGATION)


def weighty(text: str) -> str:
    """A folded text without the words that carry no weight."""
    return _LIGHT.sub("", text)


def has_opposite(text: str) -> bool:
    """Whether a text holds a word whose opposite is listed: the models take one for the other."""
    return any(word in text and -group in synonyms().values() for word, group in synonyms().items())
