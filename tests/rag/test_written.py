from rag import Language, Verdict
from rag.vet import Use, Vetted
from rag.written import holding, written
from tests.factories import make_document
from tests.rag.made import hit

_DOCUMENTS = {"d": make_document("一、概况\n\n绿化面积12公顷。\n", "d", title="某区白皮书")}
_FIRST = hit("共审理523件,审结450件。", start=100)
_SECOND = hit("新建公园三座。", rank=2, start=200)
_ALL = Use(_FIRST, 0, 7, Verdict.SUPPORTED)
_CLOSED = Use(_FIRST, 8, 14, Verdict.SUPPORTED)
_PARKS = Use(_SECOND, 0, 6, Verdict.CONTRADICTED)
_SENTENCES = (
    Vetted("共审理523件。", False, Verdict.SUPPORTED, (_ALL,)),
    Vetted("其中审结450件。", False, Verdict.SUPPORTED, (_CLOSED, _ALL)),
    Vetted("公园四座。", True, Verdict.CONTRADICTED, (_PARKS,)),
    Vetted("区长辞职。", False, Verdict.NOT_FOUND),
)


def test_markers_count_in_order_of_use_and_what_does_not_hold_is_marked() -> None:
    text, citations = written(_SENTENCES, Language.ZH, documents=_DOCUMENTS)
    assert text == (
        "共审理523件。 [1] 其中审结450件。 [2][1]\n"
        "公园四座。 [3]〔与原文不符〕 区长辞职。〔未获原文支持〕"
    )
    assert [(c.marker, c.quote, c.verdict) for c in citations] == [
        (1, "共审理523件", Verdict.SUPPORTED),
        (2, "审结450件", Verdict.SUPPORTED),
        (3, "新建公园三座", Verdict.CONTRADICTED),
    ]
    assert [(c.source_start, c.source_end) for c in citations] == [
        (100, 107),
        (108, 114),
        (200, 206),
    ]
    spans = [[text[a:b] for a, b in citation.answer_spans] for citation in citations]
    assert spans == [["共审理523件。", "其中审结450件。"], ["其中审结450件。"], ["公园四座。"]]
    assert {c.doc_title for c in citations} == {"某区白皮书"}


def test_marks_are_in_the_askers_language() -> None:
    text, _ = written(_SENTENCES[2:], Language.EN, documents=_DOCUMENTS)
    assert "公园四座。 [1] [contradicted by the report] 区长" in text
    text, _ = written(_SENTENCES[3:], Language.ZH_HANT, documents=_DOCUMENTS)
    assert text == "区长辞职。〔未獲原文支持〕"


def test_an_answer_holds_with_one_supported_sentence() -> None:
    assert holding(_SENTENCES)
    assert not holding(_SENTENCES[2:])
    assert not holding([])
    assert not holding([Vetted("公园。", False, Verdict.PARTLY)])
