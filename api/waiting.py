"""Where requests wait for an order's end: a parked thread each, and one more that watches for all of them.

A request that waits asks nothing of DynamoDB meanwhile.  The watch asks for all the orders together, and only while
somebody waits.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Condition, Event, Semaphore, Thread
from time import sleep

from orders import wiring
from orders.ports import MAX_IDS_PER_CALL, FinishedOrders

LONGEST = 20
"""Seconds of one wait; the load balancer gives up a connection on which nothing comes for 60 s."""

MAX_WAITERS = 500
"""In one process, which may have to take all of them: nothing spreads connections evenly over the processes."""

INTERVAL = 0.5
"""Seconds between two looks at the orders."""

AT_A_TIME = 16
"""So many who come or are woken together read their orders at a time, and other requests find a gap between them."""

LONGEST_TURN = 2.0
"""So many seconds it is worth to stand back; where the table does not answer all go on together, and are told so."""

_log = logging.getLogger(__name__)


class WaitingRoom:
    """A bounded number of waiters, whom the end of their order wakes, or the end of the process."""

    def __init__(self, endings: FinishedOrders, places: int = MAX_WAITERS, interval: float = INTERVAL) -> None:
        self._endings = endings
        self._places = places
        self._interval = interval
        self._changed = Condition()
        self._waiting: dict[str, set[Event]] = {}
        self._taken = 0
        self._is_closed = False
        self._watch: Thread | None = None
        self._turns = Semaphore(AT_A_TIME)

    def wait(self, order_id: str, seconds: float) -> bool:
        """Come back once the order is over or the time is; False if there was no room, or the process stops."""
        woken = Event()
        with self._changed:
            if self._is_closed or self._taken >= self._places:
                return False
            self._start_watch()
            self._taken += 1
            self._waiting.setdefault(order_id, set()).add(woken)
            self._changed.notify()
        try:
            woken.wait(seconds)
        finally:
            with self._changed:
                self._leave(order_id, woken)
        return not self._is_closed

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A block in which a waiter reads its order, before and after; they do so a few at a time."""
        is_mine = self._turns.acquire(timeout=LONGEST_TURN)
        try:
            yield
        finally:
            if is_mine:
                self._turns.release()

    def close(self) -> None:
        """Wake everybody, and let nobody in any more."""
        with self._changed:
            self._is_closed = True
            self._wake(*self._waiting)

    def _leave(self, order_id: str, woken: Event) -> None:
        self._taken -= 1
        others = self._waiting.get(order_id, set())
        others.discard(woken)
        if not others:
            self._waiting.pop(order_id, None)

    def _wake(self, *order_ids: str) -> None:
        for order_id in order_ids:
            for woken in self._waiting.pop(order_id, ()):
                woken.set()

    def _start_watch(self) -> None:
        """Not before somebody waits: a thread does not survive the fork by which gunicorn makes a worker."""
        if self._watch is None:
            self._watch = Thread(target=self._look_for_ever, name="watch of orders", daemon=True)
            self._watch.start()

    def _look_for_ever(self) -> None:
        before: Exception | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
            sleep(self._interval)  # whoever came has just read the order
            error = self._look()
            if error and not before:  # one line for each time that it goes wrong, not two a second
                _log.warning("orders that clients wait for cannot be watched", exc_info=error)
            before = error

    def _look(self) -> Exception | None:
        """Wake those whose orders are over; gives back why some could not be looked at."""
        with self._changed:
            order_ids = list(self._waiting)
        why = None
        for first in range(0, len(order_ids), MAX_IDS_PER_CALL):
            try:
                over = self._endings.among(order_ids[first : first + MAX_IDS_PER_CALL])
            except Exception as error:  # noqa: BLE001  the waiters read their order in the end, and meet it there
                why = error
                continue
            with self._changed:
                self._wake(*over)
        return why


@cache
def room() -> WaitingRoom:
    """The waiting room of this process.

    Raises:
        MissingSetting: with the variable's name.
    """
    return WaitingRoom(wiring.finished_orders())
