"""The whole system end to end: the Pulumi program's resources, the real functions, the real API, IAM enforced."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from local.api_client import ORDER, ApiClient
from local.process import wait_until
from local.program import stack_config
from local.scenarios import DEMO_SCENARIOS, Scenario, place, scenario_result
from local.system import LocalSystem
from local.system_reader import ExecutionHistory, SystemReader, find_discrepancies
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus

WAIT_TIMEOUT_SECONDS = 60

pytestmark = pytest.mark.slow


def finished(reader: SystemReader, attempt: Attempt) -> ExecutionHistory:
    def execution_is_over() -> bool:
        execution = reader.execution(attempt)
        return execution is not None and execution.is_over

    assert wait_until(execution_is_over, WAIT_TIMEOUT_SECONDS), f"the workflow of {attempt} does not end"
    execution = reader.execution(attempt)
    assert execution is not None
    return execution


def queue_for(system: LocalSystem, name: str, topic: str) -> str:
    """A queue of another department that listens to one of the topics."""
    sqs = system.aws.client("sqs")
    url: str = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": arn,
            }
        ],
    }
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    attributes = {"RawMessageDelivery": "true"}
    system.aws.client("sns").subscribe(
        TopicArn=system.output(topic), Protocol="sqs", Endpoint=arn, Attributes=attributes
    )
    return url


def received(system: LocalSystem, url: str) -> list[dict[str, Any]]:
    messages = system.aws.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return [json.loads(message["Body"]) for message in messages.get("Messages", [])]


def log_lines(system: LocalSystem, function: str) -> list[str]:
    pages = system.aws.client("logs").get_paginator("filter_log_events")
    return [
        event["message"]
        for page in pages.paginate(logGroupName=f"/aws/lambda/dev-{function}")
        for event in page["events"]
    ]


def test_the_curl_of_the_readme_places_an_order_that_is_completed(system: LocalSystem, reader: SystemReader) -> None:
    command = ["curl", "--silent", "--fail", "-X", "POST", f"{system.api_url}/orders/"]
    header = ["-H", "Content-Type: application/json"]
    answer = subprocess.run([*command, *header, "-d", json.dumps(ORDER)], capture_output=True, check=True)
    order = json.loads(answer.stdout)

    finished(reader, Attempt(order["order_id"], 1))

    item = system.aws.client("dynamodb").get_item(
        TableName="dev-orders", Key={"order_id": {"S": order["order_id"]}}, ConsistentRead=True
    )["Item"]
    assert item["status"] == {"S": "Completed"}
    assert item["quantity"] == {"N": "1"}
    assert item["product_name"] == {"S": "Test Product"}
    assert item["customer_name"] == {"S": "Test Customer"}


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ({"payment_method": "tok_visa"}, "PaymentAuthorized StockReserved PaymentCaptured OrderCompleted"),
        ({"payment_method": "tok_declined"}, "Undone OrderFailed"),
        ({"product_name": "Sold Out Product"}, "PaymentAuthorized Undone OrderFailed"),
        (
            {"payment_method": "tok_unavailable"},
            "PaymentDelayed PaymentDelayed PaymentDelayed PaymentDelayed Undone OrderFailed",
        ),
    ],
)
def test_an_order_tells_what_has_happened_to_it(
    system: LocalSystem, reader: SystemReader, client: ApiClient, order: dict[str, str], told: str
) -> None:
    order_id = client.place(ORDER | order)["order_id"]
    finished(reader, Attempt(order_id, 1))

    events = requests.get(f"{system.api_url}/orders/{order_id}/events/", timeout=10).json()["events"]

    assert [event["event"] for event in events] == ["OrderPlaced", "ProcessingStarted", *told.split()]
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)


@pytest.mark.parametrize("scenario", DEMO_SCENARIOS, ids=lambda scenario: scenario.title)
def test_every_outcome_is_as_the_demonstration_promises(
    system: LocalSystem, reader: SystemReader, scenario: Scenario
) -> None:
    attempt = place(system, scenario)
    finished(reader, attempt)

    outcome = scenario_result(reader, attempt, reader.dead_letters())

    assert outcome is not None
    assert outcome.broken(scenario) == []


def test_the_functions_log_json_lines_that_bear_the_orders_id(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    attempt = Attempt(client.place(ORDER)["order_id"], 1)
    finished(reader, attempt)

    for function in ("order-event-publisher", "order-consumer", "order-payment", "order-inventory", "order-status"):

        def lines_of_the_order(function: str = function) -> list[dict[str, Any]]:
            lines = [json.loads(line) for line in log_lines(system, function) if line.startswith('{"level"')]
            return [line for line in lines if line.get("correlation_id") == attempt.order_id]

        assert wait_until(lambda: bool(lines_of_the_order()), WAIT_TIMEOUT_SECONDS), function


def test_a_name_of_a_customer_is_in_no_log(system: LocalSystem, reader: SystemReader, client: ApiClient) -> None:
    order = client.place(ORDER | {"customer_name": "Rumpelstiltskin"})
    finished(reader, Attempt(order["order_id"], 1))

    for function in ("order-event-publisher", "order-consumer", "order-payment", "order-inventory", "order-status"):
        assert not [line for line in log_lines(system, function) if "Rumpelstiltskin" in line]
    assert "Rumpelstiltskin" not in (system.folder / "api.log").read_text()


def test_who_subscribed_hears_of_a_new_order_and_of_its_end(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    news = queue_for(system, "news", "order_events_topic_arn")
    ends = queue_for(system, "ends", "order_completed_topic_arn")
    order_id = client.place(ORDER)["order_id"]
    finished(reader, Attempt(order_id, 1))

    def heard(url: str) -> list[dict[str, Any]]:
        return [event for event in received(system, url) if event["order_id"] == order_id]

    assert wait_until(lambda: bool(heard(news) and heard(ends)), WAIT_TIMEOUT_SECONDS)
    (created,), (end,) = heard(news), heard(ends)
    assert (created["type"], created["status"]) == ("OrderCreated", "Pending")
    assert (end["type"], end["status"]) == ("OrderFinished", "Completed")
    assert "customer_name" not in created | end


def test_an_event_that_is_delivered_twice_starts_one_execution(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    order_id = client.place(ORDER)["order_id"]
    finished(reader, Attempt(order_id, 1))
    again = json.dumps({"type": "OrderCreated", "order_id": order_id, "attempt": 1})
    system.aws.client("sns").publish(TopicArn=system.output("order_events_topic_arn"), Message=again)

    def said_so() -> bool:
        return any("started before" in line and order_id in line for line in log_lines(system, "order-consumer"))

    assert wait_until(said_so, WAIT_TIMEOUT_SECONDS)
    executions = system.aws.client("stepfunctions").list_executions(stateMachineArn=system.output("order_workflow_arn"))
    assert [each["name"] for each in executions["executions"]].count(f"{order_id}.1") == 1
    assert client.read(order_id)["status"] == "Completed"


def test_a_message_that_is_no_order_reaches_the_dead_letters_after_three_receives_and_holds_up_no_order(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    system.aws.client("sns").publish(TopicArn=system.output("order_events_topic_arn"), Message="no order at all")
    attempt = Attempt(client.place(ORDER)["order_id"], 1)

    finished(reader, attempt)
    assert {"body": "no order at all"} not in reader.dead_letters()

    assert wait_until(lambda: {"body": "no order at all"} in reader.dead_letters(), WAIT_TIMEOUT_SECONDS, every=0.5)
    refusals = [line for line in log_lines(system, "order-consumer") if "record refused" in line]
    assert len(refusals) % 3 == 0


def promised(title: str) -> Scenario:
    return next(scenario for scenario in DEMO_SCENARIOS if scenario.title == title)


def stop(system: LocalSystem, reader: SystemReader, attempt: Attempt) -> None:
    """Stop the execution, and wait until its order is over all the same."""
    execution = reader.execution(attempt)
    assert execution is not None
    system.aws.client("stepfunctions").stop_execution(executionArn=execution.arn)

    def is_over() -> bool:
        return OrderStatus(ApiClient(system.api_url).read(attempt.order_id)["status"]).is_final

    assert wait_until(is_over, WAIT_TIMEOUT_SECONDS)


def test_an_execution_that_is_stopped_ends_in_a_clean_order(system: LocalSystem, reader: SystemReader) -> None:
    down = promised("provider down")
    stock_before = reader.available()[down.product]
    attempt = place(system, down)

    def is_waiting_for_the_provider() -> bool:
        execution = reader.execution(attempt)
        return execution is not None and bool(execution.failed_calls)

    assert wait_until(is_waiting_for_the_provider, WAIT_TIMEOUT_SECONDS, every=0.01)
    stop(system, reader, attempt)

    outcome = scenario_result(reader, attempt, reader.dead_letters())
    assert outcome is not None
    assert outcome.execution.status == "ABORTED"
    assert (outcome.order["status"], outcome.order["failure_reason"]) == ("Failed", "ExecutionAborted")
    assert (outcome.held, outcome.captured, outcome.stock) == (0, 0, "RELEASED")
    assert reader.available()[down.product] == stock_before
    assert outcome.in_dead_letter_queue


def test_a_customer_who_cancels_in_time_pays_nothing(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    stock_before = reader.available()["Desk Lamp"]
    attempt = place(system, promised("flaky provider"))

    assert client.cancel(attempt.order_id)

    finished(reader, attempt)
    outcome = scenario_result(reader, attempt, reader.dead_letters())
    assert outcome is not None
    assert (outcome.order["status"], outcome.order["failure_reason"]) == ("Cancelled", "OrderCancelled")
    assert (outcome.held, outcome.captured, outcome.in_dead_letter_queue) == (0, 0, False)
    assert reader.available()["Desk Lamp"] == stock_before


def test_two_hundred_requests_under_one_key_are_one_order_and_one_execution(
    system: LocalSystem, reader: SystemReader
) -> None:
    def send(_: int) -> Any:
        return requests.post(f"{system.api_url}/orders/", json=ORDER, headers={"Idempotency-Key": "once"}, timeout=60)

    with ThreadPoolExecutor(50) as customers:
        answers = list(customers.map(send, range(200)))

    assert sorted(answer.status_code for answer in answers) == [200] * 199 + [201]
    [order_id] = {answer.json()["order_id"] for answer in answers}
    assert finished(reader, Attempt(order_id, 1)).status == "SUCCEEDED"
    executions = system.aws.client("stepfunctions").list_executions(
        stateMachineArn=system.output("order_workflow_arn"), maxResults=1000
    )["executions"]
    assert [each["name"] for each in executions if each["name"].startswith(order_id)] == [f"{order_id}.1"]


def test_the_watchdog_is_called_again_until_the_provider_gives_the_money_back(
    system: LocalSystem, reader: SystemReader
) -> None:
    attempt = place(system, promised("flaky provider"))

    def is_authorized() -> bool:
        payment = reader.item("payments_table", payment_id=attempt.payment_id)
        return payment is not None and payment["state"] == "AUTHORIZED"

    assert wait_until(is_authorized, WAIT_TIMEOUT_SECONDS, every=0.01)
    stop(system, reader, attempt)

    outcome = scenario_result(reader, attempt, reader.dead_letters())
    assert outcome is not None
    assert (outcome.order["status"], outcome.order["failure_reason"]) == ("Failed", "ExecutionAborted")
    assert (outcome.held, outcome.captured, outcome.stock) == (0, 0, "RELEASED")
    assert outcome.in_dead_letter_queue
    refusal = f"{attempt.payment_id}: the provider is busy"
    assert len([line for line in log_lines(system, "order-watchdog") if refusal in line]) >= 2


def test_a_function_without_its_permission_is_refused_and_what_it_could_not_do_is_done_when_it_may(
    system: LocalSystem, reader: SystemReader, client: ApiClient
) -> None:
    iam, role = system.aws.client("iam"), "dev-order-event-publisher"
    policy = iam.get_role_policy(RoleName=role, PolicyName=role)["PolicyDocument"]
    without = {
        **policy,
        "Statement": [each for each in policy["Statement"] if "sns:Publish" not in each["Action"]],
    }
    iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=json.dumps(without))
    try:
        attempt = Attempt(client.place(ORDER)["order_id"], 1)

        def was_refused() -> bool:
            lines = log_lines(system, "order-event-publisher")
            return any("AuthorizationError" in line and attempt.order_id in line for line in lines)

        assert wait_until(was_refused, WAIT_TIMEOUT_SECONDS)
        assert client.read(attempt.order_id)["status"] == OrderStatus.PENDING
    finally:
        iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=json.dumps(policy))
    finished(reader, attempt)
    assert client.read(attempt.order_id)["status"] == OrderStatus.COMPLETED


def test_the_api_may_write_orders_and_read_the_catalogue_and_nothing_else(system: LocalSystem) -> None:
    role = system.output("api_task_role_arn")
    session = system.aws.client("sts").assume_role(RoleArn=role, RoleSessionName="curious")["Credentials"]
    api = boto3.client(
        "dynamodb",
        endpoint_url=system.aws.ports.aws_url,
        region_name=system.aws.region,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    api.batch_get_item(RequestItems={"dev-products": {"Keys": [{"product_name": {"S": "Test Product"}}]}})
    for refused in (
        lambda: api.scan(TableName="dev-orders", IndexName="by_customer"),
        lambda: api.scan(TableName="dev-orders"),
        lambda: api.delete_item(TableName="dev-orders", Key={"order_id": {"S": "any"}}),
        lambda: api.put_item(TableName="dev-products", Item={"product_name": {"S": "Free Lunch"}}),
        lambda: api.get_item(TableName="dev-payments", Key={"payment_id": {"S": "any.1"}}),
    ):
        with pytest.raises(ClientError, match="AccessDenied"):
            refused()


def test_the_books_balance_after_all_of_this(system: LocalSystem, reader: SystemReader) -> None:
    def all_final() -> bool:
        return all(OrderStatus(order["status"]).is_final for order in reader.items("orders_table"))

    assert wait_until(all_final, WAIT_TIMEOUT_SECONDS)
    stock = {product["product_name"]: product["available"] for product in catalogue(system)}
    assert find_discrepancies(reader, stock) == []


def catalogue(system: LocalSystem) -> list[dict[str, Any]]:
    declared: list[dict[str, Any]] = stack_config(system.deployment.stack)["order-processing:catalogue"]
    return declared
