"""Gunicorn's configuration of the console: one process with threads, on the loopback interface."""  # noqa: N999  gunicorn's usual name

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from console.stack import ConsoleSetting
from console.warm_up import warm_up

bind = os.environ.get(ConsoleSetting.BIND, "127.0.0.1:8080")

# One process: the progress of a redrive is in its memory.
workers = 1
worker_class = "gthread"
threads = 16

timeout = 120
graceful_timeout = 5
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  in memory, and the file has no name
loglevel = "warning"


def post_worker_init(_: Any) -> None:
    """Create the clients of AWS while the engineer opens the first page."""
    warm_up()
