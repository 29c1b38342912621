import json

import pytest

from tests.infra.program import Program

QUEUE = "sqs/queue:Queue"


def test_every_queue_but_the_last_gives_up_after_three_receives(program: Program) -> None:
    dead_letters = program.one(QUEUE, "dev-order-dlq")
    redrives = {
        queue.inputs["name"]: json.loads(queue.inputs["redrivePolicy"])
        for queue in program.all(QUEUE)
        if queue is not dead_letters
    }
    assert redrives == {"dev-order-processing": {"deadLetterTargetArn": dead_letters.arn, "maxReceiveCount": 3}}
    assert "redrivePolicy" not in dead_letters.inputs


def test_only_the_processing_queue_may_redrive_to_the_dead_letters(program: Program) -> None:
    allowed = program.the("sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs
    assert allowed["queueUrl"] == program.outputs["order_dlq_url"]
    assert json.loads(allowed["redriveAllowPolicy"]) == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [program.one(QUEUE, "dev-order-processing").arn],
    }


def test_dead_letters_wait_two_weeks(program: Program) -> None:
    assert program.one(QUEUE, "dev-order-dlq").inputs["messageRetentionSeconds"] == 14 * 24 * 3600


@pytest.mark.parametrize("name", ["dev-order-processing", "dev-order-dlq"])
def test_a_queue_is_encrypted(program: Program, name: str) -> None:
    assert program.one(QUEUE, name).inputs["sqsManagedSseEnabled"] is True


def test_a_topic_is_encrypted(program: Program) -> None:
    assert {topic.inputs["kmsMasterKeyId"] for topic in program.all("sns/topic:Topic")} == {"alias/aws/sns"}


def test_a_message_stays_hidden_for_six_times_as_long_as_its_consumer_may_run(program: Program) -> None:
    consumer = program.one("lambda/function:Function", "dev-order-consumer")
    queue = program.one(QUEUE, "dev-order-processing")
    assert queue.inputs["visibilityTimeoutSeconds"] >= 6 * consumer.inputs["timeout"]


def test_the_processing_queue_admits_the_order_events_and_nothing_else(program: Program) -> None:
    queue, topic = program.one(QUEUE, "dev-order-processing"), program.one("sns/topic:Topic", "dev-order-events")
    policy = program.the("sqs/queuePolicy:QueuePolicy").inputs
    assert policy["queueUrl"] == program.outputs["order_processing_queue_url"]
    assert json.loads(policy["policy"])["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": ["sqs:SendMessage"],
            "Resource": queue.arn,
            "Condition": {"ArnEquals": {"aws:SourceArn": topic.arn}},
        }
    ]


def test_the_processing_queue_gets_each_event_as_it_was_published(program: Program) -> None:
    subscription = program.the("sns/topicSubscription:TopicSubscription")
    assert subscription.inputs == {
        "topic": program.one("sns/topic:Topic", "dev-order-events").arn,
        "protocol": "sqs",
        "endpoint": program.one(QUEUE, "dev-order-processing").arn,
        "rawMessageDelivery": True,
    }
    assert program.the("sqs/queuePolicy:QueuePolicy").urn in subscription.dependencies
