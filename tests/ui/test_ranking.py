import re
from dataclasses import replace

from rag import Language
from tests.doubles import PAYLOAD, FakeAssistant, document
from ui.ranking import render_ranking


def _rows(html: str) -> list[str]:
    return re.findall('<tr role="row" (?:hidden )?data-id.*?</tr>', html)


def test_rows_hold_the_shares_that_a_score_is_the_sum_of() -> None:
    views = FakeAssistant().views("外资")
    html = render_ranking(views, Language.ZH)
    assert 'data-sight="0.5"' in html
    found = re.findall(r'data-id="([^"]+)".*?data-dense="([^"]+)" data-lexical="([^"]+)"', html)
    assert [(name, float(dense), float(lexical)) for name, dense, lexical in found] == [
        (row.hit.passage_id, row.shares.dense, row.shares.lexical) for row in views.rows
    ]


def test_a_row_tells_place_ranks_scores_and_the_way_to_the_text() -> None:
    row = _rows(render_ranking(FakeAssistant().views("外资"), Language.ZH))[1]
    words = re.sub("<[^>]+>", " ", row)
    assert " ".join(words.split()).startswith(
        "2 一、总报告 › (三)依法全面履行政府职能 › 2.不断优化"
    )
    for said in ("第11页起 · 第1段", "看上下文", "第5", "12.50", "0.61", "3.00"):
        assert said in words
    found = FakeAssistant().passage("chaoyang-2020:1.1")
    assert f'data-act="read" data-doc="chaoyang-2020" data-start="{found.start}"' in row


def test_the_kind_is_told_only_where_it_counts() -> None:
    views = FakeAssistant().views("外资")
    assert ">不计<" in _rows(render_ranking(views, Language.ZH))[0]
    first, *others = views.rows
    counted = replace(first, shares=replace(first.shares, kind=1.5))
    one, two, *_ = _rows(render_ranking(replace(views, rows=(counted, *others)), Language.ZH))
    assert ">有<" in one
    assert ">无<" in two


def test_rows_after_the_twentieth_wait() -> None:
    views = FakeAssistant(*(document(f"d{number}") for number in range(5))).views("外资")
    hidden = ["hidden" in row[:30] for row in _rows(render_ranking(views, Language.EN))]
    assert hidden == [False] * 20 + [True] * 10


def test_no_passages_are_said_to_be_none() -> None:
    html = render_ranking(FakeAssistant().views("外资", doc_ids=[]), Language.ZH)
    assert "没有可比较的段落。" in html
    assert "<table" not in html


def test_what_was_typed_and_found_stays_text() -> None:
    views = FakeAssistant(document(title=PAYLOAD)).views(PAYLOAD)
    html = render_ranking(views, Language.EN)
    assert "<script" not in html
    assert "<img" not in html
