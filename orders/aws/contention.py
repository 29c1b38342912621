"""Retries of a transaction that met another one: the only retry loop of the code.

DynamoDB cancels a transaction that overlaps another one on the same item, and boto3 does not repeat it.  The conflict
lasts for some milliseconds.  A retry by the state machine would wait for seconds and cost a state transition each time,
so the stock's two operations repeat their own transaction first, a few times and at once.  Every other error, and a
conflict that lasts, is still the state machine's.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from orders.domain.errors import StockContention

Result = TypeVar("Result")

MAX_RETRIES = 5
"""Retries after the first call, inclusive."""

PAUSE_SECONDS = (0.005, 0.060)
"""The shortest and the longest pause: a few times what a transaction takes, and 0.3 s for all retries together."""


def pause() -> None:
    """Wait for a random time, so that two calls that met do not meet again."""
    time.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311  it spreads calls, and protects nothing


def retry_contention(call: Callable[[], Result], pause: Callable[[], None] = pause) -> Result:
    """Return the call's result, after up to ``MAX_RETRIES`` immediate retries with a pause before each.

    Raises:
        StockContention: the last retry also met another transaction.
    """
    for _ in range(MAX_RETRIES):
        try:
            return call()
        except StockContention:
            pause()
    return call()
