"""The API's gunicorn worker: slow clients hold no thread, and gunicorn's own errors are problem details.

A stop wakes the requests that wait for an order's final status.
"""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import socket
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ, EVENT_WRITE
from time import monotonic
from types import FrameType
from typing import Any

from gunicorn.http import Request
from gunicorn.http.errors import InvalidHeader
from gunicorn.workers.gthread import ThreadWorker

from api.connections import Connection
from api.long_polling import long_poller
from api.request_ids import HEADER, accept_or_generate

REQUEST_TIMEOUT_SECONDS = 20
"""A request must be complete this long after its first byte."""

RESPONSE_TIMEOUT_SECONDS = 20
"""A client must have taken a response this long after it is complete."""

LINGER_SECONDS = 2
"""A closed connection is read for this long, so that the client can read the last response: RFC 9112, section 9.6."""

MAX_HELD_BYTES = 64 * 1024 * 1024
"""The requests and responses of slow clients of one process; above, it drops those that wait for longest."""

RECEIVE_BYTES = 64 * 1024

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)

_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?::[0-9]*)?")
"""RFC 9110, section 7.2, and RFC 3986, section 3.2.2."""


def hold_signals_while_forking() -> None:
    """Block stop signals in a new worker until ``init_signals``.

    Until then a worker has the handlers of its parent, which would swallow the signal: the parent would then wait for
    the worker until the graceful timeout.
    """
    block = partial(signal.pthread_sigmask, signal.SIG_BLOCK, _STOP_SIGNALS)
    unblock = partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, _STOP_SIGNALS)
    os.register_at_fork(before=block, after_in_parent=unblock)


