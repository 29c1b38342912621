"""The API's gunicorn worker: a stop wakes waiting requests, and gunicorn's own errors are problem details."""

from __future__ import annotations

import json
import os
import signal
from functools import partial
from http import HTTPStatus
from types import FrameType
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import ThreadWorker

from api.long_polling import long_poller
from api.request_ids import HEADER, accept_or_generate

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def hold_signals_while_forking() -> None:
    """Block stop signals in a new worker until ``init_signals``.

    Until then a worker has the handlers of its parent, which would swallow the signal: the parent would then wait for
    the worker until the graceful timeout.
    """
    block = partial(signal.pthread_sigmask, signal.SIG_BLOCK, _STOP_SIGNALS)
    unblock = partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, _STOP_SIGNALS)
    os.register_at_fork(before=block, after_in_parent=unblock)


class Worker(ThreadWorker):
    """A worker process with threads."""

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

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Reply to a request that gunicorn rejects with a problem, which has gunicorn's status."""
        recorder = _StatusRecorder()
        super().handle_error(req, recorder, addr, exc)
        try:
            util.write_nonblock(client, _problem_response(recorder.status))
        except OSError as error:
            self.log.debug("Failed to send error message: %s", error)


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
