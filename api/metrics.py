"""CloudWatch metrics in log lines: those of requests are in the access log's own line, so they cost no call.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

NAMESPACE = "API_METRICS_NAMESPACE"
"""The environment variable with the metrics' namespace; if unset, as on a laptop, there are no metrics."""

_ENVIRON_KEY = "order_api.metrics"

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
"""Other methods count as ``OTHER``: a client may invent any number, and each operation is a metric that costs money."""

_WAITED = "has_waited"

_PARAMETER, _NAME = re.compile(r"<\w+:(\w+)>"), r"{\1}"


def mark_waited(response: HttpResponse) -> HttpResponse:
    """Make the request count as an operation of its own, because most of its duration is the client's choice."""
    setattr(response, _WAITED, True)
    return response


def record_outcome(request: HttpRequest, response: HttpResponse) -> None:
    """Store the operation and its outcome in the WSGI environment, where the access log reads them."""
    match = request.resolver_match
    if match is None or not match.route.startswith("orders/"):
        return  # health checks are not business; unknown addresses would be an unbounded number of operations
    method = request.method if request.method in _METHODS else "OTHER"
    request.META[_ENVIRON_KEY] = {
        "operation": f"{method} /{_PARAMETER.sub(_NAME, match.route)}{'?wait' if hasattr(response, _WAITED) else ''}",
        "outcome": getattr(response, "problem_name", "ok"),
    }


def emf_fields(environ: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the fields that make a log line with ``milliseconds`` a metric; empty if the request does not count."""
    recorded, namespace = environ.get(_ENVIRON_KEY), os.environ.get(NAMESPACE)
    if not recorded or not namespace:
        return {}
    dimensions = [["operation"], ["outcome"], ["operation", "outcome"]]
    directive = emf_directive(namespace, dimensions, {"requests": "Count", "milliseconds": "Milliseconds"}, at)
    return {**directive, "requests": 1, **recorded}


def emf_directive(
    namespace: str, dimensions: Sequence[Sequence[str]], units: Mapping[str, str], at: datetime
) -> dict[str, Any]:
    """Return the field that makes metrics of a log line's fields, each with its unit."""
    metrics = [{"Name": name, "Unit": unit} for name, unit in units.items()]
    directive = {"Namespace": namespace, "Dimensions": dimensions, "Metrics": metrics}
    return {"_aws": {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [directive]}}
