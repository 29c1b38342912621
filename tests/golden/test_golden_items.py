"""Items that released versions stored, read by everything that reads an item.

The files are never edited.  ``record.py`` adds the items of a new version.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from functions.event_publisher import handler as event_publisher
from orders import wiring
from orders.aws.clients import client
from orders.aws.items import decode
from orders.aws.order_item import parse_change
from orders.contract import FINAL_ORDER_STATUSES, TABLES
from orders.domain.attempt import Attempt
from orders.domain.events import OrderEvent
from orders.domain.order import OrderStatus
from orders.usecases import compensate, reserve
from orders.usecases.redrive import Action
from tests.api.conftest import system as system  # noqa: PLC0414  a fixture, which also sets up Django
from tests.functions.lambda_runtime import failed_items, invoke
from tests.golden.record import AT, FAILED, REQUESTS, UNITS
from tests.orders.fakes import FakeEventPublisher
from tests.orders.usecases.order_system import ALL_STEPS, OrderSystem

pytestmark = pytest.mark.slow

ITEMS = Path(__file__).parent / "items"
DIGESTS = {
    "v0": "e02246affa53dae9963756553703293ba595e70c109ab76cc00ecb94e75ff452",
    "v1": "f367a26b9e9dce6bbcd858f4ed925b94a67ea2a54c1cc8cb488558cb0e2b9e2d",
}
"""The digest of each version's files: the items of a released version never change."""

CASES = {
    f"{path.parent.name}-{path.stem}": json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(ITEMS.glob("*/*.json"))
}
ORDERS = [name for name, case in CASES.items() if "orders" in case["items"]]
PAGE = 100

MAX_BATCH_WRITES = 25
"""https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html"""

STEPS_LEFT: Mapping[str, tuple[str, ...]] = {
    "authorized": ("reserve", "capture", "complete"),
    "reserved": ("capture", "complete"),
    "owned": ("capture", "complete"),
    "captured": ("complete",),
    "redriven": ALL_STEPS,
    "redriven_and_authorized": ("reserve", "capture", "complete"),
    **dict.fromkeys(
        ("adjusted", "admitted", "one_product", "items_and_metadata", "pending_tok_visa", "pending_tok_slow"), ALL_STEPS
    ),
}
"""The steps that an order's execution has still to run when the new version is deployed."""


@pytest.fixture(params=DIGESTS)
def version(request: pytest.FixtureRequest, system: OrderSystem) -> str:
    """A version; the tables have exactly the items that it stored."""
    system.tables.open()
    puts = [
        (f"dev-{table}", {"PutRequest": {"Item": item}})
        for name, case in CASES.items()
        if name.startswith(f"{request.param}-")
        for table, items in case["items"].items()
        for item in items
    ]
    for start in range(0, len(puts), MAX_BATCH_WRITES):
        tables: dict[str, list[Any]] = {}
        for table, put in puts[start : start + MAX_BATCH_WRITES]:
            tables.setdefault(table, []).append(put)
        client("dynamodb").batch_write_item(RequestItems=tables)
    return str(request.param)


def item_of(name: str) -> dict[str, Any]:
    item: dict[str, Any] = CASES[name]["items"]["orders"][0]
    return item


