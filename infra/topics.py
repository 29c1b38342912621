"""The topics on which the company hears of orders."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.policies import topic_policy
from infra.settings import Settings


class Topics(pulumi.ComponentResource):
    """New orders on one topic, finished ones on the other, which is there for whoever wants to subscribe."""

    order_events: aws.sns.Topic
    order_completed: aws.sns.Topic

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:Topics", "topics", None, opts)
        self.order_events = self._topic("order-events", settings)
        self.order_completed = self._topic("order-completed", settings)
        self.register_outputs({})

    def _topic(self, name: str, settings: Settings) -> aws.sns.Topic:
        topic = aws.sns.Topic(
            name,
            name=settings.name(name),
            # AWS's own key is open to every principal of the account that may use SNS, which is all that publishes
            # here; an AWS service such as CloudWatch or EventBridge would need a key of our own.
            # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            kms_master_key_id="alias/aws/sns",
            opts=pulumi.ResourceOptions(parent=self),
        )
        topic_policy(name, topic, opts=pulumi.ResourceOptions(parent=self))
        return topic
