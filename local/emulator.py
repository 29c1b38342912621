"""The embedded AWS: ministack, from PyPI, on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import boto3
import requests
from botocore.config import Config

from local.ports import HOST, Ports
from local.process import inherited_environment, server

ROOT_KEY = "test"
"""The emulator's root credentials, key and secret alike; with IAM not enforced any others do as well."""


@dataclass(frozen=True, slots=True)
class Aws:
    """The emulated AWS as its root sees it.

    ``wait_scale`` multiplies every wait that the system makes on purpose, the state machine's before a retry and a
    queue's before it delivers a message again; 1 is as on AWS.
    """

    ports: Ports
    region: str
    wait_scale: float

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator."""
        with _one_at_a_time:
            return _client(service, self.ports.aws_url, self.region)

    def load(self, *services: str) -> None:
        """Have the emulator load its parts for these services, which it otherwise does at the first request of each.

        What it answers to a request for nothing does not matter.
        """
        for service in services:
            scope = f"{ROOT_KEY}/20260101/{self.region}/{service}/aws4_request"
            with suppress(requests.RequestException):
                requests.post(
                    self.ports.aws_url,
                    headers={"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"},
                    timeout=10,
                )

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find the emulator, beside credentials."""
        return {"AWS_ENDPOINT_URL": self.ports.aws_url, "AWS_DEFAULT_REGION": self.region}


_one_at_a_time = Lock()  # clients may be shared between threads, but not made by two at once


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
def emulator(ports: Ports, region: str, folder: Path, *, enforce_iam: bool, wait_scale: float) -> Iterator[Aws]:
    """Run the emulator until the block ends; everything it writes is in ``folder``.

    Raises:
        LocalServerError: it did not start.
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
        "MINISTACK_REGION": region,
        "SFN_WAIT_SCALE": str(wait_scale),
        "SFTP_ENABLED": "0",
        "STATE_DIR": str(folder / "state"),
        "TMPDIR": str(folder),
        # The functions inherit this environment.  Nobody collects traces here.
        "POWERTOOLS_TRACE_DISABLED": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "ministack"]
    with server(
        "the AWS emulator", command, environment, folder / "emulator.log", f"{ports.aws_url}/_ministack/health"
    ):
        yield aws
