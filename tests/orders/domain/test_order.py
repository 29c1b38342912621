from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.errors import MalformedTask
from orders.domain.money import Money
from orders.domain.order import MAX_LINES, MAX_QUANTITY, TRANSITIONS, Order, OrderLine, OrderStatus, sources_of
from tests.orders.examples import an_order, dollars, line
from tests.orders.strategies import orders, statuses


def test_the_statuses_are_written_exactly_as_clients_know_them() -> None:
    assert [str(status) for status in OrderStatus] == ["Pending", "Processing", "Completed", "Failed", "Cancelled"]


def test_an_order_waits_in_its_first_attempt_until_the_workflow_begins() -> None:
    order = an_order()

    assert (order.status, order.attempt_number, order.failure_reason) == (OrderStatus.PENDING, 1, None)


def test_nobody_has_cancelled_a_new_order() -> None:
    assert an_order().cancel_requested_at is None


def test_a_customer_owes_every_unit_of_every_line() -> None:
    order = an_order(lines=(line("Cup", quantity=3, cents=450), line("Saucer", quantity=2, cents=299)))

    assert order.total == dollars(3 * 450 + 2 * 299)


@given(order=orders)
def test_a_total_is_the_exact_sum_of_the_lines_in_their_currency(order: Order) -> None:
    currency = order.lines[0].unit_price.currency

    assert order.total == Money(sum(line.quantity * line.unit_price.amount for line in order.lines), currency)


@pytest.mark.parametrize("quantity", [1, MAX_QUANTITY])
def test_a_line_takes_up_to_a_thousand_units(quantity: int) -> None:
    assert line(quantity=quantity, cents=2).total == dollars(2 * quantity)


@pytest.mark.parametrize("quantity", [-1, 0, MAX_QUANTITY + 1, 1.5, True])
def test_a_line_takes_no_other_quantity(quantity: int) -> None:
    with pytest.raises(ValueError, match=f"whole number from 1 to 1000, not {quantity}"):
        line(quantity=quantity)


def test_a_line_names_its_product() -> None:
    with pytest.raises(ValueError, match="product_name"):
        line("")


def test_an_order_takes_up_to_fifty_lines() -> None:
    assert an_order(lines=_numbered(MAX_LINES)).total == dollars(50 * 1999)


@pytest.mark.parametrize("count", [0, MAX_LINES + 1])
def test_an_order_takes_no_other_number_of_lines(count: int) -> None:
    with pytest.raises(ValueError, match=f"between 1 and 50 lines, not {count}"):
        an_order(lines=_numbered(count))


def test_a_product_stands_in_one_line_only() -> None:
    with pytest.raises(ValueError, match="two lines have the same product"):
        an_order(lines=(line("Cup", quantity=1), line("Saucer"), line("Cup", quantity=2)))


def test_an_order_is_paid_in_one_currency() -> None:
    with pytest.raises(ValueError, match="same currency"):
        an_order(lines=(line("Cup"), OrderLine("Saucer", 1, Money(299, "EUR"))))


@given(wishes=st.lists(statuses, max_size=20))
def test_whatever_is_asked_an_order_ends_in_at_most_one_final_status(wishes: list[OrderStatus]) -> None:
    passed_through = [OrderStatus.PENDING]
    for wish in wishes:
        if wish in TRANSITIONS[passed_through[-1]]:
            passed_through.append(wish)

    assert len([status for status in passed_through if status.is_final]) <= 1
    assert not any(status.is_final for status in passed_through[:-1])


def test_only_the_three_endings_are_final() -> None:
    assert {status for status in OrderStatus if status.is_final} == {
        OrderStatus.COMPLETED,
        OrderStatus.FAILED,
        OrderStatus.CANCELLED,
    }


def test_an_order_is_completed_only_from_processing() -> None:
    assert sources_of(OrderStatus.COMPLETED) == {OrderStatus.PROCESSING}


def test_an_order_fails_or_is_cancelled_from_every_status_that_is_not_final() -> None:
    unfinished = {OrderStatus.PENDING, OrderStatus.PROCESSING}

    assert sources_of(OrderStatus.FAILED) == sources_of(OrderStatus.CANCELLED) == unfinished


def test_an_order_begins_once_and_never_waits_again() -> None:
    assert sources_of(OrderStatus.PROCESSING) == {OrderStatus.PENDING}
    assert sources_of(OrderStatus.PENDING) == set()


@given(source=statuses, target=statuses)
def test_the_sources_of_a_status_are_the_transitions_read_backwards(source: OrderStatus, target: OrderStatus) -> None:
    assert (source in sources_of(target)) == (target in TRANSITIONS[source])


def _numbered(count: int) -> tuple[OrderLine, ...]:
    return tuple(line(f"Product {number}") for number in range(count))


@pytest.mark.parametrize("wrong", [{"order_id": ""}, {"order_id": "order.1"}, {"attempt_number": 0}])
def test_an_order_that_the_workflow_would_refuse_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(MalformedTask):
        an_order(**wrong)
