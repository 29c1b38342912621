"""Starting a server process that leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import requests

START_SECONDS = 30
STOP_SECONDS = 10
ROOT = Path(__file__).parent.parent


class ServerProblem(Exception):
    """A server did not start, or ended by itself; the text has the end of what it printed."""


def inherited_environment() -> dict[str, str]:
    """What a server needs of the caller's environment: where programs and the home are, and nothing that steers AWS."""
    return {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}


@contextmanager
def server(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path, health: str) -> Iterator[int]:
    """Run a server until the block ends, and give its process id once ``health`` (a URL) answers 200.

    The server leads a process group of its own.  So Ctrl-C reaches only the caller, who stops things in their order,
    and whatever the server started can be ended with it.

    Raises:
        ServerProblem: it did not answer in ``START_SECONDS``, or ended before it did.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command), cwd=ROOT, env=dict(environment), stdout=output, stderr=output, start_new_session=True
        )
    try:
        _await_health(name, process, log, health)
        yield process.pid
    finally:
        _stop(process)


def wait_until(condition: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _await_health(name: str, process: subprocess.Popen[bytes], log: Path, health: str) -> None:
    def settled() -> bool:
        return process.poll() is not None or _answers(health)

    in_time = wait_until(settled, START_SECONDS)
    if process.poll() is not None:
        raise ServerProblem(f"{name} ended with status {process.returncode}:\n{_tail(log)}")
    if not in_time:
        raise ServerProblem(f"{name} did not answer {health} in {START_SECONDS} s:\n{_tail(log)}")


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=1).ok
    except requests.RequestException:
        return False


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop, then end what is left of its group."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
