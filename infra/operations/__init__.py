"""What tells that the system is not well, and where whoever looks begins: alarms, dashboard, topic, saved queries."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.operations.alarm import raise_on
from infra.operations.alarms import alarms
from infra.operations.dashboard import dashboard
from infra.operations.queries import queries
from infra.operations.topic import admit_alarms, operations_topic
from infra.operations.watched import FrontDoor, Watched
from infra.settings import Settings

__all__ = ["FrontDoor", "Operations", "Watched"]


class Operations(pulumi.ComponentResource):
    """Watches the other components; none of them knows of it.

    ``front_door`` is what stands before the API.
    """

    topic: aws.sns.Topic
    alarms: tuple[aws.cloudwatch.MetricAlarm, ...]

    def __init__(
        self,
        settings: Settings,
        watched: Watched,
        front_door: FrontDoor,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:Operations", "operations", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.topic = operations_topic(settings, child)
        self.alarms = tuple(
            raise_on(alarm, settings, self.topic, child) for alarm in alarms(settings, watched, front_door)
        )
        admit_alarms(settings, self.topic, self.alarms, child)
        dashboard(settings, watched, front_door, self.alarms, child)
        queries(settings, watched, child)
        self.register_outputs({"topic_arn": self.topic.arn})
