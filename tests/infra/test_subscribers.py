"""The topic of public events, and the subscribers that the settings name."""

import json
from typing import Any

import pulumi
import pytest

from infra.settings.subscribers import SubscriberSettings
from orders.contract import ORDER_STATUSES, PUBLIC_EVENT_TYPES
from orders.domain.order import OrderStatus
from orders.domain.public_events import PublicEventType
from tests.infra.program import Program, Resource, plan
from tests.infra.stacks import BOOTSTRAPPED, OPTIONS, SUBSCRIBERS

QUEUE = "arn:aws:sqs:us-west-2:123456789012:billing"
URL = "https://shop.example/order-events"
TOPIC = "sns/topic:Topic"


@pytest.fixture(scope="module")
def subscribed() -> Program:
    return plan(**OPTIONS)


def subscriptions(program: Program) -> dict[str, Resource]:
    """Return the subscriptions to the public topic by their endpoints."""
    topic = program.one(TOPIC, "dev-order-public-events").arn
    found = program.all("sns/topicSubscription:TopicSubscription")
    return {each.inputs["endpoint"]: each for each in found if each.inputs["topic"] == topic}


def topic_policy(program: Program) -> list[dict[str, Any]]:
    topic = program.one(TOPIC, "dev-order-public-events").arn
    [policy] = [each for each in program.all("sns/topicPolicy:TopicPolicy") if each.inputs["arn"] == topic]
    statements: list[dict[str, Any]] = json.loads(policy.inputs["policy"])["Statement"]
    return statements


def test_the_contract_has_the_types_and_statuses_of_the_domain() -> None:
    assert tuple(PublicEventType) == PUBLIC_EVENT_TYPES
    assert set(OrderStatus) == set(ORDER_STATUSES)


def test_public_events_are_signed_with_sha_256_and_other_messages_as_before(program: Program) -> None:
    versions = {topic.inputs["name"]: topic.inputs.get("signatureVersion") for topic in program.all(TOPIC)}
    assert versions.pop("dev-order-public-events") == 2
    assert set(versions.values()) == {None}


def test_a_stack_without_subscribers_has_no_queue_for_their_events(program: Program) -> None:
    assert subscriptions(program) == {}
    assert "dev-order-undelivered-events" not in {each.inputs["name"] for each in program.all("sqs/queue:Queue")}
    assert {statement["Effect"] for statement in topic_policy(program)} == {"Deny"}


def test_only_the_named_accounts_may_subscribe_and_only_to_what_is_encrypted(subscribed: Program) -> None:
    [allowed] = [each for each in topic_policy(subscribed) if each["Effect"] == "Allow"]
    assert allowed == {
        "Effect": "Allow",
        "Principal": {"AWS": ["arn:aws:iam::109876543210:root", "arn:aws:iam::210987654321:root"]},
        "Action": ["sns:Subscribe"],
        "Resource": subscribed.one(TOPIC, "dev-order-public-events").arn,
        "Condition": {"StringEquals": {"sns:Protocol": ["sqs", "https", "lambda", "firehose"]}},
    }


def test_the_other_topics_are_closed_to_other_accounts(subscribed: Program) -> None:
    policies = subscribed.all("sns/topicPolicy:TopicPolicy")
    public = subscribed.one(TOPIC, "dev-order-public-events").arn
    assert not [each for each in policies if each.inputs["arn"] != public and "sns:Subscribe" in each.inputs["policy"]]


def test_a_queue_gets_the_filtered_events_without_an_envelope(subscribed: Program) -> None:
    queue = subscriptions(subscribed)[QUEUE].inputs
    assert (queue["protocol"], queue["rawMessageDelivery"]) == ("sqs", True)
    assert json.loads(queue["filterPolicy"]) == {"type": ["order.completed.v1"]}


def test_an_endpoint_gets_every_event_in_an_envelope_that_it_can_verify(subscribed: Program) -> None:
    endpoint = subscriptions(subscribed)[URL].inputs
    assert (endpoint["protocol"], endpoint["rawMessageDelivery"]) == ("https", False)
    assert endpoint["endpointAutoConfirms"] is True
    assert "filterPolicy" not in endpoint


def test_what_a_subscriber_does_not_take_is_kept_for_14_days(subscribed: Program) -> None:
    queue = subscribed.one("sqs/queue:Queue", "dev-order-undelivered-events")
    assert queue.inputs["messageRetentionSeconds"] == 14 * 24 * 3600
    for each in subscriptions(subscribed).values():
        assert json.loads(each.inputs["redrivePolicy"]) == {"deadLetterTargetArn": queue.arn}


