import numpy as np
import pytest

from rag.coverage import coverage
from tests.rag.made import question


def _met(query, texts):
    """One word a character, all of one weight, met where the text holds it."""
    words = [word for word in query if word.strip() and word not in "?？的"]
    weights = np.full(len(words), 1 / max(len(words), 1), dtype=np.float32)
    return weights, np.array([[float(word in text) for word in words] for text in texts])


def test_a_text_is_held_against_each_word_of_the_subject() -> None:
    found = coverage(question("城管下载"), ["城管", "城管下载", ""], title="报", met=_met)
    assert found.words == 4
    assert [found.share(row) for row in range(3)] == pytest.approx([0.5, 1.0, 0.0])
    assert [found.unmet(row) for row in range(3)] == pytest.approx([0.25, 0.0, 0.25])


@pytest.mark.parametrize(
    "asked", ["下载有多少个？", "2020年全区下载有哪几家？", "海淀下载有几次？"]
)
def test_what_asks_and_frames_is_no_subject(asked) -> None:
    assert coverage(question(asked), ["下载"], title="报", met=_met).words == 3


def test_the_words_of_the_title_tell_nothing() -> None:
    found = coverage(question("法治下载"), ["下载"], title="法治白皮书", met=_met)
    assert (found.words, found.share(0)) == (2, pytest.approx(1.0))
    # Unless there are no others.
    assert coverage(question("法治"), ["下载"], title="法治", met=_met).words == 2


def test_a_question_of_grammar_alone_has_no_words() -> None:
    found = coverage(question("多少个？"), ["下载"], title="报", met=_met)
    assert (found.words, found.share(0), found.unmet(0)) == (0, 0.0, 0.0)
