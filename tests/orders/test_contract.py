"""The facts that orders/contract.py can only repeat, because it imports nothing."""

from orders.contract import FINAL_ORDER_STATUSES, UNSUCCESSFUL_STATUSES
from orders.domain.order import OrderStatus
from orders.usecases.watchdog import REASON_BY_STATUS


def test_the_stream_filter_lets_every_final_status_through() -> None:
    assert set(FINAL_ORDER_STATUSES) == {status for status in OrderStatus if status.is_final}


def test_the_watchdog_has_a_failure_reason_for_every_unsuccessful_status() -> None:
    assert set(UNSUCCESSFUL_STATUSES) == set(REASON_BY_STATUS)
