"""The topics on which order events are published."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.policies import topic_policy
from infra.settings import Settings


class Topics(pulumi.ComponentResource):
    """The topics of new and of finished orders, and the topic of the public events, which docs/events.md describes.

    The first has the system's own message, which starts an order's workflow.  The second stays for its subscribers.
    """

    order_events: aws.sns.Topic
    order_completed: aws.sns.Topic
    public_events: aws.sns.Topic

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:Topics", "topics")
        self.order_events = self._topic("order-events", settings)
        self.order_completed = self._topic("order-completed", settings)
        self.public_events = self._topic("order-public-events", settings)
        self.register_outputs({})

    def _topic(self, name: str, settings: Settings) -> aws.sns.Topic:
        child = pulumi.ResourceOptions(parent=self)
        # Every principal of the account that may use SNS may use AWS's own key, and only the event publisher publishes
        # here.  A publishing AWS service, such as CloudWatch or EventBridge, would need a customer managed key.
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        topic = aws.sns.Topic(name, name=settings.name(name), kms_master_key_id="alias/aws/sns", opts=child)
        topic_policy(name, topic, opts=child)
        return topic
