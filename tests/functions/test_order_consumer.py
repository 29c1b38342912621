"""The function that starts the workflow of each new order."""

import pytest

from functions.order_consumer import handler
from functions.order_consumer.handler import handle
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from tests.functions.batch_functions import order_created
from tests.functions.lambda_runtime import CapturedOutput, failed_items, invoke, sqs_event
from tests.functions.store_harness import StoreHarness

TRACE = "Root=1-67891233-abcdef012345678912345678;Sampled=1"


def test_each_new_order_starts_the_workflow_of_its_attempt_in_its_trace(
    store: StoreHarness, output: CapturedOutput
) -> None:
    messages = [
        order_created("order-1", trace_header=TRACE),
        order_created("order-2", attempt=3),
        order_created("order-3", trace_header={"Root": 1}),
    ]

    assert invoke(handle, sqs_event(*messages)) == failed_items()
    assert store.workflow.started == {
        Attempt("order-1", 1): TRACE,
        Attempt("order-2", 3): None,
        Attempt("order-3", 1): None,
    }
    assert output.log_fields("message", "correlation_id", "attempt") == [
        ("workflow started", "order-1", 1),
        ("workflow started", "order-2", 3),
        ("workflow started", "order-3", 1),
    ]
    assert output.metrics == {"RecordsReceived": 3, "WorkflowStarted": 3}


def test_a_duplicate_message_succeeds_and_is_counted_separately(store: StoreHarness, output: CapturedOutput) -> None:
    assert invoke(handle, sqs_event(order_created(), order_created())) == failed_items()

    assert output.log_fields("message", "correlation_id", "attempt") == [
        ("workflow started", "order-1", 1),
        ("workflow already started", "order-1", 1),
    ]
    assert output.metrics == {"RecordsReceived": 2, "WorkflowStarted": 1, "WorkflowStartedBefore": 1}


def test_an_order_without_a_free_permit_waits_in_the_queue(
    store: StoreHarness, output: CapturedOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handler, "MAX_WAIT_SECONDS", 0)
    store.permits.limit = 1

    assert invoke(handle, sqs_event(order_created("order-1"), order_created("order-2"), receives=7)) == failed_items(2)
    assert list(store.workflow.started) == [Attempt("order-1", 1)]
    assert store.redelivered_in == {"handle": 7}
    assert output.metrics == {"RecordsReceived": 2, "WorkflowStarted": 1, "RecordWaiting": 1}

    store.permits.release_all([Attempt("order-1", 1)])
    assert invoke(handle, sqs_event(order_created("order-2"))) == failed_items()
    assert Attempt("order-2", 1) in store.workflow.started


def test_a_long_wait_is_redelivered_once_a_minute(store: StoreHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "MAX_WAIT_SECONDS", 0)
    store.permits.limit = 0

    invoke(handle, sqs_event(order_created(), receives=500))

    assert store.redelivered_in == {"handle": 60}


def test_an_order_starts_as_soon_as_a_permit_is_released(store: StoreHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    store.permits.limit = 1
    store.permits.acquire(Attempt("order-0", 1))
    monkeypatch.setattr(handler.time, "sleep", lambda _: store.permits.release_all([Attempt("order-0", 1)]))

    assert invoke(handle, sqs_event(order_created("order-1"))) == failed_items()
    assert list(store.workflow.started) == [Attempt("order-1", 1)]


def test_a_message_whose_start_failed_finds_its_permit_again(store: StoreHarness) -> None:
    store.permits.limit = 1
    store.errors["order-1"] = StoreUnavailable("throttled")
    assert invoke(handle, sqs_event(order_created("order-1"))) == failed_items(1)

    store.errors.clear()
    assert invoke(handle, sqs_event(order_created("order-1"))) == failed_items()
    assert len(store.permits.in_use()) == 1
