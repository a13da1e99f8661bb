from rag.names import is_body, is_named, places, titles


def test_titles_of_works_and_of_those_named_inside() -> None:
    assert titles("印发《关于〈物业管理条例〉的通知》") == (
        "关于物业管理条例的通知",
        "物业管理条例",
    )
    assert titles("没有书名号") == ()


def test_a_work_can_be_named_without_marks() -> None:
    assert is_named("物业管理条例", "依照物业管理条例执行")
    assert not is_named("物业管理条例", "依照《信访条例》执行")


def test_places_and_bodies() -> None:
    assert places("北京和上海的做法") == ("北京", "上海")
    assert is_body("区市场监管局")
    assert not is_body("市场监管工作")
