"""The payment provider decides which payment methods and totals an order may have."""

from typing import Any

import pytest
from rest_framework.serializers import ValidationError

from api import serializers
from orders.domain.errors import UnsupportedPayment
from orders.domain.money import Money
from orders.domain.order import Order
from orders.domain.order_request import OrderLineRequest, OrderRequest
from orders.payments.stripe_rules import StripeRules
from orders.usecases.place import OrderPlacement
from orders.usecases.pricing import CataloguePricing
from tests.orders.examples import NOON, dollars
from tests.orders.fakes import FakeOrderRepository


@pytest.fixture
def field(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the field of a stack with Stripe."""
    monkeypatch.setenv("PAYMENT_PROVIDER", "stripe")
    return serializers._payment_method_field()


@pytest.mark.parametrize("method", ["pm_1QabcDEF", "pi_3Qabc", "pm_card_visa"])
def test_stripe_accepts_its_ids(field: Any, method: str) -> None:
    assert field.run_validation(method) == method


@pytest.mark.parametrize(
    "method", ["tok_visa", "pm_", "pm_1 ", " pm_1", "pm_1\n", "pm_" + "x" * 201, "4242424242424242", 7, None]
)
def test_stripe_accepts_nothing_else(field: Any, method: Any) -> None:
    with pytest.raises(ValidationError, match="must be the id of a payment method of Stripe"):
        field.run_validation(method)


def test_with_stripe_an_order_must_name_its_payment_method(field: Any) -> None:
    assert field.required


class Catalogue:
    def get_unit_prices(self, product_names: list[str]) -> dict[str, Money]:
        return {"Free Sample": dollars(0), "Sticker": dollars(10), "Mug": dollars(1250)}


def place(product: str, quantity: int, orders: FakeOrderRepository, **options: Any) -> Order:
    request = OrderRequest("Test Customer", (OrderLineRequest(product, quantity),), "pm_1")
    placement = OrderPlacement(CataloguePricing(Catalogue()), orders, StripeRules())  # type: ignore[arg-type]
    return placement.place(request, "order-1", NOON, **options).order


def test_a_total_that_stripe_does_not_take_is_refused_and_not_stored() -> None:
    orders = FakeOrderRepository()

    with pytest.raises(UnsupportedPayment, match="from 50 to 99999999 in minor units of USD, not 40"):
        place("Sticker", 4, orders)

    assert orders.orders == {}
    assert place("Sticker", 5, orders).total == dollars(50)


def test_an_order_for_nothing_needs_no_payment() -> None:
    assert place("Free Sample", 1, FakeOrderRepository()).total == dollars(0)


def test_a_repeated_request_returns_the_order_that_another_provider_accepted() -> None:
    orders = FakeOrderRepository()
    order = place("Mug", 1, orders, client_idempotency_key="key")
    orders.orders[order.order_id] = order

    class Strict(StripeRules):
        def check_amount(self, amount: Money) -> None:
            raise UnsupportedPayment("any")

    request = OrderRequest("Test Customer", (OrderLineRequest("Mug", 1),), "pm_1")
    again = OrderPlacement(CataloguePricing(Catalogue()), orders, Strict()).place(  # type: ignore[arg-type]
        request, "order-2", NOON, client_idempotency_key="key"
    )

    assert (again.order.order_id, again.is_new) == (order.order_id, False)
