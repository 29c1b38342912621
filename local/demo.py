"""`make demo`: orders that meet every outcome, and a table of what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from local.console import announced_system, console, verdict
from local.ports import Ports
from local.process import wait_until
from local.scenarios import DEMO_SCENARIOS, POISON, Scenario, place, scenario_result
from local.system import LocalSystem
from local.system_reader import SystemReader, find_discrepancies
from orders.domain.attempt import Attempt

WAIT_SCALE = 0.1
WAIT_TIMEOUT_SECONDS = 120


def demo(ports: Ports) -> int:
    """Returns 0 if every order ended as promised."""
    with announced_system(ports, wait_scale=WAIT_SCALE) as system:
        reader = SystemReader(system)
        stock_before = reader.available()
        console.print(
            f"\nPlacing {len(DEMO_SCENARIOS)} orders and a message that is no order; waits are {WAIT_SCALE} x as long"
        )
        placed = [(scenario, place(system, scenario)) for scenario in DEMO_SCENARIOS]
        _poison(system)
        with console.status("waiting for the last; the poison message is the slowest, it is delivered three times"):
            is_over = wait_until(lambda: _all_over(reader, placed), WAIT_TIMEOUT_SECONDS, every=0.2)
        if not is_over:
            console.print(f"[red]✗[/] not everything is over after {WAIT_TIMEOUT_SECONDS} s")
        broken = _report(reader, placed, stock_before)
    return verdict(broken, "every order ended as promised, and the reader balance")


def _poison(system: LocalSystem) -> None:
    topic = system.output("order_events_topic_arn")
    system.aws.client("sns").publish(TopicArn=topic, Message=POISON)


def _all_over(reader: SystemReader, placed: list[tuple[Scenario, Attempt]]) -> bool:
    executions = [reader.execution(attempt) for _, attempt in placed]
    return all(execution and execution.is_over for execution in executions) and _poison_is_dead(reader.dead_letters())


def _poison_is_dead(dead_letters: list[dict[str, Any]]) -> bool:
    return {"body": POISON} in dead_letters


def _report(reader: SystemReader, placed: list[tuple[Scenario, Attempt]], stock_before: Mapping[str, int]) -> list[str]:
    """Print the table; give back what is not as promised."""
    dead_letters, stock_after = reader.dead_letters(), reader.available()
    table = Table(title="What became of them (money in minor units)", title_justify="left")
    for column in ("order", "outcome", "retries", "held", "captured", "stock", "ended in"):
        table.add_column(column, justify="right" if column in ("retries", "held", "captured") else "left")
    broken = find_discrepancies(reader, stock_before)
    for scenario, attempt in placed:
        outcome = scenario_result(reader, attempt, dead_letters)
        if outcome is None:
            broken.append(f"{scenario.title}: no execution was started")
            continue
        broken += [f"{scenario.title}: {what}" for what in outcome.broken(scenario)]
        table.add_row(
            scenario.title,
            " ".join(filter(None, (outcome.order["status"], outcome.order["failure_reason"]))),
            str(outcome.retries),
            str(outcome.held),
            str(outcome.captured),
            f"{stock_before[scenario.product]} → {stock_after[scenario.product]} {outcome.stock.lower()}",
            outcome.execution.states[-1] + (", dead-letter queue" if outcome.in_dead_letter_queue else ""),
        )
    is_dead = _poison_is_dead(dead_letters)
    table.add_row("poison message", "", "", "", "", "", "dead-letter queue" if is_dead else "lost")
    console.print(table)
    return broken if is_dead else [*broken, "poison message: not in the dead-letter queue"]
