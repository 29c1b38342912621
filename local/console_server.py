"""Run the order console under gunicorn, with the environment of an operator's command."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from console.stack import ConsoleSetting
from local.ports import HOST
from local.process import Server, server
from local.scenarios import DEMO_SCENARIOS
from local.system import LocalSystem

COMMAND = (sys.executable, "-m", "gunicorn", "--config", "console/gunicorn.conf.py", "console.wsgi:application")


@contextmanager
def console_server(system: LocalSystem) -> Iterator[Server]:
    """Run the console at its port until the block ends.

    Raises:
        LocalServerError: the console did not start.
    """
    ports = system.aws.ports
    samples = {
        scenario.title: system.order
        | {"product_name": scenario.product, "payment_method": system.method(scenario.payment_method)}
        for scenario in DEMO_SCENARIOS
    }
    environment = system.operator_environment | {
        ConsoleSetting.STACK: system.deployment.stack,
        ConsoleSetting.PRODUCTION: "false",
        ConsoleSetting.BIND: f"{HOST}:{ports.console}",
        ConsoleSetting.API_URL: system.api_url,
        ConsoleSetting.SAMPLES: json.dumps(samples),
        "TMPDIR": str(system.folder),
    }
    log, health = system.folder / "console.log", f"{ports.console_url}/healthz"
    with server("order console", COMMAND, environment, log, health) as console:
        yield console