def cases_of(version: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each order's case without its version, and the order's id."""
    for name in ORDERS:
        if name.startswith(f"{version}-"):
            yield name.removeprefix(f"{version}-"), item_of(name)["order_id"]["S"]


def attempt_of(system: OrderSystem, order_id: str) -> Attempt:
    return system.orders.get(order_id).attempt


def has(response: Any, golden: Any) -> bool:
    """Return whether a response has everything that an older version's had: fields may be added, never taken away."""
    if isinstance(golden, dict):
        return isinstance(response, dict) and all(
            name in response and has(response[name], golden[name]) for name in golden
        )
    if isinstance(golden, list):
        return isinstance(response, list) and len(response) == len(golden) and all(map(has, response, golden))
    return type(response) is type(golden) and bool(response == golden)


@pytest.mark.parametrize("version", [path.name for path in sorted(ITEMS.iterdir())])
def test_the_items_of_a_released_version_are_never_edited(version: str) -> None:
    contents = b"".join(path.name.encode() + path.read_bytes() for path in sorted((ITEMS / version).glob("*.json")))

    assert sha256(contents).hexdigest() == DIGESTS[version], "restore the files: a release's items are never edited"


def test_the_api_returns_every_order_as_the_version_that_stored_it_did(version: str) -> None:
    for name, order_id in cases_of(version):
        for path, golden in CASES[f"{version}-{name}"]["responses"].items():
            response = Client().get(f"/orders/{order_id}/{path}")
            assert response.status_code == 200
            assert has(response.json(), golden), (name, path)


def test_the_lists_contain_every_order(version: str) -> None:
    expected = dict(cases_of(version))

    def listed(**query: str) -> set[str]:
        response = Client().get("/orders/", {"limit": PAGE, **query})
        assert response.json()["next"] is None
        return {order["order_id"] for order in response.json()["orders"]}

    assert listed() == set(expected.values())
    assert listed(customer="ann") == {expected["owned"]}
    for status in OrderStatus:
        of_status = {i for name, i in expected.items() if item_of(f"{version}-{name}")["status"]["S"] == status}
        assert of_status, f"no golden order is {status}"
        assert listed(status=status) == of_status


def test_every_stored_value_is_still_known(version: str) -> None:
    for name, order_id in cases_of(version):
        order = wiring.orders().get(order_id)
        assert order.newer_row is None
        wiring.payments().check_changeable(order)
        assert len(order.history) == len(item_of(f"{version}-{name}").get("history", {"L": []})["L"])
        for event in order.history:
            assert event.kind.is_known
            assert event.by is None or event.by.role.is_known


def test_the_stream_publishes_every_new_and_every_final_order(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    published = FakeEventPublisher()
    monkeypatch.setattr(event_publisher, "publisher", published)
    records: list[dict[str, Any]] = []
    for name, _ in cases_of(version):
        after = item_of(f"{version}-{name}")
        images = {"NewImage": after}
        if after["status"]["S"] != OrderStatus.PENDING:
            images["OldImage"] = after | {"status": {"S": "Processing"}}
        kind = "MODIFY" if "OldImage" in images else "INSERT"
        records.append({"eventName": kind, "dynamodb": {"SequenceNumber": str(len(records)), **images}})
        change = parse_change(records[-1])
        assert change is not None
        assert change.after == after["status"]["S"]
        assert change.reason == after.get("failure_reason", {}).get("S")
    expected = [
        (item["order_id"]["S"], item["status"]["S"])
        for name, _ in cases_of(version)
        if (item := item_of(f"{version}-{name}"))["status"]["S"] in {"Pending", *FINAL_ORDER_STATUSES}
    ]

    assert invoke(event_publisher.handle, {"Records": records}) == failed_items()

    own = [event for event in published.published if isinstance(event, OrderEvent)]
    assert [(event.order_id, event.status) for event in own] == expected


def test_the_remaining_steps_complete_every_order_in_flight(system: OrderSystem, version: str) -> None:
    left = {order_id: STEPS_LEFT[name] for name, order_id in cases_of(version) if name in STEPS_LEFT}
    assert len(left) >= len(STEPS_LEFT) - 1  # version 0 had no adjustments
    for order_id, steps in left.items():
        attempt = attempt_of(system, order_id)
        for step in steps:
            if step == "reserve":
                reserve.reserve(attempt, system.orders, system.stock, AT)
            else:
                system.run(attempt, step)
    assert {system.orders.get(order_id).status for order_id in left} == {OrderStatus.COMPLETED}

    assert problems(system, *left) == []
    assert {system.kept(attempt_of(system, i)) for i in left} == {system.orders.get(i).total.amount for i in left}


def test_the_compensation_undoes_every_order_in_flight(system: OrderSystem, version: str) -> None:
    left = [order_id for name, order_id in cases_of(version) if name in STEPS_LEFT]
    for order_id in left:
        attempt = attempt_of(system, order_id)
        compensate.release(attempt, system.orders, system.stock, AT)
        compensate.void(attempt, system.orders, system.payments)
        system.orders.fail_or_cancel(attempt, AT, "OutOfStock")

    assert problems(system, *left) == []
    assert {system.kept(attempt_of(system, order_id)) for order_id in left} == {0}


def problems(system: OrderSystem, *order_ids: str) -> list[str]:
    """Return the discrepancies of those orders, of no order, and of the stock."""
    found = [each.sentence for each in system.find_discrepancies(opening_stock=UNITS, with_provider=True)]
    return [each for each in found if any(i in each for i in order_ids) or not each.startswith("order ")]


def test_the_ledgers_agree(system: OrderSystem, version: str) -> None:
    open_orders = {
        i for name, i in cases_of(version) if item_of(f"{version}-{name}")["status"]["S"] in {"Pending", "Processing"}
    }
    failed = [Attempt(i, 1) for name, i in cases_of(version) if name == "failed"]
    for attempt in failed:
        system.send_dead_letter(attempt, FAILED)

    found = system.find_discrepancies(opening_stock=UNITS, with_provider=True)

    assert {each.attempt.order_id for each in found if each.attempt} == open_orders
    assert {each.sentence.partition(" and ")[2] for each in found} == {"has no execution"}


def test_a_redrive_runs_the_failed_order_again(system: OrderSystem, version: str) -> None:
    [order_id] = [order_id for name, order_id in cases_of(version) if name == "failed"]
    system.send_dead_letter(Attempt(order_id, 1), FAILED)

    [plan] = system.redrive()

    assert plan.action is Action.REDRIVE
    assert system.started() == [f"{order_id}.2"]
    system.run(Attempt(order_id, 2), *ALL_STEPS)
    assert problems(system, order_id) == []


def test_an_order_that_an_older_version_completed_can_be_refunded(system: OrderSystem, version: str) -> None:
    completed = dict(cases_of(version))["completed"]
    response = Client().post(
        f"/orders/{completed}/refunds/",
        {"reason": "late delivery"},
        "application/json",
        HTTP_IDEMPOTENCY_KEY="rest",
    )

    assert (response.status_code, response.json()["refunded"]) == (200, 1999)
    assert problems(system, completed) == []


def test_a_refund_of_an_older_version_is_repeated_with_its_key(system: OrderSystem, version: str) -> None:
    refunded = dict(cases_of(version))["refunded"]
    before = system.snapshot()

    for body, key in (({"amount": 500, "reason": "late delivery"}, "part"), ({"reason": "late delivery"}, "rest")):
        response = Client().post(f"/orders/{refunded}/refunds/", body, "application/json", HTTP_IDEMPOTENCY_KEY=key)
        assert (response.status_code, response.json()["refunded"]) == (200, 1999)
        other = Client().post(
            f"/orders/{refunded}/refunds/", body | {"reason": "other"}, "application/json", HTTP_IDEMPOTENCY_KEY=key
        )
        assert other.json()["type"] == "urn:order-api:problem:refund-key-reused"
    assert system.snapshot() == before


def test_a_request_of_an_older_version_is_repeated_with_its_key(system: OrderSystem, version: str) -> None:
    order_ids = dict(cases_of(version))
    before = system.snapshot()

    for key, body in REQUESTS.items():
        response = Client().post("/orders/", body, "application/json", HTTP_IDEMPOTENCY_KEY=key)
        assert (response.status_code, response.json()["order_id"]) == (200, order_ids[key])
        other = Client().post(
            "/orders/", body | {"customer_name": "Another"}, "application/json", HTTP_IDEMPOTENCY_KEY=key
        )
        assert other.json()["type"] == "urn:order-api:problem:idempotency-key-reused"
    assert system.snapshot() == before


def test_the_permit_of_an_order_in_flight_is_found_and_released(system: OrderSystem, version: str) -> None:
    attempt = Attempt(dict(cases_of(version))["admitted"], 1)
    permits = wiring.permits()
    assert [permit.attempt for permit in permits.in_use()] == [attempt]

    permits.release_all([attempt])

    assert permits.in_use() == []


def test_the_stock_can_be_shown_and_spread(system: OrderSystem, version: str) -> None:
    keeping = wiring.stock_keeping()
    levels, malformed = keeping.levels()

    assert malformed == []
    assert {each.stock.product_name: each.stock.available + each.held + each.sold for each in levels} == UNITS
    for product in UNITS:
        before = keeping.stocks.get(product).available
        assert keeping.spread(product, 3).available == before


def test_every_table_of_the_ledgers_has_a_golden_item(version: str) -> None:
    found = {table for name, case in CASES.items() if name.startswith(f"{version}-") for table in case["items"]}

    assert found == set(TABLES)


def test_every_item_names_its_version(version: str) -> None:
    expected = int(version.removeprefix("v"))
    for name, case in CASES.items():
        for table in {"orders", "payments", "reservations", "permits"} & case["items"].keys():
            for item in case["items"][table]:
                if name.startswith(f"{version}-"):
                    assert decode(item).get("schema_version", 0) == expected
