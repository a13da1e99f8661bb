"""Small changes that make a sentence false, or unsupported; the checker must notice each of them.

None of this shares a list with the checker: pairs and names are written anew.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Material:
    """What changes are made from: the titles, the clauses and the passages of a corpus."""

    titles: tuple[str, ...]
    clauses: tuple[str, ...]
    rng: random.Random


Alter = Callable[[str, Material], str | None]

_FIGURE = re.compile(r"(?<![\d.〔年月第])\d+(?:\.\d+)?(?![\d.]|[年月日号]|〕)")
_WORD_FIGURE = re.compile(r"[二三四五六七八九](?=[十百千万]|[个日年倍人名])")
_UNITS = {
    **{
        "亿美元": "亿元",
        "万元": "万美元",
        "亿元": "亿美元",
        "元": "美元",
        "%": "个百分点",
        "件": "人",
    },
    **{
        "人次": "件",
        "个工作日": "个月",
        "日": "个月",
        "年": "个月",
        "个月": "年",
        "项": "家",
        "家": "项",
    },
    **{
        "条": "部",
        "个": "人",
        "人": "户",
        "户": "人",
        "次": "人",
        "公里": "米",
        "平方公里": "公顷",
        "分钟": "小时",
    },
}
_UNIT = re.compile(
    rf"(?<=[\d二三四五六七八九十百千余])({'|'.join(sorted(_UNITS, key=len)[::-1])})(?![度代级])"
)
_DATED = re.compile(r"年(?=\d{1,2}月)|月\d{1,2}日|\d{1,2}月")
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年|—|-)")
_MAGNITUDE = re.compile(r"(?<=\d)(万|亿)|(?<=[二三四五六七八九])(十|百|千)(?=[元日人万个条])")
_LARGER = {"万": "亿", "亿": "万", "十": "百", "百": "千", "千": "百"}
_DIRECTIONS = (
    "上升/下降 增长/下降 增加/减少 提高/降低 提升/降低 高于/低于 扩大/缩小 加快/放缓 加强/削弱 "
    "以上/以下 "
    "鼓励/限制 超过/不足 新增/减少 促进/阻碍 支持/反对 之前/之后 优化/恶化 畅通/堵塞 公开/隐瞒 "
    "健全/取消 "
    "激发/抑制 完善/破坏 有利于/不利于 增强/减弱 推动/阻止 丰富/减少 以内/以外 前/后"
).split()
_NAMES = (
    "公安机关 市场监督管理部门 人民法院 人民检察院 税务机关 财政部门 教育行政部门 民政部门 "
    "审计机关 司法行政部门 "
    "市人民政府 县级人民政府 省人民政府 街道办事处 乡镇人民政府 区司法局 区教委 区市场监管局 "
    "区法院 区检察院 国务院 "
    "区人大常委会 区政协 区政府 市政府 朝阳区 海淀区 北京市 上海市 重庆市 浙江省 河南省 山东省 "
    "广东省 行政机关 司法机关 "
    "用人单位 所有人 监护人 收养人 当事人 船员 经营者 消费者"
).split()
_NEGATED = (
    "可以/不得 不得/可以 应当/不得 有权/无权 已经/尚未 已/未 能够/不能 未经/经 不能/能 不再/继续 "
    "没有/有 开展/未开展 实现/未实现 完成/未完成 建成/未建成 属于/不属于 适用/不适用 负责/不负责 "
    "包括/不包括 "
    "成立/未成立 审结/未审结 制定/未制定 建立/未建立 落实/未落实 纳入/未纳入 提供/不提供 "
    "是指/不是指 必须/不必"
).split()


def figure(sentence: str, material: Material) -> str | None:
    """Another value of the same size."""
    found = [*_FIGURE.finditer(sentence), *_WORD_FIGURE.finditer(sentence)]
    if not found:
        return None
    match = material.rng.choice(found)
    return _put(match, _other_value(match[0], material.rng))


def unit(sentence: str, material: Material) -> str | None:
    """The same number of something else."""
    found = [
        match
        for match in _UNIT.finditer(sentence)
        if not _DATED.search(sentence[max(0, match.start() - 3) : match.end() + 3])
        and not _YEAR.search(sentence[max(0, match.start() - 4) : match.end()])
    ]
    if not found:
        return None
    match = material.rng.choice(found)
    return _put(match, _UNITS[match[1]])


def magnitude(sentence: str, material: Material) -> str | None:
    """Ten times to ten thousand times more or less."""
    found = [*_MAGNITUDE.finditer(sentence)]
    plain = [match for match in _FIGURE.finditer(sentence) if int(float(match[0]))]
    if found and (not plain or material.rng.random() < 0.5):
        match = material.rng.choice(found)
        return _put(match, _LARGER[match[0]])
    if not plain:
        return None
    match = material.rng.choice(plain)
    whole, dot, rest = match[0].partition(".")
    return _put(
        match,
        f"{whole}{rest[:1]}{dot if rest[1:] else ''}{rest[1:]}" if dot else whole + "0",
    )


def year(sentence: str, material: Material) -> str | None:
    """One to three years earlier or later."""
    found = [*_YEAR.finditer(sentence)]
    if not found:
        return None
    match = material.rng.choice(found)
    return _put(match, str(int(match[0]) + material.rng.choice((-3, -2, -1, 1, 2))))


def direction(sentence: str, material: Material) -> str | None:
    """A word for its opposite."""
    pairs = [tuple(pair.split("/")) for pair in _DIRECTIONS]
    return _swapped(sentence, [*pairs, *((b, a) for a, b in pairs)], rng=material.rng)


def name(sentence: str, material: Material) -> str | None:
    """Another body, place or title."""
    rng = material.rng
    cited = re.findall(r"《[^《》]+》", sentence)
    if cited and rng.random() < 0.5:
        return sentence.replace(rng.choice(cited), rng.choice(material.titles), 1)
    found = [known for known in _NAMES if known in sentence]
    if not found:
        return None
    old = rng.choice(found)
    return sentence.replace(old, rng.choice([other for other in _NAMES if other not in old]), 1)


def added(sentence: str, material: Material) -> str | None:
    """A clause from elsewhere at the end."""
    return f"{sentence.rstrip('。；;，,')}，{material.rng.choice(material.clauses)}。"


def negated(sentence: str, material: Material) -> str | None:
    """The contrary."""
    pairs = [tuple(pair.split("/")) for pair in _NEGATED]
    return _swapped(sentence, pairs, rng=material.rng)


ALTERATIONS: dict[str, Alter] = {
    "figure": figure,
    "unit": unit,
    "magnitude": magnitude,
    "year": year,
    "direction": direction,
    "name": name,
    "added": added,
    "negation": negated,
}
"""Every change of a claim, by its name in the table; a swapped citation changes the evidence."""


def _swapped(sentence: str, pairs: list[tuple[str, ...]], *, rng: random.Random) -> str | None:
    found = [pair for pair in pairs if pair[0] in sentence]
    if not found:
        return None
    old, new = rng.choice(found)
    at = rng.choice([match.start() for match in re.finditer(re.escape(old), sentence)])
    return sentence[:at] + new + sentence[at + len(old) :]


def _other_value(digits: str, rng: random.Random) -> str:
    """One digit changed, never the first to zero."""
    if not digits.isascii():
        return rng.choice([word for word in "二三四五六七八九" if word != digits])
    at = rng.choice([i for i, digit in enumerate(digits) if digit != "."])
    choices = [d for d in "123456789" if d != digits[at]]
    return digits[:at] + rng.choice(choices) + digits[at + 1 :]


def _put(match: re.Match[str], words: str) -> str:
    """The whole text with other words for the match."""
    return match.string[: match.start()] + words + match.string[match.end() :]
