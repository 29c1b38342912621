"""Fixtures of the payment providers' tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from local.stripe.stand_in import PYTHON
from orders.aws.payment_table import PaymentTable
from orders.usecases.payments import Payments
from tests.orders.aws.fixtures import *  # noqa: F403  pytest finds fixtures by their names
from tests.orders.payments import worlds
from tests.orders.payments.worlds import World


@pytest.fixture(scope="session")
def stripe_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if not (worlds.STRIPE_TEST_KEY or PYTHON.exists()):
        pytest.skip("localstripe is not installed; make test installs it")
    with worlds.stripe(tmp_path_factory.mktemp("localstripe")) as world:
        yield world


@pytest.fixture
def stripe(stripe_world: World) -> World:
    """Return Stripe or its stand-in, without faults and earlier calls."""
    assert stripe_world.proxy is not None
    stripe_world.proxy.plan.clear()
    return stripe_world


@pytest.fixture(params=["simulated", "stripe"])
def world(request: pytest.FixtureRequest) -> World:
    request.getfixturevalue("tables")
    if request.param == "simulated":
        return worlds.simulated()
    world: World = request.getfixturevalue("stripe")
    return world


@pytest.fixture
def paid_at(world: World, ledger: PaymentTable) -> Payments:
    """Return the payments with this world's provider."""
    return Payments(ledger, lambda _: world.provider, world.name)
