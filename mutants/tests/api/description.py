"""The description of the API as schemathesis reads it, with what it cannot know."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import schemathesis
from hypothesis import strategies as st

CURSOR = urlsafe_b64encode(b"2026-11-22T12:00:00.000Z#order-1").decode()
schemathesis.openapi.format("cursor", st.just(CURSOR))


def read_description(document: Mapping[str, Any], **generation: Any) -> Any:
    """The description; ``generation`` is how schemathesis makes requests of it."""
    config = schemathesis.Config()
    config.projects.default.generation.update(database="none", **generation)
    # A key that was used is the one reason to refuse what the description allows.
    accepted = config.projects.default.checks.positive_data_acceptance
    accepted.expected_statuses = [*accepted.expected_statuses, "422"]
    description = schemathesis.openapi.from_dict(dict(document), config=config)
    description.hook(filter_case)
    return description


def filter_case(context: Any, case: Any) -> bool:
    """Leave out what no schema can forbid: a product that stands in two items, and a whole number written as 2.0."""
    body = case.body if isinstance(case.body, dict) else {}
    items = body.get("items", [body])
    lines = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    names = [line["product_name"].strip() for line in lines if isinstance(line.get("product_name"), str)]
    numbers = [line.get("quantity") for line in lines] + [case.query.get("limit")]
    return len(set(names)) == len(names) and float not in map(type, numbers)
