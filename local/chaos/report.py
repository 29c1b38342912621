"""What a person sees of a run: the faults by their kind, and what became of the orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.table import Table

from local.chaos.customers import Customers
from local.chaos.plan import Fault, Plan
from local.console import console
from local.system_reader import THROTTLED, SystemReader
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus


def count_statuses(reader: SystemReader) -> Counter[str]:
    """How many orders stand in each status."""
    return Counter(order["status"] for order in reader.items("orders_table"))


def show_faults(plan: Plan, hits: Mapping[Fault, int]) -> None:
    """Print what was hit, and what trouble the provider was to make."""
    table = Table(title="Faults", title_justify="left", show_header=False)
    for fault in Fault:
        table.add_row(fault, str(hits[fault]))
    for method, number in sorted(Counter(order["payment_method"] for order in plan.orders).items()):
        table.add_row(f"order paid with {method}", str(number))
    console.print(table)


def show_orders(reader: SystemReader, customers: Customers, before: Mapping[str, int]) -> None:
    """Print what became of the orders; ``before`` counts their statuses before anyone looked after them."""
    orders = list(reader.items("orders_table"))
    table = Table(title="Orders", title_justify="left", show_header=False)
    table.add_row("accepted", f"{len(customers.accepted)}, and {customers.unanswered} tries without an answer")
    table.add_row("stored", str(len(orders)))
    table.add_row("cancellations", f"{len(customers.cancelled)} accepted, {len(customers.too_late)} too late")
    for status in OrderStatus:
        now = [order for order in orders if order["status"] == status]
        if now or before.get(status):
            reasons = Counter(order["failure_reason"] for order in now if order.get("failure_reason"))
            row = f"{len(now)}, {before.get(status, 0)} before the redrive"
            table.add_row(status.lower(), "\n".join([row, *_lines(reasons)]))
    executions = [
        execution
        for order in orders
        for attempt in range(1, order["attempt"] + 1)
        if (execution := reader.execution(Attempt(order["order_id"], attempt)))
    ]
    errors: Counter[str] = Counter()
    for execution in executions:
        errors.update(execution.failed_calls)
    throttled = sum(errors.pop(error, 0) for error in THROTTLED)
    table.add_row("executions", "\n".join([str(len(executions)), *_lines(Counter(each.status for each in executions))]))
    retries = sum(execution.retries for execution in executions)
    table.add_row("calls made again", f"{retries}, {throttled} of them because the function was busy")
    table.add_row("errors on the way", "\n".join(_lines(errors)))
    console.print(table)


def _lines(counts: Counter[str]) -> list[str]:
    return [f"{number} {what}" for what, number in counts.most_common()]
