"""Each record of a batch succeeds or fails alone, in every function that processes batches."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.order_consumer import handler as order_consumer
from functions.watchdog import handler as watchdog
from orders.domain.errors import StoreUnavailable
from tests.functions.batch_functions import (
    CONSUMER,
    PUBLISHER,
    WATCHDOG,
    BatchFunction,
    execution_aborted,
    order_created,
)
from tests.functions.lambda_runtime import CapturedOutput, failed_items
from tests.functions.store_harness import CUSTOMER, StoreHarness
from tests.orders.strategies import json_values

FUNCTIONS = {"order_consumer": CONSUMER, "watchdog": WATCHDOG, "event_publisher": PUBLISHER}
MALFORMED = [
    pytest.param(function, record, id=f"{name}-{position}")
    for name, function in FUNCTIONS.items()
    for position, record in enumerate(function.malformed)
]

each_function = pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)


@each_function
def test_a_failed_record_is_retried(store: StoreHarness, output: CapturedOutput, function: BatchFunction) -> None:
    for order_id in ("order-1", "order-2", "order-3"):
        store.place(order_id=order_id)
    store.errors["order-2"] = StoreUnavailable("throttled")
    first, second, third = (function.record_of(order_id) for order_id in ("order-1", "order-2", "order-3"))

    assert function.process(first, second, third) == failed_items(2)

    assert ("WARNING", "batch item failed", "2", "order-2") in output.log_fields(
        "level", "message", "record_id", "correlation_id"
    )
    assert output.metrics["RecordRefused"] == 1

    store.errors.clear()
    assert function.process(second) == failed_items()
    assert output.log_fields("message", "correlation_id")[-1] == (function.message, "order-2")


@each_function
def test_a_batch_starts_without_the_failures_and_the_order_id_of_the_previous_one(
    store: StoreHarness, output: CapturedOutput, function: BatchFunction
) -> None:
    for order_id in ("order-1", "order-2"):
        store.place(order_id=order_id)
    function.process(function.malformed[0], function.record_of("order-1"))

    assert function.process(function.record_of("order-2")) == failed_items()
    function.process(function.malformed[0])
    assert output.log_fields("correlation_id") == [(None,), ("order-1",), ("order-2",), (None,)]


@pytest.mark.parametrize(("function", "record"), MALFORMED)
def test_a_malformed_record_is_dead_lettered_at_once_and_not_logged(
    store: StoreHarness, output: CapturedOutput, function: BatchFunction, record: Any
) -> None:
    store.place()

    assert function.process(record, function.record_of("order-1")) == failed_items()
    assert output.log_fields("message", "record_id")[0] == ("batch item dead-lettered", "1")
    assert output.metrics["RecordRefused"] == 1
    assert len(store.forwarded) + sum(letter["error"] == "MalformedOrder" for letter in store.dead_letters) == 1
    assert CUSTOMER not in output.text + str(store.dead_letters)


@each_function
def test_a_large_batch_is_counted_in_one_line_of_metrics(
    store: StoreHarness, output: CapturedOutput, function: BatchFunction
) -> None:
    """Powertools flushes a metric when it reaches 100 values."""
    store.place()
    function.process(*[function.malformed[0]] * 101, *[function.record_of("order-1")] * 101)

    successes = 101 if function is PUBLISHER else 1
    for metric, count in (("RecordsReceived", 202), ("RecordRefused", 101), (function.metric, successes)):
        line, _ = output.metric_line(metric)
        assert line[metric] == [count]


@pytest.mark.parametrize("function", [CONSUMER, WATCHDOG], ids=["order_consumer", "watchdog"])
def test_a_batch_of_messages_that_all_fail_is_not_an_error_of_the_function(
    store: StoreHarness, function: BatchFunction
) -> None:
    store.errors["order-1"] = StoreUnavailable("throttled")

    assert function.process(*[function.record_of("order-1")] * 3) == failed_items(1, 2, 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("function", "malformed"),
    [
        (CONSUMER, lambda value: order_created(value, attempt=0)),
        (WATCHDOG, lambda value: execution_aborted(value, status=None)),
    ],
    ids=["order_consumer", "watchdog"],
)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_arbitrary_messages_are_dead_lettered(
    function: BatchFunction, malformed: Callable[[Any], str], data: st.DataObject
) -> None:
    message = st.text() | json_values.map(json.dumps) | json_values.map(malformed)
    bodies = data.draw(st.lists(message, min_size=1, max_size=5))
    forwarded: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for handler in (order_consumer, watchdog):
            patch.setattr(handler, "dead_letters", SimpleNamespace(forward=forwarded.append))
        assert function.process(*bodies) == failed_items()
    assert forwarded == bodies
