"""Tags and filters for times, money, statuses and durations."""

from __future__ import annotations

from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.assets import address
from console.formats import duration, money
from orders.domain.money import Money
from orders.domain.order import OrderStatus
from orders.domain.payment import NO_CURRENCY
from orders.domain.timestamp import format_utc

register = template.Library()

STATUS_ICONS = {
    OrderStatus.PENDING: "○",
    OrderStatus.PROCESSING: "▶",
    OrderStatus.COMPLETED: "✓",
    OrderStatus.FAILED: "✗",
    OrderStatus.CANCELLED: "⊘",
}


@register.filter
def status(value: str) -> SafeString:
    """Return a status with its icon; one that only a newer version has gets a question mark."""
    known = OrderStatus(value)
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> {}</span>',
        known.lower(),
        STATUS_ICONS.get(known, "?"),
        known,
    )


@register.filter
def moment(at: datetime) -> SafeString:
    """Return a time, which the page's script shows in the reader's time zone; the exact one is its title."""
    return _time(at, "time")


@register.filter
def ago(at: datetime) -> SafeString:
    """Return a time that the page's script shows as an age."""
    return _time(at, "age")


def _time(at: datetime, kind: str) -> SafeString:
    exact = format_utc(at)
    shown = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return format_html('<time datetime="{}" title="{}" data-show="{}">{}</time>', exact, exact, kind, shown)


@register.filter
def seconds(value: float | None) -> str:
    """Return a duration in words."""
    return "…" if value is None else duration(value)


@register.filter
def amount(value: Money) -> str:
    """Return money with its currency's decimals."""
    return str(minor(value.amount, value.currency))


@register.filter
def minor(value: int, currency: str) -> str:
    """Return minor units of a currency as money; a negative number has a minus, and nothing without a currency."""
    if currency == NO_CURRENCY:
        return "none"
    sign = "-" if value < 0 else ""
    return f"{sign}{money(Money(abs(value), currency))}"


@register.filter
def until(start: datetime, end: datetime) -> str:
    """Return the time between two moments."""
    return duration(max(0.0, (end - start).total_seconds()))


@register.filter
def short(order_id: str) -> str:
    """Return the beginning of an id that is too long for a narrow column."""
    return order_id if len(order_id) <= MAX_SHORT else f"{order_id[:8]}…"


MAX_SHORT = 12
"""Characters of an id that is shown whole, inclusive."""


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a static file."""
    return address(name)
