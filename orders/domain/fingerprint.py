"""The fingerprint of a request, by which a repeated request with the same idempotency key is recognized."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

VERSION = "2:"
"""The prefix of a fingerprint.  Another way to compute it needs another version, and this one as well."""


def fingerprint(fields: Mapping[str, Any]) -> str:
    """Return a hash of what the client sent, after normalization, however its JSON was written.

    Args:
        fields: the fields of the request; one that is None or empty counts as absent, so that a new optional field
            leaves the fingerprints of other requests as they are.
    """
    present = {name: value for name, value in fields.items() if value is not None and value not in ({}, ())}
    return VERSION + sha256(json.dumps(present, sort_keys=True).encode()).hexdigest()
