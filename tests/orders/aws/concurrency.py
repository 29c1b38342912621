"""Several calls at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from orders.domain.errors import OrderError

START_TIMEOUT_SECONDS = 120
"""Generous for a slow machine: it only bounds the wait for the threads to start."""


def run_concurrently(*calls: Callable[[], Any]) -> list[Any]:
    """Return the ``outcome`` of each call, after all of them have started together."""
    start = Barrier(len(calls), timeout=START_TIMEOUT_SECONDS)

    def run(call: Callable[[], Any]) -> Any:
        start.wait()
        return outcome(call)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def outcome(call: Callable[[], Any]) -> Any:
    """Return what the call returns, or the class of the OrderError that it raises."""
    try:
        return call()
    except OrderError as error:
        return type(error)
