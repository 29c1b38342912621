"""The largest requests that the server and the application accept."""

MAX_BODY_BYTES = 64 * 1024
"""A body, inclusive; a larger one is rejected without being read."""

MAX_HEAD_BYTES = 64 * 1024
"""The request line and all headers together, inclusive: as much as the load balancer lets through.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
"""
