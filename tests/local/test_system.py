"""The whole system end to end: the Pulumi program's resources, the real functions, the real API, IAM enforced."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from botocore.exceptions import ClientError

from local.api_client import ORDER, ApiClient
from local.configuration import stack_config
from local.process import wait_until
from local.scenarios import DEMO_SCENARIOS, Scenario, ScenarioResult, place, scenario_result
from local.system import LocalSystem
from local.system_reader import ExecutionHistory, SystemReader, find_discrepancies
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from tests.local.aws_helpers import api_role_client, assert_no_leaks, receive, subscribe_queue

pytestmark = pytest.mark.slow

WAIT_TIMEOUT_SECONDS = 300

FUNCTIONS = ("order-event-publisher", "order-consumer", "order-payment", "order-inventory", "order-status")


def scenario(title: str) -> Scenario:
    return next(each for each in DEMO_SCENARIOS if each.title == title)


def wait_for_end(reader: SystemReader, attempt: Attempt) -> ExecutionHistory:
    def has_ended() -> bool:
        execution = reader.execution(attempt)
        return execution is not None and execution.has_ended

    assert wait_until(has_ended, WAIT_TIMEOUT_SECONDS), f"the workflow of {attempt} has not ended"
    execution = reader.execution(attempt)
    assert execution is not None
    return execution


def result_of(reader: SystemReader, attempt: Attempt) -> ScenarioResult:
    result = scenario_result(reader, attempt, reader.dead_letters())
    assert result is not None
    return result


def stop_execution(system: LocalSystem, reader: SystemReader, attempt: Attempt) -> None:
    """Stop the execution, and wait until its order has a final status anyway."""
    execution = reader.execution(attempt)
    assert execution is not None
    system.aws.client("stepfunctions").stop_execution(executionArn=execution.arn)

    def is_final() -> bool:
        return OrderStatus(ApiClient(system.api_url).read(attempt.order_id)["status"]).is_final

    assert wait_until(is_final, WAIT_TIMEOUT_SECONDS)


def log_lines(system: LocalSystem, function: str) -> list[str]:
    pages = system.aws.client("logs").get_paginator("filter_log_events")
    return [
        event["message"]
        for page in pages.paginate(logGroupName=f"/aws/lambda/dev-{function}")
        for event in page["events"]
    ]


def execution_names(system: LocalSystem, order_id: str) -> list[str]:
    pages = system.aws.client("stepfunctions").get_paginator("list_executions")
    names = [
        each["name"]
        for page in pages.paginate(stateMachineArn=system.output("order_workflow_arn"))
        for each in page["executions"]
    ]
    return [name for name in names if name.startswith(order_id)]


def test_the_readmes_curl_places_an_order_that_completes(system: LocalSystem, reader: SystemReader) -> None:
    command = ["curl", "--silent", "--fail", "-X", "POST", f"{system.api_url}/orders/"]
    header = ["-H", "Content-Type: application/json"]
    response = subprocess.run([*command, *header, "-d", json.dumps(ORDER)], capture_output=True, check=True)
    order = json.loads(response.stdout)

    wait_for_end(reader, Attempt(order["order_id"], 1))

    item = system.aws.client("dynamodb").get_item(
        TableName="dev-orders", Key={"order_id": {"S": order["order_id"]}}, ConsistentRead=True
    )["Item"]
    assert item["status"] == {"S": "Completed"}
    assert item["quantity"] == {"N": "1"}
    assert item["product_name"] == {"S": "Test Product"}
    assert item["customer_name"] == {"S": "Test Customer"}


@pytest.fixture(scope="module")
def placed(system: LocalSystem) -> dict[str, Attempt]:
    """An order of each scenario, all in progress: the slowest ends while the tests look at the others."""
    return {scenario.title: place(system, scenario) for scenario in DEMO_SCENARIOS}


@pytest.mark.parametrize("scenario", DEMO_SCENARIOS, ids=lambda scenario: scenario.title)
def test_every_demo_scenario_ends_as_expected(
    reader: SystemReader, placed: dict[str, Attempt], scenario: Scenario
) -> None:
    attempt = placed[scenario.title]
    wait_for_end(reader, attempt)

    assert result_of(reader, attempt).differences(scenario) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("completed", "PaymentAuthorized StockReserved PaymentCaptured OrderCompleted"),
        ("card declined", "Undone OrderFailed"),
        ("sold out", "PaymentAuthorized Undone OrderFailed"),
        ("provider down", "PaymentDelayed " * 31 + "Undone OrderFailed"),
    ],
)
def test_the_history_lists_the_events_of_an_order(
    system: LocalSystem, reader: SystemReader, placed: dict[str, Attempt], title: str, expected: str
) -> None:
    attempt = placed[title]
    wait_for_end(reader, attempt)

    url = f"{system.api_url}/orders/{attempt.order_id}/events/"
    events = requests.get(url, timeout=120).json()["events"]

    assert [event["event"] for event in events] == ["OrderPlaced", "ProcessingStarted", *expected.split()]
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)


def test_every_function_logs_json_lines_with_the_orders_id(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    attempt = Attempt(client.place(ORDER)["order_id"], 1)
    wait_for_end(reader, attempt)

    for function in FUNCTIONS:

        def lines_of_the_order(function: str = function) -> list[dict[str, Any]]:
            lines = [json.loads(line) for line in log_lines(system, function) if line.startswith('{"level"')]
            return [line for line in lines if line.get("correlation_id") == attempt.order_id]

        assert wait_until(lambda: bool(lines_of_the_order()), WAIT_TIMEOUT_SECONDS), function


def test_subscribers_receive_a_new_order_and_its_final_status(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    created_queue = subscribe_queue(system, "created", system.output("order_events_topic_arn"))
    finished_queue = subscribe_queue(system, "finished", system.output("order_completed_topic_arn"))
    order_id = client.place(ORDER)["order_id"]
    wait_for_end(reader, Attempt(order_id, 1))

    def events(url: str) -> list[dict[str, Any]]:
        return [event for event in receive(system, url) if event["order_id"] == order_id]

    assert wait_until(lambda: bool(events(created_queue) and events(finished_queue)), WAIT_TIMEOUT_SECONDS)
    (created,), (finished,) = events(created_queue), events(finished_queue)
    assert (created["type"], created["status"]) == ("OrderCreated", "Pending")
    assert (finished["type"], finished["status"]) == ("OrderFinished", "Completed")
    assert "customer_name" not in created | finished


def test_an_event_delivered_twice_starts_one_execution(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    order_id = client.place(ORDER)["order_id"]
    wait_for_end(reader, Attempt(order_id, 1))
    duplicate = json.dumps({"type": "OrderCreated", "order_id": order_id, "attempt": 1})
    system.aws.client("sns").publish(TopicArn=system.output("order_events_topic_arn"), Message=duplicate)

    def is_logged() -> bool:
        lines = log_lines(system, "order-consumer")
        return any("workflow already started" in line and order_id in line for line in lines)

    assert wait_until(is_logged, WAIT_TIMEOUT_SECONDS)
    assert execution_names(system, order_id) == [f"{order_id}.1"]
    assert client.read(order_id)["status"] == "Completed"


def test_an_invalid_message_is_dead_lettered_and_delays_no_order(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    system.aws.client("sns").publish(TopicArn=system.output("order_events_topic_arn"), Message="no order at all")
    attempt = Attempt(client.place(ORDER)["order_id"], 1)

    wait_for_end(reader, attempt)
    assert wait_until(lambda: {"body": "no order at all"} in reader.dead_letters(), WAIT_TIMEOUT_SECONDS, every=0.5)


def test_finished_orders_hold_no_permit(system: LocalSystem, reader: SystemReader, client: ApiClient) -> None:
    attempts = [Attempt(client.place(ORDER)["order_id"], 1).execution_name for _ in range(20)]

    assert wait_until(
        lambda: all(OrderStatus(client.read(name.rpartition(".")[0])["status"]).is_final for name in attempts),
        WAIT_TIMEOUT_SECONDS,
    )
    assert wait_until(
        lambda: not {permit["attempt"] for permit in reader.items("permits_table")} & {*attempts}, WAIT_TIMEOUT_SECONDS
    )


def test_a_stopped_execution_leaves_a_compensated_order(system: LocalSystem, reader: SystemReader) -> None:
    provider_down = scenario("provider down")
    stock_before = reader.available()[provider_down.product]
    attempt = place(system, provider_down)

    def has_failed_call() -> bool:
        execution = reader.execution(attempt)
        return execution is not None and bool(execution.failed_calls)

    assert wait_until(has_failed_call, WAIT_TIMEOUT_SECONDS, every=0.01)
    stop_execution(system, reader, attempt)

    result = result_of(reader, attempt)
    assert result.execution.status == "ABORTED"
    assert (result.order["status"], result.order["failure_reason"]) == ("Failed", "ExecutionAborted")
    assert (result.held, result.captured, result.stock) == (0, 0, "RELEASED")
    assert reader.available()[provider_down.product] == stock_before
    assert result.is_in_dead_letter_queue


def test_an_order_cancelled_in_time_costs_nothing(system: LocalSystem, reader: SystemReader, client: ApiClient) -> None:
    stock_before = reader.available()["Desk Lamp"]
    attempt = place(system, scenario("flaky provider"))

    assert client.cancel(attempt.order_id)

    wait_for_end(reader, attempt)
    result = result_of(reader, attempt)
    assert (result.order["status"], result.order["failure_reason"]) == ("Cancelled", "OrderCancelled")
    assert (result.held, result.captured, result.is_in_dead_letter_queue) == (0, 0, False)
    assert reader.available()["Desk Lamp"] == stock_before


def test_200_concurrent_requests_with_one_idempotency_key_place_one_order(
    system: LocalSystem, reader: SystemReader
) -> None:
    def send(_: int) -> Any:
        return requests.post(f"{system.api_url}/orders/", json=ORDER, headers={"Idempotency-Key": "once"}, timeout=300)

    with ThreadPoolExecutor(50) as threads:
        responses = list(threads.map(send, range(200)))

    assert sorted(response.status_code for response in responses) == [200] * 199 + [201]
    [order_id] = {response.json()["order_id"] for response in responses}
    assert wait_for_end(reader, Attempt(order_id, 1)).status == "SUCCEEDED"
    assert execution_names(system, order_id) == [f"{order_id}.1"]


def test_the_watchdog_is_retried_until_the_provider_voids_the_payment(
    system: LocalSystem, reader: SystemReader
) -> None:
    attempt = place(system, scenario("flaky provider"))

    def is_authorized() -> bool:
        payment = reader.item("payments_table", payment_id=attempt.payment_id)
        return payment is not None and payment["state"] == "AUTHORIZED"

    assert wait_until(is_authorized, WAIT_TIMEOUT_SECONDS, every=0.01)
    stop_execution(system, reader, attempt)

    result = result_of(reader, attempt)
    assert (result.order["status"], result.order["failure_reason"]) == ("Failed", "ExecutionAborted")
    assert (result.held, result.captured, result.stock) == (0, 0, "RELEASED")
    assert result.is_in_dead_letter_queue
    failure = f"{attempt.payment_id}: the provider is busy"
    assert len([line for line in log_lines(system, "order-watchdog") if failure in line]) >= 2


def test_an_event_that_a_missing_permission_blocked_is_published_once_the_permission_is_back(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    iam, role = system.aws.client("iam"), "dev-order-event-publisher"
    policy = iam.get_role_policy(RoleName=role, PolicyName=role)["PolicyDocument"]
    statements = [each for each in policy["Statement"] if "sns:Publish" not in each["Action"]]
    iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=json.dumps(policy | {"Statement": statements}))
    try:
        attempt = Attempt(client.place(ORDER)["order_id"], 1)

        def is_denied() -> bool:  # perhaps for an event of an earlier order, which is read first
            return any("AuthorizationError" in line for line in log_lines(system, "order-event-publisher"))

        assert wait_until(is_denied, WAIT_TIMEOUT_SECONDS)
        assert client.read(attempt.order_id)["status"] == OrderStatus.PENDING
    finally:
        iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=json.dumps(policy))
    wait_for_end(reader, attempt)
    assert client.read(attempt.order_id)["status"] == OrderStatus.COMPLETED


def test_the_apis_role_can_only_write_orders_refund_payments_and_read_the_catalogue(system: LocalSystem) -> None:
    dynamodb = api_role_client(system, "dynamodb")
    dynamodb.batch_get_item(RequestItems={"dev-products": {"Keys": [{"product_name": {"S": "Test Product"}}]}})
    for denied in (
        lambda: dynamodb.scan(TableName="dev-orders", IndexName="by_customer"),
        lambda: dynamodb.scan(TableName="dev-orders"),
        lambda: dynamodb.delete_item(TableName="dev-orders", Key={"order_id": {"S": "any"}}),
        lambda: dynamodb.put_item(TableName="dev-products", Item={"product_name": {"S": "Free Lunch"}}),
        lambda: dynamodb.delete_item(TableName="dev-payments", Key={"payment_id": {"S": "any.1"}}),
        lambda: dynamodb.scan(TableName="dev-payments"),
    ):
        with pytest.raises(ClientError, match="AccessDenied"):
            denied()


def test_the_boundary_limits_a_role_that_allows_everything(system: LocalSystem) -> None:
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    iam, role = system.aws.client("iam"), system.output("api_task_role_arn").rpartition("/")[2]
    iam.put_role_policy(RoleName=role, PolicyName="everything", PolicyDocument=json.dumps(everything))
    try:
        with pytest.raises(ClientError, match=r"AccessDenied|not authorized"):
            api_role_client(system, "iam").create_user(UserName="intruder")
        payment = {"TableName": "dev-payments", "Key": {"payment_id": {"S": "any.1"}}}
        assert api_role_client(system, "dynamodb").get_item(**payment)
    finally:
        iam.delete_role_policy(RoleName=role, PolicyName="everything")


def test_the_stacks_key_rotates_and_has_its_policy(system: LocalSystem) -> None:
    kms = system.aws.client("kms")
    key = kms.describe_key(KeyId="alias/dev-order-processing")["KeyMetadata"]
    policy = json.loads(kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"])

    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"] is True
    assert {each["Sid"] for each in policy["Statement"]} >= {"Administration", "UseThroughTheServices"}


def test_all_records_agree_at_the_end(system: LocalSystem, reader: SystemReader) -> None:
    def are_all_final() -> bool:
        return all(OrderStatus(order["status"]).is_final for order in reader.items("orders_table"))

    assert wait_until(are_all_final, WAIT_TIMEOUT_SECONDS)
    catalogue = stack_config(system.deployment.stack)["order-processing:catalogue"]
    assert find_discrepancies(reader, {product["product_name"]: product["available"] for product in catalogue}) == []


def test_no_record_contains_a_key_a_card_a_payment_method_or_a_customers_name(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    attempt = Attempt(client.place(ORDER | {"customer_name": "Rumpelstiltskin"})["order_id"], 1)
    wait_for_end(reader, attempt)

    assert_no_leaks(system, reader, attempt)


def test_the_emulator_forgets_the_stream_records_that_it_has_delivered(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    wait_for_end(reader, Attempt(client.place(ORDER)["order_id"], 1))
    streams = system.aws.client("dynamodbstreams")
    stream = streams.list_streams(TableName="dev-orders")["Streams"][0]["StreamArn"]

    def is_forgotten() -> bool:
        [shard] = streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
        iterator = streams.get_shard_iterator(
            StreamArn=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        try:
            return not streams.get_records(ShardIterator=iterator)["Records"]
        except streams.exceptions.TrimmedDataAccessException:  # forgotten since the iterator was issued
            return False

    assert wait_until(is_forgotten, WAIT_TIMEOUT_SECONDS)
