"""Monitoring, and the starting points of an investigation: alarms, dashboard, topic, saved queries."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.operations.alarm_spec import declare_alarm
from infra.operations.alarms import alarms
from infra.operations.dashboard import dashboard
from infra.operations.queries import declare_queries
from infra.operations.topic import admit_alarms, operations_topic
from infra.operations.watched import EdgeResources, Watched
from infra.settings import Settings

__all__ = ["EdgeResources", "Operations", "Watched"]


class Operations(pulumi.ComponentResource):
    """Monitors the other components, none of which depends on it."""

    topic: aws.sns.Topic
    alarms: tuple[aws.cloudwatch.MetricAlarm, ...]

    def __init__(self, settings: Settings, watched: Watched, edge: EdgeResources) -> None:
        super().__init__("order-processing:infra:Operations", "operations")
        child = pulumi.ResourceOptions(parent=self)
        self.topic = operations_topic(settings, child)
        self.alarms = tuple(
            declare_alarm(alarm, settings, self.topic, child) for alarm in alarms(settings, watched, edge)
        )
        admit_alarms(settings, self.topic, self.alarms, child)
        dashboard(settings, watched, edge, self.alarms, child)
        declare_queries(settings, watched, child)
        self.register_outputs({"topic_arn": self.topic.arn})
