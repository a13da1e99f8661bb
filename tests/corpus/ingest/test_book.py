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
    "The district reviewed many applications for administrative reconsideration during the year, "
    "settled most of them within the period that the law allows, and published what it had learned"
).split()


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
                turn = number % len(ENGLISH)
                book.paragraph(" ".join(ENGLISH[turn:] + ENGLISH[:turn]) + ".", indent=0)
                book.apart()
                book.table([HEADER, *([f"区{n}", f"{n}", f"{number * n}"] for n in range(1, 5))])
        book.end_page()
    book.save()
    return book


def _han(number):
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    ten = "" if not tens else ("十" if tens == 1 else f"{digits[tens]}十")
    return ten + (digits[ones] if ones else "")


def characters_right(wanted, found):
    """The share of the characters of the source that come back in their order."""
    kept = 0
    for tag, a, b, c, d in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        one, two = "".join(wanted[a:b]), "".join(found[c:d])
        if tag == "equal":
            kept += len(one)
        elif one and two and len(one) * len(two) < 10**8:
            kept += sum(
                m.size
                for m in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
            )
    return kept / sum(map(len, wanted))


@pytest.mark.slow
def test_a_book_of_300_pages_comes_back_as_it_was_set(tmp_path):
    book = make_book(tmp_path / "book.pdf")
    begin = time.process_time()
    document = load_document(tmp_path / "book.pdf")
    seconds = time.process_time() - begin
    passages = split(document)
    wanted = [(page, text) for page, kind, text in book.set if kind == "heading"]
    found = [
        (s.page, document.text[s.start : s.body]) for s in document.sections if s.body > s.start
    ]
    wanted_text = [text for _, kind, text in book.set if kind in ("text", "table")]
    right = characters_right(wanted_text, [p.text for p in passages])
    places = {(p.section.page, p.text) for p in passages}
    on_page = [(page, text) in places for page, kind, text in book.set if kind in ("text", "table")]
    headings = len(set(wanted) & set(found)) / len(set(wanted) | set(found))
    length = sum(map(len, wanted_text))
    whole = sum(on_page) / len(on_page)
    print(f"\n{book.page - 1} pages in {seconds:.1f} s: {right:.2%} of {length:,} characters,")
    print(f"{whole:.2%} of {len(on_page):,} paragraphs and rows whole and on their page,")
    print(f"{headings:.2%} of {len(wanted)} headings")
    assert document.title == TITLE
    assert book.page - 1 >= PAGES
    assert right >= 0.99
    assert headings >= 0.98
    assert whole >= 0.97
    assert seconds <= SECONDS
    assert all(p.section.page_exact for p in passages)
