"""Orders and operators change one product's stock, each possibly between a read of another and what follows it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.aws.items import decode
from orders.aws.product_stock_tables import ProductStockTables
from orders.aws.reads import read_items
from orders.aws.stock_table import StockTable
from orders.contract import RESERVATIONS_KEY
from orders.domain.attempt import Attempt
from orders.domain.errors import OutOfStock, StockContention
from orders.domain.reservation import ReservationState
from orders.usecases.stock import StockKeeping
from tests.orders.aws.concurrency import outcome
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import NOON, line

pytestmark = pytest.mark.slow

numbers = count()

ORDERS = 2
CONFLICT = "another transaction"
NOTHING = "nothing"
FIRST_READS = {"GetItem", "BatchGetItem"}
"""The calls with which an operation begins to read.  The interruptions come before the other reads and the writes."""


def operations(*kinds: str) -> st.SearchStrategy[tuple[str, int, int]]:
    """Draw a kind, the number of an order and a number of units; a kind that is given twice is twice as likely."""
    return st.tuples(st.sampled_from(kinds), st.integers(0, ORDERS - 1), st.integers(0, 3))


steps = st.tuples(
    operations("reserve", "reserve", "reserve", "release", "spread", "add"),
    st.lists(
        operations(NOTHING, CONFLICT, "spread", "spread", "spread", "reserve", "release", "add"), min_size=4, max_size=4
    ),
)


@dataclass
class Shop:
    """One product, its orders, and what happens before each call of the operation that runs."""

    tables: TableHarness
    stock: StockTable
    keeping: StockKeeping
    units: int
    rows: list[int]
    product: str = field(default_factory=lambda: f"Product {next(numbers)}")
    interruptions: list[Any] = field(default_factory=list)
    attempts: Counter[int] = field(default_factory=Counter)
    """The releases of each order: the next reservation after one belongs to the next attempt."""
    low: int = 0
    """The smallest sum so far during the operation, which only another operation can make smaller."""
    is_interruptible: bool = False

    def open(self) -> None:
        self.tables.put_product(self.product, available=self.rows[0], rows=self.rows[1:])
        self.units = self.low = sum(self.rows)

    def run(self, operation: Any, interruptions: list[Any]) -> None:
        """Run an operation, with one of these, a conflict or nothing before each of its calls but the first reads."""
        self.interruptions = interruptions
        self.is_interruptible = True
        self._carry_out(operation)
        self.is_interruptible = False
        self._check()

    def before_call(self, operation: str, arguments: dict[str, Any]) -> None:
        if not self.is_interruptible or operation in FIRST_READS:
            return
        self.is_interruptible = False
        interruption = self.interruptions.pop(0) if self.interruptions else (NOTHING,)
        if interruption[0] == CONFLICT and operation == "TransactWriteItems":
            self.is_interruptible = True
            reasons = [{"Code": "TransactionConflict"}] * len(arguments["TransactItems"])
            response: Any = {"Error": {"Code": "TransactionCanceledException", "Message": ""}}
            raise ClientError(response | {"CancellationReasons": reasons}, operation)
        if interruption[0] not in {NOTHING, CONFLICT}:
            self._carry_out(interruption)
            self.low = min(self.low, self.available())
        self.is_interruptible = True

    def _carry_out(self, operation: Any) -> None:
        match operation:
            case "reserve", number, units:
                quantity = max(1, self.low + 1 - units)  # one more than there is, or all but at most two
                lines = [line(self.product, quantity=quantity)]
                result = outcome(lambda: self.stock.reserve(self.attempt(number), lines, NOON))
                assert result is not OutOfStock or self.low < quantity
            case "release", number, _:
                outcome(lambda: self.stock.release(self.attempt(number), NOON))
                self.attempts[number] += 1
            case "spread", _, shards:
                outcome(lambda: self.keeping.spread(self.product, max(1, shards)))
            case _, _, units:
                result = outcome(lambda: self.keeping.add(self.product, units))
                self.units += units if result is not StockContention else 0

    def _check(self) -> None:
        rows = self.tables.rows(self.product).values()
        assert sum(rows) + self.held() == self.units
        assert min(rows) >= 0
        self.low = sum(rows)

    def attempt(self, number: int) -> Attempt:
        return Attempt(f"{self.product.replace(' ', '-')}-{number}", 1 + self.attempts[number])

    def available(self) -> int:
        return self.tables.available(self.product)

    def held(self) -> int:
        keys = [{RESERVATIONS_KEY: self.attempt(number).order_id} for number in range(ORDERS)]
        rows = map(decode, read_items("dev-reservations", keys, ConsistentRead=True))
        return sum(row["quantities"].get(self.product, 0) for row in rows if row["state"] == ReservationState.RESERVED)


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


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.integers(0, 4), min_size=2, max_size=3), steps=st.lists(steps, min_size=3, max_size=6))
def test_no_unit_is_lost_or_oversold_and_none_is_refused_while_the_sum_suffices(
    stock: StockTable, tables: TableHarness, before_call: Callable[[Any], None], rows: list[int], steps: list[Any]
) -> None:
    keeping = StockKeeping(ProductStockTables(stock.rows, stock.reservations, pause=lambda: None))
    shop = Shop(tables, stock, keeping, 0, rows)
    shop.open()
    before_call(shop.before_call)

    for operation, interrupted_by in steps:
        shop.run(operation, list(interrupted_by))
    for number in range(ORDERS):
        shop.run(("release", number, 0), [("release", number, 0)])  # the same message, delivered twice at once

    assert shop.available() == shop.units
