"""One logger, tracer and metrics for all functions; what distinguishes them comes from the environment."""

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

logger = Logger(utc=True, use_rfc3339=True)
tracer = Tracer()
metrics = Metrics()


def count_by(dimension: str, value: str, *counted: tuple[str, MetricUnit, float]) -> None:
    """Print a line of metrics, each a name, a unit and a value, with a dimension that the others do not have."""
    line = EphemeralMetrics()
    line.add_dimension(dimension, value)
    for each in counted:
        line.add_metric(*each)
    line.flush_metrics()
