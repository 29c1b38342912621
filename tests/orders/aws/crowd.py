"""Several callers at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from orders.domain.errors import OrderError


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or, if it raised one of the business's errors, that error's class."""
    together = Barrier(len(calls), timeout=10)

    def answer(call: Callable[[], Any]) -> Any:
        together.wait()
        return outcome(call)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(answer, calls))


def outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except OrderError as error:
        return type(error)
