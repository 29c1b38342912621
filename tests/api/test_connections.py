"""When a request is complete, and what a slow client's socket holds."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from api.connections import BufferedSocket, RequestBuffer
from api.limits import MAX_BODY_BYTES, MAX_HEAD_BYTES

GET = b"GET / HTTP/1.1\r\nHost: api\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: api\r\n"
BODY = b"Content-Length: 4\r\n\r\n"

COMPLETE = {
    "no body": GET,
    "an empty line first": b"\r\n" + GET,
    "only a request line": b"GET / HTTP/1.0\r\n\r\n",
    "a whole body": POST + BODY + b"body",
    "a second request": GET + POST,
    "a length in other letters": POST + b"CONTENT-LENGTH:4\t\r\n\r\nbody",
    "a body above the limit": POST + b"Content-Length: %d\r\n\r\n" % (MAX_BODY_BYTES + 1),
    "a chunked body": POST + b"Transfer-Encoding: chunked\r\n\r\n",
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
    "an invalid length": POST + b"Content-Length: four\r\n\r\n",
    "a bare line feed": b"GET / HTTP/1.1\nHost: api\n",
    "a request line that is too long": b"GET /" + b"x" * 5000,
}

INCOMPLETE = {
    "nothing": b"",
    "half a request line": GET[:5],
    "half a line end": b"GET / HTTP/1.1\r",
    "half a head": GET[:-1],
    "no body": POST + BODY,
    "half a body": POST + BODY + b"bo",
    "the largest body": POST + b"Content-Length: %d\r\n\r\n" % MAX_BODY_BYTES,
}


def read(*parts: bytes) -> RequestBuffer:
    buffer = RequestBuffer(4094)
    for part in parts:
        buffer.add(part)
    return buffer


@pytest.mark.parametrize("sent", COMPLETE.values(), ids=COMPLETE.keys())
def test_a_thread_handles_a_request_that_is_complete_or_will_be_rejected(sent: bytes) -> None:
    assert read(sent).is_complete
    assert read(*(sent[at : at + 1] for at in range(len(sent)))).is_complete


@pytest.mark.parametrize("sent", INCOMPLETE.values(), ids=INCOMPLETE.keys())
def test_an_incomplete_request_waits(sent: bytes) -> None:
    assert not read(sent).is_complete
    assert not read(*(sent[at : at + 1] for at in range(len(sent)))).is_complete


def test_all_headers_together_have_at_most_64_kib() -> None:
    buffer = read(b"GET / HTTP/1.1\r\n", b"x" * (MAX_HEAD_BYTES - 16))
    assert not buffer.is_head_too_large
    buffer.add(b"x")
    assert buffer.is_head_too_large
    assert not read(POST, b"Content-Length: 65536\r\n\r\n", b"x" * MAX_HEAD_BYTES).is_head_too_large


def test_the_bytes_of_the_next_request_are_kept() -> None:
    buffer = read(GET)
    assert buffer.take() == GET
    buffer.add(GET[:9])
    assert (len(buffer), buffer.is_complete) == (9, False)
    buffer.add(GET[9:])
    assert (buffer.is_complete, buffer.take()) == (True, GET)


@pytest.mark.parametrize(
    ("sent", "is_expected"),
    [
        (POST + b"Expect: 100-continue\r\n" + BODY, True),
        (POST + b"EXPECT: 100-Continue\r\n" + BODY, True),
        (POST + b"Expect: 100-continue\r\n" + BODY + b"body", False),
        (POST + b"Expect: nothing\r\n" + BODY, False),
        (POST.replace(b"1.1", b"1.0") + b"Expect: 100-continue\r\n" + BODY, False),
        (POST + b"Expect: 100-continue\r\nContent-Length: 65537\r\n\r\n", False),
        (POST + b"Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n", False),
    ],
)
def test_a_client_may_wait_for_100_continue_before_a_body_that_will_be_read(
    sent: bytes,
    is_expected: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    assert read(sent).is_continue_expected == is_expected


@pytest.fixture
def pair() -> Iterator[tuple[BufferedSocket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield BufferedSocket(ours), theirs


def test_a_slow_client_gets_everything_that_was_sent_in_order(pair: tuple[BufferedSocket, socket.socket]) -> None:
    ours, theirs = pair
    sent = b"".join(number.to_bytes(4, "big") for number in range(500_000))
    ours.sendall(sent[:1_000_000])
    ours.sendall(sent[1_000_000:])
    assert not ours.flush()
    assert 0 < ours.unsent_bytes < len(sent)
    received = b""
    while len(received) < len(sent):
        received += theirs.recv(65536)
        ours.flush()
    assert received == sent
    assert ours.unsent_bytes == 0


def test_a_socket_without_data_is_told_from_one_that_has_ended(pair: tuple[BufferedSocket, socket.socket]) -> None:
    ours, theirs = pair
    assert ours.recv(10) is None
    theirs.sendall(b"x")
    theirs.shutdown(socket.SHUT_WR)
    assert (ours.recv(10), ours.recv(10)) == (b"x", b"")
