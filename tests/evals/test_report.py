"""Reports: the right figures in the right places, nothing from outside, nothing let through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evals.changes import by_split, change_tables, lost
from evals.errors import RunError
from evals.pieces import (
    group_tables,
    headline_tables,
    letters,
    outcome_table,
    settings_table,
    speed_table,
)
from evals.questions import found_words, question_views, versus
from evals.report import html_report, markdown_report, write_report
from evals.sentences import sentences
from evals.summary import HEADLINE, summarise
from evals.types import Run
from evals.views import Cell, Source, Table
from evals.wording import OUTCOMES, full_label, outcome, wording

from .factories import CONFIGURATION, both_splits, refused, right, run_of, unanswerable, wrong

_HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'{{ 7*7 }}"


class _Page(HTMLParser):
    """The elements of a page with their attributes, and the text of its table cells by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.rows: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "tr":
            self.rows.append("")

    def handle_data(self, data: str) -> None:
        if self.rows:
            self.rows[-1] += f" {' '.join(data.split())}"

    def row(self, first: str) -> str:
        """The text of the one row that begins so."""
        (found,) = [" ".join(row.split()) for row in self.rows if row.split()[:1] == [first]]
        return found


def _column(table: Table, place: int = 0) -> dict[str, Cell]:
    return {line.label: line.cells[place] for line in table.lines}


def _pair() -> list[Run]:
    """The same questions twice: the second run loses q2 and q3 and wins q4."""
    before = run_of(right("q1"), right("q2"), right("q3"), wrong("q4"), name="before")
    settings = {**CONFIGURATION, "retrieval": {"dense": 0.0, "fusion": "sum"}, "extra": [1, 2]}
    after = run_of(
        right("q1"), wrong("q2"), refused("q3"), right("q4"), name="after", configuration=settings
    )
    return [before, after]


@pytest.fixture(scope="module")
def one_run() -> str:
    return html_report([both_splits()])


@pytest.fixture(scope="module")
def two_runs() -> str:
    return html_report(_pair())


def test_the_headline_of_one_run_keeps_dev_and_test_apart() -> None:
    run = both_splits()
    (table,) = headline_tables([run], [summarise(run.rows)])
    assert table.columns == ("dev", "test")
    assert _column(table, 0)["Right answers"].text == "0.57"
    assert _column(table, 0)["Right answers"].n == 7
    assert _column(table, 1)["Right answers"] == Cell("0.00", n=1, drawn=(0.0, 0.0, 0.0))
    low, mean, high = _column(table, 0)["Right answers"].drawn or (0, 0, 0)
    assert mean == pytest.approx(4 / 7)
    assert 0 < low < mean < high < 1
    assert _column(table, 0)["Right answers"].note == f"{low:.2f}–{high:.2f}"


def test_several_runs_have_a_column_each_in_a_table_per_split() -> None:
    runs = [both_splits("one"), both_splits("two")]
    tables = headline_tables(runs, [summarise(run.rows) for run in runs])
    assert [(table.caption, table.columns) for table in tables] == [
        ("Headline measures, dev", ("A one", "B two")),
        ("Headline measures, test", ("A one", "B two")),
    ]


def test_groups_hold_only_the_questions_of_the_group() -> None:
    run = both_splits()
    dev, test = group_tables([run], [summarise(run.rows)])
    answers = dev.columns.index("Right answers")
    assert {name: cell.text for name, cell in _column(dev, answers).items()} == {
        "all": "0.57",
        "zh": "0.50",
        "zh, the report's words": "0.60",
        "zh, worded away": "0.00",
        "zh-Hant": "0.00",
        "en": "1.00",
    }
    assert _column(test, answers)["all"].text == "0.00"


def test_groups_of_several_runs_stand_side_by_side() -> None:
    runs = _pair()
    tables = group_tables(runs, [summarise(run.rows) for run in runs])
    (table,) = [table for table in tables if table.caption == "Right answers by group, dev"]
    assert table.columns == ("A", "B")
    assert [cell.text for cell in table.lines[0].cells] == ["0.75", "0.50"]


def test_every_headline_measure_has_words_of_its_own() -> None:
    assert [name for name in HEADLINE if wording(name).label == name] == []
    assert len({full_label(name) for name in HEADLINE}) == len(HEADLINE)
    assert full_label("new_measure@3") == "new_measure@3"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (right("q"), "right"),
        (wrong("q"), "wrong"),
        (refused("q"), "wrongly refused"),
        (unanswerable("q"), "rightly refused"),
        (unanswerable("q", refusal=False), "wrongly answered"),
    ],
)
def test_what_became_of_a_question(row, expected) -> None:
    assert outcome(row) == expected


