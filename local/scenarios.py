"""What the README promises of an order in each kind of trouble, and how the reader are held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.api_client import ApiClient
from local.system import LocalSystem
from local.system_reader import THROTTLED, ExecutionHistory, SystemReader
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus, PaymentMethod

POISON = "this is not an order"
"""A message that no order explains."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the README says of an order: how it ends, which error its calls meet on the way and how often."""

    title: str
    product: str
    payment_method: PaymentMethod
    status: OrderStatus
    error: str | None = None
    fails: int = 0
    retries: int = 0
    is_paid: bool = False
    ends_in_queue: bool = False

    @property
    def last_state(self) -> str:
        """The state of the workflow in which the order ends."""
        if self.is_paid:
            return "CompleteOrder"
        return "OrderFailed" if self.ends_in_queue else "OrderRejected"


DEMO_SCENARIOS = (
    Scenario("completed", "Test Product", PaymentMethod.VISA, OrderStatus.COMPLETED, is_paid=True),
    Scenario("card declined", "Coffee Mug", PaymentMethod.DECLINED, OrderStatus.FAILED, "PaymentDeclined", fails=1),
    Scenario("sold out", "Sold Out Product", PaymentMethod.VISA, OrderStatus.FAILED, "OutOfStock", fails=1),
    Scenario(
        "flaky provider",
        "Desk Lamp",
        PaymentMethod.FLAKY,
        OrderStatus.COMPLETED,
        "PaymentProviderUnavailable",
        fails=4,
        retries=4,
        is_paid=True,
    ),
    Scenario(
        "capture's answer lost",
        "Espresso Machine",
        PaymentMethod.TIMEOUT,
        OrderStatus.COMPLETED,
        "PaymentProviderTimeout",
        fails=1,
        retries=1,
        is_paid=True,
    ),
    Scenario(
        "provider down",
        "Coffee Mug",
        PaymentMethod.UNAVAILABLE,
        OrderStatus.FAILED,
        "PaymentProviderUnavailable",
        fails=4,
        retries=3,
        ends_in_queue=True,
    ),
)
"""``tok_flaky`` fails two authorizations and two captures; ``tok_unavailable`` fails a call and three retries."""


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """What the reader say of an order after its workflow."""

    order: Mapping[str, Any]
    execution: ExecutionHistory
    payment: Mapping[str, Any] | None
    reservation: Mapping[str, Any] | None
    in_dead_letter_queue: bool

    @property
    def held(self) -> int:
        """What is blocked on the card, in minor units."""
        return self.payment["amount"] if self.payment and self.payment["state"] == "AUTHORIZED" else 0

    @property
    def captured(self) -> int:
        """What was taken and not given back, in minor units."""
        return self.payment["captured"] - self.payment["refunded"] if self.payment else 0

    @property
    def retries(self) -> int:
        """Calls made again after an error, but for those that met a busy function: they depend on the machine."""
        throttled = sum(count for error, count in self.execution.failed_calls.items() if error in THROTTLED)
        return self.execution.retries - throttled

    def broken(self, scenario: Scenario) -> list[str]:
        """What is not as promised, a few words each."""
        failed_calls = {error: n for error, n in self.execution.failed_calls.items() if error not in THROTTLED}
        reason = None if scenario.is_paid else scenario.error
        checks = {
            f"status {self.order['status']}": self.order["status"] == scenario.status,
            f"reason {self.order['failure_reason']}": self.order["failure_reason"] == reason,
            f"ended in {self.execution.states[-1]}": self.execution.states[-1] == scenario.last_state,
            f"execution {self.execution.status}": (self.execution.status == "FAILED") is scenario.ends_in_queue,
            f"failed calls {failed_calls}": failed_calls == ({scenario.error: scenario.fails} if scenario.fails else {}),
            f"{self.retries} retries": self.retries == scenario.retries,
            f"held {self.held}": self.held == 0,
            f"captured {self.captured}": self.captured == (self.order["total"] if scenario.is_paid else 0),
            f"stock {self.stock}": self.stock == ("SOLD" if scenario.is_paid else "RELEASED"),
            f"in the dead-letter queue: {self.in_dead_letter_queue}": self.in_dead_letter_queue
            is scenario.ends_in_queue,
        }
        return [what for what, holds in checks.items() if not holds]

    @property
    def stock(self) -> str:
        """The state of the order's reservation."""
        return str(self.reservation["state"]) if self.reservation else "none"


def place(system: LocalSystem, scenario: Scenario) -> Attempt:
    """Place the order that the scenario is about."""
    order = ApiClient(system.api_url).place(
        {
            "customer_name": "Test Customer",
            "product_name": scenario.product,
            "quantity": 1,
            "payment_method": scenario.payment_method,
        }
    )
    return Attempt(order["order_id"], order["attempt"])


def scenario_result(reader: SystemReader, attempt: Attempt, dead_letters: list[dict[str, Any]]) -> ScenarioResult | None:
    """What became of an order, or None if its workflow was never started."""
    execution = reader.execution(attempt)
    if execution is None or not execution.states:
        return None
    return ScenarioResult(
        order=ApiClient(reader.system.api_url).read(attempt.order_id),
        execution=execution,
        payment=reader.item("payments_table", payment_id=attempt.payment_id),
        reservation=reader.item("reservations_table", order_id=attempt.order_id),
        in_dead_letter_queue=any(letter.get("order_id") == attempt.order_id for letter in dead_letters),
    )
