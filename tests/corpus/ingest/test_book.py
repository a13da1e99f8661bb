import time
from difflib import SequenceMatcher

import pytest

from corpus import load_document, shipped_report, split

from .book import TITLE, Book

PAGES = 300
SECONDS = 20
CHAPTERS = 30
HEADER = ["区名", "部门数", "接口数"]
ENGLISH = (
    "The district reviewed {} applications for administrative reconsideration during the year, "
    "settled most of them within the period that the law allows, and published what it had learned."
)


def make_book(path):
    """Chapters of the report's own paragraphs until there are pages enough."""
    book = Book.new(path)
    words = [p.text for p in split(shipped_report()) if p.kind == "text" and len(p.text) > 60]
    book.line(150, TITLE, size=26)
    book.set.append((1, "title", TITLE))
    book.turn()
    titles = [f"第{_han(number)}章 {number}号工作报告" for number in range(1, CHAPTERS + 1)]
    book.line(250, "目 录", size=12)
    book.down()
    for number, title in enumerate(titles):
        book.line(book.left, f"{title}{'.' * 60} {3 + number * 10}")
        book.down()
    book.turn()
    number = 0
    for place, title in enumerate(titles):
        book.head = title
        book.begin_columns(2 if place % 5 == 4 else 1)
        book.heading(title)
        section = 0
        while book.page < 3 + (place + 1) * (PAGES - 3) // CHAPTERS:
            section += 1
            book.paragraph(f"（{_han(section)}）第{section}项工作", kind="heading")
            for _ in range(4):
                book.paragraph(f"{words[number % len(words)]}")
                number += 1
            if book.columns == 1:
                book.apart()
                book.paragraph(ENGLISH.format(number), indent=0)
                book.apart()
                book.table([HEADER, *([f"区{n}", f"{n}", f"{number * n}"] for n in range(1, 5))])
        book.turn()
    book.save()
    return book


def _han(number):
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    ten = "" if not tens else ("十" if tens == 1 else f"{digits[tens]}十")
    return ten + (digits[ones] if ones else "")
