"""The OpenAPI document for schemathesis, with rules that JSON Schema cannot express."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import schemathesis
from hypothesis import strategies as st

CURSOR = urlsafe_b64encode(b"2026-11-22T12:00:00.000Z#order-1").decode()
schemathesis.openapi.format("cursor", st.just(CURSOR))


def read_description(document: Mapping[str, Any], **generation: Any) -> Any:
    """Return the document; ``generation`` configures how schemathesis generates requests."""
    config = schemathesis.Config()
    config.projects.default.generation.update(database="none", **generation)
    # A reused idempotency key is the only reason to reject a request that the document allows.
    accepted = config.projects.default.checks.positive_data_acceptance
    accepted.expected_statuses = [*accepted.expected_statuses, "422"]
    document = schemathesis.openapi.from_dict(dict(document), config=config)
    document.hook(filter_case)
    return document


def filter_case(context: Any, case: Any) -> bool:
    """Drop cases that no schema can forbid: a product in two items, and a whole number written as 2.0."""
    body = case.body if isinstance(case.body, dict) else {}
    items = body.get("items", [body])
    lines = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    names = [line["product_name"].strip() for line in lines if isinstance(line.get("product_name"), str)]
    numbers = [line.get("quantity") for line in lines] + [case.query.get("limit")]
    return len(set(names)) == len(names) and float not in map(type, numbers)
