"""Types of the commands' options."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from contextlib import suppress
from datetime import datetime
from getpass import getuser

from api.idempotency import MAX_KEY, QUOTED_KEY
from api.identity import MAX_SUBJECT
from orders.contract import MAX_STOCK_SHARDS
from orders.domain.name import is_printable
from orders.domain.payment import MAX_REASON
from orders.domain.timestamp import parse_utc

_MAX_DIGITS = 7

_MAX_THREADS = 128


def non_negative_int(text: str) -> int:
    """Return the number that 1 to 7 decimal digits write.

    Raises:
        ArgumentTypeError: the text is anything else.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > _MAX_DIGITS:
        raise ArgumentTypeError(f"{text!r} must be a whole number from 0 to {'9' * _MAX_DIGITS}")
    return int(text)


def positive_int(text: str) -> int:
    """Return the number, from 1 on, that 1 to 7 decimal digits write.

    Raises:
        ArgumentTypeError: the text is anything else.
    """
    if number := non_negative_int(text):
        return number
    raise ArgumentTypeError(f"{text!r} must be at least 1")


def shard_count(text: str) -> int:
    """Return the number of rows, from 1 to ``MAX_STOCK_SHARDS``.

    Raises:
        ArgumentTypeError: the text is anything else.
    """
    if (number := positive_int(text)) <= MAX_STOCK_SHARDS:
        return number
    raise ArgumentTypeError(f"{text!r} must be at most {MAX_STOCK_SHARDS}")


def number_of_threads(text: str) -> int:
    """Return a number from 1 to 128.

    Raises:
        ArgumentTypeError: the text is anything else.
    """
    if (number := positive_int(text)) <= _MAX_THREADS:
        return number
    raise ArgumentTypeError(f"{text!r} must be at most {_MAX_THREADS}")


def timestamp(text: str) -> datetime:
    """Return the time in a text such as ``2026-11-27T00:00:00Z``.

    Raises:
        ArgumentTypeError: the text is not ISO 8601, or has no time zone.
    """
    try:
        return parse_utc(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} must be a time with its zone, such as 2026-11-27T00:00:00Z") from error


def units_by_product(text: str) -> dict[str, int]:
    """Return the units of each product in a text such as ``Mug=3,Plate=10``.

    Raises:
        ArgumentTypeError: the text has another format.
    """
    pairs = [each.rpartition("=") for each in text.split(",")]
    if not all(product.strip() for product, _, _ in pairs):
        raise ArgumentTypeError(f"{text!r} must have the format product=units,product=units")
    return {product.strip(): non_negative_int(number.strip()) for product, _, number in pairs}


def idempotency_key(text: str) -> str:
    """Return a key as the API's ``Idempotency-Key`` header takes it too.

    Raises:
        ArgumentTypeError: the text is not a valid key.
    """
    if re.fullmatch(QUOTED_KEY, text):
        return text
    raise ArgumentTypeError(f"must have 1 to {MAX_KEY} visible ASCII characters without quotes and backslashes")


def refund_reason(text: str) -> str:
    """Return a refund's reason.

    Raises:
        ArgumentTypeError: it is empty, too long, or has characters that cannot be printed.
    """
    return _printable(text, MAX_REASON)


def subject(text: str) -> str:
    """Return the name of an operator, as long as a token's ``sub`` may be.

    Raises:
        ArgumentTypeError: as for ``refund_reason``.
    """
    return _printable(text, MAX_SUBJECT)


def login_name() -> str | None:
    """Return the name under which the operator is logged in; None if there is none that a history can show."""
    with suppress(ArgumentTypeError, ImportError, KeyError, OSError):
        return subject(getuser())
    return None


def _printable(text: str, limit: int) -> str:
    if is_printable(text, limit):
        return text
    raise ArgumentTypeError(f"must be 1 to {limit} printable characters, not only spaces")
