"""Allow plain HTTP in policies: the emulator serves nothing else, on the loopback interface only."""

from __future__ import annotations

import json

_UNENCRYPTED = {"Bool": {"aws:SecureTransport": "false"}}


def without_encryption(policy: str) -> str:
    """Return the policy without its denials of unencrypted requests; empty if there is no other statement."""
    document = json.loads(policy)
    kept = [statement for statement in document["Statement"] if statement.get("Condition") != _UNENCRYPTED]
    return json.dumps(document | {"Statement": kept}) if kept else ""
