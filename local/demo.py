"""`make demo`: place an order for every outcome, and print a table of the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from local.ports import Ports
from local.process import wait_until
from local.resources.stepfunctions import MAX_RETRY_WAIT_SECONDS
from local.scenarios import DEMO_SCENARIOS, POISON_MESSAGE, Scenario, place, scenario_result
from local.system import LocalSystem
from local.system_reader import SystemReader, find_discrepancies
from local.terminal import announced_system, console, verdict
from orders.domain.attempt import Attempt

WAIT_SCALE = 0.1
WAIT_TIMEOUT_SECONDS = 600


def demo(ports: Ports) -> int:
    """Return 0 if every order ended as its scenario expects, else 1."""
    with announced_system(ports, wait_scale=WAIT_SCALE) as system:
        reader = SystemReader(system)
        stock_before = reader.available()
        console.print(f"\nPlacing {len(DEMO_SCENARIOS)} orders and publishing one message that is not an order.")
        console.print(
            f"Retry delays, at most {MAX_RETRY_WAIT_SECONDS} s, and visibility timeouts are scaled by {WAIT_SCALE}."
        )
        placed = [(scenario, place(system, scenario)) for scenario in DEMO_SCENARIOS]
        _publish_poison_message(system)
        with console.status("Waiting for the last result: the order whose provider is down, after 30 retries …"):
            have_all_ended = wait_until(lambda: _have_all_ended(reader, placed), WAIT_TIMEOUT_SECONDS, every=0.2)
        problems = [] if have_all_ended else [f"not every order and message ended within {WAIT_TIMEOUT_SECONDS} s"]
        problems += _report(reader, placed, stock_before)
    return verdict(problems, "every order ended as expected, and no payment or unit of stock is unaccounted for")


def _publish_poison_message(system: LocalSystem) -> None:
    topic = system.output("order_events_topic_arn")
    system.aws.client("sns").publish(TopicArn=topic, Message=POISON_MESSAGE)


def _have_all_ended(reader: SystemReader, placed: Sequence[tuple[Scenario, Attempt]]) -> bool:
    executions = [reader.execution(attempt) for _, attempt in placed]
    return all(each and each.has_ended for each in executions) and {"body": POISON_MESSAGE} in reader.dead_letters()


def _report(
    reader: SystemReader, placed: Sequence[tuple[Scenario, Attempt]], stock_before: Mapping[str, int]
) -> list[str]:
    """Print the table, and return the differences from what the scenarios expect."""
    dead_letters, stock_after = reader.dead_letters(), reader.available()
    table = Table(title="Results (money in minor units)", title_justify="left")
    for column in ("order", "outcome", "retries", "held", "captured", "stock", "ended in"):
        table.add_column(column, justify="right" if column in ("retries", "held", "captured") else "left")
    problems = find_discrepancies(reader, stock_before)
    for scenario, attempt in placed:
        result = scenario_result(reader, attempt, dead_letters)
        if result is None:
            problems.append(f"{scenario.title}: no execution was started")
            continue
        problems += [f"{scenario.title}: {difference}" for difference in result.differences(scenario)]
        table.add_row(
            scenario.title,
            " ".join(filter(None, (result.order["status"], result.order["failure_reason"]))),
            str(result.retries),
            str(result.held),
            str(result.captured),
            f"{stock_before[scenario.product]} → {stock_after[scenario.product]} {result.stock.lower()}",
            result.execution.states[-1] + (", dead-letter queue" if result.is_in_dead_letter_queue else ""),
        )
    is_poison_found = {"body": POISON_MESSAGE} in dead_letters
    table.add_row("poison message", "", "", "", "", "", "dead-letter queue" if is_poison_found else "missing")
    console.print(table)
    return problems if is_poison_found else [*problems, "poison message: not in the dead-letter queue"]
