"""One logger, tracer and metrics for all functions; what distinguishes them comes from the environment."""

from aws_lambda_powertools import Logger, Metrics, Tracer

logger = Logger(utc=True, use_rfc3339=True)
tracer = Tracer()
metrics = Metrics()
