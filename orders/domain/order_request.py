"""A customer's request for an order, and its fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from orders.domain.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class OrderLineRequest:
    """A quantity of one product, before it has a price."""

    product_name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A customer's request for an order, which has no id and no price yet.

    Attributes:
        custom_fields: the values of the shop's custom fields; None if the request has none.
        names_method: whether the client named the payment method; otherwise it is the provider's default.
    """

    customer_name: str
    lines: tuple[OrderLineRequest, ...]
    payment_method: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    custom_fields: Mapping[str, Any] | None = field(default=None, repr=False)
    names_method: bool = True

    @property
    def stored_fields(self) -> dict[str, Any]:
        """The fields that the order has under the same names, without those that are None."""
        return {name: value for name, value in self._fields().items() if value is not None and name != "lines"}

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the request; another default payment method does not change it."""
        fields = self._fields()
        if not self.names_method:
            del fields["payment_method"]
        return fingerprint(fields)

    @property
    def first_fingerprint(self) -> str:
        """The fingerprint without a version, which version 1.0.0 compares and every later version also stores.

        It includes the default payment method, and metadata even if it is empty.
        """
        fields = {name: value for name, value in self._fields().items() if value is not None}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()

    def _fields(self) -> dict[str, Any]:
        fields = asdict(self)
        del fields["names_method"]
        return fields
