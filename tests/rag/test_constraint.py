import pytest

from rag.constraint import absent_place, meeting_year, unmet_year, years
from tests.factories import make_document
from tests.rag.made import hit, quote

_DOCUMENTS = (make_document("朝阳区与北京市其他区", title="2020年朝阳区白皮书"),)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("海淀的人口是多少？", "海淀"),
        ("上海的房价", "上海"),
        ("上海與朝陽區", "上海"),  # in any script
        ("How many people live in Shanghai?", "Shanghai"),
        ("朝阳区的人口", None),
        ("北京有多少公园", None),
        ("How many parks are there in Beijing?", None),
        ("有多少公园", None),
        ("a shanghaied sailor", None),
    ],
)
def test_a_place_that_no_document_mentions_is_found(question: str, absent: str | None) -> None:
    assert absent_place(question, _DOCUMENTS) == absent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2020年与2015年", ["2015", "2020"]),
        ("2018—2020年", ["2018", "2019", "2020"]),
        ("2018年至2020年", ["2018", "2019", "2020"]),
        ("12020件,1850年,3020年", []),
        ("", []),
    ],
)
def test_years_and_ranges_of_years_are_read(text: str, found: list[str]) -> None:
    assert sorted(years(text)) == found


@pytest.mark.parametrize(
    ("question", "passage", "title", "unmet"),
    [
        ("2015年有多少件？", "2019年审结450件", "2020年白皮书", "2015"),
        ("2019年有多少件？", "2019年审结450件", "2020年白皮书", None),
        ("2020年有多少件？", "审结450件", "2020年白皮书", None),  # the title's year
        ("2015年有多少件？", "审结450件", "白皮书", None),  # nothing speaks of any year
        ("《2015年办法》有几条？", "2019年审结450件", "2020年白皮书", None),  # in a name
    ],
)
def test_a_year_must_be_spoken_of(question, passage, title, unmet) -> None:
    assert unmet_year(question, quote(hit(passage), "450件"), title=title) == unmet


def test_quotes_of_another_year_are_dropped_unless_all_are() -> None:
    right, wrong = quote(hit("2019年3件"), "3件"), quote(hit("2018年4件"), "4件")
    titles = {"d": "白皮书"}
    assert meeting_year("2019年几件", [wrong, right], titles=titles) == ((right,), None)
    assert meeting_year("2015年几件", [wrong, right], titles=titles) == ((), "2015")
    assert meeting_year("2015年几件", [], titles=titles) == ((), None)
