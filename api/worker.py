"""The API's gunicorn worker: it lets nobody wait when it stops, and speaks of refused requests as the API does."""

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

from api.request_ids import HEADER, kept_or_new
from api.waiting import room

_TO_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def hold_signals_while_forking() -> None:
    """Let a worker hear of a stop that comes before it listens.

    Until it has handlers of its own, a new worker has those of its parent, which would take the signal and do nothing,
    and the parent would wait for the worker until the graceful time is over.  So a signal waits for ``init_signals``.
    """
    block = partial(signal.pthread_sigmask, signal.SIG_BLOCK, _TO_STOP)
    unblock = partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, _TO_STOP)
    os.register_at_fork(before=block, after_in_parent=unblock)


class Worker(ThreadWorker):
    """Threads that serve the API."""

    def init_signals(self) -> None:
        """Listen, also to what was said while nobody did."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_STOP)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop when what is in flight is answered, which for those who wait is now."""
        super().handle_exit(sig, frame)
        self.method_queue.defer(room().close)  # after the signal, whose handler must not wait for a lock

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Stop now; the process ends no sooner than its threads, so nobody may go on waiting."""
        room().close()
        super().handle_quit(sig, frame)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that gunicorn refuses, with the status that gunicorn has for it, after it has logged."""
        overheard = _Overheard()
        super().handle_error(req, overheard, addr, exc)
        try:
            util.write_nonblock(client, _problem(overheard.status))
        except OSError as error:
            self.log.debug("Failed to send error message: %s", error)


class _Overheard:
    """Stands where the client's socket is, and hears which status gunicorn would answer; its HTML goes no further."""

    def __init__(self) -> None:
        self.status = HTTPStatus.BAD_REQUEST

    def gettimeout(self) -> float:
        return 0.0  # not blocking

    def sendall(self, answer: bytes) -> None:
        self.status = HTTPStatus(int(answer.split(maxsplit=2)[1]))


def _problem(status: HTTPStatus) -> bytes:
    """The whole answer, in which there is nothing of the request: what could not be read is not repeated."""
    # Gunicorn imports this module before Django has its settings, which these need.
    from api.middleware import FIXED_HEADERS  # noqa: PLC0415
    from api.problems import MEDIA_TYPE, as_json, unreadable  # noqa: PLC0415

    kind, detail = unreadable(status)
    identity = kept_or_new(None)
    body = json.dumps(as_json(kind, detail, identity)).encode()
    headers = {
        **FIXED_HEADERS,
        HEADER: identity,
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {kind.status} {kind.status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
