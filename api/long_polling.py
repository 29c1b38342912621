"""Long polling: requests wait for an order's final status, and one thread polls DynamoDB for all of them.

A waiting request makes no call of DynamoDB: it blocks on an event that its order's waiters share.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore, Condition, Event, Semaphore, Thread
from time import sleep
from weakref import WeakValueDictionary

from orders import wiring
from orders.ports import MAX_IDS_PER_CALL, FinishedOrders

MAX_WAITERS = 500
"""The most waiting requests of one process; one may get all of them, as connections are not balanced over processes."""

POLL_INTERVAL_SECONDS = 0.5

MAX_CONCURRENT_READS = 16
"""At most this many arriving or woken requests read their orders at once, which leaves room for other requests."""

READ_SLOT_TIMEOUT_SECONDS = 2.0
"""A request reads without a slot after this time, so that an unavailable table is reported instead of queued for."""

_log = logging.getLogger(__name__)


class LongPoller:
    """Wakes waiting requests when their order gets its final status, or when the process stops."""

    def __init__(
        self, finished_orders: FinishedOrders, max_waiters: int = MAX_WAITERS, interval: float = POLL_INTERVAL_SECONDS
    ) -> None:
        self._finished_orders = finished_orders
        self._interval = interval
        self._free_waiters = BoundedSemaphore(max_waiters)
        self._read_slots = Semaphore(MAX_CONCURRENT_READS)
        self._changed = Condition()
        # Only the waiters hold an event, so an order disappears together with its last waiter.
        self._events: WeakValueDictionary[str, Event] = WeakValueDictionary()
        self._is_closed = False
        self._poller: Thread | None = None

    def wait(self, order_id: str, seconds: float) -> bool:
        """Block until the order has its final status, or the time is over.

        Returns:
            False if there were too many waiters, or the process stops.
        """
        if not self._free_waiters.acquire(blocking=False):
            return False
        try:
            with self._changed:
                if self._is_closed:
                    return False
                event = self._events.setdefault(order_id, Event())
                self._start_poller()
                self._changed.notify()
            event.wait(seconds)
        finally:
            self._free_waiters.release()
        return not self._is_closed

    @contextmanager
    def read_slot(self) -> Iterator[None]:
        """Bound the concurrent reads of the requests that are about to wait, or have waited."""
        is_acquired = self._read_slots.acquire(timeout=READ_SLOT_TIMEOUT_SECONDS)
        try:
            yield
        finally:
            if is_acquired:
                self._read_slots.release()

    def close(self) -> None:
        """Wake all waiters, and accept no more."""
        with self._changed:
            self._is_closed = True
            self._wake(list(self._events))

    def _wake(self, order_ids: Iterable[str]) -> None:
        for order_id in order_ids:
            if event := self._events.pop(order_id, None):
                event.set()

    def _start_poller(self) -> None:
        """Start the thread with the first waiter: a thread does not survive the fork that makes a gunicorn worker."""
        if self._poller is None:
            self._poller = Thread(target=self._poll_forever, name="order status poller", daemon=True)
            self._poller.start()

    def _poll_forever(self) -> None:
        has_failed = False
        while True:
            with self._changed:
                self._changed.wait_for(lambda: len(self._events))
            sleep(self._interval)  # a new waiter has just read its order
            error = self._poll()
            if error and not has_failed:  # one line per outage, not two per second
                _log.warning("order status poll failed", exc_info=error)
            has_failed = error is not None

    def _poll(self) -> Exception | None:
        """Wake the waiters of finished orders; return an error if some orders could not be read."""
        with self._changed:
            order_ids = list(self._events)
        failure = None
        for start in range(0, len(order_ids), MAX_IDS_PER_CALL):
            try:
                finished = self._finished_orders.among(order_ids[start : start + MAX_IDS_PER_CALL])
            except Exception as error:  # noqa: BLE001  the thread must survive; each waiter reads its order at the end
                failure = error
                continue
            with self._changed:
                self._wake(finished)
        return failure


@cache
def long_poller() -> LongPoller:
    """Return the long poller of this process.

    Raises:
        MissingSetting: with the variable's name.
    """
    return LongPoller(wiring.finished_orders())
