from dataclasses import replace

import numpy as np
import pytest

from rag import SIGNALS, Language, Parts
from rag.signals import Signaller
from rag.types import Asked
from tests.rag.made import candidate, hit, question


def _met(query, texts):
    words = list(dict.fromkeys(word for word in query if "一" <= word <= "鿿"))
    weights = np.full(len(words), 1 / max(len(words), 1), dtype=np.float32)
    rows = [[float(word in text) for word in words] for text in texts]
    return weights, np.array(rows, dtype=np.float32).reshape(len(texts), len(words))


_SIGNALLER = Signaller(_met, {"d": "白皮书"}.__getitem__, ["行政复议", "复议"])


def _signals(asked, *candidates, asks=Asked.FIGURE, **fields) -> dict[str, float]:
    found = _SIGNALLER.signals(question(asked, asks, **fields), candidates)
    return dict(zip(SIGNALS, found, strict=True))


def test_signals_tell_the_strength_of_the_best_candidate() -> None:
    best = replace(candidate("审结450件。", strength=0.6), parts=Parts(0.5, 0.4, 0.3))
    found = _signals("审结多少件", best, candidate("甲。", of=hit("甲。", rank=2), strength=0.35))
    assert (found["dense"], found["late"], found["gap"]) == (0.5, 0.3, pytest.approx(0.25))
    assert _signals("审结多少件", best)["gap"] == 0.6


def test_signals_tell_the_word_that_is_not_met() -> None:
    passage = hit("全年收案。审结450件。")
    found = _signals("收案审结多少件", candidate("审结450件。", of=passage))
    assert (found["unmet"], found["unmet_nearby"]) == (0.25, 0.0)
    assert found["words"] == pytest.approx(4 / 12)


def test_signals_tell_whether_the_form_asked_for_is_there() -> None:
    found = _signals("审结多少件", candidate("审结。"), candidate("另有5件。"))
    assert (found["lacks_form"], found["rivals_lack_form"]) == (1.0, 0.0)
    assert _signals("审结多少件", candidate("审结。"))["rivals_lack_form"] == 1.0


def test_signals_tell_how_far_the_value_is_from_what_was_asked() -> None:
    near = _signals("审结多少件", candidate("审结450件,收案很多。"))["far_value"]
    far = _signals("审结多少件", candidate("审结案件,其中有关拆迁腾退的纠纷共计450件。"))[
        "far_value"
    ]
    assert (near, far) == (0.0, 1.0)
    assert _signals("介绍一下", candidate("审结450件。"), asks=Asked.OTHER)["far_value"] == 0.75


@pytest.mark.parametrize(
    ("asked", "said", "signal", "value"),
    [
        ("17家是谁", "约谈了16家。", "figure_absent", 1.0),
        ("17家是谁", "约谈了17家。", "figure_absent", 0.0),
        ("2019年几家", "约谈了17家。", "figure_absent", 0.0),  # years are constraints
        ("第二名是谁", "连续三年位居第一。", "figure_absent", 1.0),
        ("第二名是谁", "位居第二。", "figure_absent", 0.0),
        ("不足七成的有几个", "编制比在70%以下。", "figure_absent", 0.0),
        ("不足七成的有几个", "编制比在80%以下。", "figure_absent", 1.0),
        ("一家人分几户", "分户。", "figure_absent", 0.0),  # one is as often none
        ("行政复议几件", "复议5件。", "term_absent", 1.0),
        ("复议几件", "行政复议5件。", "term_absent", 0.0),
    ],
)
def test_signals_tell_what_the_question_says_and_the_passage_does_not(
    asked, said, signal, value
) -> None:
    assert _signals(asked, candidate(said))[signal] == value


def test_what_came_of_a_thing_is_not_why_it_came_about() -> None:
    def lacks(asked: str, said: str) -> float:
        return _signals(asked, candidate(said), asks=Asked.OTHER)["lacks_form"]

    assert lacks("为什么编制偏低", "编制偏低,导致力量不够。") == 1.0
    assert lacks("为什么力量不够", "编制偏低,导致力量不够。") == 0.0
    assert lacks("为什么编制偏低", "由于扩编,编制偏低,导致力量不够。") == 0.0


def test_the_language_is_a_signal() -> None:
    assert _signals("审结多少件", candidate("450件。"), language=Language.EN)["english"] == 1.0
