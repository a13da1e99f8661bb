from dataclasses import replace
from time import perf_counter

import pytest

from index import DocumentRecord
from rag import Catalogue, Titled
from tests.factories import make_document


def _document(doc_id: str, title: str, issuer: str = "", as_of: str = ""):
    return replace(make_document("文", doc_id, title=title), issuer=issuer, as_of=as_of)


_CATALOGUE = Catalogue(
    [
        _document("chaoyang-2020", "朝阳区法治政府建设白皮书", "朝阳区司法局", "2021-06"),
        _document("chaoyang-2021", "朝阳区法治政府建设白皮书", "朝阳区司法局", "2022-05"),
        _document("water", "水务年报 Water", "北京市水务局", "2021"),
    ]
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["chaoyang-2020", "chaoyang-2021", "water"]),
        ("法治", ["chaoyang-2020", "chaoyang-2021"]),
        # Every word, wherever it stands: title, issuer, date or id.
        ("司法局 2022", ["chaoyang-2021"]),
        ("2021", ["chaoyang-2020", "chaoyang-2021", "water"]),
        # Traditional script, full width and case.
        ("法治政府建設 ２０２２", ["chaoyang-2021"]),
        ("WATER", ["water"]),
        ("海淀", []),
    ],
)
def test_documents_are_found_by_what_readers_know_of_them(words: str, found: list[str]) -> None:
    count, entries = _CATALOGUE.find(words, most=9)
    assert (count, [each.doc_id for each in entries]) == (len(found), found)


def test_only_the_first_are_given_and_all_are_counted() -> None:
    count, entries = _CATALOGUE.find("", most=1)
    first = Titled("chaoyang-2020", "朝阳区法治政府建设白皮书", "朝阳区司法局", "2021-06")
    assert (count, entries) == (3, (first,))


def test_ids_name_documents_in_their_own_order_once() -> None:
    named = _CATALOGUE.named(["water", "nowhere", "chaoyang-2020", "water"])
    assert [each.doc_id for each in named] == ["water", "chaoyang-2020"]
    assert ("water" in _CATALOGUE, "nowhere" in _CATALOGUE) == (True, False)


def test_a_hundred_thousand_documents_are_looked_through_at_once() -> None:
    records = (
        DocumentRecord(f"d{n}", f"第{n}号报告", "北京市", "2021", "", "", "", 1)
        for n in range(100_000)
    )
    catalogue = Catalogue(records)
    began = perf_counter()
    assert catalogue.find("第99999号 北京", most=9)[1] == (
        Titled("d99999", "第99999号报告", "北京市", "2021"),
    )
    # A tenth of this on an idle machine.
    assert perf_counter() - began < 1
