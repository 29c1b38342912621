"""The whole system with Stripe's adapter and localstripe: the demo's orders, a refund, and what is recorded of them."""

from collections.abc import Iterator

import pytest
import requests

from local.chaos.retries import find_retries
from local.configuration import stack_config
from local.ports import Ports
from local.process import wait_until
from local.scenarios import DEMO_SCENARIOS, place, scenario_result
from local.stripe.proxy import Proxy
from local.stripe.stand_in import PYTHON
from local.system import LocalSystem, local_system
from local.system_reader import SystemReader, find_discrepancies
from orders.contract import STRIPE
from orders.domain.attempt import Attempt
from tests.local.aws_helpers import assert_no_leaks
from tests.local.conftest import WAIT_SCALE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PYTHON.exists(), reason="localstripe is not installed; make test-system installs it"),
]

WAIT_TIMEOUT_SECONDS = 600


@pytest.fixture(scope="module")
def system() -> Iterator[LocalSystem]:
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=WAIT_SCALE, payment_provider=STRIPE) as system:
        yield system


@pytest.fixture(scope="module")
def attempts(system: LocalSystem) -> list[Attempt]:
    """An order for each of the demo's scenarios; all have ended."""
    reader = SystemReader(system)
    placed = [place(system, scenario) for scenario in DEMO_SCENARIOS]

    def have_ended() -> bool:
        executions = [reader.execution(attempt) for attempt in placed]
        return all(execution is not None and execution.has_ended for execution in executions)

    assert wait_until(have_ended, WAIT_TIMEOUT_SECONDS, every=0.2)
    return placed


def proxy_of(system: LocalSystem) -> Proxy:
    assert system.stripe is not None
    return system.stripe.proxy


def test_every_demo_scenario_ends_as_with_the_simulated_provider(
    system: LocalSystem, reader: SystemReader, attempts: list[Attempt]
) -> None:
    dead_letters = reader.dead_letters()
    for scenario, attempt in zip(DEMO_SCENARIOS, attempts, strict=True):
        result = scenario_result(reader, attempt, dead_letters)
        assert result is not None
        assert result.differences(scenario) == [], scenario.title
    catalogue = stack_config(system.deployment.stack)["order-processing:catalogue"]
    assert find_discrepancies(reader, {product["product_name"]: product["available"] for product in catalogue}) == []


def test_only_the_state_machine_repeats_a_call_of_stripe_and_always_with_the_same_key(
    system: LocalSystem, reader: SystemReader, attempts: list[Attempt]
) -> None:
    plan = proxy_of(system).plan

    assert plan.count("POST .*/confirm$") > len(attempts)  # some were repeated
    assert plan.repetitions() == []
    assert find_retries(plan.calls, reader.execution) == []


def test_a_completed_order_is_refunded_once(system: LocalSystem, attempts: list[Attempt]) -> None:
    url = f"{system.api_url}/orders/{attempts[0].order_id}/refunds/"
    refund = {"amount": 500, "reason": "late delivery"}

    responses = [
        requests.post(url, json=refund, headers={"Idempotency-Key": "ticket-4711"}, timeout=120) for _ in range(2)
    ]

    assert [(response.status_code, response.json()["refunded"]) for response in responses] == [(200, 500)] * 2
    assert proxy_of(system).plan.count("POST /v1/refunds$") == 1


def test_no_record_contains_a_key_a_card_a_payment_method_or_a_customers_name(
    system: LocalSystem, reader: SystemReader, attempts: list[Attempt]
) -> None:
    assert_no_leaks(system, reader, attempts[0])
