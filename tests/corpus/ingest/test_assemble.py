from hypothesis import given
from hypothesis import strategies as st

from corpus import PassageKind, split
from corpus.ingest.assemble import assemble
from corpus.ingest.types import Extract, Piece

_TEXTS = st.sampled_from(
    [
        "一、概况",
        "（一）机构",
        "本区有三个机构。",
        "目录",
        "1.甲",
        "第一条 为了规范。",
        "2021年6月",
        "a b",
    ]
)
_PIECES = st.builds(
    Piece,
    _TEXTS,
    level=st.sampled_from([0, 0, 0, 1, 2]),
    kind=st.sampled_from([PassageKind.TEXT, PassageKind.TEXT, PassageKind.TABLE]),
    page=st.integers(1, 3),
)


@given(st.lists(_PIECES, min_size=1, max_size=15))
def test_passages_tile_the_sections_and_stand_on_their_page(pieces):
    document = assemble(Extract(tuple(pieces)), "a", doc_id="a")
    passages = split(document)
    lines = {}
    start = 0
    for piece in pieces:
        lines[start + len(piece.text)] = piece.page
        start += len(piece.text) + 1
    assert document.text == "\n".join(piece.text for piece in pieces)
    assert [p for p in passages if document.text[p.start : p.end] != p.text] == []
    covered = "".join("".join(p.text.split()) for p in passages)
    bodies = "".join("".join(document.text[s.body : s.end].split()) for s in document.sections)
    assert covered == bodies
    assert [p for p in passages if lines[p.end] != p.section.page] == []


def test_a_new_page_begins_a_section_of_the_same_heading():
    pieces = (
        Piece("题目", 1, page=1),
        Piece("一、甲", 2, page=1),
        *(Piece(f"第{page}页的文字。", page=page) for page in (1, 2)),
    )
    document = assemble(Extract(pieces), "a", doc_id="a")
    assert document.title == "题目"
    assert [(s.path, s.page, s.page_exact) for s in document.sections] == [
        (("一、甲",), 1, True),
        (("一、甲",), 2, True),
    ]


def test_no_section_reaches_over_the_contents_list():
    words = ("一、概况", "目录", "一、概况", "一、概况")
    document = assemble(Extract(tuple(Piece(each, page=1) for each in words)), "a", doc_id="a")
    texts = [document.text[s.start : s.end] for s in document.sections]
    assert "目录" not in "".join(texts)
    bodies = [document.text[s.body : s.end].strip() for s in document.sections]
    assert "".join(p.text for p in split(document)) == "".join(bodies)


def test_a_cover_gives_title_issuer_and_date_whatever_their_size():
    levels = {
        "年度报告": 1,
        "清河市人民政府": 1,
        "2024年3月": 1,
        "目 录": 1,
        "一、概况 ...... 1": 0,
        "一、概况": 2,
        "文。": 0,
    }
    pieces = [Piece(each, level, page=n) for n, (each, level) in enumerate(levels.items())]
    document = assemble(Extract(tuple(pieces)), "a", doc_id="a")
    assert (document.title, document.issuer, document.as_of) == (
        "年度报告",
        "清河市人民政府",
        "2024-03",
    )
    assert [s.path for s in document.sections if s.path] == [("一、概况",), ("一、概况",)]


def test_a_title_may_take_two_lines():
    pieces = (Piece("某市规划", 1), Piece("和纲要", 1), Piece("一、甲", 2), Piece("文。"))
    document = assemble(Extract(pieces), "a", doc_id="a")
    assert document.title == "某市规划和纲要"
    assert [s.path for s in document.sections] == [("一、甲",)]
