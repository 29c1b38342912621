"""The attributes that the system reads from its tables, each with its type: the one place where rows are checked.

People write rows too: by hand, from a backup or from another system.  A row whose attributes have other types is
reported by its table and key, and the rows around it are processed.  Attributes that a schema lacks are ignored.

Newer versions write rows too, before a rollback and during a gradual rollout: docs/upgrading.md has the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from orders.aws.items import decode
from orders.contract import (
    CURRENCY_PATTERN,
    MAX_STOCK_SHARDS,
    ORDERS_KEY,
    PAYMENT_PROVIDERS,
    PAYMENTS_KEY,
    PERMITS_KEY,
    PRODUCTS_KEY,
    PROVIDER_TABLE,
    RESERVATIONS_KEY,
    SIMULATOR_KEY,
    STOCK_SHARD_KEY,
)
from orders.domain.attempt import MAX_ATTEMPT_NUMBER, Attempt
from orders.domain.errors import MalformedOrder, MalformedTask, WrittenByNewerVersion
from orders.domain.malformed_row import MalformedRow, NewerRow
from orders.domain.money import Money
from orders.domain.open_enum import is_name
from orders.domain.order import MAX_QUANTITY, OrderStatus
from orders.domain.payment import NO_PROVIDER, PaymentState
from orders.domain.reservation import ReservationState
from orders.domain.timestamp import parse_utc

VERSION_ATTRIBUTE = "schema_version"
"""The version of an item's format; an item without it is of version 0."""

SCHEMA_VERSION = 1
"""The format of new items.  It rises only for a change that an older reader must not ignore."""

MAX_NUMBER = 2**53 - 1
"""The largest amount and number of units, inclusive: every JSON reader has it exactly, and DynamoDB adds to it exactly.

https://www.rfc-editor.org/rfc/rfc8259#section-6
"""

MAX_UNIT_PRICE = 10**11
"""The highest price in the catalogue, in minor units, inclusive: the total of the largest order is below
``MAX_NUMBER``."""


class Type(NamedTuple):
    """A type of an attribute.

    Attributes:
        expected: completes "must be …".
        parse: returns the value that the code uses; it may raise any error of ``_REJECTIONS``.
        is_optional: whether the attribute may be missing or null.
    """

    expected: str
    parse: Callable[[Any], Any]
    is_optional: bool = False


class _UnknownName(Exception):
    """The value may be one of the enumeration in a newer version."""


_REJECTIONS = (AttributeError, KeyError, TypeError, ValueError, MalformedTask)


@dataclass(frozen=True, slots=True)
class Schema:
    """The attributes of a table's rows that are in use.

    Attributes:
        table: the table's name after the stack's prefix.
        noun: what a row is.
        key: the names of the key's attributes.
        types: the type of each attribute.
    """

    table: str
    noun: str
    key: tuple[str, ...]
    types: Mapping[str, Type]

    def read(self, row: Mapping[str, Any], names: Collection[str] | None = None) -> dict[str, Any]:
        """Return the attributes of a decoded item that are in use, or only those named; absent ones are left out.

        Raises:
            MalformedOrder: an attribute is missing, or has another type.
            WrittenByNewerVersion: an attribute has a value that only a newer version has.
        """
        values = {}
        for name in names or self.types:
            expected, parse, is_optional = self.types[name]
            value = row.get(name)
            if value is None and is_optional:
                continue
            if value is None:
                raise self.malformed(row, f"{name} is missing")
            try:
                values[name] = parse(value)
            except _UnknownName:
                raise WrittenByNewerVersion(self.newer(row, f"its {name} is {value}")) from None
            except _REJECTIONS:
                raise self.malformed(row, f"{name} must be {expected}") from None
        return values

    def malformed(self, row: Mapping[str, Any], complaint: str) -> MalformedOrder:
        """Return the error of a decoded item, to raise without a cause: its text may contain personal data."""
        return MalformedOrder(MalformedRow(self.table, self._key_of(row), self.noun, complaint))

    def newer(self, row: Mapping[str, Any], complaint: str) -> NewerRow:
        """Return a decoded item as one that only a newer version can change."""
        return NewerRow(self.table, self._key_of(row), self.noun, complaint)

    def _key_of(self, row: Mapping[str, Any]) -> str:
        return ", ".join(str(row.get(name)) for name in self.key)


Parsed = TypeVar("Parsed")


def parse_each(
    parse: Callable[[dict[str, Any]], Parsed], items: Iterable[Mapping[str, Any]]
) -> Iterator[Parsed | MalformedRow]:
    """Yield each item of DynamoDB, decoded and parsed; in place of one that cannot be read, its table and key."""
    for item in items:
        try:
            yield parse(decode(item))
        except MalformedOrder as error:
            yield error.row


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _key(value: Any) -> str:
    """Return a string that may be the key of an item: DynamoDB has none with an empty key."""
    text = _text(value)
    if not text:
        raise ValueError
    return text


def _order_id(value: Any) -> str:
    return Attempt(value, 1).order_id


def _currency(value: Any) -> str:
    return Money(0, value).currency


