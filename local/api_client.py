"""A customer of the REST API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import requests

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
"""The order of the README's curl."""


@dataclass(frozen=True, slots=True)
class ApiClient:
    """Places, cancels and reads orders; one session, so one connection for each thread that has its own."""

    api_url: str
    session: requests.Session = field(default_factory=requests.Session)

    def place(self, order: dict[str, Any]) -> dict[str, Any]:
        """Place an order and give it back as the API answers it.

        Raises:
            requests.HTTPError: the API did not accept it.
        """
        answer = self.session.post(f"{self.api_url}/orders/", json=order, timeout=30)
        answer.raise_for_status()
        accepted: dict[str, Any] = answer.json()
        return accepted

    def cancel(self, order_id: str) -> bool:
        """Cancel the order; False if it is too late for that.

        Raises:
            requests.HTTPError: there is no such order, or the API could not tell.
        """
        answer = self.session.post(f"{self.api_url}/orders/{order_id}/cancel/", timeout=30)
        if answer.status_code == requests.codes.conflict:
            return False
        answer.raise_for_status()
        return True

    def read(self, order_id: str) -> dict[str, Any]:
        """The order as it is now.

        Raises:
            requests.HTTPError: there is none.
        """
        answer = self.session.get(f"{self.api_url}/orders/{order_id}/", timeout=30)
        answer.raise_for_status()
        order: dict[str, Any] = answer.json()
        return order
