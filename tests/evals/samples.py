"""A small retrieval set, a document of two paragraphs, and gold questions about it."""

from pathlib import Path

from corpus import Document, parse_document
from evals.types import (
    Entry,
    Evidence,
    GoldQuestion,
    Kind,
    RetrievalSet,
    Row,
    Run,
    Span,
    Speed,
    Style,
)
from rag import Language

CITIES = RetrievalSet(
    name="cities",
    documents=(
        Entry("d/1", "朝阳区", "全年审理行政复议案件523件。\n一、审结450件\n(一)其中和解80件"),
        Entry("d 2", "", "空气质量优良天数达到280天，同比增加48天。"),
        Entry("d3", "历史文化", "正阳门城楼始建于明代永乐年间。"),
        Entry("d4", "北京自由贸易试验区", ""),
    ),
    queries={"q1": "审理了多少件行政复议案件", "q2": "空气质量优良天数", "q3": "？？"},
    qrels={"q1": {"d/1": 1}, "q2": {"d 2": 2, "d3": 0}, "q3": {"d3": 1}},
)
TEXT = "2020年审结案件450件，同比下降。\n优良天数达到280天，比上年增加48天。\n"


def document(doc_id: str = "report", text: str = TEXT) -> Document:
    return parse_document(text, doc_id=doc_id)


def span(text: str, doc_id: str = "", *, source: str = TEXT) -> Span:
    return Span(text, source.index(text), source.index(text) + len(text), doc_id)


def question(id: str, *evidence: Evidence, **fields: object) -> GoldQuestion:
    values = {
        "id": id,
        "lang": Language.ZH,
        "kind": Kind.NUMBER if evidence else Kind.UNANSWERABLE,
        "style": Style.REPORT,
        "question": "审结了多少件案件？",
        "history": (),
        "answer": "450件",
        "must": (("450件",),),
        "evidence": evidence,
        "split": "dev",
    }
    return GoldQuestion(**values | fields)


def run_of(*rows: Row, name: str = "default") -> Run:
    return Run(name, "gold", "manifest", {}, rows, Speed(0, 0, 0, 0, 0, 0))


def row(id: str, ranking: tuple[str, ...], scores: tuple[float, ...]) -> Row:
    return Row(
        id, "zh", "number", "report", "dev", "问", "答", False, {}, ranking=ranking, scores=scores
    )


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
