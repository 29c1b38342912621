"""The payment providers that the contract suite examines, each with its payment methods."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import uuid4

from local.stripe.faults import Plan
from local.stripe.proxy import Proxy, serve
from local.stripe.stand_in import TEST_KEY, stand_in
from orders.payments.simulated import PaymentMethod, SimulatedProvider
from orders.payments.stripe import StripeProvider
from orders.ports import PaymentProvider

STRIPE_TEST_KEY = os.environ.get("STRIPE_TEST_KEY", "")
"""A secret key of Stripe's test mode; with it the suite examines Stripe itself."""

numbers = count(1)
run = uuid4().hex[:8]


@dataclass
class FixedKey:
    """An API key that is not rotated, unless ``next_key`` is set."""

    key: str = TEST_KEY
    next_key: str | None = None
    reads: int = 0

    def read(self, *, again: bool = False) -> str:
        self.reads += 1
        if again and self.next_key is not None:
            self.key = self.next_key
        return self.key


@dataclass
class World:
    """A provider, and the payment methods that it approves and declines.

    Attributes:
        opens_with_a_call: whether the provider has a payment before its authorization.
    """

    name: str
    provider: PaymentProvider
    approved: str
    declined: str
    decline_code: str
    proxy: Proxy | None = None
    opens_with_a_call: bool = True

    def order_id(self) -> str:
        """Return a new order's id; with Stripe itself it must differ from those of all earlier runs."""
        return f"order-{run}-{next(numbers)}"


def simulated() -> World:
    provider = SimulatedProvider("dev-simulator", "dev-payments")
    return World("simulated", provider, PaymentMethod.VISA, PaymentMethod.DECLINED, "card_declined")


@contextmanager
def stripe(folder: Path) -> Iterator[World]:
    """Run localstripe behind the proxy, or the proxy in front of Stripe if there is a test key."""
    if STRIPE_TEST_KEY:
        proxy = Proxy("https://api.stripe.com", Plan(), is_emulated=False)
        with serve(proxy) as url:
            yield _stripe(proxy, url, STRIPE_TEST_KEY)
    else:
        with stand_in(folder) as running:
            yield _stripe(running.proxy, running.url, TEST_KEY)


def _stripe(proxy: Proxy, url: str, key: str) -> World:
    provider = StripeProvider(FixedKey(key), url)
    declined = "pm_card_visa_chargeDeclinedInsufficientFunds"
    return World("stripe", provider, "pm_card_visa", declined, "insufficient_funds", proxy)
