"""Clients and queues in the emulated AWS, for tests of the running system."""

import json
from typing import Any

import boto3

from local.chaos.leaks import find_leaks, records
from local.system import LocalSystem
from local.system_reader import SystemReader
from orders.contract import FUNCTION_NAMES
from orders.domain.attempt import Attempt


def api_role_client(system: LocalSystem, service: str) -> Any:
    """A boto3 client with the credentials of the API's role."""
    role = system.output("api_task_role_arn")
    session = system.aws.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    return boto3.client(
        service,
        endpoint_url=system.aws.ports.aws_url,
        region_name=system.aws.region,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )


def subscribe_queue(system: LocalSystem, name: str, topic_arn: str) -> str:
    """Subscribe a new queue to a topic, as another team would, and return its URL."""
    sqs = system.aws.client("sqs")
    url: str = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic_arn}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    system.aws.client("sns").subscribe(
        TopicArn=topic_arn, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"}
    )
    return url


def receive(system: LocalSystem, url: str) -> list[dict[str, Any]]:
    """Up to ten messages of a queue, which stay visible."""
    messages = system.aws.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return [json.loads(message["Body"]) for message in messages.get("Messages", [])]


def assert_no_leaks(system: LocalSystem, reader: SystemReader, attempt: Attempt) -> None:
    """Search all records, after it is certain that the search reaches those of this completed order."""
    order_id = attempt.order_id
    execution = reader.execution(attempt)
    assert execution is not None
    found = {place: text for place, text in records(reader) if order_id in text or order_id in place}
    functions = ("event_publisher", "order_consumer", "payment", "inventory", "status")
    places = {f"the log /aws/lambda/{system.deployment.stack}-{FUNCTION_NAMES[each]}" for each in functions}
    places |= {"the log of api", f"the execution {execution.arn}", "payments", "reservations", f"the order {order_id}"}
    assert places <= found.keys()

    assert find_leaks(reader) == []
