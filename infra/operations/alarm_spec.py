"""The specification of one alarm, and its declaration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.operations.metrics import Formula, Metric
from infra.settings import Settings

NOT_BREACHING = "notBreaching"
"""For metrics that have no data when nothing happens, such as failures or requests."""

BREACHING = "breaching"
"""For metrics that always have data while the system works."""

IGNORED = "ignore"
"""For metrics that have data only now and then: the alarm stays as it is."""


@dataclass(frozen=True, slots=True)
class Datapoints:
    """How many of the last periods must breach the threshold."""

    count: int
    periods: int


LASTING = Datapoints(3, 3)
"""A quarter of an hour without a break; a shorter disturbance needs no action."""

REPEATED = Datapoints(2, 3)
"""Twice in a quarter of an hour; redelivery and retries handle a single occurrence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm that starts when the value is at or above the threshold in as many periods as ``datapoints`` says."""

    name: str
    """The name after the stack's prefix."""
    sentence: str
    """What is wrong, in words for a person who was asleep."""
    runbook: str
    """The anchor of the runbook's heading."""
    settings: tuple[str, ...] = ()
    """The stack's settings that help, the most effective first; the runbook says when."""
    watches: Metric | Formula
    threshold: float
    is_floor: bool = False
    """Whether the alarm starts below the threshold instead."""
    period: int = 300
    """In seconds."""
    datapoints: Datapoints = Datapoints(1, 1)
    missing: str = NOT_BREACHING


def declare_alarm(
    alarm: Alarm, settings: Settings, topic: aws.sns.Topic, opts: pulumi.ResourceOptions
) -> aws.cloudwatch.MetricAlarm:
    """Declare the alarm, which notifies the topic when it starts and when it ends."""
    remedy = f" Settings: {', '.join(alarm.settings)}." if alarm.settings else ""
    return aws.cloudwatch.MetricAlarm(
        alarm.name,
        name=settings.name(alarm.name),
        alarm_description=f"{alarm.sentence}{remedy} Runbook: {settings.runbook_url}#{alarm.runbook}",
        comparison_operator="LessThanThreshold" if alarm.is_floor else "GreaterThanOrEqualToThreshold",
        threshold=alarm.threshold,
        evaluation_periods=alarm.datapoints.periods,
        datapoints_to_alarm=alarm.datapoints.count,
        treat_missing_data=alarm.missing,
        alarm_actions=[topic.arn],
        ok_actions=[topic.arn],
        opts=opts,
        **_metric_arguments(alarm),
    )


def _metric_arguments(alarm: Alarm) -> dict[str, Any]:
    match alarm.watches:
        case Formula(expression, metrics):
            result = {"id": "result", "expression": expression, "label": alarm.name, "return_data": True}
            return {"metric_queries": [result, *(_query(key, metrics[key], alarm.period) for key in metrics)]}
        case Metric(is_percentile=True) as metric:
            # A percentile of only a few values is misleading.
            statistic = {"extended_statistic": metric.stat, "evaluate_low_sample_count_percentiles": "ignore"}
            return _series(metric) | {"period": alarm.period} | statistic
        case metric:
            return _series(metric) | {"period": alarm.period, "statistic": metric.stat}


def _series(metric: Metric) -> dict[str, Any]:
    return {"namespace": metric.namespace, "metric_name": metric.name, "dimensions": dict(metric.dimensions)}


def _query(key: str, metric: Metric, period: int) -> dict[str, Any]:
    return {"id": key, "metric": _series(metric) | {"period": period, "stat": metric.stat}, "return_data": False}
