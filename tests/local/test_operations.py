"""What the emulator takes of the alarms and the dashboard, and what the oldest open order is measured with."""

import json
from typing import Any

import pytest

from local.api_client import ORDER, ApiClient
from local.process import wait_until
from local.system import LocalSystem
from orders.domain.order import OrderStatus

pytestmark = pytest.mark.slow

WAIT_TIMEOUT_SECONDS = 60


def measure(system: LocalSystem) -> float:
    answer = system.aws.client("lambda").invoke(FunctionName="dev-order-age", Payload=b"{}")
    seconds: float = json.loads(answer["Payload"].read())["seconds"]
    return seconds


def ears_on(system: LocalSystem, topic: str) -> str:
    """A queue that hears the topic."""
    sqs = system.aws.client("sqs")
    url: str = sqs.create_queue(QueueName="operations-ears")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    admission = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [admission]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    raw = {"RawMessageDelivery": "true"}
    system.aws.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes=raw)
    return url


def test_the_alarms_of_the_program_are_there_and_tell_operations(system: LocalSystem) -> None:
    alarms = system.aws.client("cloudwatch").describe_alarms()["MetricAlarms"]
    declared = system.deployment.resources["aws:cloudwatch/metricAlarm:MetricAlarm"].values()

    assert {alarm["AlarmName"] for alarm in alarms} == {each["name"] for each in declared}
    assert {tuple(alarm["AlarmActions"]) for alarm in alarms} == {(system.output("operations_topic_arn"),)}


def test_the_dashboard_is_there_as_the_program_has_it(system: LocalSystem) -> None:
    body = system.aws.client("cloudwatch").get_dashboard(DashboardName="dev-orders")["DashboardBody"]
    declared = system.deployment.the_only("aws:cloudwatch/dashboard:Dashboard")["dashboardBody"]

    assert json.loads(body) == json.loads(declared)
    (states,) = [each for each in json.loads(body)["widgets"] if each["type"] == "alarm"]
    assert all(arn.startswith("arn:aws:cloudwatch:us-west-2:") for arn in states["properties"]["alarms"])


def test_an_alarm_reaches_who_listens_and_says_where_to_look(system: LocalSystem) -> None:
    url = ears_on(system, system.output("operations_topic_arn"))
    heard: list[dict[str, Any]] = []

    def is_told() -> bool:
        answer = system.aws.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        heard.extend(json.loads(message["Body"]) for message in answer.get("Messages", []))
        return any(each["AlarmName"] == "dev-order-dlq-not-empty" for each in heard)

    system.aws.client("cloudwatch").set_alarm_state(
        AlarmName="dev-order-dlq-not-empty", StateValue="ALARM", StateReason="a test"
    )
    assert wait_until(is_told, WAIT_TIMEOUT_SECONDS)
    (alarm,) = [each for each in heard if each["AlarmName"] == "dev-order-dlq-not-empty"]
    assert alarm["AlarmDescription"].endswith("Runbook: docs/runbooks.md#the-dead-letter-queue-is-not-empty")


def test_the_oldest_open_order_is_measured_until_it_is_over(system: LocalSystem, client: ApiClient) -> None:
    """With no more than the function's own role, which may ask for the open orders and for nothing else."""
    order = client.place(ORDER | {"payment_method": "tok_slow"})

    def is_over() -> bool:
        return OrderStatus(client.read(order["order_id"])["status"]).is_final

    assert wait_until(lambda: measure(system) > 0, WAIT_TIMEOUT_SECONDS)
    assert wait_until(is_over, WAIT_TIMEOUT_SECONDS)
    assert wait_until(lambda: measure(system) == 0, WAIT_TIMEOUT_SECONDS)
