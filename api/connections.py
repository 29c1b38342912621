"""Connections that hold no thread while the client is slow.

The worker's main thread collects a whole request before it occupies a thread, and sends what the client does not
take at once.  gunicorn's own ``gthread`` worker reads and writes in the thread, so a few hundred clients that send half
a request, or read no response, would occupy all of them.
"""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from typing import Any

from gunicorn.config import Config
from gunicorn.http import Request, get_parser
from gunicorn.http.body import LengthReader
from gunicorn.workers.gthread import TConn

from api.limits import MAX_BODY_BYTES, MAX_HEAD_BYTES

_END_OF_HEAD = b"\r\n\r\n"
_CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,20})[ \t]*\r\n", re.IGNORECASE)
_TRANSFER_ENCODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_EXPECT_CONTINUE = re.compile(rb"[^\r\n]* HTTP/1\.1\r\n(?s:.*\r\n)?expect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class RequestBuffer:
    """The bytes of one request, and of whatever the client sends after it."""

    def __init__(self, max_line_bytes: int) -> None:
        self._max_line_bytes = max_line_bytes
        self._received = bytearray()
        self._end: int | None = None
        self.is_continue_expected = False

    def __len__(self) -> int:
        """Return the number of bytes."""
        return len(self._received)

    def add(self, received: bytes) -> None:
        """Append bytes."""
        start = max(0, len(self._received) - len(_END_OF_HEAD) + 1)
        self._received += received
        if self._end is None and (end_of_head := self._received.find(_END_OF_HEAD, start)) >= 0:
            self._end = self._find_end(end_of_head)

    def _find_end(self, end_of_head: int) -> int:
        """Return where the part ends that a thread needs: the request, or its head if the body will not be read."""
        head = bytes(self._received[: end_of_head + 2])
        end = end_of_head + len(_END_OF_HEAD)
        length = _CONTENT_LENGTH.search(head)
        if length is None or int(length[1]) > MAX_BODY_BYTES or _TRANSFER_ENCODING.search(head):
            return end
        end += int(length[1])
        self.is_continue_expected = end > len(self._received) and _EXPECT_CONTINUE.match(head) is not None
        return end

    @property
    def is_complete(self) -> bool:
        """Whether a thread can handle the request, or reject it, without more bytes."""
        if self._end is not None:
            return len(self._received) >= self._end
        # gunicorn rejects both without the rest of the head.
        is_line_too_long = b"\r\n" not in self._received and len(self._received) > self._max_line_bytes + 2
        return is_line_too_long or self._received.count(b"\n") != self._received.count(b"\r\n")

    @property
    def is_head_too_large(self) -> bool:
        """Whether the head has more than ``MAX_HEAD_BYTES``."""
        return self._end is None and len(self._received) > MAX_HEAD_BYTES

    def take(self) -> bytes:
        """Return all bytes, and begin with the next request."""
        taken = bytes(self._received)
        self._received.clear()
        self._end, self.is_continue_expected = None, False
        return taken


class BufferedSocket:
    """A client's socket that never blocks: it keeps everything until ``flush``, which sends what the client takes.

    It has the methods of a socket that gunicorn calls.
    """

    def __init__(self, client: socket.socket) -> None:
        client.settimeout(0)
        self._client = client
        self._unsent = bytearray()

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._client.fileno()

    def recv(self, size: int) -> bytes | None:
        """Return received bytes, none at the end of the stream, or None if there are none yet."""
        try:
            return self._client.recv(size)
        except BlockingIOError:
            return None

    def sendall(self, sent: bytes) -> None:
        """Keep the bytes for ``flush``: gunicorn sends the head and the body of a response separately."""
        self._unsent += sent

    def flush(self) -> bool:
        """Send what the client takes, and return whether that was all."""
        if self._unsent:
            with suppress(BlockingIOError):
                del self._unsent[: self._client.send(self._unsent)]
        return not self._unsent

    @property
    def unsent_bytes(self) -> int:
        """The number of bytes that the client has not taken."""
        return len(self._unsent)

    def shutdown(self, how: int) -> None:
        """End one or both directions; gunicorn calls it in a thread, where bytes may still be unsent."""
        if not self._unsent:
            self._client.shutdown(how)

    def gettimeout(self) -> float:
        """Return the timeout of a socket that does not block."""
        return 0.0

    def settimeout(self, seconds: float) -> None:
        """Stay as it is: the main thread has the time limits."""

    def setblocking(self, flag: object) -> None:
        """Stay as it is, likewise."""

    def close(self) -> None:
        """Close the connection, and drop what is unsent."""
        self._unsent.clear()
        self._client.close()


class Connection(TConn):
    """A client's connection.

    gunicorn's parser only sees the bytes that were received, as if the client had sent no others: it never blocks.

    Attributes:
        buffer: the request that the client is sending.
        deadline: when the main thread ends what it waits for, in monotonic seconds.
        is_kept_alive: whether another request may follow the response.
    """

    def __init__(self, cfg: Config, client: socket.socket, address: Any, server: Any) -> None:
        super().__init__(cfg, BufferedSocket(client), address, server)
        self.parser = get_parser(cfg, (), address)
        self.initialized = True
        self.buffer = RequestBuffer(cfg.limit_request_line)
        self.deadline = 0.0
        self.is_kept_alive = True

    def hand_over(self) -> None:
        """Give the received bytes to the parser."""
        self.parser.unreader.unread(self.buffer.take())

    def take_back(self) -> None:
        """Take what followed the request: the start of the next one."""
        if rest := self.parser.unreader.take_buffered():
            self.buffer.add(rest)

    def has_whole_body(self, request: Request) -> bool:
        """Return whether the body was received; if not, the next request cannot be found in what follows."""
        reader = request.body.reader
        return isinstance(reader, LengthReader) and reader.length <= len(self.parser.unreader.buf.getvalue())

    @property
    def held_bytes(self) -> int:
        """The memory that the client occupies."""
        held: int = len(self.buffer) + self.sock.unsent_bytes
        return held
