"""Money, durations and counts in words for people."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

from orders.domain.money import Money

MINUTE, HOUR = 60, 3_600

LOCALE = "en_US"
"""The language of all other words."""


def money(amount: Money) -> str:
    """Return an amount with its currency's decimals: ``$19.99``, ``¥1,999``."""
    decimals = get_currency_precision(amount.currency)
    return str(format_currency(Decimal(amount.amount).scaleb(-decimals), amount.currency, locale=LOCALE))


def duration(seconds: float) -> str:
    """Return a duration with at most two units: ``12 ms``, ``3.4 s``, ``12 min 5 s``, ``2 h 3 min``."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < MINUTE:
        return f"{seconds:.1f} s"
    if seconds < HOUR:
        return f"{seconds // MINUTE:.0f} min {seconds % MINUTE:.0f} s"
    return f"{seconds // HOUR:.0f} h {seconds % HOUR // MINUTE:.0f} min"


def plural(count: int, one: str, many: str) -> str:
    """Return the count with its noun."""
    return f"{count:,} {one if count == 1 else many}"
