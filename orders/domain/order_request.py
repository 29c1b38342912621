"""A customer's request for an order, before it has an id and a price."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class OrderLineRequest:
    """A quantity of one product, before it has a price."""

    product_name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A customer's request, before it has an id and a price.

    Attributes:
        custom_fields: the values of the shop's own fields; None if the request has none.
    """

    customer_name: str
    lines: tuple[OrderLineRequest, ...]
    payment_method: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    custom_fields: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def fingerprint(self) -> str:
        """A hash that is equal for equal requests, however their JSON was written."""
        # Without absent fields, so that a new optional field leaves the hashes of stored orders as they are.
        fields = {name: value for name, value in asdict(self).items() if value is not None}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
