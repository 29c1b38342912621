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
from orders.domain.errors import OutOfStock, StockContention
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
    calls: int = 0
    low: int = 0
    """The smallest sum so far during the operation, which only another operation can make smaller."""
    is_interruptible: bool = False

    def open(self) -> None:
        self.tables.put_product(self.product, available=self.rows[0], rows=self.rows[1:])
        self.units = sum(self.rows)

    def run(self, operation: Any, interruptions: dict[int, Any]) -> None:
        """Run an operation, with another one or a conflict before the calls with these numbers."""
        self.calls, self.interruptions, self.low = 0, interruptions, self.available()
        self.is_interruptible = True
        result = self._carry_out(operation)
        self.is_interruptible = False
        assert result is not OutOfStock or min(self.low, self.available()) < operation[2]
        self._check()

    def before_call(self, operation: str, arguments: dict[str, Any]) -> None:
        if not self.is_interruptible:
            return
        self.is_interruptible = False
        self.calls += 1
        interruption = self.interruptions.get(self.calls)
        if interruption == CONFLICT and operation == "TransactWriteItems":
            self.is_interruptible = True
            reasons = [{"Code": "TransactionConflict"}] * len(arguments["TransactItems"])
            response: Any = {"Error": {"Code": "TransactionCanceledException", "Message": ""}}
            raise ClientError(response | {"CancellationReasons": reasons}, operation)
        if interruption is not None and interruption != CONFLICT:
            available = self.available()
            result = self._carry_out(interruption)
            assert result is not OutOfStock or available < interruption[2]
            self.low = min(self.low, self.available())
        self.is_interruptible = True

    def _carry_out(self, operation: Any) -> Any:
        match operation:
            case "reserve", number, quantity:
                lines = [line(self.product, quantity=quantity)]
                return outcome(lambda: self.stock.reserve(self.attempt(number), lines, NOON))
            case "release", number:
                return outcome(lambda: self.stock.release(self.attempt(number), NOON))
            case "spread", shards:
                return outcome(lambda: self.keeping.spread(self.product, shards))
            case _, units:
                result = outcome(lambda: self.keeping.add(self.product, units))
                self.units += units if result is not StockContention else 0
                return result

    def _check(self) -> None:
        assert self.available() + self.held() == self.units
        assert min(self.tables.rows(self.product).values()) >= 0

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
            hooks[0](operation, arguments)
        return request(client, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", make_api_call)

    def register(hook: Any) -> None:
        hooks[:] = [hook]

    return register


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
