import json

import pytest

from infra.event_publisher import MAX_RETRIES
from infra.settings.functions import FUNCTIONS, READERS_OF_QUEUES
from local.program import stack_config
from orders.order import OrderStatus
from tests.infra.program import Program, Resource

each_reader = pytest.mark.parametrize(
    ("reader", "queue"),
    [("dev-order-consumer", "dev-order-processing"), ("dev-order-watchdog", "dev-order-watchdog")],
)


def mapping_to(program: Program, function: str) -> Resource:
    arn = program.alias_of(function).arn
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


@each_reader
def test_the_reader_of_a_queue_gives_back_the_messages_that_failed(program: Program, reader: str, queue: str) -> None:
    mapping = mapping_to(program, reader).inputs
    assert mapping["eventSourceArn"] == program.one("sqs/queue:Queue", queue).arn
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]


def test_orders_are_started_ten_at_a_time_and_cleaned_up_one_by_one(program: Program) -> None:
    assert mapping_to(program, "dev-order-consumer").inputs["batchSize"] == 10
    assert mapping_to(program, "dev-order-watchdog").inputs["batchSize"] == 1


def test_the_settings_know_every_function_that_reads_a_queue(program: Program) -> None:
    queues = {queue.arn for queue in program.all("sqs/queue:Queue")}
    readers = {
        program.behind(mapping.inputs["functionName"]).inputs["name"]
        for mapping in program.all("lambda/eventSourceMapping:EventSourceMapping")
        if mapping.inputs["eventSourceArn"] in queues
    }
    assert readers == {f"dev-{FUNCTIONS[folder]}" for folder in READERS_OF_QUEUES}


@each_reader
def test_a_queue_presses_no_harder_than_configured(program: Program, reader: str, queue: str) -> None:
    configured = stack_config("dev")["order-processing:maximum_concurrency"]
    assert mapping_to(program, reader).inputs["scalingConfig"] == {"maximumConcurrency": configured}
