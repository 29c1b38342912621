"""The topic that receives every alarm, and its subscription."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.account_region import AccountRegion
from infra.policies import topic_policy
from infra.settings import Settings


def operations_topic(settings: Settings, opts: pulumi.ResourceOptions) -> aws.sns.Topic:
    """Declare the topic, with a subscription for ``alarm_email`` if it is set.

    Only a customer managed key can encrypt it.  CloudWatch may not use AWS's own key, ``alias/aws/sns``, so every alarm
    would be lost; an alarm has no customer's data.
    https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    """
    topic = aws.sns.Topic("operations", name=settings.name("operations"), opts=opts)
    if settings.alarm_email:
        aws.sns.TopicSubscription(
            "alarm-email", topic=topic.arn, protocol="email", endpoint=settings.alarm_email, opts=opts
        )
    return topic


def admit_alarms(
    settings: Settings,
    topic: aws.sns.Topic,
    alarms: Sequence[aws.cloudwatch.MetricAlarm],
    opts: pulumi.ResourceOptions,
) -> aws.sns.TopicPolicy:
    """Let only these alarms publish to the topic."""
    account = topic.arn.apply(lambda arn: AccountRegion.of(arn, settings.region).account)
    return topic_policy(
        "operations",
        topic,
        {
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": ["sns:Publish"],
            "Resource": topic.arn,
            "Condition": {
                "StringEquals": {"aws:SourceAccount": account},
                "ArnEquals": {"aws:SourceArn": [alarm.arn for alarm in alarms]},
            },
        },
        opts=opts,
    )
