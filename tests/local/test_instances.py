"""The functions' instances, which are forks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from local.process import ROOT
from local.strict.instances import Instance, fork_server

pytestmark = pytest.mark.slow

TIMEOUT_SECONDS = 120

Start = Callable[..., Instance]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts an instance with this bootstrap, in a folder of its own."""
    with fork_server() as start_instance, ExitStack() as stack:

        def start(bootstrap: str, interpreter: str = sys.executable, **environment: str) -> Instance:
            path = tmp_path / "bootstrap"
            path.write_text(f"#!{interpreter}\n{bootstrap}", encoding="utf-8")
            path.chmod(0o755)
            instance = start_instance([str(path)], cwd=str(tmp_path), env={"SETTING": "value"} | environment)
            stack.enter_context(instance.stdout)
            stack.callback(instance.kill)
            return instance

        yield start


def test_an_instance_runs_its_bootstrap_with_its_own_folder_environment_and_output(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "orders.py").write_text("", encoding="utf-8")

    instance = start(
        "import os, sys, orders\n"
        "print(os.getcwd(), *os.environ.items(), orders.__file__, flush=True)\n"
        "print('an error', file=sys.stderr)"
    )

    assert instance.wait(TIMEOUT_SECONDS) == 0
    output, error = instance.stdout.read().decode().splitlines()
    assert output == f"{tmp_path} ('SETTING', 'value') {tmp_path / 'orders.py'}"
    assert error == "an error"


def test_an_instance_finds_no_code_outside_its_package_and_the_libraries(start: Start) -> None:
    assert (ROOT / "orders").is_dir()

    instance = start("import boto3, orders")

    assert instance.wait(TIMEOUT_SECONDS) == 0
    assert "No module named 'orders'" in instance.stdout.read().decode()


def test_a_bootstrap_in_another_language_runs_as_a_program_of_its_own(start: Start) -> None:
    instance = start("echo ready $SETTING\nexec sleep 1000", "/bin/sh")

    assert instance.stdout.readline() == b"ready value\n"
    assert instance.poll() is None
    instance.kill()
    assert instance.wait(TIMEOUT_SECONDS) == 0


def test_an_instance_with_a_python_path_is_a_new_interpreter(start: Start, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('customized', flush=True)", encoding="utf-8")

    instance = start("print('ready')", PYTHONPATH=str(tmp_path))

    assert instance.wait(TIMEOUT_SECONDS) == 0
    assert instance.stdout.read() == b"customized\nready\n"


@pytest.mark.parametrize("stop", [Instance.terminate, Instance.kill])
def test_an_instance_runs_until_it_is_stopped(start: Start, stop: Callable[[Instance], None]) -> None:
    instance = start("import signal\nprint('ready', flush=True)\nsignal.pause()")
    assert instance.stdout.readline() == b"ready\n"
    assert instance.poll() is None
    with pytest.raises(TimeoutError):
        instance.wait(0)

    stop(instance)

    assert instance.wait(TIMEOUT_SECONDS) == instance.poll() == 0
    assert instance.stdout.read() == b""
