"""How gunicorn serves the API, in the container and on a developer's machine."""  # noqa: N999  the name that gunicorn's users look for

from __future__ import annotations

import os
import resource
from pathlib import Path

from api.waiting import MAX_WAITERS
from api.worker import hold_signals_while_forking

bind = os.environ.get("API_BIND", "0.0.0.0:8000")  # the container's network decides who reaches it

# A missing setting stops the server here, once and with its name, instead of killing one worker after the other.
preload_app = True

# Threads, because a request does nothing but wait: for DynamoDB, or for the end of an order.  A thread that waits costs
# memory alone, and gunicorn starts one only when all others have something to do.
worker_class = "api.worker.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
ORDINARY_THREADS = 64  # what waiters leave to everybody else
threads = MAX_WAITERS + ORDINARY_THREADS

# Every thread may have a connection, and nearly as many idle ones are kept open: those of the load balancer.
worker_connections = 1000

# A connection is a file, as are those to DynamoDB and what gunicorn needs of its own; many shells allow 1,024.
FILES = 4096
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
if soft != resource.RLIM_INFINITY and soft < FILES:
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES if hard == resource.RLIM_INFINITY else min(FILES, hard), hard))

# The workers' heartbeat, which does not stop while requests are slow.
timeout = 30

# A request takes at most 3 s for the issuer's keys and 3 calls of DynamoDB (a POST that is sent again), each of 2 tries
# of 3 s with at most 1 s between them: 24 s.  A wait adds up to 20 s, but not while the worker stops, when all who wait
# are woken.  ECS kills 30 s after SIGTERM: 24 < 26 < 30.
graceful_timeout = 26

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


def on_starting(_: object) -> None:
    """Before the first worker."""
    hold_signals_while_forking()
