"""The page of all orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from console.counts import NO_ORDERS, read_counts
from console.problems import Result, attempt_to
from console.stack import stack
from console.views.page import POOL, live_page, now
from orders import wiring
from orders.aws.order_item import listed_at
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.domain.search import OrderFilter, Page
from orders.domain.timestamp import parse_utc

PAGE_SIZE = 25
"""Orders of one page, inclusive."""

TIMES = ("created_after", "created_before")


@dataclass(frozen=True, slots=True)
class Query:
    """The filters of the list, with those that are not valid."""

    order_filter: OrderFilter
    cursor: str | None
    values: Mapping[str, str]
    mistakes: Mapping[str, str]

    def address(self, **changes: str) -> str:
        """Return the address of this list with other filters; an empty one is left out."""
        values = {name: value for name, value in ({**self.values, **changes}).items() if value}
        return f"/orders/?{urlencode(values)}" if values else "/orders/"

    @property
    def has_filters(self) -> bool:
        """Whether the list leaves orders out."""
        return self.order_filter != OrderFilter()


def parse_query(parameters: QueryDict) -> Query:
    """Return the filters in the address, as the API has them; a time without a zone is in UTC."""
    values = {name: parameters.get(name, "").strip() for name in ("status", "customer", *TIMES)}
    mistakes: dict[str, str] = {}
    status = None
    if values["status"]:
        if values["status"] in set(OrderStatus):
            status = OrderStatus(values["status"])
        else:
            mistakes["status"] = f"must be one of {', '.join(OrderStatus)}"
    times: dict[str, datetime | None] = {}
    for name in TIMES:
        try:
            times[name] = _parse_time(values[name]) if values[name] else None
        except ValueError:
            times[name] = None
            mistakes[name] = "must be a time such as 2026-11-22T12:00"
    order_filter = OrderFilter(
        customer=values["customer"] or None,
        status=status,
        created_after=times["created_after"],
        created_before=times["created_before"],
    )
    return Query(order_filter, parameters.get("cursor") or None, values, mistakes)


def _parse_time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else parse_utc(text)


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the newest orders that match the filters, and the figures of the system."""
    query = parse_query(request.GET)
    future = POOL.submit(read_counts, POOL, query.order_filter, now())
    if query.order_filter.status is None and query.cursor is None:
        found = _first_page(future.result().newest)
    else:
        found = attempt_to(lambda: wiring.order_search().page(query.order_filter, PAGE_SIZE, query.cursor), NO_ORDERS)
    page, counts = found.value, future.result()
    problems = [found.problem] if found.problem else []
    problems += [problem for problem in counts.problems if problem not in problems]
    context = {
        "query": query,
        "orders": page.orders,
        "counts": counts,
        "problems": problems,
        "statuses": [(status, counts.by_status[status], query.address(status=status)) for status in OrderStatus],
        "every_status": query.address(status=""),
        "next": query.address(cursor=page.next_cursor) if page.next_cursor else None,
        "is_first": query.cursor is None,
        "first": query.address(),
        "is_laptop": stack().is_laptop,
    }
    return live_page(request, "orders", context, is_settled=query.cursor is not None)


def _first_page(newest: Result[Page]) -> Result[Page]:
    """Return the first page of the newest orders, which were read to be counted."""
    orders = newest.value.orders[:PAGE_SIZE]
    is_cut = len(newest.value.orders) > PAGE_SIZE
    return Result(Page(orders, listed_at(orders[-1]) if is_cut else newest.value.next_cursor), newest.problem)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the order with this id, or with the id in the name of an execution.

    Raises:
        MalformedTask, OrderNotFound: no order can have or has this id.
    """
    order_id = request.GET.get("order_id", "").strip().split(".")[0]
    if not order_id:
        return redirect("/orders/")
    wiring.orders().get(Attempt(order_id, 1).order_id)  # the page of the error says that there is none
    return redirect(f"/orders/{order_id}/")
