"""Alarms and dashboards, which have no data: the emulator emits no metrics of its own."""

from __future__ import annotations

from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs

_NUMBERS = {
    "datapointsToAlarm": ("DatapointsToAlarm", int),
    "evaluationPeriods": ("EvaluationPeriods", int),
    "period": ("Period", int),
    "threshold": ("Threshold", float),
}
_TEXTS = {
    "alarmActions": "AlarmActions",
    "alarmDescription": "AlarmDescription",
    "comparisonOperator": "ComparisonOperator",
    "evaluateLowSampleCountPercentiles": "EvaluateLowSampleCountPercentile",
    "extendedStatistic": "ExtendedStatistic",
    "metricName": "MetricName",
    "namespace": "Namespace",
    "okActions": "OKActions",
    "statistic": "Statistic",
    "treatMissingData": "TreatMissingData",
}


def create_alarm(aws: Aws, inputs: Inputs) -> Created:
    """Create an alarm with its actions."""
    name = inputs["name"]
    arguments: dict[str, Any] = {api: inputs[key] for key, api in _TEXTS.items() if key in inputs}
    arguments |= {api: kind(inputs[key]) for key, (api, kind) in _NUMBERS.items() if key in inputs}
    if "dimensions" in inputs:
        arguments["Dimensions"] = _dimensions(inputs["dimensions"])
    if "metricQueries" in inputs:
        arguments["Metrics"] = [_query(each) for each in inputs["metricQueries"]]
    cloudwatch = aws.client("cloudwatch")
    cloudwatch.put_metric_alarm(AlarmName=name, **arguments)
    arn = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["AlarmArn"]
    return Created(name, {"arn": arn})


def create_dashboard(aws: Aws, inputs: Inputs) -> Created:
    """Create a dashboard."""
    name = inputs["dashboardName"]
    aws.client("cloudwatch").put_dashboard(DashboardName=name, DashboardBody=inputs["dashboardBody"])
    return Created(name)


def _dimensions(dimensions: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in dimensions.items()]


def _query(query: dict[str, Any]) -> dict[str, Any]:
    shown = {"Id": query["id"], "ReturnData": query["returnData"]}
    if "expression" in query:
        return shown | {"Expression": query["expression"], "Label": query["label"]}
    metric = query["metric"]
    series = {
        "Namespace": metric["namespace"],
        "MetricName": metric["metricName"],
        "Dimensions": _dimensions(metric["dimensions"]),
    }
    return shown | {"MetricStat": {"Metric": series, "Period": int(metric["period"]), "Stat": metric["stat"]}}
