"""Search everything that the system recorded for API keys, cards, payment methods and customers' names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from local.stripe.stand_in import TEST_KEY
from local.system_reader import SystemReader
from orders.contract import CUSTOMER_ATTRIBUTE, PROVIDER_TABLE, TABLES

API_KEY = rf"{re.escape(TEST_KEY)}|\b[rs]k_(?:live|test)_\w+|_secret_\w+"
"""An API key, or the secret with which a browser pays a PaymentIntent."""

CARD = r"\b[3-6]\d{3}(?P<separator>[ -]?)\d{4}(?P=separator)\d{4}(?P=separator)\d{1,7}\b"
"""13 to 19 digits, together or in groups, which no part of a UUID matches; ``_has_card`` also checks the last digit."""

SECRET_ATTRIBUTES = frozenset({"customer_name", CUSTOMER_ATTRIBUTE, "payment_method"})
"""The attributes of an order that only the order itself may have."""


def find_leaks(reader: SystemReader) -> list[str]:
    """Return a sentence for each record with a secret; only an order has its customer's name and payment method."""
    orders = list(reader.items("orders_table"))
    searches: dict[str, Callable[[str], object]] = {
        "an API key": re.compile(API_KEY).search,
        "a card number": _has_card,
        "a customer's name": _any_of(order["customer_name"] for order in orders).search,
        "a payment method": _any_of(order["payment_method"] for order in orders).search,
    }
    return [
        f"{where} contains {kind}"
        for where, text in records(reader)
        for kind, search in searches.items()
        if search(text) and (where, kind) != (PROVIDER_TABLE, "a payment method")  # a provider keeps it
    ]


def records(reader: SystemReader) -> Iterator[tuple[str, str]]:
    """Yield every record with its place, the orders without the attributes that have a secret by design."""
    yield from ((f"the log {group}", message) for group, message in reader.log_messages())
    yield from ((f"the log of {server}", text) for server, text in reader.server_logs())
    yield from ((f"the execution {arn}", _json(events)) for arn, events in reader.executions())
    for table in TABLES.keys() - {"orders"}:
        yield from ((table, _json(item)) for item in reader.items(f"{table}_table"))
    for order in reader.items("orders_table"):
        yield f"the order {order['order_id']}", _json(_without_secrets(order))
    yield from (("a dead letter", _json(message)) for message in reader.dead_letters())


def _without_secrets(order: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in order.items() if name not in SECRET_ATTRIBUTES}


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches one of the texts as whole words."""
    words = "|".join(re.escape(text) for text in sorted(set(texts)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")


def _has_card(text: str) -> bool:
    """Return whether the text contains a number whose last digit satisfies Luhn's formula, as a card number's does."""
    for number in re.finditer(CARD, text):
        digits = [int(digit) for digit in reversed(re.sub(r"\D", "", number[0]))]
        if sum(digits[0::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0:
            return True
    return False


def _json(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)