class Worker(ThreadWorker):
    """A worker process with threads for complete requests.

    The main thread waits for everything else.  It has a callback and a deadline for each connection that it polls:
    for one that is idle or sends a request, that takes its response slowly, or that is about to be closed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._polled: dict[Connection, None] = {}  # the one that has waited for longest comes first
        self._next_check_at = 0.0
        self._next_heartbeat_at = 0.0

    def init_signals(self) -> None:
        """Install the handlers, and deliver the signals that were blocked."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP_SIGNALS)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop when all requests are finished, which waiting ones are at once."""
        super().handle_exit(sig, frame)
        self.method_queue.defer(long_poller().close)  # outside the signal handler, which must not wait for a lock

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Stop now; the process ends only with its threads, so waiting ones must end."""
        long_poller().close()
        super().handle_quit(sig, frame)

    def notify(self) -> None:
        """Write the heartbeat once a second, because gunicorn calls this after every event."""
        if (now := monotonic()) >= self._next_heartbeat_at:
            self._next_heartbeat_at = now + 1
            super().notify()

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection; at the limit, the one that has waited for longest makes room."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in {errno.EMFILE, errno.ENFILE}:
                self._drop_longest()
            elif error.errno not in {errno.EAGAIN, errno.ECONNABORTED}:
                raise
            return
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self._drop_longest()
        connection = Connection(self.cfg, client, address, listener.getsockname())
        self._poll(connection, EVENT_READ, self._receive, self.cfg.keepalive)
        self._receive(connection)

    def _poll(self, connection: Connection, event: int, callback: Any, seconds: float) -> None:
        connection.deadline = monotonic() + seconds
        self._polled[connection] = None

        def run(_: object) -> None:
            if connection in self._polled:  # an earlier event of the same poll may have dropped it
                callback(connection)

        self.poller.register(connection.sock, event, run)

    def _stop_polling(self, connection: Connection) -> None:
        del self._polled[connection]
        self.poller.unregister(connection.sock)

    def _receive(self, connection: Connection) -> None:
        """Receive a part of a request, and hand the request over when it is complete."""
        buffer = connection.buffer
        try:
            received = connection.sock.recv(RECEIVE_BYTES)
            if received is None:
                return
            if received and not buffer:
                connection.deadline = monotonic() + REQUEST_TIMEOUT_SECONDS
            buffer.add(received)
            if buffer.is_continue_expected:
                buffer.is_continue_expected = False
                connection.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                connection.sock.flush()
        except OSError:
            self._drop(connection)
            return
        if buffer.is_complete or (buffer and not received):  # a client may end its side after the request
            self._stop_polling(connection)
            self._hand_over(connection)
        elif buffer.is_head_too_large:
            self._reject(connection, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif not received:
            self._drop(connection)

    def _hand_over(self, connection: Connection) -> None:
        connection.hand_over()
        self.enqueue_req(connection)

    def handle_request(self, req: Request, conn: Connection) -> bool:
        """Handle a request in a thread.

        Raises:
            InvalidHeader: the ``Host`` is missing or invalid, which RFC 9112, section 3.2, rejects.
        """
        hosts = [value for name, value in req.headers if name == "HOST"]
        if (not hosts and req.version >= (1, 1)) or not all(map(_HOST.fullmatch, hosts)):
            raise InvalidHeader("HOST", req=req)
        req._expected_100_continue = False  # noqa: SLF001  the main thread has sent it
        if not conn.has_whole_body(req):
            req.force_close()
        keeps_alive: bool = super().handle_request(req, conn)
        conn.sock.flush()
        return keeps_alive

    def finish_request(self, conn: Connection, fs: Future[bool]) -> None:
        """Send what is left of the response, in the main thread."""
        conn.is_kept_alive = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        self._send(conn)

    def _send(self, connection: Connection) -> None:
        is_polled = connection in self._polled
        try:
            is_sent = connection.sock.flush()
        except OSError:
            self._drop(connection)
            return
        if not is_sent:
            if not is_polled:
                self._poll(connection, EVENT_WRITE, self._send, RESPONSE_TIMEOUT_SECONDS)
            return
        if is_polled:
            self._stop_polling(connection)
        if connection.is_kept_alive:
            self._await_next(connection)
        else:
            self._linger(connection)

    def _await_next(self, connection: Connection) -> None:
        """Wait for the next request, which may have been received already."""
        connection.take_back()
        if connection.buffer.is_complete:
            self._hand_over(connection)
        elif connection.buffer:
            self._poll(connection, EVENT_READ, self._receive, REQUEST_TIMEOUT_SECONDS)
        else:
            self._poll(connection, EVENT_READ, self._receive, self.cfg.keepalive if self.alive else LINGER_SECONDS)

    def _linger(self, connection: Connection) -> None:
        """Close the connection when the client has, or soon."""
        try:
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection)
        else:
            self._poll(connection, EVENT_READ, self._discard, LINGER_SECONDS)

    def _discard(self, connection: Connection) -> None:
        try:
            is_open = connection.sock.recv(RECEIVE_BYTES) != b""
        except OSError:
            is_open = False
        if not is_open:
            self._drop(connection)

    def _reject(self, connection: Connection, status: HTTPStatus) -> None:
        """Reply to a request that is incomplete."""
        self._stop_polling(connection)
        connection.buffer.take()
        connection.is_kept_alive = False
        connection.sock.sendall(_problem_response(status))
        self._send(connection)

    def _drop(self, connection: Connection) -> None:
        if connection in self._polled:
            self._stop_polling(connection)
        self.nr_conns -= 1
        connection.sock.close()

    def _drop_longest(self) -> None:
        if self._polled:
            self._drop(next(iter(self._polled)))

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002  gunicorn's signature
        """End what has reached its deadline, once a second; gunicorn calls it between events, and at the end."""
        now = monotonic()
        if force:
            for connection in list(self._polled):
                self._drop(connection)
        elif now >= self._next_check_at:
            self._next_check_at = now + 1
            for connection in [each for each in self._polled if each.deadline <= now]:
                if connection.buffer:
                    self._reject(connection, HTTPStatus.REQUEST_TIMEOUT)
                else:
                    self._drop(connection)
            held = sum(each.held_bytes for each in self._polled)
            while held > MAX_HELD_BYTES:
                held -= next(iter(self._polled)).held_bytes
                self._drop_longest()

    def _cap_keepalive(self, deadline: float) -> None:
        """End idle connections and incomplete requests by ``deadline``, because the worker stops."""
        for connection in self._polled:
            if not connection.sock.unsent_bytes:
                connection.deadline = min(connection.deadline, deadline)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Reply to a request that gunicorn rejects with a problem, which has gunicorn's status."""
        recorder = _StatusRecorder()
        super().handle_error(req, recorder, addr, exc)
        client.sendall(_problem_response(recorder.status))


class _StatusRecorder:
    """Takes the place of the client's socket, and records the status of gunicorn's HTML response instead of sending."""

    def __init__(self) -> None:
        self.status = HTTPStatus.BAD_REQUEST

    def gettimeout(self) -> float:
        return 0.0  # non-blocking

    def sendall(self, response: bytes) -> None:
        self.status = HTTPStatus(int(response.split(maxsplit=2)[1]))


def _problem_response(status: HTTPStatus) -> bytes:
    """Return a whole HTTP response, which repeats nothing of the invalid request."""
    # Gunicorn imports this module before Django has its settings, which these modules need.
    from api.middleware import DEFAULT_HEADERS  # noqa: PLC0415
    from api.problems import MEDIA_TYPE, PROBLEM, problem_for_status  # noqa: PLC0415

    request_id = accept_or_generate(None)
    problem = problem_for_status(status, request_id)
    body = json.dumps(PROBLEM.render(problem)).encode()
    headers = {
        **DEFAULT_HEADERS,
        HEADER: request_id,
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    status = problem.type.status
    lines = [f"HTTP/1.1 {status} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
