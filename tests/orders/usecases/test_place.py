"""The price rule decides what an order costs; the order, its payment and its reconciliation follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from unittest.mock import create_autospec

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.domain.adjustment import Adjustment
from orders.domain.attempt import Attempt
from orders.domain.errors import UnsupportedPayment
from orders.domain.money import Money
from orders.domain.order import OrderStatus, Price
from orders.domain.order_request import OrderLineRequest, OrderRequest
from orders.payments.stripe_rules import StripeRules
from orders.ports import Pricing
from orders.usecases.place import OrderPlacement
from tests.orders.examples import NOON, dollars, line
from tests.orders.fakes import FakeOrderRepository
from tests.orders.usecases.order_system import ALL_STEPS, PRICE, OrderSystem, system

__all__ = ["system"]

pytestmark = pytest.mark.slow

REQUEST = OrderRequest("Test Customer", (OrderLineRequest("Test Product", 1),), "tok_visa")


@dataclass
class Rule:
    """A ``Pricing`` with constant adjustments."""

    amounts: tuple[int, ...]
    base: Pricing | None = None

    def price(self, request: OrderRequest, owner: str | None, at: datetime) -> Price:
        price = self.base.price(request, owner, at) if self.base else Price((line(),))
        return replace(price, adjustments=tuple(Adjustment("discount", "Any", amount) for amount in self.amounts))


def place(amounts: tuple[int, ...], orders: FakeOrderRepository, rules: Any = None, **options: Any) -> Any:
    placement = OrderPlacement(Rule(amounts), orders, rules or StripeRules())  # type: ignore[arg-type]
    return placement.place(REQUEST, "order-1", NOON, **options)


def test_the_order_has_the_adjustments_of_the_price_rule() -> None:
    order = place((-99, 190), FakeOrderRepository()).order

    assert [each.amount for each in order.adjustments] == [-99, 190]
    assert order.total == dollars(1999 - 99 + 190)


def test_the_price_may_depend_on_the_caller_and_the_time() -> None:
    pricing = create_autospec(Pricing, instance=True)
    pricing.price.return_value = Price((line(),))

    OrderPlacement(pricing, FakeOrderRepository(), StripeRules()).place(REQUEST, "order-1", NOON, owner="ann")

    pricing.price.assert_called_once_with(REQUEST, "ann", NOON)


def test_the_payment_provider_checks_the_total_with_the_adjustments() -> None:
    orders = FakeOrderRepository()

    with pytest.raises(UnsupportedPayment, match="not 49"):
        place((-1950,), orders)

    assert orders.orders == {}


def test_a_discount_of_the_whole_price_needs_no_check_by_the_payment_provider() -> None:
    assert place((-1999,), FakeOrderRepository()).order.total == dollars(0)


def test_a_rule_that_takes_more_than_the_price_places_no_order() -> None:
    orders = FakeOrderRepository()

    with pytest.raises(ValueError, match="must keep it at 0 or more"):
        place((-2000,), orders)

    assert orders.orders == {}


def test_a_repeated_request_returns_the_order_at_its_old_price() -> None:
    orders = FakeOrderRepository()
    first = place((-99,), orders, client_idempotency_key="key").order
    orders.orders[first.order_id] = first

    again = place((-500,), orders, client_idempotency_key="key")

    assert (again.order.total, again.is_new) == (dollars(1900), False)


@pytest.mark.parametrize("amounts", [(-200, 341), (-PRICE,), (1,)])
def test_the_total_with_adjustments_is_what_is_charged_and_reconciled(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch, amounts: tuple[int, ...]
) -> None:
    rule = Rule(amounts, wiring.pricing())
    monkeypatch.setattr(wiring, "pricing", lambda: rule)
    wiring.placement().place(REQUEST, "order-1", datetime.now(UTC))
    attempt = Attempt("order-1", 1)

    system.run(attempt, *ALL_STEPS)

    assert system.order().status is OrderStatus.COMPLETED
    assert system.order().total == Money(PRICE + sum(amounts), "USD")
    assert system.kept(attempt) == PRICE + sum(amounts)
    assert system.find_discrepancies(with_provider=True) == []


def test_a_charge_without_the_adjustments_is_reported(system: OrderSystem) -> None:
    system.run(system.place(), *ALL_STEPS)
    adjusted = replace(system.order(), adjustments=Rule((-200,)).price(REQUEST, None, NOON).adjustments)
    client("dynamodb").put_item(TableName="dev-orders", Item=encode(to_item(adjusted)))

    sentences = [discrepancy.sentence for discrepancy in system.find_discrepancies()]

    assert any(f"owes {PRICE - 200}, but payment order-1.1 kept {PRICE}" in sentence for sentence in sentences)
