"""The query of a list of orders, and the opaque cursor of its next page."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.identity import MAX_SUBJECT, Caller
from api.serializers import NO_NULL
from orders.contract import ORDER_ID_PATTERN
from orders.domain.name import MAX_NAME_LENGTH
from orders.domain.order import OrderStatus
from orders.domain.search import OrderFilter
from orders.domain.timestamp import parse_utc

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
"""Orders of one page, inclusive: DynamoDB reads at most 100 items per call."""

MAX_CUSTOMER = max(MAX_NAME_LENGTH, MAX_SUBJECT)
"""Characters of a name under which orders are listed, inclusive."""

DUPLICATE = "is given twice"

_CURSOR = re.compile(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z#{ORDER_ID_PATTERN}")


class InvalidQuery(serializers.ValidationError):
    """The query parameters are invalid."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The page that a client requests."""

    order_filter: OrderFilter
    limit: int
    cursor: str | None


class DigitsField(serializers.IntegerField):
    """A number of ASCII digits: ``int`` would also parse ``1_0``, ``+5`` and ``٣``, and DRF's field ``5.0``."""

    def __init__(self, **rules: Any) -> None:
        expected = f"must be a whole number from {rules['min_value']} to {rules['max_value']}"
        reasons = ("invalid", "min_value", "max_value", "max_string_length")
        super().__init__(error_messages=dict.fromkeys(reasons, expected), **rules)

    def to_internal_value(self, data: str) -> Any:
        """Return the number."""
        if not (data.isascii() and data.isdigit()):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.DATETIME)
class _TimeField(serializers.Field):
    default_error_messages = {"invalid": "must be a time in ISO 8601 with its time zone, such as 2026-11-22T12:00:00Z"}  # noqa: RUF012  DRF's own way

    def to_internal_value(self, data: str) -> datetime:
        try:
            return parse_utc(data)
        except ValueError:
            self.fail("invalid")
            raise


@extend_schema_field({"type": "string", "format": "cursor"})
class _CursorField(serializers.Field):
    default_error_messages = {"invalid": "must be the cursor of a next page, unchanged"}  # noqa: RUF012  likewise

    def to_internal_value(self, data: str) -> str:
        try:
            cursor = urlsafe_b64decode(data.encode("ascii")).decode("ascii")
        except ValueError:
            self.fail("invalid")
            raise
        # The decoder skips characters outside its alphabet, and ends at the padding.
        if not _CURSOR.fullmatch(cursor) or encode_cursor(cursor) != data:
            self.fail("invalid")
        return cursor


@extend_schema_field({"type": "string", "pattern": NO_NULL})
class _CustomerField(serializers.CharField):
    """A name or subject exactly as given, including surrounding spaces: the search knows the ways to spell a name."""


class OrderQuery(serializers.Serializer):
    """The query of a list of orders."""

    customer = _CustomerField(
        required=False,
        max_length=MAX_CUSTOMER,
        trim_whitespace=False,
        help_text="the orders of this customer: the owner's subject, or the customer_name in an API without tokens",
    )
    status = serializers.ChoiceField(
        required=False,
        choices=list(OrderStatus),
        help_text="the orders with this status",
        error_messages={"invalid_choice": f"must be one of {', '.join(OrderStatus)}"},
    )
    created_after = _TimeField(required=False, help_text="the orders placed at or after this time (inclusive)")
    created_before = _TimeField(required=False, help_text="the orders placed before this time (exclusive)")
    limit = DigitsField(
        required=False,
        min_value=1,
        max_value=MAX_LIMIT,
        help_text=f"the most orders that a page has; {DEFAULT_LIMIT} if it is left out",
    )
    cursor = _CursorField(required=False, help_text="where the page begins, the next_cursor of the page before")


def parse_order_query(query: QueryDict, caller: Caller) -> PageRequest:
    """Return the page that a request selects, of the orders that the caller can read.

    Raises:
        InvalidQuery: with every parameter that is invalid, duplicate or unknown.
    """
    form = OrderQuery(data=query.dict())  # a plain dict, because DRF ignores an empty value of a QueryDict
    unknown = f"is not a parameter of a list of orders; the parameters are {', '.join(form.fields)}"
    errors: dict[str, Any] = {
        name: [unknown if name not in form.fields else DUPLICATE]
        for name, values in query.lists()
        if name not in form.fields or len(values) > 1
    }
    if not form.is_valid() or errors:
        raise InvalidQuery({**form.errors, **errors})
    fields = dict(form.validated_data)
    limit, cursor = fields.pop("limit", DEFAULT_LIMIT), fields.pop("cursor", None)
    owner = None if caller.can_read_all_orders else caller.subject
    return PageRequest(OrderFilter(owner=owner, **fields), limit, cursor)


def encode_cursor(cursor: str) -> str:
    """Return the cursor as clients see it."""
    return urlsafe_b64encode(cursor.encode()).decode()


def next_url(path: str, query: QueryDict, next_cursor: str) -> str:
    """Return the URL of the page that begins at an encoded cursor, relative to the host."""
    return f"{path}?{urlencode(query.dict() | {'cursor': next_cursor})}"
