"""``make console STACK=dev``: the stack's outputs become the environment of the server."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from console.__main__ import OUTPUTS, StackError, main, stack_environment
from infra.function import archive
from infra.image import CONTEXT
from orders.contract import FUNCTION_NAMES, TABLES
from orders.environment import Setting

ROOT = Path(__file__).parents[2]

STACK = {output: f"the-{output}" for output in OUTPUTS.values()}


@pytest.fixture
def pulumi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ``pulumi`` that prints the outputs and settings in its folder, and fails without them."""
    program = tmp_path / "pulumi"
    program.write_text(
        f'#!/bin/sh\ncat "{tmp_path}/$1.json" 2>/dev/null && exit\necho "error: no stack \'$5\'" >&2\nexit 255\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def describe(folder: Path, outputs: dict[str, str], config: dict[str, str]) -> None:
    (folder / "stack.json").write_text(json.dumps(outputs))
    (folder / "config.json").write_text(json.dumps({name: {"value": value} for name, value in config.items()}))


def test_the_outputs_become_the_environment(pulumi: Path) -> None:
    describe(pulumi, STACK, {"aws:region": "eu-central-1", "order-processing:production": "true"})

    environment = stack_environment("acme/orders/prod")

    assert environment["ORDERS_TABLE"] == "the-orders_table"
    assert environment["ORDER_WORKFLOW_ARN"] == "the-order_workflow_alias_arn"
    assert environment["AWS_DEFAULT_REGION"] == "eu-central-1"
    assert (environment["CONSOLE_STACK"], environment["CONSOLE_PRODUCTION"]) == ("prod", "true")
    assert set(environment) >= {f"{table.upper()}_TABLE" for table in TABLES}


def test_the_program_exports_every_output_that_the_console_reads() -> None:
    exported = set(re.findall(r'pulumi\.export\("(\w+)"', (ROOT / "infra" / "__main__.py").read_text()))
    exported |= {f"{table}_table" for table in TABLES}

    assert set(OUTPUTS.values()) - {Setting.STRIPE_URL.lower()} <= exported


@pytest.mark.parametrize(
    ("outputs", "config", "sentence"),
    [
        ({}, {"aws:region": "us-west-2"}, "the stack dev has no output .*: deploy this version"),
        (STACK, {}, "the stack dev has no aws:region"),
    ],
)
def test_a_stack_that_lacks_something_is_reported(
    pulumi: Path, monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str], config: dict[str, str], sentence: str
) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    describe(pulumi, outputs, config)

    with pytest.raises(StackError, match=sentence):
        stack_environment("dev")


def test_an_unknown_stack_is_reported_in_pulumis_words(pulumi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--stack", "nowhere"]) == 1
    assert "no stack 'nowhere'" in capsys.readouterr().err


def test_without_pulumi_the_message_says_where_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert main(["--stack", "dev"]) == 1
    assert "https://www.pulumi.com/docs/install/" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "http", "70000"])
def test_an_invalid_port_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setenv("CONSOLE_PORT", port)

    assert main(["--stack", "dev"]) == 1
    assert "CONSOLE_PORT must be a port number" in capsys.readouterr().err


def test_a_port_in_use_is_reported(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        monkeypatch.setenv("CONSOLE_PORT", str(listener.getsockname()[1]))

        assert main(["--stack", "dev"]) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_a_process_without_settings_says_which_is_missing() -> None:
    code = "from console.stack import stack; stack()"
    environment = {"PATH": os.environ["PATH"], "CONSOLE_STACK": ""}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert "the environment variable CONSOLE_STACK is not set" in run.stderr


@pytest.mark.parametrize("folder", FUNCTION_NAMES)
def test_no_functions_archive_contains_the_console(folder: str) -> None:
    assert not any(path.startswith("console") for path in archive(folder).assets)


def test_the_image_does_not_contain_the_console() -> None:
    assert not any(pattern.startswith("console") for pattern in CONTEXT)
    assert "console" not in (ROOT / ".dockerignore").read_text()
