"""Gunicorn's configuration, in the container and on a developer's machine."""  # noqa: N999  gunicorn's usual name

from __future__ import annotations

import gc
import os
import resource
from pathlib import Path

from api.long_polling import MAX_WAITERS
from api.worker import hold_signals_while_forking
from orders.contract import GRACEFUL_TIMEOUT_SECONDS, LOAD_BALANCER_IDLE_SECONDS

bind = os.environ.get("API_BIND", "0.0.0.0:8000")  # the container's network decides who can connect

# Fail once at startup, naming the missing setting, instead of killing worker after worker.
preload_app = True

# Threads, because requests only wait: for DynamoDB, or for an order's final status.  A waiting thread costs memory
# alone, and gunicorn starts a new one only when all others are busy.
worker_class = "api.worker.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
ORDINARY_THREADS = 64  # for all requests that do not wait
threads = MAX_WAITERS + ORDINARY_THREADS

# One connection for each thread, and many that are idle, or whose clients are slow.
worker_connections = 4000

# A connection is a file, as are those to DynamoDB and gunicorn's own; many shells allow only 1,024.
OTHER_FILES = threads + 100
MIN_FILES = worker_connections + OTHER_FILES
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
if soft != resource.RLIM_INFINITY and soft < MIN_FILES:
    limit = MIN_FILES if hard == resource.RLIM_INFINITY else min(MIN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    worker_connections = max(threads, limit - OTHER_FILES)

# The time limit of the workers' heartbeat, which continues during slow requests.
timeout = 30

# A request takes at most 24 s: 3 s for the issuer's keys, and 3 calls of DynamoDB (a retried POST), each of 2 tries of
# 3 s with at most 1 s in between.  A wait adds nothing when the worker stops, because that wakes all waiting requests.
graceful_timeout = GRACEFUL_TIMEOUT_SECONDS

# The load balancer must close an idle connection first: a request on a connection that gunicorn closes gets a 502.
keepalive = LOAD_BALANCER_IDLE_SECONDS + 15

# The heartbeat is a file: on a slow or read-only disk, gunicorn would take the workers for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  in memory, and the file has no name

# No proxy may choose the path or the scheme of a request: the load balancer's X-Forwarded-Proto is only read for HSTS.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

# The container is not administered from inside.
control_socket_disable = True

# Warnings quote invalid requests, which may be part of a body.
loglevel = "error"
logger_class = "api.access_log.AccessLog"
accesslog = "-"


def on_starting(_: object) -> None:
    """Prepare the master before it forks the first worker."""
    hold_signals_while_forking()


def when_ready(_: object) -> None:
    """Leave what is loaded out of the workers' garbage collections, which would copy the memory that they share."""
    gc.collect()
    gc.freeze()
