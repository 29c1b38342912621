"""The payment providers that the contract suite examines, each with its payment methods."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from local.stripe.faults import Plan
from local.stripe.proxy import Proxy, serve
from local.stripe.stand_in import TEST_KEY, localstripe
from orders.domain.payment import ProviderPayment
from orders.payments.simulated import PaymentMethod, SimulatedProvider
from orders.ports import PaymentProvider

if TYPE_CHECKING:
    from orders.payments.stripe import StripeProvider

STRIPE_TEST_KEY = os.environ.get("STRIPE_TEST_KEY", "")
"""A secret key of Stripe's test mode; with it the suite examines Stripe itself."""


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
    _run: str = field(default_factory=lambda: uuid4().hex[:8])
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def order_id(self) -> str:
        """Return a new order's id, which differs from those of all other worlds in front of the same provider."""
        return f"order-{self._run}-{next(self._numbers)}"

    def payments_with(self, payment_id: str) -> list[ProviderPayment]:
        """Return all payments that the provider has with our id, found without the reference in our ledger."""
        references = self._intents_of(payment_id) if self.name == "stripe" else [payment_id]
        found = (self.provider.find(reference, payment_id) for reference in references)
        return [payment for payment in found if payment is not None]

    def _intents_of(self, payment_id: str) -> list[str]:
        provider: Any = self.provider
        intents = provider._client.v1.payment_intents.list({"limit": 100}, {"api_key": provider.key.read()})
        return [
            intent.id
            for intent in intents.auto_paging_iter()
            if intent.metadata and intent.metadata.to_dict().get("payment_id") == payment_id
        ]


def simulated() -> World:
    provider = SimulatedProvider("dev-simulator", "dev-payments")
    return World("simulated", provider, PaymentMethod.VISA, PaymentMethod.DECLINED, "card_declined")


@contextmanager
def stripe(folder: Path) -> Iterator[World]:
    """Run localstripe behind the proxy, or the proxy in front of Stripe if there is a test key."""
    if STRIPE_TEST_KEY:
        with in_front_of(Proxy("https://api.stripe.com", Plan(), is_emulated=False), STRIPE_TEST_KEY) as world:
            yield world
    else:
        with localstripe(folder) as url, in_front_of(Proxy(url)) as world:
            yield world


@contextmanager
def in_front_of(proxy: Proxy, key: str = TEST_KEY) -> Iterator[World]:
    """Serve the proxy, with an adapter that calls it."""
    with serve(proxy) as url:
        declined = "pm_card_visa_chargeDeclinedInsufficientFunds"
        yield World("stripe", _stripe(key, url), "pm_card_visa", declined, "insufficient_funds", proxy)


def _stripe(key: str, url: str) -> StripeProvider:
    # Only tests with Stripe wait for its package, which takes half a second to import.
    from orders.payments.stripe import StripeProvider  # noqa: PLC0415

    return StripeProvider(FixedKey(key), url)