def test_outcomes_are_counted_by_split() -> None:
    table = outcome_table([both_splits()])
    assert [(line.label, [cell.text for cell in line.cells]) for line in table.lines] == [
        ("dev", ["4", "2", "1", "1", "1"]),
        ("test", ["0", "1", "1", "0", "0"]),
    ]
    assert table.lines[1].cells[1].note == "50%"


def test_only_the_settings_that_differ_are_named() -> None:
    table = settings_table(_pair(), differing=True)
    assert [(line.label, [cell.text for cell in line.cells]) for line in table.lines] == [
        ("retrieval.dense", ["1.0", "0.0"]),
        ("extra", ["–", "1, 2"]),
    ]
    assert "glossary" in _column(settings_table(_pair(), differing=False))


def test_time_and_memory_are_told() -> None:
    column = _column(speed_table([both_splits()]))
    assert column["Open the index"].text == "1.50 s"
    assert column["Memory at its peak"].text == "300 MiB"


def test_runs_go_by_letters_beyond_the_alphabet() -> None:
    names = letters([run_of()] * 29)
    assert (names[0], names[25], names[26], names[28]) == ("A", "Z", "AA", "AC")


def test_a_sentence_says_what_matters_most() -> None:
    dev, test = sentences([both_splits()])
    assert re.fullmatch(
        r"default, dev, 9 questions: 57 % \(\d+–\d+ %\) of 7 answerable questions were answered "
        r"rightly; 57 % \(\d+–\d+ %\) had all evidence among the first five passages; "
        r"50 % \(0–100 %\) of 2 unanswerable ones were refused\.",
        dev.replace("\N{NO-BREAK SPACE}", " "),
    )
    assert test.startswith("default, test, 2 questions: 0\N{NO-BREAK SPACE}% of 1 answerable")


def test_there_are_no_sentences_about_more_than_three_runs() -> None:
    assert len(sentences([run_of(right("q1"))] * 3)) == 3
    assert sentences([run_of(right("q1"))] * 4) == ()


def test_changes_give_difference_interval_and_verdict_by_split() -> None:
    before = run_of(*(right(f"q{n}") for n in range(8)), name="before")
    after = run_of(*(wrong(f"q{n}") for n in range(8)), name="after")
    (table,) = change_tables(by_split(before, after))
    (line,) = [line for line in table.lines if line.label == "Right answers"]
    assert table.caption == "Changes, dev"
    assert [cell.text for cell in line.cells] == ["−1.000", "▼ worse", "1.000", "0.000", "< 0.001"]
    assert line.cells[0].note == "−1.000 to −1.000"
    (same,) = [line for line in table.lines if line.label == "Refusals: answered"]
    assert [cell.text for cell in same.cells][:2] == ["0.000", "no clear change"]


def test_wins_and_losses_hold_both_answers() -> None:
    (found,) = versus(_pair())
    assert (found.before, found.after) == ("A before", "B after")
    assert [question.id for question in found.wins] == ["q4"]
    assert [question.id for question in found.losses] == ["q3", "q2"]
    assert [(given.runs, given.answer) for given in found.losses[1].answers] == [
        (("A",), "审结案件450件。 [1]"),
        (("B",), "优良天数280天。 [1]"),
    ]


def test_the_worst_regression_comes_first() -> None:
    low, high = {"correct": 1.0, "mrr@10": 0.2}, {"correct": 1.0, "mrr@10": 1.0}
    before = run_of(right("q1", measures=low), right("q2", measures=high))
    after = run_of(*(wrong(id, measures={"correct": 0.0}) for id in ("q1", "q2")))
    assert [old.id for old, _ in lost(by_split(before, after))] == ["q2", "q1"]


def test_equal_answers_are_shown_once_for_all_runs_that_gave_them() -> None:
    first, second, *_ = question_views([*_pair(), _pair()[0]])
    assert [given.runs for given in first.answers] == [("A", "B", "C")]
    assert [given.runs for given in second.answers] == [("A", "C"), ("B",)]
    assert second.outcomes == ("right", "wrong", "right")


def test_runs_that_answered_alike_may_differ_in_what_led_there() -> None:
    later = {"correct": 1.0, "every_evidence@5": 1.0}
    rows = [right("q1"), right("q1", measures=later, confidence=0.4), right("q1", confidence=0.5)]
    (view,) = question_views([run_of(row) for row in rows])
    assert [(given.runs, given.note) for given in view.answers] == [
        (
            ("A", "B", "C"),
            "evidence at rank 1 · evidence in the first 5 · confidence 0.40–0.62",
        )
    ]


