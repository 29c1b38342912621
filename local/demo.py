"""`make demo`: orders that meet every outcome, and a table of what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from local.books import Books, imbalances
from local.console import announced_system, console, verdict
from local.ports import Ports
from local.process import wait_until
from local.promises import POISON, PROMISES, Promise, outcome_of, place
from local.system import LocalSystem
from orders.domain.attempt import Attempt

WAIT_SCALE = 0.1
PATIENCE_SECONDS = 120


def demo(ports: Ports) -> int:
    """Returns 0 if every order ended as promised."""
    with announced_system(ports, wait_scale=WAIT_SCALE) as system:
        books = Books(system)
        stock_before = books.available()
        console.print(
            f"\nPlacing {len(PROMISES)} orders and a message that is no order; waits are {WAIT_SCALE} x as long"
        )
        placed = [(promise, place(system, promise)) for promise in PROMISES]
        _poison(system)
        with console.status("waiting for the last; the poison message is the slowest, it is delivered three times"):
            is_over = wait_until(lambda: _all_over(books, placed), PATIENCE_SECONDS, every=0.2)
        if not is_over:
            console.print(f"[red]✗[/] not everything is over after {PATIENCE_SECONDS} s")
        broken = _report(books, placed, stock_before)
    return verdict(broken, "every order ended as promised, and the books balance")


def _poison(system: LocalSystem) -> None:
    topic = system.output("order_events_topic_arn")
    system.aws.client("sns").publish(TopicArn=topic, Message=POISON)


def _all_over(books: Books, placed: list[tuple[Promise, Attempt]]) -> bool:
    executions = [books.execution(attempt) for _, attempt in placed]
    return all(execution and execution.is_over for execution in executions) and _poison_is_dead(books.dead_letters())


def _poison_is_dead(dead_letters: list[dict[str, Any]]) -> bool:
    return {"body": POISON} in dead_letters


def _report(books: Books, placed: list[tuple[Promise, Attempt]], stock_before: Mapping[str, int]) -> list[str]:
    """Print the table; give back what is not as promised."""
    dead_letters, stock_after = books.dead_letters(), books.available()
    table = Table(title="What became of them (money in minor units)", title_justify="left")
    for column in ("order", "outcome", "retries", "held", "captured", "stock", "ended in"):
        table.add_column(column, justify="right" if column in ("retries", "held", "captured") else "left")
    broken = imbalances(books, stock_before)
    for promise, attempt in placed:
        outcome = outcome_of(books, attempt, dead_letters)
        if outcome is None:
            broken.append(f"{promise.title}: no execution was started")
            continue
        broken += [f"{promise.title}: {what}" for what in outcome.broken(promise)]
        table.add_row(
            promise.title,
            " ".join(filter(None, (outcome.order["status"], outcome.order["failure_reason"]))),
            str(outcome.retries),
            str(outcome.held),
            str(outcome.captured),
            f"{stock_before[promise.product]} → {stock_after[promise.product]} {outcome.stock.lower()}",
            outcome.execution.states[-1] + (", dead-letter queue" if outcome.in_dead_letter_queue else ""),
        )
    is_dead = _poison_is_dead(dead_letters)
    table.add_row("poison message", "", "", "", "", "", "dead-letter queue" if is_dead else "lost")
    console.print(table)
    return broken if is_dead else [*broken, "poison message: not in the dead-letter queue"]
