"""Start functions' instances as forks of one process, which has imported the libraries.

An instance is a process that runs the function's ``bootstrap``.  A fork is ready in a twentieth of the time of a new
interpreter, and shares the libraries' memory with the other instances.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

BUFFER_BYTES = 65_536


@contextmanager
def fork_server() -> Iterator[Callable[..., Instance]]:
    """Run the process whose forks the instances are, until the block ends, and yield what starts an instance."""
    connection, its_connection = socket.socketpair()
    with its_connection:
        process = subprocess.Popen([sys.executable, "-m", __name__], stdin=its_connection.fileno())
    lock = Lock()

    def start(command: Sequence[str], *, cwd: str, env: Mapping[str, str], **_streams: Any) -> Instance:
        """Start an instance, as ``Popen`` starts a command; its standard error goes to its standard output."""
        output, its_output = os.pipe()
        life, its_life = os.pipe()
        request = json.dumps([command[0], cwd, dict(env)]).encode() + b"\n"
        with lock:
            socket.send_fds(connection, [request], [its_output, its_life])
            pid = int(connection.recv(BUFFER_BYTES))
        os.close(its_output)
        os.close(its_life)
        return Instance(pid, output, life)

    with process, connection:
        yield start


class Instance:
    """The part of ``Popen`` with which ministack controls an instance."""

    def __init__(self, pid: int, output: int, life: int) -> None:
        self.pid = pid
        self.stdout = os.fdopen(output, "rb")
        self._life = life  # the instance has the other end of this pipe, so that it is closed when the instance ends
        finalize(self, os.close, life)

    def poll(self) -> int | None:
        """Return None while the instance runs, and then 0, whatever its status was."""
        return 0 if self._has_ended(within=0) else None

    def wait(self, timeout: float) -> int:
        """Return 0 once the instance has ended.

        Raises:
            TimeoutError: it has not ended within this number of seconds.
        """
        if not self._has_ended(within=timeout):
            raise TimeoutError
        return 0

    def _has_ended(self, *, within: float) -> bool:
        life = select.poll()
        life.register(self._life)
        return bool(life.poll(1_000 * within))

    def terminate(self) -> None:
        """Send SIGTERM, unless the instance has ended."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL, unless the instance has ended."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


def serve() -> None:
    """Fork an instance for each request on the standard input, which is a socket, until the other end is closed."""
    import local.strict.libraries  # noqa: F401, PLC0415  only this process needs them

    gc.freeze()  # a garbage collection in a fork would copy the memory that it shares
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that the system forgets the instances that have ended
    connection = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    while True:
        request, descriptors, _, _ = socket.recv_fds(connection, BUFFER_BYTES, 2)
        while request and not request.endswith(b"\n"):
            request += connection.recv(BUFFER_BYTES)
        if not request:
            return
        if (pid := os.fork()) == 0:
            connection.close()
            break
        for descriptor in descriptors:
            os.close(descriptor)
        connection.send(str(pid).encode())
    output, life = descriptors
    os.set_inheritable(life, True)  # noqa: FBT003  it must stay open in a bootstrap that is another program
    bootstrap, folder, environment = json.loads(request)
    _run(bootstrap, folder, environment, output=output)


def _run(bootstrap: str, folder: str, environment: Mapping[str, str], *, output: int) -> None:
    """Run the bootstrap as a shell would in the folder, which is the function's package, with only this environment."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    sys.path[:] = [folder, *(path for path in sys.path if path not in {"", str(Path.cwd())})]
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    # Python reads PYTHONPATH when it starts.  An older version's bootstrap is a shell script.
    if "PYTHONPATH" in environment or not Path(bootstrap).read_bytes().startswith(f"#!{sys.executable}\n".encode()):
        os.execv(bootstrap, [bootstrap])  # noqa: S606
    runpy.run_path(bootstrap, run_name="__main__")


if __name__ == "__main__":
    serve()
