"""The alarms, the dashboard and the age of the oldest open order, in the running system."""

import json
from typing import Any

import pytest

from local.api_client import ORDER, ApiClient
from local.process import wait_until
from local.system import LocalSystem
from orders.domain.order import OrderStatus
from tests.local.aws_helpers import receive, subscribe_queue

pytestmark = pytest.mark.slow

WAIT_TIMEOUT_SECONDS = 300
ALARM = "dev-order-dlq-not-empty"


def oldest_open_order_seconds(system: LocalSystem) -> float:
    response = system.aws.client("lambda").invoke(FunctionName="dev-order-age", Payload=b"{}")
    seconds: float = json.loads(response["Payload"].read())["seconds"]
    return seconds


def test_every_declared_alarm_exists_and_notifies_the_operations_topic(system: LocalSystem) -> None:
    alarms = system.aws.client("cloudwatch").describe_alarms()["MetricAlarms"]
    declared = system.deployment.resources["aws:cloudwatch/metricAlarm:MetricAlarm"].values()

    assert {alarm["AlarmName"] for alarm in alarms} == {each["name"] for each in declared}
    assert {tuple(alarm["AlarmActions"]) for alarm in alarms} == {(system.output("operations_topic_arn"),)}


def test_the_dashboard_is_the_declared_one(system: LocalSystem) -> None:
    body = system.aws.client("cloudwatch").get_dashboard(DashboardName="dev-orders")["DashboardBody"]
    declared = system.deployment.the_only("aws:cloudwatch/dashboard:Dashboard")["dashboardBody"]

    assert json.loads(body) == json.loads(declared)
    (states,) = [each for each in json.loads(body)["widgets"] if each["type"] == "alarm"]
    assert all(arn.startswith("arn:aws:cloudwatch:us-west-2:") for arn in states["properties"]["alarms"])


def test_an_alarm_is_delivered_to_subscribers_with_a_link_to_its_runbook(system: LocalSystem) -> None:
    url = subscribe_queue(system, "operations-subscriber", system.output("operations_topic_arn"))
    system.aws.client("cloudwatch").set_alarm_state(AlarmName=ALARM, StateValue="ALARM", StateReason="a test")

    def alarms() -> list[dict[str, Any]]:
        return [each for each in receive(system, url) if each["AlarmName"] == ALARM]

    assert wait_until(lambda: bool(alarms()), WAIT_TIMEOUT_SECONDS)
    (alarm,) = alarms()
    assert alarm["AlarmDescription"].endswith("Runbook: docs/runbooks.md#the-dead-letter-queue-is-not-empty")


def test_the_oldest_open_order_is_measured_until_it_is_final(system: LocalSystem, client: ApiClient) -> None:
    """With the function's own role, which may query the open orders and do nothing else."""
    order = client.place(ORDER | {"payment_method": "tok_slow"})

    def is_final() -> bool:
        return OrderStatus(client.read(order["order_id"])["status"]).is_final

    assert wait_until(lambda: oldest_open_order_seconds(system) > 0, WAIT_TIMEOUT_SECONDS)
    assert wait_until(is_final, WAIT_TIMEOUT_SECONDS)
    assert wait_until(lambda: oldest_open_order_seconds(system) == 0, WAIT_TIMEOUT_SECONDS)
