"""The reconciliation's memory does not grow with the number of orders."""

from __future__ import annotations

import tracemalloc
from collections import deque
from datetime import timedelta

import pytest

from tests.orders.usecases.generated_ledgers import NOW, GeneratedLedgers, reconciliation_of

pytestmark = pytest.mark.slow

MEBIBYTE = 2**20


def peak_memory(count: int, broken: int = 0) -> float:
    """Return the most memory in MiB that Python's objects take while so many orders are reconciled."""
    operation = reconciliation_of(GeneratedLedgers(count, broken))
    tracemalloc.start()
    try:
        deque(operation.find_discrepancies(timedelta(hours=1), NOW), maxlen=0)
        return tracemalloc.get_traced_memory()[1] / MEBIBYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("broken", [0, 3])
def test_more_orders_and_discrepancies_take_the_same_memory(broken: int) -> None:
    few, many = peak_memory(1_000, broken), peak_memory(2_500, broken)

    assert many < few + 0.18, "each of 1,500 more orders may take at most 125 bytes"


def test_generated_ledgers_show_the_discrepancies_that_they_have() -> None:
    def found(broken: int) -> int:
        ledgers = GeneratedLedgers(1_000, broken)
        return len(list(reconciliation_of(ledgers).find_discrepancies(timedelta(hours=1), NOW)))

    assert (found(0), found(broken=10)) == (0, 100)
