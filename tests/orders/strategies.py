"""Hypothesis strategies for valid values of the domain."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Any, get_type_hints

from hypothesis import strategies as st

from orders.domain.adjustment import MAX_ADJUSTMENT, MAX_LABEL, Adjustment
from orders.domain.attempt import MAX_ATTEMPT_NUMBER, Attempt
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.order import MAX_LINES, MAX_QUANTITY, TRANSITIONS, Order, OrderLine, OrderStatus
from orders.payments.simulated import PaymentMethod
from tests.orders.examples import NOON

amounts = st.integers(min_value=0, max_value=10**12)
currencies = st.from_regex(r"[A-Z]{3}", fullmatch=True)
monies = st.builds(Money, amounts, currencies)
statuses = st.sampled_from(OrderStatus)
attempts = st.builds(
    Attempt,
    st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True),
    st.integers(min_value=1, max_value=MAX_ATTEMPT_NUMBER),
)

_zones = st.integers(min_value=-14 * 60, max_value=14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(
    lambda milliseconds, zone: (NOON + timedelta(milliseconds=milliseconds)).astimezone(zone),
    st.integers(min_value=-(10**12), max_value=10**12),
    _zones,
)
"""A time in any zone, in whole milliseconds, as the tables store it."""

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)


def _priced(currency: str) -> st.SearchStrategy[tuple[OrderLine, ...]]:
    lines = st.builds(
        OrderLine,
        st.text(min_size=1, max_size=40),
        st.integers(min_value=1, max_value=MAX_QUANTITY),
        st.builds(Money, amounts, st.just(currency)),
    )
    return st.lists(lines, min_size=1, max_size=MAX_LINES, unique_by=lambda line: line.product_name).map(tuple)


history_events = st.builds(
    HistoryEvent,
    st.sampled_from(HistoryEventType),
    moments,
    st.none() | st.integers(min_value=1, max_value=MAX_ATTEMPT_NUMBER),
    st.none() | st.text(min_size=1, max_size=40),
)

adjustments = st.builds(
    Adjustment,
    st.sampled_from(["tax", "shipping", "a_kind_of_a_newer_version"]),
    st.text(min_size=1, max_size=MAX_LABEL),
    st.integers(min_value=0, max_value=MAX_ADJUSTMENT),
)

whole_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(min_value=-(2**53), max_value=2**53) | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)
"""JSON without fractions, as custom fields have it."""

orders = st.builds(
    Order,
    order_id=attempts.map(lambda attempt: attempt.order_id),
    customer_name=st.text(min_size=1, max_size=80),
    lines=currencies.flatmap(_priced),
    payment_method=st.sampled_from(PaymentMethod),
    created_at=moments,
    updated_at=moments,
    status=statuses,
    attempt_number=st.integers(min_value=1, max_value=MAX_ATTEMPT_NUMBER),
    cancel_requested_at=st.none() | moments,
    parked_at=st.none() | moments,
    metadata=st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=10), max_size=3),
    history=st.lists(history_events, max_size=3).map(tuple),
    adjustments=st.lists(adjustments, max_size=3).map(tuple),
    custom_fields=st.dictionaries(st.text(min_size=1, max_size=10), whole_values, max_size=3),
    **{
        name: st.none() | st.text(min_size=1, max_size=40)
        for name, kind in get_type_hints(Order).items()
        if kind == str | None
    },
)


@st.composite
def legal_paths(draw: st.DrawFn) -> list[OrderStatus]:
    """Generate the statuses of one order from ``Pending`` on, in legal transitions, not always up to a final one."""
    path = [OrderStatus.PENDING]
    while not path[-1].is_final and draw(st.booleans()):
        path.append(draw(st.sampled_from(sorted(TRANSITIONS[path[-1]]))))
    return path
