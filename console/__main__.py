"""``python -m console --stack dev``: show a stack on AWS, with the engineer's own credentials.

It reads the stack's outputs and settings with the ``pulumi`` command line, and gives them to the server as the
environment that docs/operations.md describes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from console.stack import ConsoleSetting
from orders.contract import TABLES
from orders.environment import Setting

ROOT = Path(__file__).resolve().parents[1]

HOST, PORT = "127.0.0.1", 8080
MAX_PORT = 65_535

PULUMI_SECONDS = 120

OUTPUTS: Mapping[str, str] = {
    **{f"{table.upper()}_TABLE": f"{table}_table" for table in TABLES},
    **{setting: setting.lower() for setting in Setting},
    # The console starts executions as the order consumer does, through the alias.
    Setting.ORDER_WORKFLOW_ARN: "order_workflow_alias_arn",
}
"""The outputs of a stack, by the variables that the adapters read; docs/operations.md lists them for a shell."""


class StackError(Exception):
    """The stack cannot be shown; the message is a sentence for the engineer, with the remedy."""


def main(arguments: list[str]) -> int:
    """Run the console until Ctrl-C; return 1 if the stack cannot be shown."""
    parser = argparse.ArgumentParser(prog="python -m console", description="Show a stack on AWS in the browser.")
    parser.add_argument("--stack", required=True, help="the name of the Pulumi stack, such as dev")
    options = parser.parse_args(arguments)
    try:
        port = _port()
        environment = stack_environment(options.stack)
    except StackError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    is_production = environment[ConsoleSetting.PRODUCTION] == "true"
    kind = "a production stack: each change needs a confirmation" if is_production else "not a production stack"
    sys.stdout.write(f"  order console  http://localhost:{port}/\n")
    sys.stdout.write(f"  stack          {options.stack}, {kind}\nPress Ctrl-C to stop.\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "gunicorn", "--config", "console/gunicorn.conf.py", "console.wsgi:application"]
    environment[ConsoleSetting.BIND] = f"{HOST}:{port}"
    os.chdir(ROOT)
    # The server takes the place of this process, so that Ctrl-C ends it.
    os.execve(command[0], command, os.environ | environment)  # noqa: S606  no shell is wanted
    return 0


def stack_environment(stack: str) -> dict[str, str]:
    """Return the variables of the console's server for a stack.

    Raises:
        StackError: Pulumi is not installed or has no such stack, or the stack lacks an output.
    """
    outputs = _pulumi("stack", "output", "--json", "--stack", stack)
    config = {name: entry.get("value") for name, entry in _pulumi("config", "--json", "--stack", stack).items()}
    values = {variable: outputs.get(output) for variable, output in OUTPUTS.items()}
    missing = [OUTPUTS[variable] for variable, value in values.items() if value is None and variable not in OPTIONAL]
    if missing:
        raise StackError(
            f"the stack {stack} has no output {missing[0]}: deploy this version with pulumi up, or check the name"
        )
    region = config.get("aws:region") or os.environ.get("AWS_DEFAULT_REGION")
    if not region:
        raise StackError(f"the stack {stack} has no aws:region: set AWS_DEFAULT_REGION")
    return {
        **{variable: str(value) for variable, value in values.items() if value is not None},
        "AWS_DEFAULT_REGION": str(region),
        ConsoleSetting.STACK: stack.rpartition("/")[2],
        ConsoleSetting.PRODUCTION: "true" if is_production(config) else "false",
        ConsoleSetting.API_URL: "",
        ConsoleSetting.SAMPLES: "",
    }


OPTIONAL = frozenset({Setting.STRIPE_SECRET_ARN, Setting.STRIPE_URL, Setting.PAYMENT_PROVIDER})
"""Variables without which a stack works."""


def is_production(config: Mapping[str, Any]) -> bool:
    """Return whether the stack's settings mark it as one with real customers."""
    return str(config.get("order-processing:production", "false")).lower() == "true"


def _pulumi(*arguments: str) -> dict[str, Any]:
    """Return what the command line prints as JSON.

    Raises:
        StackError: it is missing, or failed.
    """
    program = shutil.which("pulumi")
    if program is None:
        raise StackError("the pulumi command line is missing; install it: https://www.pulumi.com/docs/install/")
    try:
        run = subprocess.run(  # noqa: S603  our own arguments
            [program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=PULUMI_SECONDS, check=True
        )
        printed: dict[str, Any] = json.loads(run.stdout or "{}")
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise StackError(f"pulumi {' '.join(arguments)} failed: {last}") from error
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise StackError(f"pulumi {' '.join(arguments)} returned no JSON within {PULUMI_SECONDS} s") from error
    return printed


def _port() -> int:
    """Return the port in ``CONSOLE_PORT``, by default 8080.

    Raises:
        StackError: it is not a port number, or is in use.
    """
    text = os.environ.get("CONSOLE_PORT") or str(PORT)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MAX_PORT:
        raise StackError(f"CONSOLE_PORT must be a port number from 1 to {MAX_PORT}, not {text!r}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise StackError(
                f"port {text} cannot be used ({error.strerror}); choose another with CONSOLE_PORT={int(text) + 1}"
            ) from error
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
