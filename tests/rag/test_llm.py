import logging
import socket
import threading
from time import monotonic, sleep

import pytest

from rag import LlmOptions
from rag.faults import FaultKind, LlmFault
from rag.llm import Reply
from tests.llm_server import KEY, Scripted, Service, fault, served

_MESSAGES = ({"role": "user", "content": "问"},)


def _options(url: str, **options: object) -> LlmOptions:
    return LlmOptions(base_url=url, model="qwen", key=KEY, **options)


def _read(service: Service, seconds: float = 5.0) -> str:
    return "".join(Reply(_options(service.url), _MESSAGES, seconds=seconds))


def _fault(*replies: Scripted, seconds: float = 5.0) -> tuple[LlmFault, Service, float]:
    began = monotonic()
    with served(*replies) as service:
        with pytest.raises(LlmFault) as caught:
            _read(service, seconds)
        return caught.value, service, monotonic() - began


def test_a_reply_comes_in_the_pieces_in_which_it_was_sent() -> None:
    with served(Scripted(["全年", "共", "523件。"])) as service:
        assert list(Reply(_options(service.url), _MESSAGES, seconds=5)) == ["全年", "共", "523件。"]
    (request,) = service.requests
    assert request == {
        **{"model": "qwen", "messages": list(_MESSAGES)},
        **{"temperature": 0, "stream": True},
    }
    assert service.keys == [f"Bearer {KEY}"]


def test_a_service_without_a_key_gets_a_placeholder() -> None:
    with served(Scripted(["好"])) as service:
        options = LlmOptions(base_url=service.url, model="m")
        assert list(Reply(options, _MESSAGES, seconds=5)) == ["好"]
    assert service.keys == ["Bearer none"]


@pytest.mark.parametrize(
    ("reply", "kind", "status", "attempts"),
    [
        (fault(401), FaultKind.KEY, 401, 1),
        (fault(403), FaultKind.KEY, 403, 1),
        (fault(404), FaultKind.NOT_THERE, 404, 1),
        (fault(400, "model_not_found"), FaultKind.NOT_THERE, 400, 1),
        (fault(400), FaultKind.REJECTED, 400, 1),
        (fault(429, Retry_After="0"), FaultKind.LIMITED, 429, 3),
        (fault(429, Retry_After="3600"), FaultKind.LIMITED, 429, 1),
        (fault(429, Retry_After="Thu, 01 Jan 2099 00:00:00 GMT"), FaultKind.LIMITED, 429, 1),
        (fault(500, Retry_After="0"), FaultKind.SERVER, 500, 3),
        (Scripted(body=b'data: {"error": {"message": "x"}}\n\n'), FaultKind.SERVER, None, 3),
        (Scripted(["全年"], breaks=True), FaultKind.BROKEN, None, 1),
        (Scripted(breaks=True), FaultKind.BROKEN, None, 3),
        (Scripted(body=b"data: {no json\n\n"), FaultKind.INVALID, None, 1),
        (Scripted(body=b"<html>Log in"), FaultKind.INVALID, None, 1),
        (Scripted(body=b"\xff\xfe\xff"), FaultKind.INVALID, None, 1),
        (Scripted(body=b"data: []\n\n"), FaultKind.INVALID, None, 1),
        (Scripted(body=b'data: {"choices": 1}\n\n'), FaultKind.INVALID, None, 1),
        (Scripted([5]), FaultKind.INVALID, None, 1),
        (Scripted(), FaultKind.EMPTY, None, 1),
        (Scripted(["", ""]), FaultKind.EMPTY, None, 1),
    ],
)
def test_every_fault_has_its_kind_and_as_many_attempts_as_may_help(
    reply, kind, status, attempts
) -> None:
    found, service, seconds = _fault(reply)
    assert (found.kind, found.status, len(service.requests)) == (kind, status, attempts)
    assert seconds < 5


@pytest.mark.parametrize(
    "reply",
    [
        Scripted(stalls=True),
        Scripted(["全年"], stalls=True),
        Scripted(trickles=True),
        Scripted(["年"] * 1000, slow=0.05),
    ],
    ids=["silent", "silent midway", "comments for ever", "slow for ever"],
)
def test_no_service_can_outlast_the_deadline(reply: Scripted) -> None:
    found, _, seconds = _fault(reply, seconds=0.6)
    assert found.kind is FaultKind.TIMEOUT
    assert 0.5 < seconds < 1.6


def test_a_refused_connection_is_tried_three_times_and_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    began = monotonic()
    with pytest.raises(LlmFault) as caught:
        list(Reply(_options(url), _MESSAGES, seconds=20))
    assert caught.value.kind is FaultKind.UNREACHABLE
    assert 0.7 < monotonic() - began < 5


def test_what_is_gone_at_the_next_attempt_is_no_fault() -> None:
    with served(fault(500), fault(429, Retry_After="1"), Scripted(["好"])) as service:
        assert _read(service) == "好"
    first, second, third = service.times
    assert second - first >= 0.25  # our own pause
    assert third - second >= 1.0  # the one that was asked for


@pytest.mark.parametrize(
    ("reply", "cut"),
    [
        (Scripted(["完"]), False),
        (Scripted(["没完"], finish="length"), True),
        (Scripted(["年" * 100] * 200), True),
        (Scripted(["年" * 1_000_000]), True),
    ],
)
def test_a_reply_says_whether_it_goes_on(reply: Scripted, cut: bool) -> None:
    with served(reply) as service:
        read = Reply(_options(service.url), _MESSAGES, seconds=5)
        assert len("".join(read)) <= 8000
        assert read.cut is cut


def test_a_reader_who_leaves_ends_the_request() -> None:
    with served(Scripted(["年"], trickles=True)) as service:
        reading = iter(Reply(_options(service.url), _MESSAGES, seconds=60))
        assert next(reading) == "年"
        reading.close()
        ends = monotonic() + 5
        while any(thread.name == "llm" for thread in threading.enumerate()):
            assert monotonic() < ends
            sleep(0.02)


def test_the_key_is_in_no_log_no_error_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found, service, _ = _fault(fault(401))
        with served(Scripted(["好"])) as good:
            _read(good)
    assert service.keys == [f"Bearer {KEY}"]
    assert KEY not in caplog.text + repr(found) + str(found) + repr(_options("http://h/v1"))
    assert found.__suppress_context__
    assert str(found) == "key (401)"