def _number(low: int, high: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError
        return value

    return parse


def _map(parse: Callable[[Any], Any], parse_key: Callable[[str], Any] = str) -> Callable[[Any], dict[Any, Any]]:
    return lambda value: {parse_key(key): parse(member) for key, member in value.items()}


def _list(value: Any) -> Any:
    if type(value) is not list:
        raise TypeError
    return value


def _lines(value: Any) -> list[dict[str, Any]]:
    """Return the lines of an order and, after them, its adjustments; only these have a kind."""
    return [
        {
            "kind": _text(line["kind"]),
            "label": _text(line["label"]),
            "amount": _number(-MAX_NUMBER, MAX_NUMBER)(line["amount"]),
        }
        if "kind" in line
        else {
            "product_name": _text(line["product_name"]),
            "quantity": _number(1, MAX_QUANTITY)(line["quantity"]),
            "unit_price": _number(0, MAX_NUMBER)(line["unit_price"]),
        }
        for line in _list(value)
    ]


def _optional(kind: Type) -> Type:
    return kind._replace(is_optional=True)


def _one_of(values: Iterable[str]) -> Type:
    known = {str(value): value for value in values}

    def parse(value: Any) -> str:
        if value not in known and is_name(value):
            raise _UnknownName
        return known[value]

    return Type(f"one of {', '.join(known)}", parse)


def _whole(low: int, high: int) -> Type:
    return Type(f"a whole number from {low} to {high}", _number(low, high))


_TEXT = Type("a string", _text)
_KEY = Type("a string that is not empty", _key)
_ORDER_ID = Type("an order's id", _order_id)
_TIME = Type("a time in ISO 8601 with its time zone", parse_utc)
_AMOUNT = _whole(0, MAX_NUMBER)
_CURRENCY = Type(f"an ISO 4217 code, {CURRENCY_PATTERN}", _currency)
_ATTEMPT = _whole(1, MAX_ATTEMPT_NUMBER)
_UNITS = _whole(-MAX_NUMBER, MAX_NUMBER)  # an oversold product has less than 0

ORDERS = Schema(
    "orders",
    "an order",
    (ORDERS_KEY,),
    {
        ORDERS_KEY: _ORDER_ID,
        VERSION_ATTRIBUTE: _optional(_whole(1, MAX_NUMBER)),
        "status": Type(f"one of {', '.join(OrderStatus)}", OrderStatus),
        "attempt": _ATTEMPT,
        "customer_name": _TEXT,
        "lines": Type("a list of maps with product_name, quantity and unit_price", _lines),
        "currency": _CURRENCY,
        "payment_method": _TEXT,
        "created_at": _TIME,
        "updated_at": _TIME,
        "failure_reason": _optional(_TEXT),
        "cancel_requested_at": _optional(_TIME),
        "parked_at": _optional(_TIME),
        "capture_begun": _optional(_ATTEMPT),
        "metadata": Type("a map of strings", _map(_text), is_optional=True),
        "fingerprint": _optional(_TEXT),
        "request_fingerprint": _optional(_TEXT),
        "owner": _optional(_TEXT),
        "trace_header": _optional(_TEXT),
        "refunded": _optional(_AMOUNT),
        "history": Type("a list", _list, is_optional=True),
        "custom_fields": Type("a map", _map(lambda value: value), is_optional=True),
    },
)

_PAYMENT_TYPES = {
    "order_id": _ORDER_ID,
    "amount": _AMOUNT,
    "currency": _CURRENCY,
    "state": _one_of(PaymentState),
    "captured": _AMOUNT,
    "refunded": _AMOUNT,
}

PAYMENTS = Schema(
    "payments",
    "a payment",
    (PAYMENTS_KEY,),
    {
        PAYMENTS_KEY: _TEXT,
        **_PAYMENT_TYPES,
        "provider": _optional(_one_of((*PAYMENT_PROVIDERS, NO_PROVIDER))),
        "provider_reference": _optional(_KEY),
        **dict.fromkeys(("rejection", "decline_code"), _optional(_TEXT)),
    },
)

_OPERATIONS = ("authorize", "capture", "void", "refund")

SIMULATED_PAYMENTS = Schema(
    PROVIDER_TABLE,
    "a payment",
    (SIMULATOR_KEY,),
    {
        SIMULATOR_KEY: _TEXT,
        **_PAYMENT_TYPES,
        "payment_method": _optional(_TEXT),
        **{f"{operation}_key": _optional(_TEXT) for operation in _OPERATIONS},
        **{f"{operation}_calls": _optional(_AMOUNT) for operation in _OPERATIONS},
    },
)

RESERVATIONS = Schema(
    "reservations",
    "a reservation",
    (RESERVATIONS_KEY,),
    {
        RESERVATIONS_KEY: _ORDER_ID,
        "attempt": _ATTEMPT,
        "state": _one_of(ReservationState),
        "quantities": Type("a map of whole numbers", _map(_number(0, MAX_NUMBER))),
        "taken_from": Type(
            "a map of maps from the number of a row to its units",
            _map(_map(_number(0, MAX_NUMBER), int)),
            is_optional=True,
        ),
    },
)

PRODUCTS = Schema(
    "products",
    "a product",
    (PRODUCTS_KEY,),
    {
        PRODUCTS_KEY: _TEXT,
        "available": _UNITS,
        "stock_shards": _optional(_whole(1, MAX_STOCK_SHARDS)),
        "unit_price": _whole(0, MAX_UNIT_PRICE),
        "currency": _CURRENCY,
    },
)
STOCK_OF_PRODUCT = (PRODUCTS_KEY, "available", "stock_shards")
PRICE_OF_PRODUCT = (PRODUCTS_KEY, "unit_price", "currency")
"""The attributes of a product that its stock and its price need."""

STOCK = Schema(
    "stock",
    "a row of a product's stock",
    (PRODUCTS_KEY, STOCK_SHARD_KEY),
    {PRODUCTS_KEY: _TEXT, STOCK_SHARD_KEY: _whole(0, MAX_NUMBER), "available": _UNITS},
)

PERMITS = Schema(
    "permits",
    "a permit",
    (PERMITS_KEY,),
    {
        PERMITS_KEY: _whole(0, MAX_NUMBER),
        "attempt": Type("an attempt", lambda value: Attempt.from_execution_name(_text(value))),
        "acquired_at": _TIME,
    },
)
