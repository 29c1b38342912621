"""Orders and operators change one product's stock, each possibly between any two calls of another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.aws.product_stock_tables import ProductStockTables
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.errors import OutOfStock
from orders.domain.reservation import ReservationState
from orders.usecases.stock import StockKeeping
from tests.orders.aws.concurrency import outcome
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import NOON, line

pytestmark = pytest.mark.slow

numbers = count()

CONFLICT = "another transaction"
ORDERS = 4

operations = st.one_of(
    st.tuples(st.just("reserve"), st.integers(0, ORDERS - 1), st.integers(1, 7)),
    st.tuples(st.just("release"), st.integers(0, ORDERS - 1)),
    st.tuples(st.just("spread"), st.integers(1, 4)),
    st.tuples(st.just("add"), st.integers(1, 3)),
)
interruptions = st.dictionaries(st.integers(0, 9), st.one_of(st.just(CONFLICT), operations), max_size=3)


@dataclass
class Shop:
    """One product, its orders, and what happens before each call of the operation that runs."""

    tables: TableHarness
    stock: StockTable
    keeping: StockKeeping
    units: int
    rows: list[int]
    product: str = field(default_factory=lambda: f"Product {next(numbers)}")
    interruptions: dict[int, Any] = field(default_factory=dict)
    lows: list[int] = field(default_factory=list)
    """The smallest sum during each operation that is under way."""
    calls: int = 0
    is_watched: bool = False

    def open(self) -> None:
        self.tables.put_product(self.product, available=self.rows[0], rows=self.rows[1:])
        self.units = sum(self.rows)

    def run(self, operation: Any, interruptions: dict[int, Any]) -> None:
        self.calls, self.interruptions = 0, dict(interruptions)
        self._run(operation)
        self.interruptions = {}
        assert self.available() + self.held() == self.units
        assert min(self.tables.rows(self.product).values()) >= 0

    def _run(self, operation: Any) -> None:
        self.lows.append(self.available())
        self.is_watched = True
        match operation:
            case "reserve", number, quantity:
                lines = [line(self.product, quantity=quantity)]
                result = outcome(lambda: self.stock.reserve(self.attempt(number), lines, NOON))
                assert result is not OutOfStock or self.lows[-1] < quantity
            case "release", number:
                outcome(lambda: self.stock.release(self.attempt(number), NOON))
            case "spread", shards:
                outcome(lambda: self.keeping.spread(self.product, shards))
            case "add", units:
                before = self.units
                result = outcome(lambda: self.keeping.add(self.product, units))
                self.units = self.units + units if not isinstance(result, type) else before
        self.is_watched = bool(self.lows[:-1])
        self.lows.pop()

    def before_call(self, operation: str, arguments: dict[str, Any]) -> None:
        if not self.is_watched:
            return
        self.is_watched = False
        available = self.available()
        self.lows = [min(low, available) for low in self.lows]
        self.calls += 1
        interruption = self.interruptions.pop(self.calls, None)
        self.is_watched = True
        if interruption == CONFLICT and operation == "TransactWriteItems":
            reasons = [{"Code": "TransactionConflict"}] * len(arguments["TransactItems"])
            response: Any = {"Error": {"Code": "TransactionCanceledException", "Message": ""}}
            raise ClientError(response | {"CancellationReasons": reasons}, operation)
        if interruption is not None and interruption != CONFLICT:
            self._run(interruption)
            self.is_watched = False
            self.lows = [min(low, self.available()) for low in self.lows]
            self.is_watched = True

    def attempt(self, number: int) -> Attempt:
        return Attempt(f"{self.product.replace(' ', '-')}-{number}", 1)

    def available(self) -> int:
        return self.tables.available(self.product)

    def held(self) -> int:
        rows = [self.tables.reservation(self.attempt(number).order_id) for number in range(ORDERS)]
        return sum(
            row["quantities"].get(self.product, 0) for row in rows if row and row["state"] == ReservationState.RESERVED
        )


@pytest.fixture
def before_call(cloud: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Call a function before each call of AWS; the last one registered counts."""
    request = BaseClient._make_api_call
    hooks: list[Any] = []

    def make_api_call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if hooks:
            hooks[-1](operation, arguments)
        return request(client, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", make_api_call)
    return hooks.append


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.integers(0, 6), min_size=1, max_size=4),
    steps=st.lists(st.tuples(operations, interruptions), min_size=1, max_size=8),
)
def test_no_unit_is_lost_or_oversold_and_none_is_refused_while_the_sum_suffices(
    stock: StockTable, tables: TableHarness, before_call: Callable[[Any], None], rows: list[int], steps: list[Any]
) -> None:
    keeping = StockKeeping(ProductStockTables(stock.rows, stock.reservations, pause=lambda: None))
    shop = Shop(tables, stock, keeping, 0, rows)
    shop.open()
    before_call(shop.before_call)

    for operation, interrupted_by in steps:
        shop.run(operation, interrupted_by)
    for number in range(ORDERS):
        shop.run(("release", number), {})

    assert shop.available() == shop.units
