import json

from infra.event_publisher import MAX_RETRIES
from local.program import stack_config
from orders.order import OrderStatus
from tests.infra.program import Program, Resource


def mapping_to(program: Program, function: str) -> Resource:
    arn = program.one("lambda/function:Function", function).arn
    (mapping,) = [
        each
        for each in program.all("lambda/eventSourceMapping:EventSourceMapping")
        if each.inputs["functionName"] == arn
    ]
    return mapping


def test_the_publisher_reads_every_order_that_was_ever_written(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-event-publisher").inputs
    orders = program.one("dynamodb/table:Table", "dev-orders")
    assert mapping["eventSourceArn"] == f"{orders.arn}/stream/1"
    assert mapping["startingPosition"] == "TRIM_HORIZON"
    assert mapping["batchSize"] == 100


def test_a_change_that_cannot_be_published_holds_up_no_other_and_ends_with_the_dead_letters(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-event-publisher").inputs
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["bisectBatchOnFunctionError"] is True
    assert mapping["maximumRetryAttempts"] == MAX_RETRIES
    assert mapping["destinationConfig"] == {
        "onFailure": {"destinationArn": program.one("sqs/queue:Queue", "dev-order-dlq").arn}
    }


def test_the_publisher_is_invoked_for_new_and_for_finished_orders_only(program: Program) -> None:
    filters = mapping_to(program, "dev-order-event-publisher").inputs["filterCriteria"]["filters"]
    created, finished = (json.loads(each["pattern"]) for each in filters)
    assert created == {"eventName": ["INSERT"]}
    assert finished["eventName"] == ["MODIFY"]
    assert set(finished["dynamodb"]["NewImage"]["status"]["S"]) == {status for status in OrderStatus if status.is_final}


def test_nothing_is_published_before_the_queue_listens(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-event-publisher")
    assert program.the("sns/topicSubscription:TopicSubscription").urn in mapping.dependencies


def test_the_consumer_takes_ten_messages_and_gives_back_those_that_failed(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-consumer").inputs
    assert mapping["eventSourceArn"] == program.one("sqs/queue:Queue", "dev-order-processing").arn
    assert mapping["batchSize"] == 10
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_queue_presses_no_harder_than_configured(program: Program) -> None:
    configured = stack_config("dev")["order-processing:maximum_concurrency"]
    assert mapping_to(program, "dev-order-consumer").inputs["scalingConfig"] == {"maximumConcurrency": configured}
