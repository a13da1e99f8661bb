from rag.names import is_body, is_named, titles, without_names


def test_titles_of_works_and_of_those_named_inside() -> None:
    assert titles("印发《关于〈物业管理条例〉的通知》") == (
        "关于物业管理条例的通知",
        "物业管理条例",
    )
    assert titles("没有书名号") == ()


def test_a_work_can_be_named_without_marks() -> None:
    assert is_named("物业管理条例", "依照物业管理条例执行")
    assert not is_named("物业管理条例", "依照《信访条例》执行")


def test_a_body_is_told_by_the_end_of_its_name() -> None:
    assert is_body("区市场监管局")
    assert not is_body("市场监管工作")


def test_names_are_left_out_in_whatever_marks_they_stand() -> None:
    assert without_names('《甲》有“乙”、「丙」和"丁"吗') == "有、和吗"
