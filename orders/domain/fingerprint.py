"""The fingerprint of a request, by which a repeated request with the same idempotency key is recognized."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

VERSION = "2:"
"""The prefix of a fingerprint.  If the computation changes, use another prefix and keep storing this one too."""


def fingerprint(fields: Mapping[str, Any]) -> str:
    """Return a hash of the request's normalized fields, independent of how its JSON was written.

    Args:
        fields: the fields of the request; one that is None or empty counts as absent, so that a new optional field
            does not change the fingerprints of requests without it.
    """
    present = {name: value for name, value in fields.items() if value is not None and value not in ({}, ())}
    return VERSION + sha256(json.dumps(present, sort_keys=True).encode()).hexdigest()
