import re

from index import Role, Vectors
from index.train.speed import speed_line
from tests.doubles import WordCountEmbedder


class _Counted(WordCountEmbedder):
    """Remembers how many texts it was given."""

    asked: list[int] = []  # noqa: RUF012

    def embed(self, texts, role: Role = Role.PASSAGE) -> Vectors:
        self.asked.append(len(set(texts)))
        return super().embed(texts, role)


def test_the_pace_is_that_of_distinct_short_texts() -> None:
    line = speed_line(lambda: _Counted("复议"))
    assert re.fullmatch(r"loaded in \d+ ms; [\d,]+ short texts a second", line)
    assert _Counted.asked == [20_000] * 3
