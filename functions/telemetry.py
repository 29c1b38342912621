"""The logger and metrics of all functions; the environment gives each its service name.

Traces need no library: Lambda records each invocation, as the functions' active tracing is on, and Step Functions each
state.  The order's stored trace header joins both to the request.
"""

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

logger = Logger(utc=True, use_rfc3339=True)
metrics = Metrics()


def emit_metrics(dimension: str, value: str, *values: tuple[str, MetricUnit, float]) -> None:
    """Print a line of metrics, each a name, a unit and a value, under a dimension of its own."""
    line = EphemeralMetrics()
    line.add_dimension(dimension, value)
    for each in values:
        line.add_metric(*each)
    line.flush_metrics()
