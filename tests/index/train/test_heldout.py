import numpy as np
import pytest
import torch

from index.train.data import Rewording, TrainingData
from index.train.heldout import HeldOut, held_out, pooled, ranks_of
from index.train.ragged import Ragged
from tests.index.train.conftest import make_tokenizer


def _data(count: int) -> TrainingData:
    rewordings = tuple(Rewording(f"p{i}", "", ("q",), ("q",)) for i in range(count))
    # Two questions to each paragraph.
    qa = tuple({"question": f"q{i}", "context": f"c{i // 2}", "answer": ""} for i in range(count))
    return TrainingData(({"text": "t"},), qa, ({"text": "e"},), ({"en": "x"},), rewordings)


def test_every_twelfth_is_kept_from_training() -> None:
    data = _data(50)
    others, held = held_out(data)
    assert [row.passage for row in held.rewordings] == ["p0", "p12", "p24", "p36", "p48"]
    # By paragraph, so that none is trained on through its other question.
    assert [row["question"] for row in held.qa] == ["q0", "q1", "q24", "q25", "q48", "q49"]
    assert sorted([*others.rewordings, *held.rewordings], key=data.rewordings.index) == list(
        data.rewordings
    )
    assert sorted([*others.qa, *held.qa], key=data.qa.index) == list(data.qa)
    assert (others.passages, others.pairs) == (data.passages, data.pairs)


def test_figures_are_shares_of_the_questions() -> None:
    rows = [
        # The first passage has three questions, of which one goes to the other; the second one.
        Rewording("税", "", ("税", "税费", "款"), ("tax",)),
        Rewording("款", "", ("款",), ("tax", "tax")),
    ]
    table = torch.tensor([[0, 0], [1, 0], [0.5, 0.5], [0, 1], [1, 0.1]], dtype=torch.float32)
    watch = HeldOut(rows, make_tokenizer("税", "费", "款", "tax"))
    assert watch.figures(table) == (
        "held-out rewordings (2 passages): zh R@1 0.750 R@5 1.000, en R@1 0.333 R@5 1.000"
    )


def test_vectors_are_normalised_means() -> None:
    table = np.array([[3, 0], [0, 4], [1, 1]], dtype=np.float32)
    found = pooled(table, Ragged.of([[0, 1], [2, 2], []]))
    assert found == pytest.approx(np.array([[0.6, 0.8], [0.5**0.5, 0.5**0.5], [0, 0]]))


def test_ranks_count_what_scores_higher() -> None:
    scores = np.array([[3, 2, 1], [3, 2, 1], [1, 1, 1]])
    assert ranks_of(scores, np.array([0, 2, 1])).tolist() == [0, 2, 0]
