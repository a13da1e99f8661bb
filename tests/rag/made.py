"""Records made by hand: hits, quotes of them, and answers."""

from rag import Answer, Citation, Hit, Language, Parts, Verdict
from rag.evidence import Candidate
from rag.slots import period_of, years_of
from rag.types import Asked, Question, Quote


def hit(text: str, *, rank: int = 1, start: int = 0, score: float = 1.0, doc_id: str = "d") -> Hit:
    return Hit(
        rank=rank,
        passage_id=f"{doc_id}:0.{rank}",
        doc_id=doc_id,
        start=start,
        end=start + len(text),
        score=score,
        parts=Parts(dense=0.5, lexical=3.0, late=0.4),
        text=text,
        section=("一、总报告", "(一)概况"),
        page=5,
        page_exact=False,
        paragraph=rank,
    )


def quote(of: Hit, words: str, *, score: float = 0.5) -> Quote:
    start = of.text.index(words)
    return Quote(of, start, start + len(words), score)


def candidate(text: str, *, of: Hit | None = None, strength: float = 0.5) -> Candidate:
    """A sentence of a hit, or of one that holds nothing else."""
    of = of or hit(text)
    start = of.text.index(text)
    parts = Parts(dense=strength, lexical=strength, late=strength)
    return Candidate(of, start, start + len(text), strength, strength, parts)


def question(text: str, asks: Asked = Asked.OTHER, **fields: object) -> Question:
    """What is read in the text, unless given."""
    read = {"years": years_of(text), "period": period_of(text), "language": Language.ZH}
    return Question(text, asks=asks, **(read | fields))


def citation(words: str, *, marker: int, at: int, source_start: int) -> Citation:
    """A citation whose quote stands at `at` in the answer."""
    return Citation(
        marker=marker,
        doc_id="d",
        doc_title="某区白皮书",
        section=("一、总报告",),
        page=5,
        page_exact=False,
        paragraph=1,
        passage_id="d:0.1",
        quote=words,
        source_start=source_start,
        source_end=source_start + len(words),
        answer_spans=((at, at + len(words)),),
        score=0.5,
        verdict=Verdict.SUPPORTED,
    )


def answer(text: str, *citations: Citation) -> Answer:
    return Answer("问题", Language.ZH, text, citations=citations)
