"""The queue of orders to process, and the one for everything that someone must look at."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import TIMEOUT_SECONDS
from infra.policies import document
from infra.settings import Settings

MAX_RECEIVES = 3

VISIBILITY_TIMEOUT_SECONDS = 6 * TIMEOUT_SECONDS
"""https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""

DEAD_LETTER_RETENTION_SECONDS = 14 * 24 * 3600
"""SQS's maximum: a weekend and a holiday are no reason to lose an order."""


class Queues(pulumi.ComponentResource):
    """The processing queue listens to the order events; what fails three times moves to the dead letters.

    The dead letters also come from the state machine and from the event publisher's stream.
    """

    processing: aws.sqs.Queue
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
        self.processing = aws.sqs.Queue(
            "order-processing",
            name=settings.name("order-processing"),
            visibility_timeout_seconds=VISIBILITY_TIMEOUT_SECONDS,
            redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": self.dead_letters.arn, "maxReceiveCount": MAX_RECEIVES}
            ),
            sqs_managed_sse_enabled=True,
            opts=child,
        )
        aws.sqs.RedriveAllowPolicy(
            "order-dlq",
            queue_url=self.dead_letters.url,
            redrive_allow_policy=pulumi.Output.json_dumps(
                {"redrivePermission": "byQueue", "sourceQueueArns": [self.processing.arn]}
            ),
            opts=child,
        )
        self.subscription = self._subscribe_to(order_events)
        self.register_outputs({})

    def _subscribe_to(self, topic: aws.sns.Topic) -> aws.sns.TopicSubscription:
        """Let the topic, and no one else, send to the processing queue."""
        admission = aws.sqs.QueuePolicy(
            "order-processing",
            queue_url=self.processing.url,
            policy=document(
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "sns.amazonaws.com"},
                    "Action": ["sqs:SendMessage"],
                    "Resource": self.processing.arn,
                    "Condition": {"ArnEquals": {"aws:SourceArn": topic.arn}},
                }
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return aws.sns.TopicSubscription(
            "order-processing",
            topic=topic.arn,
            protocol="sqs",
            endpoint=self.processing.arn,
            raw_message_delivery=True,
            # SNS gives up at once on a message that the queue's policy refuses.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
