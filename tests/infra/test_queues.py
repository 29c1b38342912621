import json

import pytest

from tests.infra.program import Program, Resource

QUEUE = "sqs/queue:Queue"
READERS = {"dev-order-processing": "dev-order-consumer", "dev-order-watchdog": "dev-order-watchdog"}


def policy_of(program: Program, queue: str) -> Resource:
    policies = program.all("sqs/queuePolicy:QueuePolicy")
    (policy,) = [each for each in policies if each.inputs["queueUrl"].endswith(f"/{queue}")]
    return policy


def test_every_queue_except_the_dead_letter_queue_has_a_redrive_policy(program: Program) -> None:
    dead_letters = program.one(QUEUE, "dev-order-dlq")
    redrives = {
        queue.inputs["name"]: json.loads(queue.inputs["redrivePolicy"])
        for queue in program.all(QUEUE)
        if queue is not dead_letters
    }
    assert redrives == {
        "dev-order-processing": {"deadLetterTargetArn": dead_letters.arn, "maxReceiveCount": 1000},
        "dev-order-watchdog": {"deadLetterTargetArn": dead_letters.arn, "maxReceiveCount": 10},
    }
    assert "redrivePolicy" not in dead_letters.inputs


DEFAULT_RETENTION_SECONDS = 4 * 24 * 3600
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""


@pytest.mark.parametrize("name", READERS)
def test_a_message_is_received_at_least_five_times_and_dead_lettered_before_it_expires(
    program: Program, name: str
) -> None:
    queue = program.one(QUEUE, name).inputs
    receives = json.loads(queue["redrivePolicy"])["maxReceiveCount"]
    retention = queue.get("messageRetentionSeconds", DEFAULT_RETENTION_SECONDS)
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    assert receives >= 5
    assert receives * queue["visibilityTimeoutSeconds"] < retention


def test_only_the_functions_queues_may_use_the_dead_letter_queue(program: Program) -> None:
    allowed = program.the("sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs
    assert allowed["queueUrl"] == program.outputs["order_dlq_url"]
    assert json.loads(allowed["redriveAllowPolicy"]) == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [program.one(QUEUE, name).arn for name in READERS],
    }


def test_dead_letters_are_retained_for_14_days(program: Program) -> None:
    assert program.one(QUEUE, "dev-order-dlq").inputs["messageRetentionSeconds"] == 14 * 24 * 3600


@pytest.mark.parametrize("name", [*READERS, "dev-order-dlq"])
def test_a_queue_is_encrypted(program: Program, name: str) -> None:
    assert program.one(QUEUE, name).inputs["sqsManagedSseEnabled"] is True


@pytest.mark.parametrize("name", ["dev-order-events", "dev-order-completed", "dev-order-public-events"])
def test_a_topic_with_orders_is_encrypted(program: Program, name: str) -> None:
    assert program.one("sns/topic:Topic", name).inputs["kmsMasterKeyId"] == "alias/aws/sns"


@pytest.mark.parametrize(("name", "reader"), READERS.items())
def test_the_visibility_timeout_is_at_least_six_times_the_readers_timeout(
    program: Program, name: str, reader: str
) -> None:
    function = program.one("lambda/function:Function", reader)
    assert program.one(QUEUE, name).inputs["visibilityTimeoutSeconds"] >= 6 * function.inputs["timeout"]


@pytest.mark.parametrize(
    ("name", "service", "kind", "source"),
    [
        ("dev-order-processing", "sns.amazonaws.com", "sns/topic:Topic", "dev-order-events"),
        (
            "dev-order-watchdog",
            "events.amazonaws.com",
            "cloudwatch/eventRule:EventRule",
            "dev-order-workflow-ended-badly",
        ),
    ],
)
def test_a_queue_admits_only_its_own_source(program: Program, name: str, service: str, kind: str, source: str) -> None:
    statements = json.loads(policy_of(program, name).inputs["policy"])["Statement"]
    assert [each for each in statements if each["Effect"] == "Allow"] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": ["sqs:SendMessage"],
            "Resource": program.one(QUEUE, name).arn,
            "Condition": {"ArnEquals": {"aws:SourceArn": program.one(kind, source).arn}},
        }
    ]


def test_the_processing_queue_receives_raw_messages(program: Program) -> None:
    subscription = program.the("sns/topicSubscription:TopicSubscription")
    assert subscription.inputs == {
        "topic": program.one("sns/topic:Topic", "dev-order-events").arn,
        "protocol": "sqs",
        "endpoint": program.one(QUEUE, "dev-order-processing").arn,
        "rawMessageDelivery": True,
    }
    assert policy_of(program, "dev-order-processing").urn in subscription.dependencies
