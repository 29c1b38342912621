"""The OpenAPI document for schemathesis, with rules that JSON Schema cannot express."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

import schemathesis
from hypothesis import strategies as st

from orders.domain.name import MAX_NAME_LENGTH, parse_name
from orders.domain.payment import MAX_REASON


def is_name(text: str) -> bool:
    try:
        parse_name(text)
    except ValueError:
        return False
    return True


def is_reason(text: str) -> bool:
    return text.isprintable() and bool(text.strip())


CURSOR = urlsafe_b64encode(b"2026-11-22T12:00:00.000Z#order-1").decode()
schemathesis.openapi.format("cursor", st.just(CURSOR))
schemathesis.openapi.format("name", st.text(min_size=1, max_size=MAX_NAME_LENGTH).filter(is_name))
schemathesis.openapi.format("reason", st.text(min_size=1, max_size=MAX_REASON).filter(is_reason))


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
    """Drop cases that no schema can forbid: a product in two items, and a whole number in a query written as 2.0."""
    body = case.body if isinstance(case.body, dict) else {}
    items = body.get("items", [body])
    lines = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    names = [normalize("NFC", line["product_name"].strip()) for line in lines if is_text(line.get("product_name"))]
    return len(set(names)) == len(names) and not isinstance(case.query.get("limit"), float)


def is_text(value: Any) -> bool:
    return isinstance(value, str)
