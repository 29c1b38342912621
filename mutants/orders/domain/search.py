"""Filters and pages of an order search, and the oldest open order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orders.domain.order import Order, OrderStatus


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_xǁOrderFilterǁmatches__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """The criteria of a search; None matches every order.

    ``owner`` matches a caller's own orders, and ``customer`` those listed under that name.  ``created_after`` is
    inclusive, ``created_before`` exclusive.
    """

    owner: str | None = None
    customer: str | None = None
    status: OrderStatus | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None

    @property
    def is_contradictory(self) -> bool:
        """Whether no order can match: a caller's own orders are not listed under another name."""
        return None not in {self.owner, self.customer} and self.owner != self.customer

    @_mutmut_mutated(mutants_xǁOrderFilterǁmatches__mutmut)
    def matches(self, order: Order) -> bool:
        """Return whether an order of that customer and time matches the other criteria."""
        return self.owner in {None, order.owner} and self.status in {None, order.status}

    def xǁOrderFilterǁmatches__mutmut_orig(self, order: Order) -> bool:
        """Return whether an order of that customer and time matches the other criteria."""
        return self.owner in {None, order.owner} and self.status in {None, order.status}

    def xǁOrderFilterǁmatches__mutmut_1(self, order: Order) -> bool:
        """Return whether an order of that customer and time matches the other criteria."""
        return self.owner in {None, order.owner} or self.status in {None, order.status}

    def xǁOrderFilterǁmatches__mutmut_2(self, order: Order) -> bool:
        """Return whether an order of that customer and time matches the other criteria."""
        return self.owner not in {None, order.owner} and self.status in {None, order.status}

    def xǁOrderFilterǁmatches__mutmut_3(self, order: Order) -> bool:
        """Return whether an order of that customer and time matches the other criteria."""
        return self.owner in {None, order.owner} and self.status not in {None, order.status}

mutants_xǁOrderFilterǁmatches__mutmut['_mutmut_orig'] = OrderFilter.xǁOrderFilterǁmatches__mutmut_orig # type: ignore # mutmut generated
mutants_xǁOrderFilterǁmatches__mutmut['xǁOrderFilterǁmatches__mutmut_1'] = OrderFilter.xǁOrderFilterǁmatches__mutmut_1 # type: ignore # mutmut generated
mutants_xǁOrderFilterǁmatches__mutmut['xǁOrderFilterǁmatches__mutmut_2'] = OrderFilter.xǁOrderFilterǁmatches__mutmut_2 # type: ignore # mutmut generated
mutants_xǁOrderFilterǁmatches__mutmut['xǁOrderFilterǁmatches__mutmut_3'] = OrderFilter.xǁOrderFilterǁmatches__mutmut_3 # type: ignore # mutmut generated


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the orders, and the cursor of the next page, or None on the last one.

    A page may have fewer orders than its limit, even none, without being the last one.
    """

    orders: tuple[Order, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order without a final status; ``since`` is when it was placed, or last redriven."""

    order_id: str
    since: datetime
mutants_x_age_of__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_age_of__mutmut)
def age_of(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if order else 0.0


def x_age_of__mutmut_orig(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if order else 0.0


def x_age_of__mutmut_1(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if (order) and False else 0.0


def x_age_of__mutmut_2(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if (order) or True else 0.0


def x_age_of__mutmut_3(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(None, (now - order.since).total_seconds()) if order else 0.0


def x_age_of__mutmut_4(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, None) if order else 0.0


def x_age_of__mutmut_5(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max((now - order.since).total_seconds()) if order else 0.0


def x_age_of__mutmut_6(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, ) if order else 0.0


def x_age_of__mutmut_7(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(1.0, (now - order.since).total_seconds()) if order else 0.0


def x_age_of__mutmut_8(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now + order.since).total_seconds()) if order else 0.0


def x_age_of__mutmut_9(order: OpenOrder | None, now: datetime) -> float:
    """Return for how many seconds the order has been open: 0 without an order, or if the clocks disagree."""
    return max(0.0, (now - order.since).total_seconds()) if order else 1.0

mutants_x_age_of__mutmut['_mutmut_orig'] = x_age_of__mutmut_orig # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_1'] = x_age_of__mutmut_1 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_2'] = x_age_of__mutmut_2 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_3'] = x_age_of__mutmut_3 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_4'] = x_age_of__mutmut_4 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_5'] = x_age_of__mutmut_5 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_6'] = x_age_of__mutmut_6 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_7'] = x_age_of__mutmut_7 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_8'] = x_age_of__mutmut_8 # type: ignore # mutmut generated
mutants_x_age_of__mutmut['x_age_of__mutmut_9'] = x_age_of__mutmut_9 # type: ignore # mutmut generated
