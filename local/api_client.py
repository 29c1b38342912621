"""A client of the order API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import requests

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
"""The order of the README's curl command."""

REQUEST_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class ApiClient:
    """Places, cancels and reads orders over one HTTP session; use one client per thread."""

    api_url: str
    session: requests.Session = field(default_factory=requests.Session)

    def place(self, order: dict[str, Any], idempotency_key: str | None = None) -> dict[str, Any]:
        """Place an order, and return it as the API returns it.

        Args:
            order: the request's body.
            idempotency_key: with it, a repeated call returns the order of the first one.

        Raises:
            requests.HTTPError: the API did not accept the order.
        """
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        response = self.session.post(
            f"{self.api_url}/orders/", json=order, headers=headers, timeout=REQUEST_TIMEOUT_SECONDS
        )
        response.raise_for_status()
        accepted: dict[str, Any] = response.json()
        return accepted

    def cancel(self, order_id: str) -> bool:
        """Cancel the order, and return whether the API accepted that; False if it was too late.

        Raises:
            requests.HTTPError: the order does not exist, or the API failed.
        """
        response = self.session.post(f"{self.api_url}/orders/{order_id}/cancel/", timeout=REQUEST_TIMEOUT_SECONDS)
        if response.status_code == requests.codes.conflict:
            return False
        response.raise_for_status()
        return True

    def read(self, order_id: str) -> dict[str, Any]:
        """Return the order's current state.

        Raises:
            requests.HTTPError: the order does not exist, or the API failed.
        """
        response = self.session.get(f"{self.api_url}/orders/{order_id}/", timeout=REQUEST_TIMEOUT_SECONDS)
        response.raise_for_status()
        order: dict[str, Any] = response.json()
        return order
