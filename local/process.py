"""Starting a server process that leaves nothing behind."""

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

START_SECONDS = 30
STOP_SECONDS = 10
ROOT = Path(__file__).parent.parent


class LocalServerError(Exception):
    """A server did not start, or ended by itself; the text has the end of what it printed."""


def inherited_environment() -> dict[str, str]:
    """What a server needs of the caller's environment: where programs and the home are, and nothing that steers AWS."""
    return {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}


@dataclass
class Server:
    """A server process that can be stopped and started again; ``health`` is a URL that answers 200 once it is up.

    The server leads a process group of its own.  So Ctrl-C reaches only the caller, who stops things in their order,
    and whatever the server started can be ended with it.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    health: str
    _process: subprocess.Popen[bytes] | None = None

    @property
    def processes(self) -> list[psutil.Process]:
        """Those of its processes that live now."""
        if self._process is None:
            return []
        first = psutil.Process(self._process.pid)
        return [first, *first.children(recursive=True)]

    @property
    def cpu_seconds(self) -> float:
        """What its processes that live now have computed."""
        times = [each.cpu_times() for each in self.processes]
        return sum(each.user + each.system for each in times)

    def start(self) -> None:
        """Start it, and come back once it answers.

        Raises:
            LocalServerError: it did not answer in ``START_SECONDS``, or ended before it did.
        """
        # Apart from the main thread, where a signal may end everything between a process's start and its being known.
        with ThreadPoolExecutor(max_workers=1) as starter:
            process = starter.submit(self._spawn).result()

        def settled() -> bool:
            return process.poll() is not None or _answers(self.health)

        in_time = wait_until(settled, START_SECONDS)
        if process.poll() is not None:
            raise LocalServerError(f"{self.name} ended with status {process.returncode}:\n{self._tail()}")
        if not in_time:
            raise LocalServerError(f"{self.name} did not answer {self.health} in {START_SECONDS} s:\n{self._tail()}")

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                list(self.command),
                cwd=ROOT,
                env=dict(self.environment),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        return self._process

    def stop(self) -> None:
        """Ask it to stop, then end what is left of its group."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it and its group at once, as a machine that loses its power does."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])


@contextmanager
def server(
    name: str, command: Sequence[str], environment: Mapping[str, str], log: Path, health: str
) -> Iterator[Server]:
    """Run a server until the block ends.

    Raises:
        LocalServerError: it did not start.
    """
    running = Server(name, command, environment, log, health)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def wait_until(condition: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=1).ok
    except requests.RequestException:
        return False
