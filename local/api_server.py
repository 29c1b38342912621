"""Run the order API under gunicorn, with the environment of its ECS task definition."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from local.emulator import Aws
from local.ports import HOST
from local.process import ROOT, Server, inherited_environment, server


@contextmanager
def api_server(
    aws: Aws,
    task_environment: Mapping[str, str],
    credentials: Mapping[str, str],
    folder: Path,
    sources: Path = ROOT,
) -> Iterator[Server]:
    """Run the API until the block ends.

    Args:
        aws: the emulator.
        task_environment: the environment of its container.
        credentials: the environment variables with its credentials.
        folder: for its log and its temporary files.
        sources: the repository with its code.

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
    with server("order API", command, environment, folder / "api.log", f"{aws.ports.api_url}/healthz", sources) as api:
        yield api
