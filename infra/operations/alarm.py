"""One alarm: what it watches, and what whoever it calls reads first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.operations.metrics import Formula, Metric
from infra.settings import Settings

SILENT = "notBreaching"
"""Where no data means that nothing happened: AWS reports no failure, and the code no request, that there was not."""

SUSPICIOUS = "breaching"
"""Where data come as long as all is well, so that their absence is the fault."""


@dataclass(frozen=True, slots=True)
class Span:
    """So many of the last periods must be bad."""

    count: int
    periods: int


ONCE = Span(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """It rings when the value was at or beyond the threshold in as many periods as ``bad`` says."""

    name: str
    """After the stack's prefix."""
    sentence: str
    """What is the matter, for someone who was asleep."""
    runbook: str
    """The section of the runbooks, as the address writes it."""
    watches: Metric | Formula
    threshold: float
    is_floor: bool = False
    """Whether it rings below the threshold instead."""
    period: int = 300
    """In seconds."""
    bad: Span = ONCE
    missing: str = SILENT


def raise_on(
    alarm: Alarm, settings: Settings, topic: aws.sns.Topic, opts: pulumi.ResourceOptions
) -> aws.cloudwatch.MetricAlarm:
    """The alarm, which tells the topic when it begins and when it is over."""
    return aws.cloudwatch.MetricAlarm(
        alarm.name,
        name=settings.name(alarm.name),
        alarm_description=f"{alarm.sentence} Runbook: {settings.runbook_url}#{alarm.runbook}",
        comparison_operator="LessThanThreshold" if alarm.is_floor else "GreaterThanOrEqualToThreshold",
        threshold=alarm.threshold,
        evaluation_periods=alarm.bad.periods,
        datapoints_to_alarm=alarm.bad.count,
        treat_missing_data=alarm.missing,
        alarm_actions=[topic.arn],
        ok_actions=[topic.arn],
        opts=opts,
        **_watched(alarm),
    )


def _watched(alarm: Alarm) -> dict[str, Any]:
    match alarm.watches:
        case Formula(expression, metrics):
            result = {"id": "result", "expression": expression, "label": alarm.name, "return_data": True}
            return {"metric_queries": [result, *(_query(key, metrics[key], alarm.period) for key in metrics)]}
        case Metric(is_percentile=True) as metric:
            # A percentile of a handful of values is one of them, and no percentile.
            few = {"extended_statistic": metric.stat, "evaluate_low_sample_count_percentiles": "ignore"}
            return _series(metric) | {"period": alarm.period} | few
        case metric:
            return _series(metric) | {"period": alarm.period, "statistic": metric.stat}


def _series(metric: Metric) -> dict[str, Any]:
    return {"namespace": metric.namespace, "metric_name": metric.name, "dimensions": dict(metric.dimensions)}


def _query(key: str, metric: Metric, period: int) -> dict[str, Any]:
    return {"id": key, "metric": _series(metric) | {"period": period, "stat": metric.stat}, "return_data": False}
