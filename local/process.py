"""Start and stop server processes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

START_TIMEOUT_SECONDS = 180
STOP_TIMEOUT_SECONDS = 30
ROOT = Path(__file__).parent.parent


class LocalServerError(Exception):
    """A server did not start; the message contains the last lines of its log."""


def inherited_environment() -> dict[str, str]:
    """Return the variables that a server takes from the caller: none of them configures AWS."""
    return {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}


@dataclass
class Server:
    """A server process that can be stopped and restarted; the URL ``health`` returns 200 once it is ready.

    The server leads its own process group.  So Ctrl-C reaches only the caller, which stops the servers in order, and
    a server's child processes can be killed with it.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    health: str
    folder: Path = ROOT
    """Where it runs."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def processes(self) -> list[psutil.Process]:
        """The server's running processes."""
        if self._process is None:
            return []
        first = psutil.Process(self._process.pid)
        return [first, *first.children(recursive=True)]

    @property
    def cpu_seconds(self) -> float:
        """The CPU time that the running processes have used."""
        times = [each.cpu_times() for each in self.processes]
        return sum(each.user + each.system for each in times)

    def start(self) -> None:
        """Start the server, and return once it is ready.

        Raises:
            LocalServerError: it was not ready after ``START_TIMEOUT_SECONDS``, or exited before.
        """
        # Another thread spawns the process: a signal could interrupt the main thread before it has stored the process.
        with ThreadPoolExecutor(max_workers=1) as starter:
            process = starter.submit(self._spawn).result()

        def is_settled() -> bool:
            return process.poll() is not None or _is_healthy(self.health)

        is_in_time = wait_until(is_settled, START_TIMEOUT_SECONDS)
        if process.poll() is not None:
            raise self._error(f"exited with status {process.returncode}")
        if not is_in_time:
            raise self._error(f"did not respond at {self.health} within {START_TIMEOUT_SECONDS} s")

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                list(self.command),
                cwd=self.folder,
                env=dict(self.environment),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        return self._process

    def stop(self) -> None:
        """Terminate the server, then kill what remains of its process group."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_TIMEOUT_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Kill the server and its process group, as a power failure does."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _error(self, what: str) -> LocalServerError:
        lines = self.log.read_text(errors="replace").splitlines()[-20:]
        return LocalServerError("\n".join([f"the {self.name} {what}; its last log lines say why:", *lines]))


@contextmanager
def server(  # noqa: PLR0913, PLR0917  a server has all of these parts
    name: str, command: Sequence[str], environment: Mapping[str, str], log: Path, health: str, folder: Path = ROOT
) -> Iterator[Server]:
    """Run a server until the block ends.

    Raises:
        LocalServerError: the server did not start.
    """
    running = Server(name, command, environment, log, health, folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def wait_until(condition: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Poll the condition, and return whether it became true within the timeout."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _is_healthy(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.RequestException:
        return False