def test_a_quote_is_repeated_only_where_the_answer_does_not_hold_it() -> None:
    cited, places = ("审结案件450件。", "另一句。"), ("前言", "一、总报告")
    (view,) = question_views([run_of(right("q1", cited=cited, places=places))])
    assert view.answers[0].sources == (Source(1, "前言", ""), Source(2, "一、总报告", "另一句。"))


def test_how_far_up_the_evidence_stood() -> None:
    assert found_words(right("q")) == "evidence at rank 1"
    assert found_words(wrong("q")) == "evidence in the first 10"
    assert found_words(wrong("q", measures={"correct": 0.0})) == "evidence not in the first 10"
    assert found_words(unanswerable("q")) == ""


def test_the_page_tells_each_question_with_answer_place_evidence_and_what_was_missed(
    one_run: str,
) -> None:
    row = _Page(one_run).row("d4")
    assert row == (
        "d4 dev zh number reworded 审结了多少件案件？ wrong evidence in the first 10 · "
        "confidence 0.21 优良天数280天。 [1] 一、总报告 › (二)复议 Missed: 450件 "
        "全年审结案件450件。"
    )


def test_the_page_can_be_filtered_by_what_occurs_in_it(one_run: str) -> None:
    page = _Page(one_run)
    fields = [
        each["data-field"] for tag, each in page.elements if tag == "select" if "data-field" in each
    ]
    assert fields == ["split", "lang", "kind", "style"]
    rows = [each for tag, each in page.elements if tag == "tr" and "data-split" in each]
    assert (len(rows), rows[6]["data-lang"], rows[6]["data-outcomes"]) == (
        11,
        "zh-Hant",
        "wrongly-refused",
    )
    options = {each["value"] for tag, each in page.elements if tag == "option" and "value" in each}
    assert {name.replace(" ", "-") for name in OUTCOMES} <= options


def test_every_field_has_a_label_and_every_table_a_name_and_headers(two_runs: str) -> None:
    for table in re.findall(r"<table.*?</table>", two_runs, re.DOTALL):
        assert re.search(r"<caption[^>]*>[^<]+</caption>", table)
        assert '<th scope="col"' in table
    unlabelled = re.sub(r"<label.*?</label>", "", two_runs, flags=re.DOTALL)
    assert re.findall(r"<(?:select|input)", unlabelled) == []
    assert two_runs.count('<svg role="img" aria-labelledby=') == two_runs.count("<figcaption>")


