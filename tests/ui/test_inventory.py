from pathlib import Path
from types import SimpleNamespace

from index import Likeness
from ui.inventory import build_lines
from ui.types import BuildReport, Place


def test_what_was_left_out_and_what_is_nearly_the_same_is_named() -> None:
    report = BuildReport(
        manifest=SimpleNamespace(documents=2, passages=5, windows=9),
        added=("draft",),
        updated=(),
        pruned=(),
        unchanged=1,
        duplicates={"/copy.txt": "report"},
        skipped={"/scan.pdf": "no text"},
        near=(Likeness("draft", "report", 0.9141),),
    )
    assert list(build_lines(report, Place(Path("i")), seconds=1.25)) == [
        "/copy.txt: the same text as report, left out",
        "draft: nearly the same as report (91% alike), kept",
        "/scan.pdf: skipped: no text",
        "1 added, 1 unchanged, 1 of a text that is there already, 1 skipped",
        "i: 2 documents, 5 passages, 9 windows in 1.2 s; ask them: baipishu ask QUESTION --index i",
    ]