def test_only_the_public_topic_may_send_to_the_queue_of_undelivered_events(subscribed: Program) -> None:
    [policy] = [
        each
        for each in subscribed.all("sqs/queuePolicy:QueuePolicy")
        if each.inputs["queueUrl"].endswith("/dev-order-undelivered-events")
    ]
    [allowed] = [each for each in json.loads(policy.inputs["policy"])["Statement"] if each["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "sns.amazonaws.com"}
    topic = subscribed.one(TOPIC, "dev-order-public-events").arn
    assert allowed["Condition"] == {"ArnEquals": {"aws:SourceArn": topic}}
    assert policy.urn in subscriptions(subscribed)[QUEUE].dependencies


def test_a_subscription_keeps_its_name_when_others_come_and_go(subscribed: Program) -> None:
    alone = plan(**OPTIONS | {"subscribers": {"endpoints": SUBSCRIBERS["endpoints"]}})
    assert subscriptions(alone)[URL].name == subscriptions(subscribed)[URL].name


@pytest.mark.parametrize(
    ("subscribers", "sentence"),
    [
        ("all", "subscribers must be a map with any of accounts"),
        ({"account": ["123456789012"]}, "subscribers must be a map with any of accounts"),
        ({"accounts": [123456789012]}, "account ids as strings of 12 digits"),
        (
            {"accounts": ["123456789012", "123456789012"]},
            "subscribers must name each account, queue and endpoint once, not 123456789012.",
        ),
        ({"accounts": ["12345"]}, "not {'accounts': ['12345']}"),
        ({"queues": [{"arn": "billing"}]}, "a list of maps with an arn"),
        ({"queues": [{"arn": "arn:aws:sqs:us-west-2:123456789012:billing.fifo"}]}, "a list of maps with an arn"),
        ({"queues": [{"arn": QUEUE, "raw_delivery": "yes"}]}, "raw_delivery, true or false"),
        ({"queues": [{"arn": QUEUE, "filter": {"total": ["1"]}}]}, "a map from type or status to a list of values"),
        ({"queues": [{"arn": QUEUE, "filter": {"type": []}}]}, "a map from type or status to a list of values"),
        ({"endpoints": [{"url": "http://shop.example/"}]}, "an https:// url without credentials"),
        ({"endpoints": [{"url": "https://me:secret@shop.example/"}]}, "an https:// url without credentials"),
        (
            {"queues": [{"arn": QUEUE, "filter": {"type": ["order.complete.v1"]}}]},
            f"subscribers filters {QUEUE} by the type order.complete.v1, which no event has: it must be one of order.c",
        ),
        (
            {"endpoints": [{"url": URL, "filter": {"status": ["completed"]}}]},
            f"subscribers filters {URL} by the status completed, which no event has: it must be one of Pending, ",
        ),
        (
            {"endpoints": [{"url": URL}, {"url": URL}]},
            f"subscribers must name each account, queue and endpoint once, not {URL}.",
        ),
        (
            {"accounts": ["210987654321"], "queues": [{"arn": QUEUE.replace("123456789012", "210987654321")}]},
            "subscribers must list under queues only those of the stack's own account",
        ),
    ],
)
def test_subscribers_that_cannot_work_stop_the_program_with_a_sentence(subscribers: Any, sentence: str) -> None:
    with pytest.raises(pulumi.RunError) as stopped:
        plan(**OPTIONS | {"subscribers": subscribers})
    assert sentence in str(stopped.value)
    assert "secret" not in str(stopped.value)


def test_a_queue_of_another_account_than_the_boundarys_stops_the_program() -> None:
    foreign = QUEUE.replace("123456789012", "210987654321")
    with pytest.raises(pulumi.RunError, match=f"not {foreign}: add 210987654321 to accounts, and subscribe the queue"):
        plan(**OPTIONS | BOOTSTRAPPED | {"github_repository": "a/b", "subscribers": {"queues": [{"arn": foreign}]}})


def test_a_filter_has_no_more_combinations_than_sns_allows() -> None:
    types, statuses = list(PUBLIC_EVENT_TYPES) * 4, list(ORDER_STATUSES)
    settings = SubscriberSettings(
        subscribers={"queues": [{"arn": QUEUE, "filter": {"type": types, "status": statuses}}]}  # type: ignore[arg-type]  # as YAML gives it
    )
    [sentence] = settings.violations()
    assert sentence == f"subscribers filters {QUEUE} by more than 150 combinations of values."
