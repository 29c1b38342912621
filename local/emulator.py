"""Run the AWS emulator, ministack from PyPI, on the loopback interface."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

import boto3
import requests
from botocore.config import Config

from local.ports import HOST, Ports
from local.process import inherited_environment, server
from local.strict.rules import STRICT_LIMITS, Limits

ROOT_KEY = "test"
"""The emulator's root credentials, both key and secret.  Without IAM enforcement it accepts any others too."""


@dataclass(frozen=True, slots=True)
class Aws:
    """The emulated AWS, with its root's permissions.

    ``wait_scale`` multiplies the state machine's retry delays and the queues' visibility timeouts; 1 is as on AWS.
    """

    ports: Ports
    region: str
    wait_scale: float

    def client(self, service: str) -> Any:
        """Return a boto3 client of the emulator."""
        with _client_lock:
            return _client(service, self.ports.aws_url, self.region)

    def load(self, *services: str) -> None:
        """Make the emulator load these services, which it otherwise does at each one's first request.

        The requests are empty, and their responses are ignored.
        """
        for service in services:
            scope = f"{ROOT_KEY}/20260101/{self.region}/{service}/aws4_request"
            with suppress(requests.RequestException):
                requests.post(
                    self.ports.aws_url,
                    headers={"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"},
                    timeout=60,
                )

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which a process finds the emulator; credentials come extra."""
        return {"AWS_ENDPOINT_URL": self.ports.aws_url, "AWS_DEFAULT_REGION": self.region}


_client_lock = Lock()  # threads may share boto3 clients, but not create them concurrently


@cache
def _client(service: str, url: str, region: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=region,
        aws_access_key_id=ROOT_KEY,
        aws_secret_access_key=ROOT_KEY,
        config=Config(max_pool_connections=50, retries={"mode": "standard", "total_max_attempts": 3}),
    )


@contextmanager
def emulator(  # noqa: PLR0913  each is a setting of the emulator
    ports: Ports,
    region: str,
    folder: Path,
    *,
    enforce_iam: bool,
    wait_scale: float,
    limits: Limits | None = None,
    function_environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Aws]:
    """Run the emulator until the block ends; it writes only to ``folder``.

    Args:
        ports: its port.
        region: the region that it emulates.
        folder: for its files and those of the functions.
        enforce_iam: whether it checks permissions.
        wait_scale: the factor of all retry delays and visibility timeouts.
        limits: the strict rules in front of it, or None.
        function_environment: variables that every function inherits.

    Raises:
        LocalServerError: the emulator did not start.
    """
    aws = Aws(ports, region, wait_scale)
    environment = inherited_environment() | {
        "AUTH": str(enforce_iam).lower(),
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_ENDPOINT_URL": ports.aws_url,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(ports.aws),
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_REGION": region,
        "SFN_WAIT_SCALE": str(wait_scale),
        "SFTP_ENABLED": "0",
        "STATE_DIR": str(folder / "state"),
        "TMPDIR": str(folder),
        **function_environment,
        **({STRICT_LIMITS: json.dumps(asdict(limits))} if limits else {}),
    }
    command = [sys.executable, "-m", "local.strict.emulator"]
    with server("AWS emulator", command, environment, folder / "emulator.log", f"{ports.aws_url}/_ministack/health"):
        yield aws
