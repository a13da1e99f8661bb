"""Names: 《titles》, and bodies told by the end of their name."""

from __future__ import annotations

import re

from .folded import folded

_TITLE = re.compile(r"《([^《》]{2,80})》")
_INNER_TITLE = re.compile(r"〈([^〈〉]{2,80})〉")
_NAMED = re.compile(r"《[^》]*》|“[^”]*”|「[^」]*」|\"[^\"]*\"")
_BODY = (
    "局|委|委员会|政府|法院|检察院|公安机关|机关|部门|部|厅|署|院|办|办公室|公司|集团|大学|学校|医院|中心|街道|办事处"
    "|乡|镇|区|市|省|县|村|协会|学会|联合会|银行|机构|单位|企业|人员|人民|代表大会|常务委员会|组织|主管"
)
_ENDS_AS_BODY = re.compile(rf"(?:{_BODY})$")
_PUNCTUATION = re.compile(r"[^\w]")


def titles(text: str) -> tuple[str, ...]:
    """The titles of works in a folded text, those inside others too, punctuation left out."""
    return tuple(
        _PUNCTUATION.sub("", match[1])
        for pattern in (_TITLE, _INNER_TITLE)
        for match in pattern.finditer(text)
    )


def without_names(text: str) -> str:
    """The text without what stands in title or quotation marks: a year there is part of a name."""
    return _NAMED.sub("", text)


def is_named(title: str, text: str) -> bool:
    """Whether a text that puts no title marks around it names a work."""
    return title in _PUNCTUATION.sub("", folded(text).text)


def is_body(text: str) -> bool:
    """Whether a folded text ends like the name of a body or a place."""
    return bool(_ENDS_AS_BODY.search(text))
