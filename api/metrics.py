"""What CloudWatch counts of a request: CloudWatch reads it from the access log's own line, so it costs no call.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

NAMESPACE = "API_METRICS_NAMESPACE"
"""The environment variable with the metrics' namespace; without one there are none, as on the laptop."""

_ENVIRON = "order_api.metrics"

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
"""A client may invent others, and each name of an operation is a metric that costs money."""

_WAITED = "has_waited"

_PARAMETER, _NAME = re.compile(r"<\w+:(\w+)>"), r"{\1}"


def mark_waited(response: HttpResponse) -> HttpResponse:
    """Note that most of an answer's milliseconds were the client's wish, so that it counts as another operation."""
    setattr(response, _WAITED, True)
    return response


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Leave in the request's environment, where the access log finds it, what it asked for and what became of it."""
    match = request.resolver_match
    if match is None or not match.route.startswith("orders/"):
        return  # a health check is no business, and an address that does not exist has as many names as there are
    method = request.method if request.method in _METHODS else "OTHER"
    request.META[_ENVIRON] = {
        "operation": f"{method} /{_PARAMETER.sub(_NAME, match.route)}{'?wait' if hasattr(response, _WAITED) else ''}",
        "outcome": getattr(response, "problem_name", "ok"),
    }


def counted(environ: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What to add to the line, whose ``milliseconds`` is one of the metrics; nothing if the request does not count."""
    noted, namespace = environ.get(_ENVIRON), os.environ.get(NAMESPACE)
    if not noted or not namespace:
        return {}
    metrics = [{"Name": "requests", "Unit": "Count"}, {"Name": "milliseconds", "Unit": "Milliseconds"}]
    dimensions = [["operation"], ["outcome"], ["operation", "outcome"]]
    directive = {"Namespace": namespace, "Dimensions": dimensions, "Metrics": metrics}
    return {
        "_aws": {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [directive]},
        "requests": 1,
        **noted,
    }
