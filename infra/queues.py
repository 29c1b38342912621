"""The queues of orders to process and of executions to clean up after, and the one that someone must look at."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import TIMEOUT_SECONDS
from infra.policies import queue_policy
from infra.settings import Settings

VISIBILITY_TIMEOUT_SECONDS = 6 * TIMEOUT_SECONDS
"""https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""

MAX_RECEIVES = 3

WATCHDOG_MAX_RECEIVES = 10
"""Ten minutes, in which a payment provider that is away may come back: after the watchdog only a person can help."""

DEAD_LETTER_RETENTION_SECONDS = 14 * 24 * 3600
"""SQS's maximum: a weekend and a holiday are no reason to lose an order."""


class Queues(pulumi.ComponentResource):
    """The processing queue hears of new orders, the watchdog's of executions that ended badly.

    The dead letters are what keeps failing in either, and also come from the state machine and from the event
    publisher's stream.
    """

    processing: aws.sqs.Queue
    watchdog: aws.sqs.Queue
    dead_letters: aws.sqs.Queue
    subscription: aws.sns.TopicSubscription

    def __init__(
        self, settings: Settings, order_events: aws.sns.Topic, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("order-processing:infra:Queues", "queues", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.dead_letters = aws.sqs.Queue(
            "order-dlq",
            name=settings.name("order-dlq"),
            message_retention_seconds=DEAD_LETTER_RETENTION_SECONDS,
            sqs_managed_sse_enabled=True,
            opts=child,
        )
        queue_policy("order-dlq", self.dead_letters, opts=child)
        self.processing = self._queue("order-processing", settings, MAX_RECEIVES)
        self.watchdog = self._queue("order-watchdog", settings, WATCHDOG_MAX_RECEIVES)
        aws.sqs.RedriveAllowPolicy(
            "order-dlq",
            queue_url=self.dead_letters.url,
            redrive_allow_policy=pulumi.Output.json_dumps(
                {"redrivePermission": "byQueue", "sourceQueueArns": [self.processing.arn, self.watchdog.arn]}
            ),
            opts=child,
        )
        self.subscription = self._subscribe_to(order_events)
        self.register_outputs({})

    def _queue(self, name: str, settings: Settings, max_receives: int) -> aws.sqs.Queue:
        """A queue that a function reads; a message that it received so many times in vain moves to the dead letters."""
        return aws.sqs.Queue(
            name,
            name=settings.name(name),
            visibility_timeout_seconds=VISIBILITY_TIMEOUT_SECONDS,
            redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": self.dead_letters.arn, "maxReceiveCount": max_receives}
            ),
            sqs_managed_sse_enabled=True,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _subscribe_to(self, topic: aws.sns.Topic) -> aws.sns.TopicSubscription:
        child = pulumi.ResourceOptions(parent=self)
        admission = admit("order-processing", self.processing, "sns.amazonaws.com", topic.arn, child)
        return aws.sns.TopicSubscription(
            "order-processing",
            topic=topic.arn,
            protocol="sqs",
            endpoint=self.processing.arn,
            raw_message_delivery=True,
            # SNS gives up at once on a message that the queue's policy refuses.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )


def admit(
    name: str, queue: aws.sqs.Queue, service: str, source_arn: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> aws.sqs.QueuePolicy:
    """Let one source of an AWS service, and no one else, send to the queue."""
    admission = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["sqs:SendMessage"],
        "Resource": queue.arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": source_arn}},
    }
    return queue_policy(name, queue, admission, opts=opts)
