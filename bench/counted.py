"""The order API, which also counts its batch reads: each adds a byte to the file that ``BATCH_READS`` names."""

from __future__ import annotations

import os
from typing import Any

from api.wsgi import application
from bench import BATCH_READS
from orders.adapters.aws import client

__all__ = ["application"]

_file = os.open(os.environ[BATCH_READS], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _count(**_: Any) -> None:
    os.write(_file, b".")


client("dynamodb").meta.events.register("before-call.dynamodb.BatchGetItem", _count)
