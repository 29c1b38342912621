"""The scenarios of the demo: an order for each kind of trouble, and what the README says happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.api_client import ApiClient
from local.system import LocalSystem
from local.system_reader import THROTTLING_ERROR, ExecutionHistory, SystemReader
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.payments.simulated import PaymentMethod

POISON_MESSAGE = "this is not an order"


@dataclass(frozen=True, slots=True)
class Scenario:
    """An order, its expected status, and the error that its calls meet ``failed_calls`` times."""

    title: str
    product: str
    payment_method: PaymentMethod
    status: OrderStatus
    error: str | None = None
    failed_calls: int = 0
    retries: int = 0
    is_paid: bool = False
    is_dead_lettered: bool = False

    @property
    def last_state(self) -> str:
        """The state of the workflow in which the order ends."""
        if self.is_paid:
            return "CompleteOrder"
        return "OrderFailed" if self.is_dead_lettered else "OrderRejected"


DEMO_SCENARIOS = (
    Scenario("completed", "Test Product", PaymentMethod.VISA, OrderStatus.COMPLETED, is_paid=True),
    Scenario(
        "card declined", "Coffee Mug", PaymentMethod.DECLINED, OrderStatus.FAILED, "PaymentDeclined", failed_calls=1
    ),
    Scenario("sold out", "Sold Out Product", PaymentMethod.VISA, OrderStatus.FAILED, "OutOfStock", failed_calls=1),
    Scenario(
        "flaky provider",
        "Desk Lamp",
        PaymentMethod.FLAKY,
        OrderStatus.COMPLETED,
        "PaymentProviderUnavailable",
        failed_calls=4,
        retries=4,
        is_paid=True,
    ),
    Scenario(
        "capture response lost",
        "Espresso Machine",
        PaymentMethod.TIMEOUT,
        OrderStatus.COMPLETED,
        "PaymentProviderTimeout",
        failed_calls=1,
        retries=1,
        is_paid=True,
    ),
    Scenario(
        "provider down",
        "Coffee Mug",
        PaymentMethod.UNAVAILABLE,
        OrderStatus.FAILED,
        "PaymentProviderUnavailable",
        failed_calls=31,
        retries=30,
        is_dead_lettered=True,
    ),
)
"""``tok_flaky`` fails two authorizations and two captures; ``tok_unavailable`` fails a call and 30 retries."""


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """An order and everything that the system recorded about it."""

    order: Mapping[str, Any]
    execution: ExecutionHistory
    payment: Mapping[str, Any] | None
    reservation: Mapping[str, Any] | None
    is_in_dead_letter_queue: bool

    @property
    def held(self) -> int:
        """The amount blocked on the card, in minor units."""
        return self.payment["amount"] if self.payment and self.payment["state"] == "AUTHORIZED" else 0

    @property
    def captured(self) -> int:
        """The amount captured and not refunded, in minor units."""
        return self.payment["captured"] - self.payment["refunded"] if self.payment else 0

    @property
    def stock(self) -> str:
        """The state of the order's reservation."""
        return str(self.reservation["state"]) if self.reservation else "none"

    @property
    def failed_calls(self) -> dict[str, int]:
        """Failed calls by error, without throttled ones: how many there are depends on the machine."""
        return {error: n for error, n in self.execution.failed_calls.items() if error != THROTTLING_ERROR}

    @property
    def retries(self) -> int:
        """The number of retried calls, without throttled ones."""
        return self.execution.retries - self.execution.throttled_calls

    def differences(self, scenario: Scenario) -> list[str]:
        """Return what differs from the scenario, a few words each."""
        reason = None if scenario.is_paid else scenario.error
        failed_calls = {scenario.error: scenario.failed_calls} if scenario.failed_calls else {}
        is_dead_lettered = self.is_in_dead_letter_queue
        checks = {
            f"status {self.order['status']}": self.order["status"] == scenario.status,
            f"reason {self.order['failure_reason']}": self.order["failure_reason"] == reason,
            f"ended in {self.execution.states[-1]}": self.execution.states[-1] == scenario.last_state,
            f"execution {self.execution.status}": (self.execution.status == "FAILED") is scenario.is_dead_lettered,
            f"failed calls {self.failed_calls}": self.failed_calls == failed_calls,
            f"{self.retries} retries": self.retries == scenario.retries,
            f"held {self.held}": self.held == 0,
            f"captured {self.captured}": self.captured == (self.order["total"] if scenario.is_paid else 0),
            f"stock {self.stock}": self.stock == ("SOLD" if scenario.is_paid else "RELEASED"),
            f"in the dead-letter queue: {is_dead_lettered}": is_dead_lettered is scenario.is_dead_lettered,
        }
        return [what for what, is_expected in checks.items() if not is_expected]


def place(system: LocalSystem, scenario: Scenario) -> Attempt:
    """Place the scenario's order, and return its first attempt."""
    order = ApiClient(system.api_url).place(
        system.order | {"product_name": scenario.product, "payment_method": system.method(scenario.payment_method)}
    )
    return Attempt(order["order_id"], order["attempt"])


def scenario_result(
    reader: SystemReader, attempt: Attempt, dead_letters: list[dict[str, Any]]
) -> ScenarioResult | None:
    """Return what the system recorded about the attempt, or None if its workflow has not started."""
    execution = reader.execution(attempt)
    if execution is None or not execution.states:
        return None
    return ScenarioResult(
        order=ApiClient(reader.system.api_url).read(attempt.order_id),
        execution=execution,
        payment=reader.item("payments_table", payment_id=attempt.payment_id),
        reservation=reader.item("reservations_table", order_id=attempt.order_id),
        is_in_dead_letter_queue=any(message.get("order_id") == attempt.order_id for message in dead_letters),
    )
