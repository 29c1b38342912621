"""The topics on which order events are published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.policies import Statement, topic_policy
from infra.queues import DEAD_LETTER_RETENTION_SECONDS, admit
from infra.settings import Settings
from infra.settings.subscribers import SubscribedEndpoint, SubscribedQueue

SIGNATURE_VERSION = 2
"""SNS signs with SHA-256; version 1 is SHA-1.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

PROTOCOLS = ("sqs", "https", "lambda", "firehose")
"""The protocols with which another account may subscribe: only encrypted ones, and none to a person."""

CONFIRMATION_MINUTES = 5
"""The time that an endpoint has to confirm its subscription."""


class Topics(pulumi.ComponentResource):
    """The topics on which the event publisher publishes; docs/events.md describes them.

    ``order-events`` carries the message that starts an order's workflow.  ``order-completed`` is deprecated, and kept
    for its subscribers.  ``order-public-events`` carries the public events.
    """

    order_events: aws.sns.Topic
    order_completed: aws.sns.Topic
    public_events: aws.sns.Topic
    undelivered: aws.sqs.Queue | None = None
    """The queue of the public events that SNS could not deliver to a subscriber of the settings."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:Topics", "topics")
        self.order_events = self._topic("order-events", settings)
        self.order_completed = self._topic("order-completed", settings)
        self.public_events = self._topic("order-public-events", settings, may_subscribe=settings.subscribers.accounts)
        if settings.subscribers.subscriptions:
            self._subscribe_all(settings)
        self.register_outputs({})

    def _subscribe_all(self, settings: Settings) -> None:
        child = pulumi.ResourceOptions(parent=self)
        name = "order-undelivered-events"
        self.undelivered = aws.sqs.Queue(
            name,
            name=settings.name(name),
            message_retention_seconds=DEAD_LETTER_RETENTION_SECONDS,
            sqs_managed_sse_enabled=True,
            opts=child,
        )
        admission = admit(name, self.undelivered, "sns.amazonaws.com", self.public_events.arn, child)
        for each in settings.subscribers.subscriptions:
            self._subscribe(each, self.undelivered, pulumi.ResourceOptions(parent=self, depends_on=[admission]))

    def _subscribe(
        self,
        subscriber: SubscribedQueue | SubscribedEndpoint,
        undelivered: aws.sqs.Queue,
        opts: pulumi.ResourceOptions,
    ) -> None:
        is_queue = isinstance(subscriber, SubscribedQueue)
        confirmation: dict[str, Any] = {
            "endpoint_auto_confirms": True,
            "confirmation_timeout_in_minutes": CONFIRMATION_MINUTES,
        }
        aws.sns.TopicSubscription(
            # Independent of the order in the settings, so that no other subscription is replaced.
            f"order-public-events-{sha256(subscriber.endpoint.encode()).hexdigest()[:12]}",
            topic=self.public_events.arn,
            protocol="sqs" if is_queue else "https",
            endpoint=subscriber.endpoint,
            raw_message_delivery=subscriber.raw_delivery,
            filter_policy=json.dumps(subscriber.filter) if subscriber.filter else None,
            redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": undelivered.arn}),
            **({} if is_queue else confirmation),
            opts=opts,
        )

    def _topic(self, name: str, settings: Settings, may_subscribe: Sequence[str] | None = None) -> aws.sns.Topic:
        """Declare a topic; ``may_subscribe`` has the accounts that may subscribe, or is None if it is private."""
        child = pulumi.ResourceOptions(parent=self)
        # Every principal of the account that may use SNS may use AWS's own key, and only the event publisher publishes
        # here.  A publishing AWS service, such as CloudWatch or EventBridge, would need a customer managed key.
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        topic = aws.sns.Topic(
            name,
            name=settings.name(name),
            kms_master_key_id="alias/aws/sns",
            signature_version=None if may_subscribe is None else SIGNATURE_VERSION,
            opts=child,
        )
        topic_policy(name, topic, *([_admission(topic, may_subscribe)] if may_subscribe else []), opts=child)
        return topic


def _admission(topic: aws.sns.Topic, accounts: Sequence[str]) -> Statement:
    """Let other accounts subscribe to the topic, though not by email or by plain HTTP."""
    return {
        "Effect": "Allow",
        # AWS stores an account's id as the ARN of its root, and Pulumi would find a difference.
        "Principal": {
            "AWS": topic.arn.apply(
                lambda arn: [f"arn:{arn.split(':')[1]}:iam::{account}:root" for account in sorted(accounts)]
            )
        },
        "Action": ["sns:Subscribe"],
        "Resource": topic.arn,
        "Condition": {"StringEquals": {"sns:Protocol": list(PROTOCOLS)}},
    }
