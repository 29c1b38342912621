from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.errors import MalformedTask
from orders.domain.money import Money
from orders.domain.order import MAX_LINES, MAX_QUANTITY, TRANSITIONS, Order, OrderLine, OrderStatus, sources_of
from tests.orders.examples import an_order, dollars, line
from tests.orders.strategies import orders, statuses


def test_status_values_match_the_contract() -> None:
    assert [str(status) for status in OrderStatus] == ["Pending", "Processing", "Completed", "Failed", "Cancelled"]


def test_a_new_order_is_pending_in_its_first_attempt() -> None:
    order = an_order()

    assert (order.status, order.attempt_number, order.failure_reason) == (OrderStatus.PENDING, 1, None)


def test_a_new_order_is_not_cancelled() -> None:
    assert an_order().cancel_requested_at is None


def test_the_total_covers_every_unit_of_every_line() -> None:
    order = an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299)))

    assert order.total == dollars(3 * 450 + 2 * 299)


@given(order=orders)
def test_the_total_is_the_exact_sum_in_the_lines_currency(order: Order) -> None:
    currency = order.lines[0].unit_price.currency

    amounts = [line.quantity * line.unit_price.amount for line in order.lines]
    assert order.total == Money(sum(amounts) + sum(each.amount for each in order.adjustments), currency)


@pytest.mark.parametrize("quantity", [1, MAX_QUANTITY])
def test_a_line_allows_one_to_a_thousand_units(quantity: int) -> None:
    assert line(quantity=quantity, cents=2).total == dollars(2 * quantity)


@pytest.mark.parametrize("quantity", [-1, 0, MAX_QUANTITY + 1, 1.5, True])
def test_a_line_rejects_any_other_quantity(quantity: int) -> None:
    with pytest.raises(ValueError, match=f"whole number from 1 to 1000, not {quantity}"):
        line(quantity=quantity)


def test_a_line_rejects_an_empty_product_name() -> None:
    with pytest.raises(ValueError, match="product_name"):
        line("")


def test_an_order_needs_a_name_under_which_it_is_listed() -> None:
    assert an_order(customer_name="", owner="caller-1").customer == "caller-1"
    with pytest.raises(ValueError, match="customer_name must not be empty"):
        an_order(customer_name="")


def test_an_order_allows_fifty_lines() -> None:
    assert an_order(lines=_numbered(MAX_LINES)).total == dollars(50 * 1999)


@pytest.mark.parametrize("count", [0, MAX_LINES + 1])
def test_an_order_rejects_no_lines_and_more_than_fifty(count: int) -> None:
    with pytest.raises(ValueError, match=f"between 1 and 50 lines, not {count}"):
        an_order(lines=_numbered(count))


def test_an_order_rejects_two_lines_of_one_product() -> None:
    with pytest.raises(ValueError, match="two lines have the same product"):
        an_order(lines=(line("Cup", quantity=1), line("Saucer"), line("Cup", quantity=2)))


def test_an_order_rejects_two_currencies() -> None:
    with pytest.raises(ValueError, match="same currency"):
        an_order(lines=(line("Cup"), OrderLine("Saucer", 1, Money(299, "EUR"))))


@given(wishes=st.lists(statuses, max_size=20))
def test_no_sequence_of_transitions_leaves_a_final_status(wishes: list[OrderStatus]) -> None:
    passed_through = [OrderStatus.PENDING]
    for wish in wishes:
        if wish in TRANSITIONS[passed_through[-1]]:
            passed_through.append(wish)

    assert len([status for status in passed_through if status.is_final]) <= 1
    assert not any(status.is_final for status in passed_through[:-1])


def test_completed_failed_and_cancelled_are_final() -> None:
    assert {status for status in OrderStatus if status.is_final} == {
        OrderStatus.COMPLETED,
        OrderStatus.FAILED,
        OrderStatus.CANCELLED,
    }


def test_only_a_processing_order_can_be_completed() -> None:
    assert sources_of(OrderStatus.COMPLETED) == {OrderStatus.PROCESSING}


def test_an_order_can_fail_or_be_cancelled_from_every_open_status() -> None:
    unfinished = {OrderStatus.PENDING, OrderStatus.PROCESSING}

    assert sources_of(OrderStatus.FAILED) == sources_of(OrderStatus.CANCELLED) == unfinished


def test_processing_starts_once_and_pending_never_returns() -> None:
    assert sources_of(OrderStatus.PROCESSING) == {OrderStatus.PENDING}
    assert sources_of(OrderStatus.PENDING) == set()


@given(source=statuses, target=statuses)
def test_sources_are_the_reverse_of_transitions(source: OrderStatus, target: OrderStatus) -> None:
    assert (source in sources_of(target)) == (target in TRANSITIONS[source])


def _numbered(count: int) -> tuple[OrderLine, ...]:
    return tuple(line(f"Product {number}") for number in range(count))


@pytest.mark.parametrize("wrong", [{"order_id": ""}, {"order_id": "order.1"}, {"attempt_number": 0}])
def test_an_order_rejects_an_id_or_attempt_that_the_workflow_rejects(wrong: dict[str, Any]) -> None:
    with pytest.raises(MalformedTask):
        an_order(**wrong)
