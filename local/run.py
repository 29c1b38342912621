"""`make run`: start the system, show one order's progress, and run until it is stopped."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

from rich.live import Live
from rich.table import Table

from local.api_client import ORDER, ApiClient
from local.console_server import console_server
from local.ports import Ports
from local.system import LocalSystem
from local.system_reader import StateVisit, SystemReader
from local.terminal import announced_system, console
from local.webhook import VARIABLE as WEBHOOK
from local.webhook import webhook
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus

WAIT_TIMEOUT_SECONDS = 300


def run(ports: Ports) -> int:
    """Run until Ctrl-C or another signal, and return the exit status: 1 if the first order does not complete."""
    with announced_system(ports.with_console()) as system, console_server(system), _webhook(system):
        console.print(f"  order console  [b]{system.aws.ports.console_url}/[/]")
        console.print(f"\nPlacing an order: [b]{ORDER['quantity']} x {ORDER['product_name']}[/]")
        order = ApiClient(system.api_url).place(system.order)
        attempt = Attempt(order["order_id"], order["attempt"])
        status = _show_progress(system, attempt)
        if status is not OrderStatus.COMPLETED:
            console.print(f"[red]✗[/] order {attempt.order_id} is {status}, and must be Completed")
            return 1
        console.print(f"[green]✓[/] order {attempt.order_id} is [b]{status}[/]")
        _show_next_steps(system, attempt)
        signal.pause()
    return 0


def _webhook(system: LocalSystem) -> AbstractContextManager[None]:
    """Deliver the public events to the address in the environment, if there is one."""
    url = os.environ.get(WEBHOOK)
    if not url:
        return nullcontext()
    return webhook(system.aws, system.output("order_public_events_topic_arn"), url, console)


def _show_progress(system: LocalSystem, attempt: Attempt) -> OrderStatus:
    """Print the states that the order enters, and return its final status, or its last one at the timeout."""
    status, shown = OrderStatus.PENDING, 0
    with Live(console=console, refresh_per_second=10) if console.is_terminal else nullcontext() as live:
        for status, visits in _progress(system, attempt):
            if live:
                live.update(_table(attempt, status, visits))
            else:
                console.print(*(f"  {visit.state}\n" for visit in visits[shown:]), sep="", end="")
            shown = len(visits)
    return status


def _progress(system: LocalSystem, attempt: Attempt) -> Iterator[tuple[OrderStatus, tuple[StateVisit, ...]]]:
    """Yield the order's status and its visited states until both are final."""
    reader, client = SystemReader(system), ApiClient(system.api_url)
    deadline = time.monotonic() + WAIT_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        execution = reader.execution(attempt)
        status = OrderStatus(client.read(attempt.order_id)["status"])
        yield status, execution.visits if execution else ()
        if status.is_final and execution and execution.has_ended:
            return
        time.sleep(0.1)


def _table(attempt: Attempt, status: OrderStatus, visits: tuple[StateVisit, ...]) -> Table:
    progress = f"status: {status}" if visits else "before the workflow: table stream, SNS, SQS, consumer"
    table = Table(title=f"order {attempt.order_id}", title_justify="left", caption=progress, caption_justify="left")
    table.add_column("state", min_width=16)
    table.add_column("calls", justify="right")
    table.add_column("duration", justify="right", min_width=8)
    for visit in visits:
        duration = "…" if visit.seconds is None else f"{visit.seconds:.2f} s"
        table.add_row(visit.state, str(visit.calls or ""), duration)
    return table


def _show_next_steps(system: LocalSystem, attempt: Attempt) -> None:
    """Print addresses and commands to copy, unwrapped."""
    gateway_url = system.output("api_url")
    aws = f"aws --endpoint-url {system.aws.ports.aws_url} --region {system.aws.region}"
    key = json.dumps({"order_id": {"S": attempt.order_id}})
    arn = StateMachine(system.output("order_workflow_arn")).execution_arn(attempt)
    headers = '-H "Content-Type: application/json"'
    lines = [
        "",
        f"  this order   {system.aws.ports.console_url}/orders/{attempt.order_id}/",
        f"  order API    {system.api_url}/orders/",
        f"  API docs     {system.api_url}/docs/",
        f"  API Gateway  {gateway_url}/orders/ (emulated)",
        *([f"  Stripe       {system.stripe.url} (localstripe behind a proxy)"] if system.stripe else []),
        f"  AWS          {system.aws.ports.aws_url} (emulated; region {system.aws.region}, any credentials)",
        "",
        "Place another order, and read this one:",
        f"  curl -X POST \"{system.api_url}/orders/\" {headers} -d '{json.dumps(system.order)}'",
        f'  curl "{system.api_url}/orders/{attempt.order_id}/"',
        "",
        "To use the API Gateway instead:",
        f"  export API_URL={gateway_url}",
        "",
        "Look behind the API with the AWS CLI:",
        "  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test",
        f"  {aws} dynamodb get-item --table-name {system.output('orders_table')} --key '{key}'",
        f"  {aws} stepfunctions get-execution-history --execution-arn {arn}",
        f"  {aws} logs tail /aws/lambda/{system.deployment.stack}-order-consumer",
        "",
        "The emulator lacks a part of AWS: local/README.md lists the differences.",
        "Press Ctrl-C to stop.",
    ]
    console.print("\n".join(lines), markup=False)
