from tests.doubles import document
from ui.finding import MOST_PLACES, find


def test_every_place_is_found_in_order() -> None:
    source = document().text
    count, spans = find(source, "2020年")
    assert count == source.count("2020年")
    assert [source[start:end] for start, end in spans] == ["2020年"] * count
    assert spans == tuple(sorted(spans))


def test_script_width_and_case_do_not_matter() -> None:
    source = document().text
    assert find(source, "行政復議") == find(source, "行政复议")
    assert find(source, "ＰＭ２．５") == find(source, "pm2.5")
    assert find(source, "pm2.5")[0] == 1


def test_offsets_hold_where_folding_makes_a_character_longer() -> None:
    source = "😀面积5㎡共3处\n又㎡处"
    _, spans = find(source, "处")
    assert [source[start:end] for start, end in spans] == ["处", "处"]
    _, spans = find(source, "m2共")
    assert [source[start:end] for start, end in spans] == ["㎡共"]


def test_nothing_is_found_for_nothing() -> None:
    assert find(document().text, "  ") == (0, ())
    assert find("", "字") == (0, ())
    assert find(document().text, "海淀") == (0, ())


def test_very_many_places_are_counted_but_not_all_listed() -> None:
    count, spans = find("一二" * 5_000, "一")
    assert count == 5_000
    assert len(spans) == MOST_PLACES
    assert spans[-1] == (3_998, 3_999)
