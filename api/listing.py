"""The query of a list of orders: read strictly; and its pages, whose cursors mean nothing to a client."""

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

from api.identity import Caller
from api.serializers import MAX_NAME, NO_NULL, as_json
from orders.domain.order import OrderStatus
from orders.domain.search import OrderFilter, Page
from orders.domain.timestamp import parse_utc

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
"""As many orders as DynamoDB reads at once."""

_POSITION = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[A-Za-z0-9_-]{1,64}")


class WrongQuery(serializers.ValidationError):
    """The query asks for no list that there could be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page of which list a client asks for."""

    order_filter: OrderFilter
    limit: int
    cursor: str | None


@extend_schema_field(OpenApiTypes.DATETIME)
class _Moment(serializers.Field):
    default_error_messages = {"invalid": "must be a moment in ISO 8601 with its time zone, as 2026-11-22T12:00:00Z"}  # noqa: RUF012  DRF's own way

    def to_internal_value(self, data: str) -> datetime:
        try:
            return parse_utc(data)
        except ValueError:
            self.fail("invalid")
            raise


@extend_schema_field({"type": "string", "format": "cursor"})
class _Cursor(serializers.Field):
    default_error_messages = {"invalid": "must be the cursor of a next page, as this list gave it"}  # noqa: RUF012  likewise

    def to_internal_value(self, data: str) -> str:
        try:
            position = urlsafe_b64decode(data.encode("ascii")).decode("ascii")
        except ValueError:
            self.fail("invalid")
            raise
        if not _POSITION.fullmatch(position):
            self.fail("invalid")
        return position


@extend_schema_field({"type": "string", "pattern": NO_NULL})
class _Customer(serializers.CharField):
    """A name as it stands, with the spaces around it."""


class Number(serializers.IntegerField):
    """Digits alone: Python would also read ``1_0``, ``+5``, ``5.0`` and ``٣``."""

    def to_internal_value(self, data: str) -> Any:
        """The number."""
        if not (data.isascii() and data.isdigit()):
            self.fail("invalid")
        return super().to_internal_value(data)


class Query(serializers.Serializer):
    """The parameters of a list."""

    customer = _Customer(
        required=False,
        max_length=MAX_NAME,
        trim_whitespace=False,
        help_text="whose orders: the owner's subject, or in an open API the customer_name",
    )
    status = serializers.ChoiceField(
        required=False,
        choices=list(OrderStatus),
        help_text="how the orders stand",
        error_messages={"invalid_choice": f"must be one of {', '.join(OrderStatus)}"},
    )
    created_after = _Moment(required=False, help_text="from when on, that moment included")
    created_before = _Moment(required=False, help_text="until when, that moment not included")
    limit = Number(
        default=DEFAULT_LIMIT,
        min_value=1,
        max_value=MAX_LIMIT,
        help_text="how many orders a page has at most",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_string_length"), f"must be a whole number from 1 to {MAX_LIMIT}"
        ),
    )
    cursor = _Cursor(required=False, help_text="where a page begins: from the next of the page before")


def read_list(query: QueryDict, caller: Caller) -> Wanted:
    """The page that a request asks for, of those orders that the caller may see.

    Raises:
        WrongQuery: with every parameter that is wrong, that stands twice, or that no list has.
    """
    form = Query(data=query.dict())  # as a form, an empty value would count as none
    unknown = f"is no parameter of a list of orders; they are {', '.join(form.fields)}"
    errors: dict[str, Any] = {
        name: [unknown if name not in form.fields else "stands twice"]
        for name, values in query.lists()
        if name not in form.fields or len(values) > 1
    }
    if not form.is_valid() or errors:
        raise WrongQuery({**form.errors, **errors})
    fields = dict(form.validated_data)
    limit, position = fields.pop("limit"), fields.pop("cursor", None)
    owner = None if caller.may_see_every_order else caller.subject
    return Wanted(OrderFilter(owner=owner, **fields), limit, position)


def next_address(path: str, query: QueryDict, page: Page) -> str | None:
    """Where the next page is, beginning with a slash; None on the last."""
    if page.next_cursor is None:
        return None
    cursor = urlsafe_b64encode(page.next_cursor.encode()).decode()
    return f"{path}?{urlencode(query.dict() | {'cursor': cursor})}"


def as_page(page: Page, following: str | None) -> dict[str, Any]:
    """A page as clients see it."""
    return {"orders": [as_json(order) for order in page.orders], "next": following}
