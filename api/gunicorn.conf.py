"""How gunicorn serves the API, in the container and on a developer's machine."""  # noqa: N999  the name that gunicorn's users look for

from __future__ import annotations

import os
from pathlib import Path

bind = os.environ.get("API_BIND", "0.0.0.0:8000")  # the container's network decides who reaches it

# A missing setting stops the server here, once and with its name, instead of killing one worker after the other.
preload_app = True

# Threads, because a request does nothing but wait for DynamoDB.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8

# A request takes at most 2 calls of 2 tries of 3 s, with backoff < 15 s; ECS kills 30 s after SIGTERM: 15 < 20 < 30.
timeout = 30
graceful_timeout = 20

# Longer than the 60 s for which the load balancer keeps a connection: it must be the first to close, or it answers 502.
keepalive = 75

# The workers' heartbeat is a file: on a disk that is slow or read-only they would be taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  memory, and the file has no name

# Nobody administers a container from inside.
control_socket_disable = True

# The warnings quote requests that are no HTTP, which may be a piece of a body.
loglevel = "error"
logger_class = "api.access_log.AccessLog"
accesslog = "-"
