"""A printed report made by the tests: its source is known, so what is read back can be judged.

Chapters with running heads, contents pages, sections numbered by hand, justified and ragged text,
pages in two columns, and tables, as reports in Chinese have them.
"""

from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
TITLE = "清河市年度工作报告汇编"
_WIDTH, _HEIGHT = A4
_MARGIN = 72
_SIZE, _LEADING = 12, 20
_TOP, _FOOT = _HEIGHT - 90, 80
_GUTTER = 24


@dataclass
class Book:
    """A canvas and what has been set so far: (page, kind, text) in reading order."""

    canvas: Canvas
    head: str = ""
    page: int = 1
    y: float = _TOP
    left: float = _MARGIN
    right: float = _WIDTH - _MARGIN
    columns: int = 1
    column: int = 0
    set: list[tuple[int, str, str]] = field(default_factory=list)

    @classmethod
    def new(cls, path: Path) -> "Book":
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        return cls(Canvas(str(path), pagesize=A4))

    def line(self, x: float, text: str, *, size: float = _SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.y, text)

    def down(self, step: float = _LEADING) -> None:
        self.y -= step
        if self.y < _FOOT:
            self.turn()

    def apart(self) -> None:
        """Half a line of space, but none at the head of a page."""
        if self.y < _TOP:
            self.down(_LEADING / 2)

    def turn(self) -> None:
        """To the next column, or to the next page with head and foot on this one."""
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, _TOP
            self.left += self.right - self.left + _GUTTER
            self.right = _WIDTH - _MARGIN
            return
        self.canvas.setFont(FONT, 9)
        self.canvas.drawString(_MARGIN, _HEIGHT - 50, self.head if self.page % 2 else TITLE)
        self.canvas.drawCentredString(_WIDTH / 2, 40, f"— {self.page} —")
        self.canvas.showPage()
        self.page += 1
        self.begin_columns(self.columns)

    def end_page(self) -> None:
        """To the next page, whatever column this is."""
        self.column = self.columns - 1
        self.turn()

    def begin_columns(self, count: int) -> None:
        self.columns, self.column, self.y = count, 0, _TOP
        room = (_WIDTH - 2 * _MARGIN - _GUTTER * (count - 1)) / count
        self.left, self.right = _MARGIN, _MARGIN + room

    def heading(self, text: str, *, size: float = 18) -> None:
        if self.y < _FOOT + 3 * _LEADING:
            self.turn()
        self.set.append((self.page, "heading", text))
        self.line(self.left, text, size=size)
        self.down(2 * _LEADING)

    def paragraph(self, text: str, *, indent: float = 2 * _SIZE, kind: str = "text") -> None:
        self.set.append((self.page, kind, text))
        x, rest = self.left + indent, text
        while rest:
            count = _fitting(rest, self.right - x)
            self.line(x, rest[:count].rstrip())
            rest = rest[count:].lstrip()
            self.down()
            # Of the column that the next line stands in.
            x = self.left

    def table(self, rows: list[list[str]]) -> None:
        if self.y < _FOOT + (len(rows) + 1) * _LEADING:
            self.turn()
        width = (self.right - self.left) / len(rows[0])
        for row in rows:
            if row is not rows[0]:
                named = [f"{name}：{cell}" for name, cell in zip(rows[0], row, strict=True)]
                self.set.append((self.page, "table", "；".join(named)))
            for place, cell in enumerate(row):
                self.line(self.left + place * width, cell)
            self.down()
        self.down()

    def save(self) -> None:
        self.end_page()
        self.canvas.save()


def _fitting(text: str, room: float) -> int:
    """How many characters go into a line: words stay whole, no line begins with a mark."""
    count = 0
    while count < len(text) and pdfmetrics.stringWidth(text[: count + 1], FONT, _SIZE) <= room:
        count += 1
    if count == len(text):
        return count
    while count > 1 and (text[count] in "，。；：、”）》" or _within_word(text, count)):
        count -= 1
    return count


def _within_word(text: str, place: int) -> bool:
    return all(char.isascii() and not char.isspace() for char in text[place - 1 : place + 1])
