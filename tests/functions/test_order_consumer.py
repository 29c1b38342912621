"""The function that starts the workflow of each new order."""

from functions.order_consumer.handler import handle
from orders.domain.attempt import Attempt
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
