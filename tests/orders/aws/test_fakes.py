"""The use cases are tested with the fakes, so the fakes must behave like the adapters."""

from functools import partial
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.aws.completion_tables import CompletionTables
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import OrderStatus
from orders.domain.payment import PaymentRequest
from orders.payments.simulated import PaymentMethod, SimulatedProvider
from orders.ports import PaymentProvider, StockRepository
from orders.usecases.payments import Payments
from tests.orders.aws.concurrency import outcome
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import LATER, MUCH_LATER, NOON, an_order, dollars, line
from tests.orders.fakes import FakeCompletionStore, FakeOrderRepository, FakePaymentProvider, FakeStock

pytestmark = pytest.mark.slow

compared = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example has its own order
numbers = count()
attempts = st.sampled_from([1, 2, 2, 2, 3])  # the order is in attempt 2
times = st.sampled_from([NOON, LATER, MUCH_LATER])


@compared
@given(
    calls=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    OrderStatus.PROCESSING,
                    "cancel",
                    "begin capture",
                    "fail or cancel",
                    "reserve",
                    "complete",
                    "release",
                    *OrderStatus,
                ]
            ),
            attempts,
            times,
        ),
        min_size=4,
        max_size=10,
    ),
)
def test_the_fake_order_repository_and_stock_behave_like_the_tables(
    completion_store: CompletionTables, stock: StockTable, tables: TableHarness, calls: list[Any]
) -> None:
    order_id = f"order-{next(numbers)}"
    order = an_order(order_id=order_id, attempt_number=2, lines=(line(f"Product of {order_id}", quantity=3),))
    [product] = order.lines
    tables.put_product(product.product_name, available=5)
    fake_stock = FakeStock({product.product_name: 5})
    fake_store = FakeCompletionStore(FakeOrderRepository(), fake_stock)
    completion_store.orders.add(order)
    fake_store.orders.add(order)

    def make_call(
        step: str,
        attempt: Attempt,
        at: Any,
        completion_store: CompletionTables | FakeCompletionStore,
        stock: StockRepository,
    ) -> Any:
        reason = f"reason of {at}"
        steps = {
            "cancel": lambda: completion_store.orders.request_cancellation(order_id, at),
            "begin capture": lambda: completion_store.orders.begin_capture(attempt, at),
            "fail or cancel": lambda: completion_store.orders.fail_or_cancel(attempt, at, reason),
            "reserve": lambda: stock.reserve(attempt, [product], at),
            "complete": lambda: completion_store.complete(attempt, at),
            "release": lambda: stock.release(attempt, at),
        }
        return (
            steps[step]()
            if step in steps
            else completion_store.orders.transition(attempt, OrderStatus(step), at, reason)
        )

    for step, number, at in calls:
        call = partial(make_call, step, Attempt(order_id, number), at)

        assert outcome(partial(call, completion_store, stock)) == outcome(partial(call, fake_store, fake_stock))

    assert completion_store.orders.get(order_id) == fake_store.orders.get(order_id)
    assert completion_store.orders.get(order_id).history == fake_store.orders.get(order_id).history
    assert _begun_capture(tables, order_id) == fake_store.orders.captures_begun.get(order_id)
    assert tables.available(product.product_name) == fake_stock.available[product.product_name]
    reservation = fake_stock.reservations.get(order_id)
    assert _attempt_and_state(tables.reservation(order_id)) == (
        reservation and (reservation.attempt_number, reservation.state)
    )


@compared
@given(
    method=st.sampled_from([PaymentMethod.VISA, PaymentMethod.DECLINED, PaymentMethod.UNAVAILABLE]),
    calls=st.lists(
        st.tuples(
            st.sampled_from(["open", "authorize", "capture", "cancel", "refund", "pay", "give back"]),
            st.sampled_from(["key", "other key"]),
            st.sampled_from([dollars(1999), dollars(2000)]),
        ),
        min_size=4,
        max_size=10,
    ),
)
def test_the_fake_payment_provider_and_ledger_behave_like_the_simulated_provider_and_the_table(
    payments: Payments, provider: SimulatedProvider, method: PaymentMethod, calls: list[Any]
) -> None:
    attempt = Attempt(f"order-{next(numbers)}", 1)
    payment_id = attempt.payment_id
    order = an_order(order_id=attempt.order_id, payment_method=method)
    fake = FakePaymentProvider()

    def make_call(  # noqa: PLR0911  one for each step
        step: str, key: str, amount: Money, payments: Payments, provider: PaymentProvider
    ) -> Any:
        request = PaymentRequest(payment_id, attempt.order_id, amount, method)
        match step:
            case "open":
                return provider.open(request, idempotency_key=key)
            case "authorize":
                provider.open(request, idempotency_key=key)
                return provider.authorize(payment_id, request, idempotency_key=key)
            case "capture":
                return provider.capture(payment_id, payment_id, dollars(1999), idempotency_key=key)
            case "cancel":
                return provider.cancel(payment_id, request, idempotency_key=key)
            case "refund":
                return provider.refund(payment_id, payment_id, dollars(1000), idempotency_key=key)
            case "pay":
                payments.authorize(attempt, order)
                return payments.capture(attempt)
            case _:
                return payments.give_back(attempt, order)

    for step in calls:
        call = partial(make_call, *step)

        assert outcome(partial(call, payments, provider)) == outcome(partial(call, fake.with_ledger, fake))

    assert provider.find(payment_id, payment_id) == fake.find(payment_id, payment_id)
    assert payments.ledger.find(payment_id) == fake.ledger.find(payment_id)


def _begun_capture(tables: TableHarness, order_id: str) -> int | None:
    attempt = (tables.order_item(order_id) or {}).get("capture_begun")
    return int(attempt["N"]) if attempt else None


def _attempt_and_state(row: dict[str, Any] | None) -> tuple[int, str] | None:
    return (row["attempt"], row["state"]) if row else None
