"""Where the operators' commands are tried: the system's tables, queue and state machine, all in moto."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command

from orders import wiring
from orders.aws.clients import client
from orders.aws.completion_tables import CompletionTables
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.items import decode
from orders.aws.order_table import OrderTable
from orders.aws.state_machine import StateMachine
from orders.aws.stock_table import StockTable
from orders.usecases import authorize, capture, compensate
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus, PaymentMethod
from orders.payments.simulated import SimulatedProvider
from tests.orders.aws.table_harness import TABLES, TableHarness as Books

PRICE = 1999
UNITS = 100
LONG_AGO = datetime.now(UTC) - timedelta(days=1)


@dataclass
class Office:
    """``execution`` is moto's: it runs until it is stopped, and does nothing."""

    books: Books = field(default_factory=Books)
    orders: OrderTable = field(default_factory=wiring.orders)
    stock: StockTable = field(default_factory=wiring.stock)
    provider: SimulatedProvider = field(default_factory=wiring.payment_provider)
    completion_store: CompletionTables = field(default_factory=wiring.completion_store)
    queue: DeadLetterQueue = field(default_factory=wiring.dead_letters)
    machine: StateMachine = field(default_factory=wiring.workflow)

    def open(self) -> None:
        self.books.open()
        self.books.shelve("Test Product", available=UNITS, cents=PRICE)
        created = client("sqs").create_queue(QueueName="dev-order-dlq")
        assert created["QueueUrl"] == self.queue.url
        definition = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
        made = client("stepfunctions").create_state_machine(
            name="dev-order-workflow", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/any"
        )
        assert made["stateMachineArn"] == self.machine.arn

    def command(self, name: str, *arguments: str) -> tuple[int, str]:
        """The exit status, and what was printed."""
        printed = StringIO()
        try:
            call_command(name, *arguments, stdout=printed)
        except SystemExit as stopped:
            return int(stopped.code or 0), printed.getvalue()
        return 0, printed.getvalue()

    def place(self, order_id: str = "order-1", method: PaymentMethod = PaymentMethod.VISA) -> Attempt:
        line = OrderLine("Test Product", 1, Money(PRICE, "USD"))
        self.orders.add(
            Order(order_id, "Test Customer", (line,), method, created_at=LONG_AGO, updated_at=LONG_AGO, attempt_number=1)
        )
        return Attempt(order_id, 1)

    def step(self, attempt: Attempt, *steps: str) -> Attempt:
        """Do what the workflow's steps do."""
        for each in steps:
            match each:
                case "authorize":
                    authorize.authorize(attempt, self.orders, self.provider, LONG_AGO)
                case "reserve":
                    self.stock.reserve(attempt, self.order(attempt).lines, LONG_AGO)
                case "capture":
                    capture.capture(attempt, self.orders, self.provider, LONG_AGO)
                case "complete":
                    self.completion_store.complete(attempt, LONG_AGO)
                case "release":
                    self.stock.release(attempt, LONG_AGO)
                case "void":
                    compensate.void_or_refund(attempt, self.provider)
                case reason:
                    self.orders.fail_or_cancel(attempt, LONG_AGO, reason)
        return attempt

    def fail(self, order_id: str = "order-1", reason: str = "States.Timeout") -> Attempt:
        """An order that failed in its first attempt, undone, with its letter."""
        attempt = self.step(self.place(order_id), "authorize", "reserve", "release", "void", reason)
        self.write(attempt, reason)
        return attempt

    def write(self, attempt: Attempt, error: str = "States.Timeout") -> None:
        self.queue.send({**attempt.execution_input, "error": error, "failed_state": "CapturePayment"})

    def order(self, attempt: Attempt | None = None) -> Order:
        return self.orders.get(attempt.order_id if attempt else "order-1")

    def standing(self, attempt: Attempt | None = None) -> tuple[OrderStatus, int]:
        order = self.order(attempt)
        return order.status, order.attempt_number

    def stop(self, attempt: Attempt) -> None:
        arn = f"{self.machine.arn.replace(':stateMachine:', ':execution:')}:{attempt.execution_name}"
        client("stepfunctions").stop_execution(executionArn=arn)

    def started(self) -> list[str]:
        found = client("stepfunctions").list_executions(stateMachineArn=self.machine.arn)["executions"]
        return sorted(execution["name"] for execution in found)

    def letters(self) -> list[dict[str, Any]]:
        """The letters that a reader would see now."""
        found: dict[str, Any] = {}
        sqs = client("sqs")
        while batch := sqs.receive_message(QueueUrl=self.queue.url, MaxNumberOfMessages=10, VisibilityTimeout=60).get(
            "Messages"
        ):
            found |= {message["ReceiptHandle"]: json.loads(message["Body"]) for message in batch}
        for receipt in found:
            sqs.change_message_visibility(QueueUrl=self.queue.url, ReceiptHandle=receipt, VisibilityTimeout=0)
        return list(found.values())

    def kept(self, attempt: Attempt) -> int:
        row = self.books.payment(attempt.payment_id) or {"captured": 0, "refunded": 0}
        return int(row["captured"] - row["refunded"])

    def everything(self) -> dict[str, Any]:
        """All that a command could change."""
        tables: dict[str, Any] = {
            table: sorted(map(repr, map(decode, client("dynamodb").scan(TableName=table)["Items"]))) for table in TABLES
        }
        return tables | {"letters": sorted(map(repr, self.letters())), "started": self.started()}
