"""Print a chaos run's results: the faults by kind, and the orders by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.table import Table

from local.chaos.customers import Customers
from local.chaos.plan import ChaosPlan, Fault
from local.system_reader import THROTTLING_ERROR, SystemReader
from local.terminal import console
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus


def count_statuses(reader: SystemReader) -> Counter[str]:
    """Return the number of orders in each status."""
    return Counter(order["status"] for order in reader.items("orders_table"))


def show_faults(plan: ChaosPlan, hits: Mapping[Fault, int]) -> None:
    """Print the hits of each kind of fault, and the number of orders for each behavior of the payment provider."""
    table = Table(title="Faults", title_justify="left", show_header=False)
    for fault in Fault:
        table.add_row(fault, str(hits[fault]))
    for method, number in sorted(Counter(order["payment_method"] for order in plan.orders).items()):
        table.add_row(f"order paid with {method}", str(number))
    console.print(table)


def show_orders(reader: SystemReader, customers: Customers, before: Mapping[str, int]) -> None:
    """Print the orders' statuses, executions and errors; ``before`` counts the statuses before the redrive."""
    orders = list(reader.items("orders_table"))
    table = Table(title="Orders", title_justify="left", show_header=False)
    table.add_row("accepted", f"{len(customers.accepted)}; {customers.unanswered} requests got no response")
    table.add_row("stored", str(len(orders)))
    table.add_row("cancellations", f"{len(customers.cancelled)} accepted, {len(customers.too_late)} too late")
    for status in OrderStatus:
        now = [order for order in orders if order["status"] == status]
        if now or before.get(status):
            reasons = Counter(order["failure_reason"] for order in now if order.get("failure_reason"))
            row = f"{len(now)}; {before.get(status, 0)} before the redrive"
            table.add_row(status.lower(), "\n".join([row, *_lines(reasons)]))
    executions = [
        execution
        for order in orders
        for number in range(1, order["attempt"] + 1)
        if (execution := reader.execution(Attempt(order["order_id"], number)))
    ]
    statuses = Counter(each.status for each in executions)
    table.add_row("executions", "\n".join([str(len(executions)), *_lines(statuses)]))
    retries, throttled = sum(each.retries for each in executions), sum(each.throttled_calls for each in executions)
    table.add_row("retried calls", f"{retries}, of which {throttled} because the function was busy")
    errors: Counter[str] = Counter()
    for execution in executions:
        errors.update({error: n for error, n in execution.failed_calls.items() if error != THROTTLING_ERROR})
    table.add_row("errors of calls", "\n".join(_lines(errors)))
    console.print(table)


def _lines(counts: Counter[str]) -> list[str]:
    return [f"{number} {what}" for what, number in counts.most_common()]
