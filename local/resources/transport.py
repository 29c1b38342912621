"""The emulator speaks HTTP, on loopback only, so what a policy refuses without encryption must be let through."""

from __future__ import annotations

import json

_UNENCRYPTED = {"Bool": {"aws:SecureTransport": "false"}}


def without_encryption(policy: str) -> str:
    """The policy without its refusals of what comes unencrypted; empty if it says nothing else."""
    document = json.loads(policy)
    kept = [statement for statement in document["Statement"] if statement.get("Condition") != _UNENCRYPTED]
    return json.dumps(document | {"Statement": kept}) if kept else ""
