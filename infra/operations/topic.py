"""The topic that hears of every alarm, and who hears it."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.places import Place
from infra.policies import topic_policy
from infra.settings import Settings


def operations_topic(settings: Settings, opts: pulumi.ResourceOptions) -> aws.sns.Topic:
    """The topic, with a subscription for ``alarm_email`` if there is one.

    It is encrypted where the stack has a key of its own, and else not: AWS's own key, ``alias/aws/sns``, does not let
    CloudWatch in, and whoever encrypts with it never hears an alarm, which has no customer's data in any case.
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
    """Let these alarms, and no one else, publish to the topic."""
    account = topic.arn.apply(lambda arn: Place.of(arn, settings.region).account)
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
