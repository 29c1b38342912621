"""However the system starts and stops, no process and no file remains."""

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

pytestmark = pytest.mark.slow

WAIT_TIMEOUT_SECONDS = 300
RUN = [sys.executable, "-m", "local", "run"]


def environment(ports: Ports, temporary: Path) -> dict[str, str]:
    return inherited_environment() | {
        "API_PORT": str(ports.api),
        "AWS_PORT": str(ports.aws),
        "CONSOLE_PORT": str(Ports.unused().api),
        "TMPDIR": str(temporary),
        "PYTHONUNBUFFERED": "1",
    }


@contextlib.contextmanager
def running(temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``make run``, as the Makefile starts it."""
    variables = environment(Ports.unused(), temporary)
    with (
        (temporary / "output").open("wb") as output,
        subprocess.Popen(RUN, cwd=ROOT, env=variables, stdout=output, stderr=output, start_new_session=True) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:  # a failed test; SIGTERM stops its servers too
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(WAIT_TIMEOUT_SECONDS)
                process.kill()


def printed(temporary: Path) -> str:
    return (temporary / "output").read_text()


def left_behind(temporary: Path) -> list[str]:
    """The system's folders, and the processes that use one."""
    folders = [path.name for path in temporary.glob("order-system-*")]
    processes = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get("TMPDIR", "").startswith(str(temporary / "order-system-")):
                processes.append(" ".join(process.cmdline()))
    return folders + processes


def test_make_run_completes_an_order_and_ctrl_c_stops_everything(tmp_path: Path) -> None:
    with running(tmp_path) as process:
        assert wait_until(lambda: "Press Ctrl-C" in printed(tmp_path), WAIT_TIMEOUT_SECONDS), printed(tmp_path)
        assert left_behind(tmp_path)
        process.send_signal(signal.SIGINT)
        process.wait(WAIT_TIMEOUT_SECONDS)

    text = printed(tmp_path)
    assert "is Completed" in text
    for state in ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder"):
        assert f"  {state}\n" in text
    assert "Traceback" not in text
    assert process.returncode == 0
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_during_the_start_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as process:
        assert wait_until(lambda: bool(left_behind(tmp_path)), WAIT_TIMEOUT_SECONDS), printed(tmp_path)
        process.send_signal(number)
        process.wait(WAIT_TIMEOUT_SECONDS)

    assert "Traceback" not in printed(tmp_path)
    assert process.returncode == 128 + number
    assert left_behind(tmp_path) == []


def test_a_failure_during_the_start_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise LocalServerError("the order API is broken")

    monkeypatch.setattr(system_module, "api_server", fail)
    monkeypatch.setattr(system_module.tempfile, "tempdir", str(tmp_path))

    with pytest.raises(LocalServerError, match="the order API is broken"), local_system(Ports.unused()):
        pytest.fail("the system started without its API")

    assert left_behind(tmp_path) == []


def test_an_unusable_port_is_reported_in_one_line(tmp_path: Path) -> None:
    port = Ports.unused().api

    result = subprocess.run(
        RUN, cwd=ROOT, env=environment(Ports(port, port), tmp_path), capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stdout + result.stderr == (
        f"error: API_PORT and AWS_PORT are both {port}; choose two different ports: API_PORT=8001 make …\n"
    )


def test_a_server_that_exits_at_its_start_is_reported_with_its_output(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('no memory'); raise SystemExit(3)"]

    with (
        pytest.raises(LocalServerError, match=r"the mill exited with status 3; its last log lines say why:\nno memory"),
        server("mill", command, os.environ, tmp_path / "log", "http://127.0.0.1:9/"),
    ):
        pytest.fail("the server is reported as ready")
