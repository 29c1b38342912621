"""Orders that a newer version wrote, before a rollback or beside this version: they are read, and never changed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.items import decode, encode
from orders.aws.order_item import parse_change
from orders.aws.reads import read_item
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable, WrittenByNewerVersion
from orders.domain.failure import Failure
from orders.domain.order import OrderStatus
from orders.domain.search import OrderFilter
from orders.usecases import authorize, capture, compensate, complete, reserve
from orders.usecases.redrive import Action
from orders.usecases.watchdog import EndedExecution
from tests.orders.examples import NOON
from tests.orders.usecases.order_system import ALL_STEPS, OrderSystem
from tests.orders.usecases.test_odd_rows import set_attribute

pytestmark = pytest.mark.slow

NEWER = {"status": "Shipped", "schema_version": 2}
"""What makes an order one of a newer version, by the attribute."""

FAILURE = Failure("CapturePayment", "States.Timeout", "")

STEPS: dict[str, Callable[[OrderSystem, Attempt], object]] = {
    "authorize": lambda system, attempt: authorize.authorize(attempt, system.orders, system.payments, NOON),
    "reserve": lambda system, attempt: reserve.reserve(attempt, system.orders, system.stock, NOON),
    "capture": lambda system, attempt: capture.capture(attempt, system.orders, system.payments, NOON),
    "complete": lambda system, attempt: complete.complete(attempt, system.completion_store, NOON),
    "release": lambda system, attempt: compensate.release(attempt, system.orders, system.stock, NOON),
    "void": lambda system, attempt: compensate.void(attempt, system.orders, system.payments),
    "finish": lambda system, attempt: compensate.finish(attempt, FAILURE, system.orders, NOON),
    "cancel": lambda system, attempt: system.orders.request_cancellation(attempt.order_id, NOON),
    "reopen": lambda system, attempt: system.orders.reopen(attempt, NOON),
    "park": lambda system, attempt: system.orders.park(attempt, NOON),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("attribute", NEWER)
@pytest.mark.parametrize("progress", [0, 2, 4])
def test_no_step_changes_an_order_of_a_newer_version(
    system: OrderSystem, attribute: str, step: str, progress: int
) -> None:
    attempt = system.run(system.place(), *ALL_STEPS[:progress])
    set_attribute("orders", {"order_id": "order-1"}, attribute, NEWER[attribute])
    before = system.snapshot()

    with pytest.raises(WrittenByNewerVersion, match=f"the item order-1 of the orders table .*: its {attribute} is "):
        STEPS[step](system, attempt)

    assert system.snapshot() == before


@pytest.mark.parametrize("attribute", NEWER)
def test_the_watchdog_leaves_an_order_of_a_newer_version_and_its_message(system: OrderSystem, attribute: str) -> None:
    attempt = system.run(system.place(), "authorize", "reserve")
    set_attribute("orders", {"order_id": "order-1"}, attribute, NEWER[attribute])
    before = system.snapshot()

    with pytest.raises(WrittenByNewerVersion, match="order-1 of the orders table"):
        wiring.watchdog().clean_up(EndedExecution(attempt, None, "ABORTED"), NOON)

    assert system.snapshot() == before


@pytest.mark.parametrize("attribute", NEWER)
def test_an_order_of_a_newer_version_is_read_and_listed(system: OrderSystem, attribute: str) -> None:
    system.place()
    set_attribute("orders", {"order_id": "order-1"}, attribute, NEWER[attribute])

    [listed] = wiring.order_search().page(OrderFilter(), 20).orders

    assert listed == system.order()
    assert str(listed.status) == ("Shipped" if attribute == "status" else "Pending")
    assert not listed.status.is_final
    assert wiring.finished_orders().among(["order-1"]) == frozenset()


def test_an_event_of_the_history_leaves_an_order_of_a_newer_version_alone(system: OrderSystem) -> None:
    attempt = system.run(system.place(), "authorize")
    set_attribute("orders", {"order_id": "order-1"}, "schema_version", 2)
    before = system.snapshot()

    system.orders.record_event(attempt, system.order().history[0].kind)
    system.orders.mark_closed("order-1")

    assert system.snapshot() == before


@pytest.mark.parametrize("attribute", NEWER)
def test_reconcile_names_the_order_and_the_remedy_and_repairs_nothing(system: OrderSystem, attribute: str) -> None:
    system.run(system.place(), *ALL_STEPS)
    set_attribute("orders", {"order_id": "order-1"}, attribute, NEWER[attribute])

    [found] = system.find_discrepancies(with_provider=True)

    assert str(found) == (
        f"the item order-1 of the orders table was written by a newer version: its {attribute} is {NEWER[attribute]}; "
        "deploy that version to change it; needs manual review"
    )


@pytest.mark.parametrize("attribute", NEWER)
def test_a_redrive_skips_the_message_and_keeps_it(system: OrderSystem, attribute: str) -> None:
    system.fail()
    set_attribute("orders", {"order_id": "order-1"}, attribute, NEWER[attribute])
    before = system.snapshot()

    [plan] = system.redrive()

    assert plan.action is Action.SKIP
    assert "order-1 of the orders table was written by a newer version" in plan.clause
    assert "deploy that version" in plan.clause
    assert system.snapshot() == before


@pytest.mark.parametrize(("before", "after"), [("Processing", "Shipped"), ("Shipped", "Delivered")])
def test_the_stream_has_no_event_of_a_status_of_a_newer_version(before: str, after: str, system: OrderSystem) -> None:
    system.place()
    item = system.tables.order_item() or {}
    images = {"OldImage": item | {"status": {"S": before}}, "NewImage": item | {"status": {"S": after}}}

    change = parse_change({"eventName": "MODIFY", "dynamodb": images})

    assert change is not None
    assert (str(change.after), change.event) == (after, None)


def test_the_stream_publishes_an_order_that_ends_after_a_status_of_a_newer_version(system: OrderSystem) -> None:
    system.place()
    item = system.tables.order_item() or {}
    images = {"OldImage": item | {"status": {"S": "Packed"}}, "NewImage": item | {"status": {"S": "Completed"}}}

    change = parse_change({"eventName": "MODIFY", "dynamodb": images})

    assert change is not None
    assert change.event is not None
    assert change.event.status is OrderStatus.COMPLETED


class TestAPaymentMethodOfANewerVersion:
    @pytest.fixture
    def attempt(self, system: OrderSystem) -> Attempt:
        attempt = system.place()
        set_attribute("orders", {"order_id": "order-1"}, "payment_method", "tok_of_tomorrow")
        return attempt

    def test_is_read(self, system: OrderSystem, attempt: Attempt) -> None:
        assert system.order(attempt).payment_method == "tok_of_tomorrow"

    @pytest.mark.parametrize("step", ["authorize", "void"])
    def test_neither_takes_nor_returns_money(self, system: OrderSystem, attempt: Attempt, step: str) -> None:
        with pytest.raises(WrittenByNewerVersion, match=r"order-1 of the orders table .*payment_method"):
            STEPS[step](system, attempt)

        assert system.tables.payment() is None
        assert system.tables.simulated_payment() is None

    def test_fails_the_order_for_a_technical_reason_that_a_redrive_of_the_newer_version_repeats(
        self, system: OrderSystem, attempt: Attempt
    ) -> None:
        failure = Failure("AuthorizePayment", WrittenByNewerVersion.__name__, "", ("VoidPayment",))
        compensate.finish(attempt, failure, system.orders, NOON)
        system.send_dead_letter(attempt, failure.error)

        [skipped] = system.redrive()
        set_attribute("orders", {"order_id": "order-1"}, "payment_method", "tok_visa")  # as the newer version reads it
        [redriven] = system.redrive()

        assert (skipped.action, redriven.action) == (Action.SKIP, Action.REDRIVE)
        assert "order-1 of the orders table was written by a newer version" in skipped.clause
        system.run(attempt.next, *ALL_STEPS)
        assert system.find_discrepancies(with_provider=True) == []

    def test_is_found_by_reconcile_while_the_order_is_open(self, system: OrderSystem, attempt: Attempt) -> None:
        [found] = system.find_discrepancies()

        assert (found.repair, found.attempt) == (None, None)
        assert "order-1 of the orders table was written by a newer version: its payment_method" in found.sentence


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [("payments", "state", "SETTLED"), ("payments", "provider", "adyen"), ("reservations", "state", "SHIPPED")],
)
def test_a_ledger_row_of_a_newer_version_is_one_finding_and_is_not_changed(
    system: OrderSystem, table: str, name: str, value: str
) -> None:
    attempt = system.run(system.place(), "authorize", "reserve")
    key = {"payments": {"payment_id": attempt.payment_id}, "reservations": {"order_id": "order-1"}}[table]
    set_attribute(table, key, name, value)
    before = system.snapshot()

    with pytest.raises(
        WrittenByNewerVersion, match=f"the item order-1.* of the {table} table .*: its {name} is {value}"
    ):
        STEPS["void" if table == "payments" else "release"](system, attempt)

    assert system.snapshot() == before
    found = [each for each in system.find_discrepancies() if "newer version" in each.sentence]
    assert [(each.repair, f"the {table} table" in each.sentence) for each in found] == [(None, True)]


def test_a_refund_of_a_newer_version_is_one_finding(system: OrderSystem) -> None:
    attempt = system.run(system.place(), *ALL_STEPS)
    refund = {"amount": 5, "reason": "late", "by": {"role": "robot"}, "at": "2026-11-22T12:00:00Z", "is_rest": False}
    set_attribute("payments", {"payment_id": attempt.payment_id}, "refund#1", refund | {"state": "HELD"})

    [found] = system.find_discrepancies()

    assert "the payments table was written by a newer version: the state of refund#1 is HELD" in found.sentence


def test_a_reservation_of_a_newer_version_is_named_beside_the_stock_levels(system: OrderSystem) -> None:
    system.run(system.place(), "authorize", "reserve")
    set_attribute("reservations", {"order_id": "order-1"}, "state", "SHIPPED")

    levels, [row] = wiring.stock_keeping().levels()

    assert [level.stock.product_name for level in levels] == ["Test Product"]
    assert str(row).startswith("the item order-1 of the reservations table was written by a newer version")


EXTRA = {"weight": Decimal("1.5"), "labels": {"gift"}, "parts": [Decimal("0.5")], "flags": {"deep": Decimal("2.25")}}
"""Attributes of a newer version, of types that this one never reads."""


def test_every_write_keeps_the_attributes_of_a_newer_version(system: OrderSystem) -> None:
    """Two attempts, a refund and a change of the stock write every table; permits are only created and deleted."""
    system.tables.put_product("Coffee Mug", available=50, rows=[7])
    attempt = system.run(system.place(), "authorize", "reserve")
    keys = {
        "orders": {"order_id": "order-1"},
        "payments": {"payment_id": attempt.payment_id},
        "simulator": {"payment_id": attempt.payment_id},
        "reservations": {"order_id": "order-1"},
        "products": {"product_name": "Test Product"},
        "stock": {"product_name": "Coffee Mug", "shard": 1},
    }
    for table, key in keys.items():
        for name, value in EXTRA.items():
            set_attribute(table, key, name, value)

    system.run(attempt, "release", "void", "States.Timeout")
    second = system.orders.reopen(attempt, NOON).attempt
    system.run(second, *ALL_STEPS)
    wiring.stock_keeping().spread("Coffee Mug", 3)
    wiring.stock_keeping().add("Test Product", 1)
    wiring.stock_keeping().retire("Test Product", NOON)
    system.run(system.place("order-2"), "release", "authorize")

    for table, key in keys.items():
        kept = read_item(f"dev-{table}", key) or {}
        assert {name: kept.get(name) for name in EXTRA} == decode(encode(EXTRA)), table


def test_a_new_row_of_the_stock_keeps_the_attributes_of_an_item_that_did_not_count(system: OrderSystem) -> None:
    system.tables.put_row("Test Product", 1, 7)
    set_attribute("stock", {"product_name": "Test Product", "shard": 1}, "bin", "A7")

    wiring.stock_keeping().spread("Test Product", 2)

    row = read_item("dev-stock", {"product_name": "Test Product", "shard": 1}) or {}
    assert (row["bin"], row["available"]) == ("A7", 50)


def test_a_second_reservation_keeps_the_attributes_of_the_released_one(system: OrderSystem) -> None:
    first = system.fail()
    set_attribute("reservations", {"order_id": "order-1"}, "carrier", "A7")
    second = system.orders.reopen(first, NOON).attempt

    system.run(second, "authorize", "reserve")

    row = read_item("dev-reservations", {"order_id": "order-1"}) or {}
    assert (row["carrier"], row["attempt"], row["state"]) == ("A7", 2, "RESERVED")


@pytest.mark.parametrize("table", ["orders", "payments", "reservations", "products", "simulator"])
def test_a_fraction_in_an_unused_attribute_is_ignored(system: OrderSystem, table: str) -> None:
    """It is read through lists, stream, steps, redrive, stock and reconcile."""
    attempt = system.fail()
    key = {"products": {"product_name": "Test Product"}}.get(table, {"order_id": "order-1"})
    if table in {"payments", "simulator"}:
        key = {"payment_id": attempt.payment_id}
    for name, value in EXTRA.items():
        set_attribute(table, key, name, value)

    assert [order.order_id for order in wiring.order_search().page(OrderFilter(), 20).orders] == ["order-1"]
    assert parse_change({"eventName": "INSERT", "dynamodb": {"NewImage": system.tables.order_item()}})
    assert system.find_discrepancies(with_provider=True) == []
    assert wiring.stock_keeping().levels()[1] == []
    assert [plan.action for plan in system.redrive()] == [Action.REDRIVE]
    system.run(attempt.next, *ALL_STEPS)
    assert system.find_discrepancies(with_provider=True) == []
    assert list(wiring.catalogue().get_unit_prices(["Test Product"])) == ["Test Product"]


def test_a_throttled_table_is_not_taken_for_a_newer_version(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = system.place()

    def fail(*_: Any, **__: Any) -> None:
        raise StoreUnavailable("throttled")

    monkeypatch.setattr("orders.aws.order_table.read_item", fail)

    with pytest.raises(StoreUnavailable):
        compensate.release(attempt, system.orders, system.stock, NOON)
    assert client("dynamodb").scan(TableName="dev-reservations")["Items"] == []
