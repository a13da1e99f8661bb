from rag import Language
from tests.doubles import PAYLOAD
from ui.evals_frame import render_choice, render_evals_failure, render_progress, shelved_name
from ui.shelf import BASELINE, Shelved

_LISTED = (Shelved("default-abc", "default", "2026-11-24 15:42"), Shelved(BASELINE))


def test_the_shown_run_is_chosen_and_not_offered_to_itself() -> None:
    html = render_choice(_LISTED, ("default-abc", None), language=Language.ZH)
    run, against = html.split("对比")[:2]
    assert '<option value="default-abc" selected>default · 2026-11-24 15:42</option>' in run
    assert '<option value="">随产品提供的基线</option>' in run
    assert "default-abc" not in against


def test_what_it_is_held_against_is_chosen_too() -> None:
    html = render_choice(_LISTED, ("default-abc", BASELINE), language=Language.EN)
    assert '<option value="" selected>The shipped baseline</option>' in html


def test_progress_is_said_and_drawn() -> None:
    html = render_progress(3, 187, language=Language.ZH)
    assert '<span aria-hidden="true">正在逐题提问 3/187题</span>' in html
    assert '<progress value="3" max="187" aria-label="正在逐题提问">' in html


def test_names_of_runs_are_text() -> None:
    hostile = Shelved(PAYLOAD, PAYLOAD, "")
    html = render_choice((hostile,), (PAYLOAD, None), language=Language.EN)
    html += render_evals_failure(shelved_name(hostile, Language.EN), Language.EN)
    assert "<img" not in html
    assert "<script" not in html