def test_the_page_needs_nothing_from_elsewhere(two_runs: str) -> None:
    links = [
        value
        for _, each in _Page(two_runs).elements
        for name, value in each.items()
        if name in {"src", "href", "xlink:href", "action", "srcset", "data"}
    ]
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    assert "url(" not in two_runs
    assert "@import" not in two_runs
    assert set(re.findall(r"https?://[^\"' <]*", two_runs)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_hostile_text_stays_text() -> None:
    texts = dict.fromkeys(["id", "question", "answer", "lang", "kind", "style"], _HOSTILE)
    lists = dict.fromkeys(["places", "evidence", "missed", "cited"], (_HOSTILE,))
    hostile = replace(right("q1"), **texts, **lists)
    settings = {_HOSTILE: _HOSTILE}
    runs = [
        run_of(hostile, name=_HOSTILE),
        run_of(replace(hostile, answer="b"), name="b", configuration=settings),
    ]
    page = html_report(runs)
    assert _alien(page) == []
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20


def _alien(page: str) -> list[str]:
    """What hostile text would have become: a second script, an image, a handler."""
    elements = _Page(page).elements
    scripts = [tag for tag, _ in elements if tag == "script"][1:]
    images = [tag for tag, _ in elements if tag == "img"]
    handlers = [name for _, each in elements for name in each if name.startswith("on")]
    return [
        *scripts,
        *images,
        *handlers,
        *(["expression"] if ">49" in page or "'49" in page else []),
    ]


def test_the_same_runs_give_the_same_bytes(tmp_path: Path, two_runs: str) -> None:
    path = tmp_path / "new" / "report.html"
    write_report(_pair(), path)
    assert path.read_bytes() == two_runs.encode()
    assert two_runs.startswith("<!doctype html>")


@pytest.mark.parametrize("report", [html_report, markdown_report])
def test_runs_that_cannot_be_reported_are_refused(report) -> None:
    with pytest.raises(RunError, match="no run to report; make one: baipishu eval"):
        report([])
    with pytest.raises(RunError, match="different gold sets"):
        report([run_of(right("q1")), replace(run_of(right("q1")), gold_sha256="c")])


def test_markdown_of_one_run_has_headline_and_groups_by_split() -> None:
    text = markdown_report([both_splits()])
    assert text.startswith("## Evaluation: default\n\n- default, dev, 9 questions: ")
    assert "| Measure | dev | test |\n|---|---|---|\n" in text
    assert re.search(r"\| Answers: Right answers \| 0\.57 \(0\.\d\d–\d\.\d\d\) \| 0\.00 \|", text)
    assert "**Groups of questions, dev**" in text
    assert "**Groups of questions, test**" in text
    assert "against" not in text


def test_markdown_of_two_runs_has_settings_changes_and_regressions() -> None:
    text = markdown_report(_pair())
    assert "| retrieval.dense | 1.0 | 0.0 |" in text
    assert "### B after against A before\n\n1 questions won, 2 lost." in text
    assert "| Right answers | −0.250 (" in text
    assert (
        "Worst regressions (2 of 2):\n\n"
        "- q3 (dev, zh, number) 审结了多少件案件？\n"
        "  - before: 审结案件450件。 \\[1\\]\n"
        "  - after: 报告没有说明。\n"
        "- q2 "
    ) in text


def test_markdown_with_equal_settings_says_so() -> None:
    assert "All settings are the same." in markdown_report([both_splits("a"), both_splits("b")])


def test_nothing_in_markdown_is_taken_for_markup() -> None:
    answer = "| a | <b>x</b>\n# *y* @someone `z` [l](http://x)"
    before = run_of(right("q1", answer=answer), name="be|fore")
    text = markdown_report([before, run_of(wrong("q1"), name="after")])
    assert (
        "  - before: \\| a \\| &lt;b&gt;x&lt;/b&gt; # \\*y\\* @\N{ZERO WIDTH SPACE}someone "
        "\\`z\\` \\[l\\](http://x)\n"
    ) in text
    assert "A be\\|fore" in text


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    long = "https://example.org/" + "a" * 300
    runs = [both_splits("one"), both_splits("a-name-that-is-rather-long-for-a-phone")]
    rows = (replace(runs[1].rows[0], answer=f"不同。 {long}"), *runs[1].rows[1:])
    write_report([runs[0], replace(runs[1], rows=rows)], path)
    return path


@pytest.fixture(params=[390, 1280])
def opened(request, chromium: str, written: Path) -> Iterator:
    """The page opened from disk; it must neither request nor complain of anything."""
    from playwright.sync_api import sync_playwright

    requested, complaints = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": request.param, "height": 900})
        page.on("request", lambda sent: requested.append(sent.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(written.as_uri())
        yield page
        browser.close()
    assert ([url for url in requested if not url.startswith("data:")], complaints) == (
        [written.as_uri()],
        [],
    )


@pytest.mark.browser
def test_the_page_fits_the_screen_and_its_filters_work(opened) -> None:
    shown = opened.locator("#every tbody tr:visible .id")
    assert opened.evaluate("document.documentElement.scrollWidth") == opened.viewport_size["width"]
    assert shown.count() == 11
    opened.select_option("#outcome", "wrongly-refused")
    assert shown.all_inner_texts() == ["d6"]
    assert opened.locator("#shown").inner_text() == "1 of 11 questions"
    opened.click("button[type=reset]")
    opened.locator("#shown", has_text=re.compile("^11 questions$")).wait_for()
    opened.select_option("[data-field=split]", "test")
    opened.select_option("[data-field=kind]", "unanswerable")
    assert shown.all_inner_texts() == ["t2"]
    opened.click("button[type=reset]")
    opened.fill("#words", "CASES　how")
    assert shown.all_inner_texts() == ["d3"]


@pytest.mark.browser
def test_outcomes_can_be_asked_of_one_run(opened) -> None:
    shown = opened.locator("#every tbody tr:visible .id")
    opened.select_option("#outcome", "wrong")
    opened.select_option("#run", "1")
    assert shown.all_inner_texts() == ["d4", "d5", "t1"]
    opened.select_option("#outcome", "differ")
    assert shown.count() == 0


@pytest.mark.browser
def test_on_paper_there_are_no_filters_and_every_table_is_unfolded(opened) -> None:
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not opened.locator("#filters").is_visible()
    assert opened.locator("details.sides:not([open])").count() == 0
    breaks = "element => getComputedStyle(element).breakInside"
    assert opened.locator("#every tbody tr").first.evaluate(breaks) == "avoid"
