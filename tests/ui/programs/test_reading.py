from tests.doubles import document
from ui.programs.reading import MOST_CHARACTERS, contents, excerpt


def test_the_contents_list_documents_and_the_sections_of_one() -> None:
    first, second = document(), document("other", title="另一份")
    listed = contents((first, second), second)
    assert [each["doc_id"] for each in listed["documents"]] == ["chaoyang-2020", "other"]
    assert listed["doc_id"] == "other"
    sections = listed["sections"]
    assert [each["page"] for each in sections] == [9, 11, 14, 27]
    assert second.text[sections[1]["start"] :].startswith(sections[1]["section"][-1])
    assert contents((first,), None)["sections"] == []


def test_an_excerpt_is_verbatim_and_names_its_sections() -> None:
    text = document().text
    start = text.index("生态建设")
    read = excerpt(document(), start, end=start + 30)
    assert read["text"] == text[start : start + 30]
    assert [each["page"] for each in read["sections"]] == [14]
    assert [each["page"] for each in excerpt(document(), 0, end=10**9)["sections"]] == [
        *(9, 11, 14, 27),
    ]


def test_offsets_beyond_the_text_are_brought_back_to_it() -> None:
    size = len(document().text)
    for start, end, given in [(-5, 4, (0, 4)), (9, 3, (9, 9)), (10**9, 10**9 + 1, (size, size))]:
        read = excerpt(document(), start, end=end)
        assert (read["start"], read["end"], read["text"]) == (
            *given,
            document().text[given[0] : given[1]],
        )


def test_a_long_document_is_read_in_pieces() -> None:
    long = document("d", title="长" * 10)
    long = type(long)(*(getattr(long, n) for n in ("doc_id", "title", "issuer", "as_of")),
                      "文" * 9000, (), "0" * 64)  # fmt: skip
    assert excerpt(long, 100, end=9000)["end"] == 100 + MOST_CHARACTERS
