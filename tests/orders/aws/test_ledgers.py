"""The ledgers' tables: pages, windows, and reads that wait while DynamoDB throttles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from orders.aws import ledgers, reads
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.ledgers import LedgerTables
from orders.aws.order_table import OrderTable
from orders.aws.stock_rows import StockRows
from orders.domain.errors import StoreUnavailable
from orders.domain.order import StoredOrder
from orders.domain.search import EVERY_ORDER, CreationWindow
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import NOON, an_order

pytestmark = pytest.mark.slow

Responder = Callable[[dict[str, Any], Callable[[dict[str, Any]], Any]], Any]


@pytest.fixture
def tables_read(tables: TableHarness) -> LedgerTables:
    return LedgerTables("dev-orders", StockRows("dev-products", "dev-stock"), "dev-reservations", "dev-payments")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the waits instead of waiting."""
    found: list[float] = []
    monkeypatch.setattr(reads.time, "sleep", found.append)
    return found


def answer(monkeypatch: pytest.MonkeyPatch, operation: str, respond: Responder) -> list[dict[str, Any]]:
    """Let a function respond to an operation; return the list of the arguments of its calls."""
    calls: list[dict[str, Any]] = []
    original = BaseClient._make_api_call

    def call(self: BaseClient, name: str, arguments: dict[str, Any]) -> Any:
        if name != operation:
            return original(self, name, arguments)
        calls.append(arguments)
        return respond(arguments, lambda changed: original(self, name, changed))

    monkeypatch.setattr(BaseClient, "_make_api_call", call)
    return calls


def place(number: int, **changes: Any) -> None:
    at = NOON + timedelta(minutes=number)
    OrderTable("dev-orders").add(
        an_order(**{"order_id": f"order-{number}", "created_at": at, "updated_at": at} | changes)
    )


def ids_in(window: CreationWindow, tables_read: LedgerTables) -> list[str]:
    return sorted(
        row.order.order_id for page in tables_read.orders(window) for row in page if isinstance(row, StoredOrder)
    )


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ["order-0", "order-1", "order-2", "order-3"]),
        (1, None, ["order-1", "order-2", "order-3"]),
        (None, 1, ["order-0"]),
        (1, 3, ["order-1", "order-2"]),
        (2, 2, []),
        (3, 1, []),
    ],
)
def test_a_window_includes_its_beginning_and_not_its_end(
    tables_read: LedgerTables, since: int | None, until: int | None, expected: list[str]
) -> None:
    for number in range(4):
        place(number)
    window = CreationWindow(
        None if since is None else NOON + timedelta(minutes=since),
        None if until is None else NOON + timedelta(minutes=until),
    )

    assert ids_in(window, tables_read) == expected


@pytest.mark.parametrize("window", [EVERY_ORDER, CreationWindow(since=NOON)])
def test_orders_are_read_page_by_page(
    tables_read: LedgerTables, window: CreationWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "PAGE_SIZE", 2)
    for number in range(7):
        place(number)

    pages = list(tables_read.orders(window))

    assert all(1 <= len(page) <= 2 for page in pages)
    assert ids_in(window, tables_read) == [f"order-{number}" for number in range(7)]


def test_more_keys_than_a_batch_takes_are_read_completely(tables_read: LedgerTables) -> None:
    for number in range(101):
        place(number)

    numbers = tables_read.attempt_numbers([f"order-{number}" for number in range(150)])

    assert numbers == {f"order-{number}": 1 for number in range(101)}


@pytest.mark.parametrize("attempt", [{}, {"attempt": "first"}])
def test_an_item_that_is_not_an_order_has_no_attempt(tables_read: LedgerTables, attempt: dict[str, str]) -> None:
    client("dynamodb").put_item(TableName="dev-orders", Item=encode({"order_id": "order-1", **attempt}))

    assert tables_read.attempt_numbers(["order-1", "order-2"]) == {"order-1": None}


def test_unprocessed_keys_are_read_again(
    tables_read: LedgerTables, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    for number in range(5):
        place(number)

    def process_two(arguments: dict[str, Any], call: Callable[[dict[str, Any]], Any]) -> Any:
        (table, request) = next(iter(arguments["RequestItems"].items()))
        now, later = request["Keys"][:2], request["Keys"][2:]
        response = call({"RequestItems": {table: {**request, "Keys": now}}})
        return response | {"UnprocessedKeys": {table: {**request, "Keys": later}} if later else {}}

    calls = answer(monkeypatch, "BatchGetItem", process_two)

    assert len(tables_read.attempt_numbers([f"order-{number}" for number in range(5)])) == 5
    assert (len(calls), len(waits)) == (3, 2)
    assert all(call["RequestItems"]["dev-orders"]["ConsistentRead"] for call in calls)


def test_keys_that_stay_unprocessed_are_an_error(
    tables_read: LedgerTables, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    calls = answer(
        monkeypatch,
        "BatchGetItem",
        lambda arguments, _: {"Responses": {}, "UnprocessedKeys": arguments["RequestItems"]},
    )

    with pytest.raises(StoreUnavailable, match="only some of the items of dev-orders"):
        tables_read.attempt_numbers(["order-1"])

    assert len(calls) == reads.MAX_TRIES
    assert len(waits) == reads.MAX_TRIES - 1
    assert max(waits) <= 10


@pytest.mark.parametrize("throttles", [1, reads.MAX_TRIES])
def test_a_throttled_page_is_read_again_until_the_calls_are_used_up(
    tables_read: LedgerTables, monkeypatch: pytest.MonkeyPatch, waits: list[float], throttles: int
) -> None:
    place(1)
    left = throttles

    def throttle(arguments: dict[str, Any], call: Callable[[dict[str, Any]], Any]) -> Any:
        nonlocal left
        left -= 1
        if left >= 0:
            raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "Scan")
        return call(arguments)

    answer(monkeypatch, "Scan", throttle)

    if throttles == reads.MAX_TRIES:
        with pytest.raises(StoreUnavailable, match="ProvisionedThroughputExceededException"):
            ids_in(EVERY_ORDER, tables_read)
    else:
        assert ids_in(EVERY_ORDER, tables_read) == ["order-1"]
    assert len(waits) == min(throttles, reads.MAX_TRIES - 1)


def test_the_number_of_orders_is_unknown_without_the_permission(
    tables_read: LedgerTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(1)
    assert tables_read.count_orders() == 1

    def deny(*_: object) -> Any:
        raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "DescribeTable")

    answer(monkeypatch, "DescribeTable", deny)
    assert tables_read.count_orders() is None
