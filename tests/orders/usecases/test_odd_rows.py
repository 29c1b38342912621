"""Rows that were written by hand, from a backup or from another system, beside healthy ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import encode
from orders.domain.errors import MalformedOrder
from orders.domain.order import OrderStatus
from orders.domain.search import EVERY_ORDER, CreationWindow, OrderFilter
from orders.usecases import compensate
from orders.usecases.redrive import Action
from tests.orders.examples import NOON, line
from tests.orders.usecases.order_system import ALL_STEPS, UNITS, OrderSystem

pytestmark = pytest.mark.slow

ODD_UNITS = [None, "7", Decimal("2.5"), True, [7], {"units": 7}, 10**30]


def put(table: str, **row: Any) -> None:
    client("dynamodb").put_item(
        TableName=f"dev-{table}", Item=encode({name: value for name, value in row.items() if value is not None})
    )


def set_attribute(table: str, key: dict[str, Any], name: str, value: Any) -> None:
    client("dynamodb").update_item(
        TableName=f"dev-{table}",
        Key=encode(key),
        UpdateExpression="SET #name = :value",
        ExpressionAttributeNames={"#name": name},
        ExpressionAttributeValues=encode({":value": value}),
    )


def sentences(system: OrderSystem, **options: Any) -> list[str]:
    return [found.sentence for found in system.find_discrepancies(**options)]


def unpaid(system: OrderSystem) -> str:
    """Complete an order whose payment is missing, and return the finding about it, which odd rows must not hide."""
    attempt = system.run(system.place("order-unpaid"), *ALL_STEPS)
    client("dynamodb").delete_item(TableName="dev-payments", Key=encode({"payment_id": attempt.payment_id}))
    return "order order-unpaid is Completed in attempt 1 and owes 1999, but payment order-unpaid.1 kept 0"


@pytest.mark.parametrize("available", ODD_UNITS)
def test_a_product_with_odd_units_is_one_finding_beside_the_others(system: OrderSystem, available: Any) -> None:
    put("products", product_name="Cup", unit_price=1, currency="USD", available=available)
    other = unpaid(system)

    found = sentences(system)

    assert other in found
    [finding] = [each for each in found if each != other]
    assert finding.startswith("the item Cup of the products table is not a product: available ")


@pytest.mark.parametrize(
    ("price", "currency"),
    [(Decimal("19.99"), "USD"), ("1999", "USD"), (None, "USD"), (-1, "USD"), (10**20, "USD"), (1, None), (1, "usd")],
)
def test_an_order_of_a_product_with_an_odd_price_fails_with_an_error_that_names_the_product(
    system: OrderSystem, price: Any, currency: Any
) -> None:
    put("products", product_name="Cup", unit_price=price, currency=currency, available=1)

    with pytest.raises(MalformedOrder, match="the item Cup of the products table"):
        wiring.catalogue().get_unit_prices(["Cup", "Test Product"])

    assert list(wiring.catalogue().get_unit_prices(["Test Product"])) == ["Test Product"]
    assert [each.split(":")[0] for each in sentences(system)] == ["the item Cup of the products table is not a product"]


def test_a_retired_product_needs_no_price(system: OrderSystem) -> None:
    put("products", product_name="Cup", unit_price="-", available=1, retired_at="2026")

    assert wiring.catalogue().get_unit_prices(["Cup"]) == {}
    assert sentences(system) == []


@pytest.mark.parametrize("units", ["7", Decimal("2.5"), [7]])
def test_a_stock_row_with_odd_units_is_a_finding_only_if_it_counts(system: OrderSystem, units: Any) -> None:
    system.tables.put_product("Cup", available=1, rows=[2])
    put("stock", product_name="Cup", shard=1, available=units)
    put("stock", product_name="Cup", shard=2, available=units)
    put("stock", product_name="Test Product", shard=1, available=units)

    [finding] = sentences(system)
    levels, malformed = wiring.stock_keeping().levels()

    assert finding.startswith("the item Cup, 1 of the stock table is not a row of a product's stock: available ")
    assert [level.stock.product_name for level in levels] == ["Test Product"]
    assert [str(row) for row in malformed] == [finding]


@pytest.mark.parametrize(
    ("name", "value"),
    [("amount", "1999"), ("amount", Decimal("0.5")), ("captured", []), ("state", "PAID?"), ("currency", 840)],
)
@pytest.mark.parametrize("is_in_window", [False, True])
def test_an_odd_payment_is_one_finding_and_its_order_is_not_accused(
    system: OrderSystem, name: str, value: Any, *, is_in_window: bool
) -> None:
    attempt = system.run(system.place(), *ALL_STEPS)
    set_attribute("payments", {"payment_id": attempt.payment_id}, name, value)
    other = unpaid(system)
    window = CreationWindow(since=NOON.replace(year=2020)) if is_in_window else EVERY_ORDER

    found = sentences(system, window=window)

    assert other in found
    [finding] = [each for each in found if each != other]
    assert finding.startswith(f"the item order-1.1 of the payments table is not a payment: {name} must be ")


@pytest.mark.parametrize(
    ("name", "value"), [("state", "LOST?"), ("attempt", "1"), ("quantities", []), ("taken_from", {"Cup": 1})]
)
def test_an_odd_reservation_is_one_finding_and_its_redrive_is_skipped(
    system: OrderSystem, name: str, value: Any
) -> None:
    odd, healthy = system.fail("order-odd"), system.fail("order-healthy")
    set_attribute("reservations", {"order_id": odd.order_id}, name, value)

    [finding] = sentences(system)
    actions = {str(plan.subject): plan.action for plan in system.redrive()}

    assert finding.startswith(f"the item order-odd of the reservations table is not a reservation: {name} must be ")
    assert actions == {"order order-odd, attempt 1": Action.SKIP, "order order-healthy, attempt 1": Action.REDRIVE}
    assert system.status(healthy) == (OrderStatus.PENDING, 2)


@pytest.mark.parametrize(
    ("name", "value"),
    [("metadata", ["gift"]), ("metadata", {"gift": 1}), ("history", "placed"), ("owner", 7), ("failure_reason", [])],
)
def test_an_odd_order_is_a_finding_and_leaves_the_list_of_all_others(
    system: OrderSystem, name: str, value: Any
) -> None:
    system.place("order-1")
    system.place("order-odd")
    set_attribute("orders", {"order_id": "order-odd"}, name, value)

    page = wiring.order_search().page(OrderFilter(), 20)

    assert [order.order_id for order in page.orders] == ["order-1"]
    assert any(
        each.startswith(f"the item order-odd of the orders table is not an order: {name} must be ")
        for each in sentences(system)
    )
    with pytest.raises(MalformedOrder, match=name):
        system.orders.get("order-odd")


@pytest.mark.parametrize("status", [["Failed"], {"S": "Failed"}, 7, "Shipped", Decimal("0.5")])
def test_an_order_with_an_odd_status_does_not_hide_the_finished_ones(system: OrderSystem, status: Any) -> None:
    system.run(system.place("order-1"), *ALL_STEPS)
    system.place("order-odd")
    set_attribute("orders", {"order_id": "order-odd"}, "status", status)

    assert wiring.finished_orders().among(["order-1", "order-odd"]) == {"order-1"}


@pytest.mark.parametrize("value", ["text", Decimal("2.5"), [[]], {"a": Decimal("0.1")}, {b"x"}, 10**37])
@pytest.mark.parametrize("table", ["orders", "payments", "reservations", "products"])
def test_attributes_that_are_not_in_use_are_ignored(system: OrderSystem, table: str, value: Any) -> None:
    attempt = system.run(system.place(), "authorize", "reserve")
    key = {"payments": {"payment_id": "order-1.1"}, "products": {"product_name": "Test Product"}}
    set_attribute(table, key.get(table, {"order_id": "order-1"}), "weight", value)

    system.run(attempt, "capture", "complete")

    assert sentences(system, with_provider=True) == []


@pytest.mark.parametrize("available", ["7", [7], None])
def test_a_release_to_a_product_with_odd_units_names_the_product(system: OrderSystem, available: Any) -> None:
    system.tables.put_product("Cup", available=5)
    attempt = system.place()
    system.stock.reserve(attempt, [line("Cup")], NOON)
    put("products", product_name="Cup", unit_price=1, currency="USD", available=available)

    with pytest.raises(MalformedOrder, match="the item Cup of the products table is not a product: available"):
        compensate.release(attempt, system.orders, system.stock, NOON)

    system.tables.put_product("Cup", available=4)
    compensate.release(attempt, system.orders, system.stock, NOON)
    assert system.tables.available("Cup") == 5
    assert system.tables.available("Test Product") == UNITS


def test_no_finding_contains_the_value_of_an_odd_attribute(system: OrderSystem) -> None:
    system.place()
    set_attribute("orders", {"order_id": "order-1"}, "metadata", ["Jane Doe, Secret Street 1"])

    assert "Jane" not in " ".join(sentences(system))
