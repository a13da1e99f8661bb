"""Charts: the figures behind them, and drawings that stand in a page without doing anything."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from evals.charts import (
    confidence_chart,
    confidence_charts,
    latency_chart,
    recall_charts,
    risk_chart,
    split_charts,
)
from evals.pieces import of_split
from evals.plot import curves, described, dots
from evals.types import Estimate
from evals.views import Chart, Facet, Series

from .factories import both_splits, right, run_of, unanswerable, wrong

pytestmark = pytest.mark.slow

_SVG = "{http://www.w3.org/2000/svg}"


def _figures(chart: Chart) -> dict[str, list[str]]:
    return {line.label: [cell.text for cell in line.cells] for line in chart.table.lines}


def _drawn_words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{_SVG}text")]


def test_recall_is_given_by_kind_style_and_language_over_the_answerable_questions() -> None:
    (chart,) = recall_charts([of_split(both_splits(), "dev")], "dev")
    assert chart.table.columns == (
        "All evidence at rank 1",
        "All evidence in the first 5",
        "All evidence in the first 10",
        "Right answers",
    )
    assert _figures(chart) == {
        "number (4)": ["0.25", "0.25", "1.00", "0.25"],
        "date (3)": ["1.00", "1.00", "1.00", "1.00"],
        "report (6)": ["0.67", "0.67", "1.00", "0.67"],
        "reworded (1)": ["0.00", "0.00", "1.00", "0.00"],
        "zh (5)": ["0.60", "0.60", "1.00", "0.60"],
        "en (1)": ["1.00", "1.00", "1.00", "1.00"],
        "zh-Hant (1)": ["0.00", "0.00", "1.00", "0.00"],
    }
    assert [line.group for line in chart.table.lines] == [
        *["Kind"] * 2,
        *["Style"] * 2,
        *["Language"] * 3,
    ]


def test_the_words_of_a_chart_name_the_best_and_the_worst_kind() -> None:
    (chart,) = recall_charts([of_split(both_splits(), "dev")], "dev")
    assert "Right answers: from 0.25, number (4), to 1.00, date (3)." in chart.words


def test_several_runs_share_a_chart_per_measure_under_their_letters() -> None:
    runs = [run_of(right("q1")), run_of(wrong("q1"), name="名 $x$ <b>")]
    charts = recall_charts(runs, "dev")
    assert [chart.title.partition(" by ")[0] for chart in charts] == [
        "All evidence at rank 1",
        "All evidence in the first 5",
        "All evidence in the first 10",
        "Right answers",
    ]
    assert _figures(charts[3])["number (1)"] == ["1.00", "0.00"]
    assert {"A", "B"} <= set(_drawn_words(charts[3].svg))


def test_risk_grows_as_less_sure_answers_are_given() -> None:
    rows = [right("q1", confidence=0.9), right("q2", confidence=0.8), wrong("q3", confidence=0.1)]
    chart = risk_chart([run_of(*rows, unanswerable("q4"))], "dev")
    figures = _figures(chart)
    assert (figures["10%"], figures["50%"], figures["100%"]) == (["0.00"], ["0.00"], ["0.50"])
    # (0 + 0 + 1/3 + 2/4) / 4
    assert chart.words == "all questions: mean risk 0.21, 0.50 when everything is answered"


def test_confidence_tells_right_wrong_and_unanswerable_apart_and_leaves_refusals_out() -> None:
    chart = confidence_chart(of_split(both_splits(), "dev"), "dev")
    assert _figures(chart)["0.60–0.65"] == ["4", "0", "1"]
    assert _figures(chart)["0.20–0.25"] == ["0", "2", "0"]
    assert _figures(chart)["0.00–0.05"] == ["0", "0", "0"]
    assert chart.words == (
        "4 right, 2 wrong, 1 wrongly answered; not drawn, for a refusal cites nothing: "
        "1 rightly refused, 1 wrongly refused"
    )


def test_latency_is_given_by_stage_at_the_median_and_the_95th_percentile() -> None:
    assert _figures(latency_chart([run_of(right("q1"))])) == {
        "Retrieve": ["3.2", "4.5"],
        "Answer": ["20.0", "28.1"],
    }


def test_a_split_without_answerable_questions_is_drawn_all_the_same() -> None:
    charts = split_charts([run_of(unanswerable("q1"), unanswerable("q2", refusal=False))], "dev")
    assert [chart.title for chart in charts] == ["Risk and coverage, dev"]


def test_a_measure_that_no_row_holds_is_left_out_of_the_drawing() -> None:
    (chart,) = recall_charts([run_of(right("q1", measures={"correct": 1.0}))], "dev")
    assert _figures(chart)["number (1)"] == ["–", "–", "–", "1.00"]
    assert chart.words.startswith("All evidence at rank 1: nothing was measured. ")


def test_equal_values_give_equal_bytes() -> None:
    assert split_charts([both_splits()], "dev") == split_charts([both_splits()], "dev")


def test_drawings_are_well_formed_and_refer_to_nothing_but_themselves() -> None:
    for chart in (*split_charts([both_splits()], "dev"), latency_chart([both_splits()])):
        root = ElementTree.fromstring(chart.svg)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        links = re.findall(r'href="([^"]*)"', chart.svg)
        assert len(ids) == len(set(ids))
        assert {link.removeprefix("#") for link in links} <= set(ids)
        assert not re.search(r"url\(|<script|<style|\bon\w+=|clip-path", chart.svg)


def test_drawings_of_one_page_share_no_id() -> None:
    charts = [
        chart
        for split in ("dev", "test")
        for draw in (split_charts, confidence_charts)
        for chart in draw([both_splits(), both_splits("b")], split)
    ]
    charts += [
        latency_chart([both_splits()]),
    ]
    ids = [id for chart in charts for id in re.findall(r' id="([^"]*)"', chart.svg)]
    assert len(ids) == len(set(ids))


def test_a_drawing_carries_its_title_and_its_words() -> None:
    svg = described("<svg width='1'><g/></svg>", title="a < b", words='"c" & d', prefix="p")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "p-title p-words"
    assert [(child.tag, child.get("id"), child.text) for child in root][:2] == [
        ("title", "p-title", "a < b"),
        ("desc", "p-words", '"c" & d'),
    ]


def test_wide_characters_are_given_their_room() -> None:
    def drawn(name: str) -> str:
        point = Estimate(0.5, 0.2, 0.8, 4)
        facet = Facet(name, (name * 6,), (Series(name, (point,)), Series(name * 2, (point,))))
        return dots([facet], label=name)

    assert drawn("题").replace("题", "W") == drawn("W")
    assert drawn("i").replace("i", "W") != drawn("W")


def test_names_in_a_drawing_are_text_and_no_formula_or_markup() -> None:
    point = Estimate(0.5, 0.2, 0.8, 4)
    facet = Facet("Kind", ("$x^2$ <script>",), (Series("A & B", (point,)), Series("C", (None,))))
    words = _drawn_words(dots([facet], label="share"))
    assert {"$x^2$ <script>", "A & B", "C", "Kind", "share"} <= set(words)


def test_lines_differ_in_dash_and_mark_and_take_the_colours_of_the_page() -> None:
    svg = curves({"A": [(0.1, 0.2), (1, 0.3)], "B": [(0.1, 0.4), (1, 0.5)]}, across="x", up="y")
    assert "var(--series-1, #2a62a5)" in svg
    assert "var(--series-2, #b8480c)" in svg
    assert svg.count("stroke-dasharray") == 2  # the second line, and its mark in the legend
    assert not re.search(r"(?<!, )#(2a62a5|b8480c|1d2125|c3cac5)", svg)
