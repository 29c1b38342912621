"""The buttons that only the laptop has: place orders of every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from console.jobs import Job
from console.stack import Stack
from orders import wiring
from orders.payments.simulated import PaymentMethod

TIMEOUT_SECONDS = 60

CONNECTIONS = 10

HUNDRED = 100

SALE_PRODUCT, SALE_UNITS, SALE_ORDERS = "Espresso Machine", 40, 100
"""A flash sale: far more orders than units."""

CANCELLED = "cancelled before the capture"
"""The one outcome that needs a second request."""


def place(stack: Stack, body: Mapping[str, Any]) -> str:
    """Place an order, and return its id.

    Raises:
        requests.RequestException: the API did not accept the order.
    """
    response = requests.post(f"{stack.api_url}/orders/", json=dict(body), timeout=TIMEOUT_SECONDS)
    response.raise_for_status()
    return str(response.json()["order_id"])


def titles(stack: Stack) -> list[str]:
    """Return the outcomes for which there is a button."""
    return [*stack.samples, CANCELLED]


def place_sample(stack: Stack, title: str) -> str:
    """Place the order of an outcome, and return its id.

    Raises:
        KeyError: there is no such outcome.
        requests.RequestException: the API did not accept the order or its cancellation.
    """
    if title != CANCELLED:
        return place(stack, stack.samples[title])
    # Its payment is retried long enough for a cancellation, whatever the machine's speed.
    order_id = place(stack, _first(stack) | {"payment_method": PaymentMethod.UNAVAILABLE})
    requests.post(f"{stack.api_url}/orders/{order_id}/cancel/", timeout=TIMEOUT_SECONDS).raise_for_status()
    return order_id


def one_of_each(stack: Stack) -> Callable[[Job], None]:
    """Return the work that places an order of each outcome."""

    def work(job: Job) -> None:
        outcomes = titles(stack)
        job.total = len(outcomes)
        for title in outcomes:
            if job.was_stopped:
                return
            _report(job, title, lambda title=title: place_sample(stack, title))  # type: ignore[misc]  # of this turn

    return work


def a_hundred(stack: Stack) -> Callable[[Job], None]:
    """Return the work that places a hundred orders."""
    return _many(stack, HUNDRED, _first(stack))


def flash_sale(stack: Stack) -> Callable[[Job], None]:
    """Return the work that adds units of one product, and places more orders for it than there are units."""
    orders = _many(stack, SALE_ORDERS, _first(stack) | {"product_name": SALE_PRODUCT})

    def work(job: Job) -> None:
        job.phase = f"adding {SALE_UNITS} units of {SALE_PRODUCT}"
        wiring.stock_keeping().add(SALE_PRODUCT, SALE_UNITS)
        orders(job)

    return work


def _first(stack: Stack) -> dict[str, Any]:
    return dict(next(iter(stack.samples.values())))


def _many(stack: Stack, count: int, body: Mapping[str, Any]) -> Callable[[Job], None]:
    def work(job: Job) -> None:
        job.total, job.phase = count, "placing orders"

        def one(number: int) -> None:
            if not job.was_stopped:
                _report(job, f"order {number}", lambda: place(stack, body))

        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(one, range(1, count + 1)))

    return work


def _report(job: Job, title: str, placed: Callable[[], str]) -> None:
    try:
        order_id = placed()
    except requests.RequestException as error:
        job.report(f"{title}: {error}", is_good=False)
    else:
        job.report(f"{title}: placed", order_id=order_id)
