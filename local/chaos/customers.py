"""Simulated customers: the requests that they send, and the responses that they get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import requests

from local.api_client import ApiClient
from local.process import wait_until

WAIT_TIMEOUT_SECONDS = 120


@dataclass
class Customers:
    """The ids of all accepted orders, and the API's responses to cancellations.

    ``waiting`` counts requests in flight, and ``unanswered`` those that got no response.
    """

    api_url: str
    accepted: list[str] = field(default_factory=list)
    cancelled: set[str] = field(default_factory=set)
    too_late: set[str] = field(default_factory=set)
    unanswered: int = 0
    waiting: int = 0
    lock: Lock = field(default_factory=Lock)

    def place(self, body: Mapping[str, Any]) -> bool:
        """Place an order, retry until there is a response, and return whether the order was accepted.

        A request without a response may have stored an order too.
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
        """Request a cancellation, and return whether there was a response."""
        try:
            is_cancelled = ApiClient(self.api_url).cancel(order_id)
        except requests.RequestException:
            return False
        with self.lock:
            (self.cancelled if is_cancelled else self.too_late).add(order_id)
        return True
