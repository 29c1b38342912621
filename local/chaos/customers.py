"""The customers: what they ask for, and what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import requests

from local.api_client import ApiClient
from local.process import wait_until

WAIT_TIMEOUT_SECONDS = 60


@dataclass
class Customers:
    """What the customers were told: which orders are theirs, and which of those are cancelled.

    ``waiting`` customers have sent an order and not been answered yet; ``unanswered`` tries never were.
    """

    api_url: str
    accepted: list[str] = field(default_factory=list)
    cancelled: set[str] = field(default_factory=set)
    too_late: set[str] = field(default_factory=set)
    unanswered: int = 0
    waiting: int = 0
    lock: Lock = field(default_factory=Lock)

    def place(self, body: Mapping[str, Any]) -> bool:
        """Place an order, and again as long as there is no answer; whether it was accepted in the end.

        A try that was not answered may be an order all the same.
        """
        return wait_until(lambda: self._try_to_place(body), WAIT_TIMEOUT_SECONDS, every=0.5)

    def _try_to_place(self, body: Mapping[str, Any]) -> bool:
        with self.lock:
            self.waiting += 1
        try:
            order = ApiClient(self.api_url).place(dict(body))
        except requests.RequestException:
            with self.lock:
                self.unanswered += 1
            return False
        finally:
            with self.lock:
                self.waiting -= 1
        with self.lock:
            self.accepted.append(order["order_id"])
        return True

    def cancel(self, order_id: str) -> bool:
        """Ask for a cancellation; whether there was an answer."""
        try:
            is_cancelled = ApiClient(self.api_url).cancel(order_id)
        except requests.RequestException:
            return False
        with self.lock:
            (self.cancelled if is_cancelled else self.too_late).add(order_id)
        return True
