"""The ports of the local system, on the loopback interface."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass, replace

HOST = "127.0.0.1"
MAX_PORT = 65_535

CONSOLE_PORT = 8080
"""The order console's port, unless ``CONSOLE_PORT`` names another, or it is in use."""


class PortError(Exception):
    """A port cannot be used; the message names the variable that selects another."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of the API, the emulated AWS and the order console; 0 for no console."""

    api: int
    aws: int
    console: int = 0

    @classmethod
    def from_environment(cls) -> Ports:
        """Return the ports in ``API_PORT`` and ``AWS_PORT``, by default 8000 and 4566.

        Raises:
            PortError: one is not a port number, both are equal, or one is in use.
        """
        ports = cls(api=_read("API_PORT", 8000), aws=_read("AWS_PORT", 4566))
        if ports.api == ports.aws:
            raise PortError(
                f"API_PORT and AWS_PORT are both {ports.api}; choose two different ports: API_PORT=8001 make …"
            )
        _require_free("API_PORT", ports.api)
        _require_free("AWS_PORT", ports.aws)
        return ports

    def with_console(self) -> Ports:
        """Return the ports with the console's in ``CONSOLE_PORT``; by default 8080, or another if that is in use.

        Raises:
            PortError: it is not a port number, is in use, or is another one of the ports.
        """
        chosen = _read("CONSOLE_PORT", 0) if os.environ.get("CONSOLE_PORT") else 0
        if chosen in {self.api, self.aws}:
            raise PortError(f"CONSOLE_PORT is {chosen}, which is API_PORT or AWS_PORT; choose another port")
        if chosen:
            _require_free("CONSOLE_PORT", chosen)
        return replace(self, console=chosen or self._default_console())

    def _default_console(self) -> int:
        if CONSOLE_PORT not in {self.api, self.aws}:
            with suppress(PortError):
                _require_free("CONSOLE_PORT", CONSOLE_PORT)
                return CONSOLE_PORT
        return Ports.unused().api

    @classmethod
    def unused(cls) -> Ports:
        """Return two ports that are free at the moment."""
        with socket.socket() as api, socket.socket() as aws:
            api.bind((HOST, 0))
            aws.bind((HOST, 0))
            return cls(api=api.getsockname()[1], aws=aws.getsockname()[1])

    @property
    def api_url(self) -> str:
        """The API's base URL, without a trailing slash."""
        return f"http://localhost:{self.api}"

    @property
    def console_url(self) -> str:
        """The console's base URL, without a trailing slash; empty without a console."""
        return f"http://localhost:{self.console}" if self.console else ""

    @property
    def aws_url(self) -> str:
        """The URL of the emulated AWS."""
        return f"http://localhost:{self.aws}"


def _read(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MAX_PORT:
        raise PortError(f"{variable} must be a port number from 1 to {MAX_PORT}, not {text!r}")
    return int(text)


def _require_free(variable: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortError(
                f"port {port} cannot be used ({error.strerror}); choose another with {variable}={port + 1} make …"
            ) from error
