"""Run the order API under gunicorn, with the environment of its ECS task definition."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from local.emulator import Aws
from local.ports import HOST
from local.process import Server, inherited_environment, server


@contextmanager
def api_server(
    aws: Aws, task_environment: Mapping[str, str], credentials: Mapping[str, str], folder: Path
) -> Iterator[Server]:
    """Run the API until the block ends.

    Raises:
        LocalServerError: the API did not start.
    """
    environment = (
        inherited_environment()
        | dict(task_environment)
        | aws.environment
        | dict(credentials)
        | {"API_BIND": f"{HOST}:{aws.ports.api}", "API_CONSOLE_URL": aws.ports.console_url, "TMPDIR": str(folder)}
    )
    command = [sys.executable, "-m", "gunicorn", "--config", "api/gunicorn.conf.py", "api.wsgi:application"]
    with server("order API", command, environment, folder / "api.log", f"{aws.ports.api_url}/healthz") as api:
        yield api
