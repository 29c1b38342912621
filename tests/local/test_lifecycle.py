"""Starting and stopping: nothing stays behind, however the system ends."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from local import system as system_module
from local.ports import Ports
from local.process import ROOT, LocalServerError, inherited_environment, server, wait_until
from local.system import local_system

WAIT_TIMEOUT_SECONDS = 90

pytestmark = pytest.mark.slow


def environment(ports: Ports, temporary: Path) -> dict[str, str]:
    return inherited_environment() | {
        "API_PORT": str(ports.api),
        "AWS_PORT": str(ports.aws),
        "TMPDIR": str(temporary),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextlib.contextmanager
def running(ports: Ports, temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``make run`` as the Makefile starts it."""
    with (
        (temporary / "output").open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "local", "run"],
            cwd=ROOT,
            env=environment(ports, temporary),
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def printed(temporary: Path) -> str:
    return (temporary / "output").read_text()


def left_behind(temporary: Path) -> list[str]:
    """Folders of the system, and processes that work in one."""
    folders = [path.name for path in temporary.glob("order-system-*")]
    processes = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get("TMPDIR", "").startswith(str(temporary / "order-system-")):
                processes.append(" ".join(process.cmdline()))
    return folders + processes


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_order_is_completed_and_a_signal_ends_it_all(tmp_path: Path, ending: signal.Signals) -> None:
    with running(Ports.unused(), tmp_path) as process:
        assert wait_until(lambda: "Ctrl-C stops everything" in printed(tmp_path), WAIT_TIMEOUT_SECONDS), printed(
            tmp_path
        )
        assert left_behind(tmp_path)
        process.send_signal(ending)
        process.wait(WAIT_TIMEOUT_SECONDS)

    text = printed(tmp_path)
    assert "is Completed" in text
    for state in ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder"):
        assert f"  {state}\n" in text
    assert "Traceback" not in text
    assert process.returncode == (0 if ending is signal.SIGINT else 128 + ending)
    assert left_behind(tmp_path) == []


def test_a_signal_half_way_up_leaves_nothing_behind(tmp_path: Path) -> None:
    with running(Ports.unused(), tmp_path) as process:
        assert wait_until(lambda: bool(left_behind(tmp_path)), WAIT_TIMEOUT_SECONDS), printed(tmp_path)
        process.send_signal(signal.SIGTERM)
        process.wait(WAIT_TIMEOUT_SECONDS)

    assert process.returncode == 128 + signal.SIGTERM
    assert left_behind(tmp_path) == []


def test_a_failure_half_way_up_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise LocalServerError("no API today")

    monkeypatch.setattr(system_module, "api_server", broken)
    monkeypatch.setattr(system_module.tempfile, "tempdir", str(tmp_path))

    with pytest.raises(LocalServerError, match="no API today"), local_system(Ports.unused()):
        pytest.fail("the system is up without its API")

    assert left_behind(tmp_path) == []


def test_a_taken_port_is_an_error_of_one_line(tmp_path: Path) -> None:
    ports = Ports.unused()
    taken = environment(Ports(ports.api, ports.api), tmp_path)

    result = subprocess.run(
        [sys.executable, "-m", "local", "run"], cwd=ROOT, env=taken, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stdout + result.stderr == (
        f"error: API_PORT and AWS_PORT are both {ports.api}; choose two different ports\n"
    )


def test_a_server_that_ends_by_itself_says_what_it_printed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('out of beans'); raise SystemExit(3)"]

    with (
        pytest.raises(LocalServerError, match=r"the mill ended with status 3:\nout of beans"),
        server("the mill", command, os.environ, tmp_path / "log", "http://127.0.0.1:9/"),
    ):
        pytest.fail("it is said to be up")
