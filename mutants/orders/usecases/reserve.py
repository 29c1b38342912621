"""Reserve an order's stock."""

from __future__ import annotations

from datetime import datetime

from orders.domain.attempt import Attempt
from orders.domain.history import HistoryEventType
from orders.domain.reservation import ReservationState
from orders.ports import OrderRepository, StockRepository


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_x_reserve__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_reserve__mutmut)
def reserve(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_orig(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_1(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = None
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_2(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(None, orders.get(attempt.order_id).lines, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_3(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, None, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_4(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, None)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_5(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(orders.get(attempt.order_id).lines, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_6(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_7(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, )
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_8(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(None).lines, now)
    orders.record_event(attempt, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_9(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, now)
    orders.record_event(None, HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_10(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, now)
    orders.record_event(attempt, None)
    return state


def x_reserve__mutmut_11(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, now)
    orders.record_event(HistoryEventType.STOCK_RESERVED)
    return state


def x_reserve__mutmut_12(attempt: Attempt, orders: OrderRepository, stock: StockRepository, now: datetime) -> ReservationState:
    """Hold the stock of every line of the order.

    Raises:
        OutOfStock: a product has too few units left; nothing is held.
    """
    state = stock.reserve(attempt, orders.get(attempt.order_id).lines, now)
    orders.record_event(attempt, )
    return state

mutants_x_reserve__mutmut['_mutmut_orig'] = x_reserve__mutmut_orig # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_1'] = x_reserve__mutmut_1 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_2'] = x_reserve__mutmut_2 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_3'] = x_reserve__mutmut_3 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_4'] = x_reserve__mutmut_4 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_5'] = x_reserve__mutmut_5 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_6'] = x_reserve__mutmut_6 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_7'] = x_reserve__mutmut_7 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_8'] = x_reserve__mutmut_8 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_9'] = x_reserve__mutmut_9 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_10'] = x_reserve__mutmut_10 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_11'] = x_reserve__mutmut_11 # type: ignore # mutmut generated
mutants_x_reserve__mutmut['x_reserve__mutmut_12'] = x_reserve__mutmut_12 # type: ignore # mutmut generated
