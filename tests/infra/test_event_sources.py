import json

import pytest

from infra.event_publisher import MAX_RETRIES
from infra.settings.functions import READERS_OF_QUEUES
from local.configuration import stack_config
from orders.contract import FUNCTION_NAMES
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


def test_the_publisher_reads_the_stream_from_its_start(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-event-publisher").inputs
    orders = program.one("dynamodb/table:Table", "dev-orders")
    assert mapping["eventSourceArn"] == f"{orders.arn}/stream/1"
    assert mapping["startingPosition"] == "TRIM_HORIZON"
    assert mapping["batchSize"] == 100


def test_a_record_that_cannot_be_published_is_isolated_and_dead_lettered(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-event-publisher").inputs
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["bisectBatchOnFunctionError"] is True
    assert mapping["maximumRetryAttempts"] == MAX_RETRIES
    assert mapping["destinationConfig"] == {
        "onFailure": {"destinationArn": program.one("sqs/queue:Queue", "dev-order-dlq").arn}
    }


def test_the_publisher_is_invoked_only_for_changes_that_may_have_an_event(program: Program) -> None:
    filters = mapping_to(program, "dev-order-event-publisher").inputs["filterCriteria"]["filters"]
    created, *changes = (json.loads(each["pattern"]) for each in filters)
    assert created == {"eventName": ["INSERT"]}
    assert [each["eventName"] for each in changes] == [["MODIFY"]] * 3
    assert [{image: statuses["status"]["S"] for image, statuses in each["dynamodb"].items()} for each in changes] == [
        {"NewImage": ["Completed", "Failed", "Cancelled"]},
        {"NewImage": ["Processing"], "OldImage": ["Processing"]},
        {"NewImage": ["Pending"], "OldImage": ["Failed"]},
    ]


def test_the_stream_is_read_only_after_the_queue_is_subscribed(program: Program) -> None:
    mapping = mapping_to(program, "dev-order-event-publisher")
    assert program.the("sns/topicSubscription:TopicSubscription").urn in mapping.dependencies


@each_reader
def test_a_queues_reader_reports_failed_messages_individually(program: Program, reader: str, queue: str) -> None:
    mapping = mapping_to(program, reader).inputs
    assert mapping["eventSourceArn"] == program.one("sqs/queue:Queue", queue).arn
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_consumer_reads_ten_messages_at_a_time_and_the_watchdog_one(program: Program) -> None:
    assert mapping_to(program, "dev-order-consumer").inputs["batchSize"] == 10
    assert mapping_to(program, "dev-order-watchdog").inputs["batchSize"] == 1


def test_the_settings_list_every_function_that_reads_a_queue(program: Program) -> None:
    queues = {queue.arn for queue in program.all("sqs/queue:Queue")}
    readers = {
        program.behind(mapping.inputs["functionName"]).inputs["name"]
        for mapping in program.all("lambda/eventSourceMapping:EventSourceMapping")
        if mapping.inputs["eventSourceArn"] in queues
    }
    assert readers == {f"dev-{FUNCTION_NAMES[folder]}" for folder in READERS_OF_QUEUES}


@each_reader
def test_a_queues_reader_has_the_configured_concurrency(program: Program, reader: str, queue: str) -> None:
    configured = stack_config("dev")["order-processing:maximum_concurrency"]
    assert mapping_to(program, reader).inputs["scalingConfig"] == {"maximumConcurrency": configured}
