"""The two ports that the local system listens on, loopback only."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass

HOST = "127.0.0.1"
HIGHEST = 65_535


class PortError(Exception):
    """A port cannot be used; the text names the variable that chooses another."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the API and the emulated AWS answer."""

    api: int
    aws: int

    @classmethod
    def from_environment(cls) -> Ports:
        """``API_PORT`` and ``AWS_PORT``.

        Raises:
            PortError: one is not a port number, both are the same, or one is taken.
        """
        ports = cls(api=_read("API_PORT", 8000), aws=_read("AWS_PORT", 4566))
        if ports.api == ports.aws:
            raise PortError(f"API_PORT and AWS_PORT are both {ports.api}; choose two different ports")
        _require_free("API_PORT", ports.api)
        _require_free("AWS_PORT", ports.aws)
        return ports

    @classmethod
    def unused(cls) -> Ports:
        """Two ports that nobody listens on now."""
        with socket.socket() as api, socket.socket() as aws:
            api.bind((HOST, 0))
            aws.bind((HOST, 0))
            return cls(api=api.getsockname()[1], aws=aws.getsockname()[1])

    @property
    def api_url(self) -> str:
        """The API's address, without a slash at the end."""
        return f"http://localhost:{self.api}"

    @property
    def aws_url(self) -> str:
        """The emulated AWS endpoint."""
        return f"http://localhost:{self.aws}"


def _read(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= HIGHEST:
        raise PortError(f"{variable} must be a port number from 1 to {HIGHEST}, not {text!r}")
    return int(text)


def _require_free(variable: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortError(
                f"port {port} cannot be used ({error.strerror}); choose another: {variable}={port + 1} make …"
            ) from error
