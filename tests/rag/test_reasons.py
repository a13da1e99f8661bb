from rag.difference import Difference, Kind
from rag.reasons import by_nli, no_such_source, not_verbatim, reasons
from rag.types import Verdict


def test_the_line_is_in_the_script_of_the_claim_and_what_it_quotes_in_its_own() -> None:
    found = [Difference(Kind.NAME, "區法院", "区检察院")] * 2
    assert reasons("區法院審結540件", found, verdict=Verdict.CONTRADICTED) == (
        "名稱或主體不符：所述「區法院」，依據為「区检察院」",
    )
    assert not_verbatim("審結540件", "审结") == "文件中沒有這段引文：「审结」"


def test_nothing_is_said_of_a_claim_that_holds() -> None:
    assert reasons("审结", [], verdict=Verdict.SUPPORTED) == ()


def test_the_lines_that_name_no_difference() -> None:
    assert reasons("審結", [], verdict=Verdict.NOT_FOUND) == ("依據中沒有相近的內容",)
    assert no_such_source("It was closed.", 7) == "marker [7] has no source"
    assert by_nli("It was closed.") == "decided by the cross-encoder of the setting check.nli"


def test_a_long_quote_is_cut() -> None:
    assert not_verbatim("审结", "甲" * 41) == f"文件中没有这段引文：「{'甲' * 39}…」"
