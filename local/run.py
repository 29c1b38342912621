"""`make run`: start the system, watch one order pass through it, and stay up."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import nullcontext

from rich.live import Live
from rich.table import Table

from local.api_client import ORDER, ApiClient
from local.console import announced_system, console
from local.ports import Ports
from local.system import LocalSystem
from local.system_reader import SystemReader, Visit
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus

WAIT_TIMEOUT_SECONDS = 120


def run(ports: Ports) -> int:
    """Returns the exit status; comes back only when the system is told to stop."""
    with announced_system(ports) as system:
        console.print(f"\nPlacing an order: [b]{ORDER['quantity']} x {ORDER['product_name']}[/]")
        order = ApiClient(system.api_url).place(ORDER)
        if not _watch(system, Attempt(order["order_id"], order["attempt"])):
            console.print(f"[red]✗[/] the order is not final after {WAIT_TIMEOUT_SECONDS} s")
            return 1
        _show_the_way_on(system, Attempt(order["order_id"], order["attempt"]))
        signal.pause()
    return 0


def _watch(system: LocalSystem, attempt: Attempt) -> bool:
    """Show the order as it passes through the states, until it is final; False if that takes too long."""
    status, shown = OrderStatus.PENDING, 0
    with Live(console=console, refresh_per_second=10) if console.is_terminal else nullcontext() as live:
        for status, visits in _progress(system, attempt):
            if live:
                live.update(_table(attempt, status, visits))
            else:
                console.print(*(f"  {visit.state}\n" for visit in visits[shown:]), sep="", end="")
            shown = len(visits)
    if status.is_final:
        console.print(f"[green]✓[/] order {attempt.order_id} is [b]{status}[/]")
    return status.is_final


def _progress(system: LocalSystem, attempt: Attempt) -> Iterator[tuple[OrderStatus, tuple[Visit, ...]]]:
    """The order's status and the states visited so far, again and again until both are over."""
    reader, client = SystemReader(system), ApiClient(system.api_url)
    deadline = time.monotonic() + WAIT_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        execution = reader.execution(attempt)
        status = OrderStatus(client.read(attempt.order_id)["status"])
        yield status, execution.visits if execution else ()
        if status.is_final and execution and execution.is_over:
            return
        time.sleep(0.1)


def _table(attempt: Attempt, status: OrderStatus, visits: tuple[Visit, ...]) -> Table:
    way = "on its way: table stream, SNS, SQS, consumer" if not visits else f"status: {status}"
    table = Table(title=f"order {attempt.order_id}", title_justify="left", caption=way, caption_justify="left")
    table.add_column("state", min_width=16)
    table.add_column("calls", justify="right")
    table.add_column("took", justify="right", min_width=7)
    for visit in visits:
        took = "…" if visit.seconds is None else f"{visit.seconds:.2f} s"
        table.add_row(visit.state, str(visit.tries or ""), took)
    return table


def _show_the_way_on(system: LocalSystem, attempt: Attempt) -> None:
    """Commands to copy; they are printed as they are, without markup or wrapping."""
    aws = f"aws --endpoint-url {system.aws.ports.aws_url} --region {system.aws.region}"
    key = json.dumps({"order_id": {"S": attempt.order_id}})
    arn = StateMachine(system.output("order_workflow_arn")).execution_arn(attempt)
    lines = [
        "",
        "Place another order:",
        f'  curl -X POST "{system.api_url}/orders/" -H "Content-Type: application/json" -d \'{json.dumps(ORDER)}\'',
        "",
        "Place one through the API Gateway, and read it:",
        f"  export API_URL={system.output('api_url')}",
        f'  curl -X POST "$API_URL/orders/" -H "Content-Type: application/json" -d \'{json.dumps(ORDER)}\'',
        f'  curl "$API_URL/orders/{attempt.order_id}/"',
        "",
        "Look behind it with the AWS CLI (any credentials do):",
        "  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test",
        f"  {aws} dynamodb get-item --table-name {system.output('orders_table')} --key '{key}'",
        f"  {aws} stepfunctions get-execution-history --execution-arn {arn}",
        f"  {aws} logs tail /aws/lambda/{system.deployment.stack}-order-consumer",
        "",
        "Ctrl-C stops everything.",
    ]
    console.print("\n".join(lines), markup=False)
