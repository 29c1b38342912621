"""The queues for orders to process, for executions to compensate, and for dead letters."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import TIMEOUT_SECONDS
from infra.policies import queue_policy
from infra.settings import Settings

VISIBILITY_TIMEOUT_SECONDS = 6 * TIMEOUT_SECONDS
"""https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""

MAX_RECEIVES = 1_000
"""SQS's maximum, because a message that waits for a permit is received again and again.

The consumer itself dead-letters a message that is not an order.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
"""

WATCHDOG_MAX_RECEIVES = 10
"""Retry for ten minutes, in which a payment provider may recover; afterwards an operator has to act."""

DEAD_LETTER_RETENTION_SECONDS = 14 * 24 * 3600
"""SQS's maximum, so that no order is lost over a weekend or a holiday."""


class Queues(pulumi.ComponentResource):
    """The processing queue holds new orders, the watchdog's queue executions that ended without success.

    A message that keeps failing in either moves to the dead-letter queue, to which the state machine and the event
    publisher's stream also send.
    """

    processing: aws.sqs.Queue
    watchdog: aws.sqs.Queue
    dead_letters: aws.sqs.Queue
    subscription: aws.sns.TopicSubscription

    def __init__(self, settings: Settings, order_events: aws.sns.Topic) -> None:
        super().__init__("order-processing:infra:Queues", "queues")
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
        admission = admit("order-processing", self.processing, "sns.amazonaws.com", order_events.arn, child)
        self.subscription = aws.sns.TopicSubscription(
            "order-processing",
            topic=order_events.arn,
            protocol="sqs",
            endpoint=self.processing.arn,
            raw_message_delivery=True,
            # SNS does not retry a message that the queue's policy denies.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
        self.register_outputs({})

    def _queue(self, name: str, settings: Settings, max_receives: int) -> aws.sqs.Queue:
        """Declare a queue that a function reads.

        Args:
            name: the name after the stack's prefix.
            settings: the stack's settings.
            max_receives: how often a message may be received before it moves to the dead-letter queue.
        """
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


def admit(
    name: str, queue: aws.sqs.Queue, service: str, source_arn: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> aws.sqs.QueuePolicy:
    """Let an AWS service send to the queue on behalf of one source only."""
    admission = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["sqs:SendMessage"],
        "Resource": queue.arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": source_arn}},
    }
    return queue_policy(name, queue, admission, opts=opts)
