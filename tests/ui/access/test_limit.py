from collections.abc import Iterator

import pytest
from starlette.middleware import Middleware

from tests.ui.access.asked import behind
from ui.access.limit import LARGEST_BODY, Limit

_CLIENT = behind(Middleware(Limit))


def _in_pieces(size: int) -> Iterator[bytes]:
    """Sent in chunks, and so without saying how much there is."""
    for _ in range(size // 1024):
        yield b"x" * 1024
    yield b"x" * (size % 1024)


@pytest.mark.parametrize("sent", [lambda size: b"x" * size, _in_pieces])
def test_a_body_of_the_size_passes_and_one_more_does_not(sent) -> None:
    passed = _CLIENT.post("/", content=sent(LARGEST_BODY))
    assert (passed.status_code, passed.text) == (200, str(LARGEST_BODY))
    refused = _CLIENT.post("/", content=sent(LARGEST_BODY + 1))
    assert (refused.status_code, LARGEST_BODY) == (413, 4194304)
    assert refused.text.startswith("the body is larger than 4194304 bytes; send less")


def test_a_path_may_take_more_than_the_others() -> None:
    client = behind(Middleware(Limit, larger={"/files": LARGEST_BODY + 1}))
    body = b"x" * (LARGEST_BODY + 1)
    assert client.post("/files", content=body).status_code == 200
    assert client.post("/files", content=body + b"x").status_code == 413
    assert client.post("/other", content=body).status_code == 413


@pytest.mark.parametrize("length", ["-1", "ten", "²"])
def test_a_length_that_is_no_number_is_counted_instead(length: str) -> None:
    headers = {"content-length": length.encode("latin-1")}
    assert _CLIENT.post("/", content=b"abc", headers=headers).text == "3"
