from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from rag.faults import FaultKind, LlmFault, _seconds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("inf", float("inf")),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(said: str, seconds: float | None) -> None:
    assert _seconds({"retry-after": said}) == seconds


def test_a_date_to_come_is_so_many_seconds_away() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 85 < _seconds({"retry-after": later}) <= 90


def test_only_what_may_pass_is_tried_again() -> None:
    passing = {kind for kind in FaultKind if LlmFault(kind).passing}
    assert {str(kind) for kind in passing} == {"unreachable", "limited", "server", "broken"}
