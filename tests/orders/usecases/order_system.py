"""The system as an operator finds it: its tables, queues and state machine in moto, with the real adapters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from orders import wiring
from orders.aws.clients import client
from orders.aws.completion_tables import CompletionTables
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.order_table import OrderTable
from orders.aws.state_machine import StateMachine
from orders.aws.stock_table import StockTable
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus
from orders.domain.search import EVERY_ORDER, CreationWindow
from orders.payments.simulated import PaymentMethod
from orders.usecases import authorize, capture
from orders.usecases.payments import Payments
from orders.usecases.reconcile import Discrepancy
from orders.usecases.redrive import DEFAULT_MAX_ATTEMPTS, DeadLetterFilter, Plan
from tests.mocked_aws import mocked_aws
from tests.orders.aws.table_harness import TABLES, TableHarness

PRICE = 1999
UNITS = 100
PAGE_SIZE = 3
"""Messages on a page of a redrive: so few that some tests read several pages."""
ALL_STEPS = ("authorize", "reserve", "capture", "complete")


@dataclass
class OrderSystem:
    """Moto starts an execution that runs until it is stopped and executes no step: ``run`` executes them."""

    tables: TableHarness = field(default_factory=TableHarness)
    orders: OrderTable = field(default_factory=wiring.orders)
    stock: StockTable = field(default_factory=wiring.stock)
    payments: Payments = field(default_factory=wiring.payments)
    completion_store: CompletionTables = field(default_factory=wiring.completion_store)
    queue: DeadLetterQueue = field(default_factory=wiring.dead_letters)
    machine: StateMachine = field(default_factory=wiring.state_machine)
    placed_at: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(days=1))

    def create(self) -> None:
        self.tables.open()
        self.tables.put_product("Test Product", available=UNITS, cents=PRICE)
        created = client("sqs").create_queue(QueueName="dev-order-dlq")
        assert created["QueueUrl"] == self.queue.url
        definition = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
        made = client("stepfunctions").create_state_machine(
            name="dev-order-workflow", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/any"
        )
        assert made["stateMachineArn"] == self.machine.arn

    def redrive(self, max_attempts: int = DEFAULT_MAX_ATTEMPTS, **criteria: Any) -> list[Plan]:
        """Redrive the messages that meet the criteria, and return what became of each."""
        operation = wiring.redrive(max_attempts)
        now = datetime.now(UTC)
        with operation.dead_letters.receive_pages(PAGE_SIZE) as pages, ThreadPoolExecutor(2) as pool:
            results: list[Plan] = []
            for page in pages:
                selected = [message for message in page if DeadLetterFilter(**criteria).matches(message, now)]
                plans = operation.plan_all(selected, pool)
                results += operation.carry_out_all(plans, lambda: now, pool, Event())
            return results

    def find_discrepancies(
        self,
        *,
        idle_minutes: int = 60,
        opening_stock: Mapping[str, int] | None = None,
        window: CreationWindow = EVERY_ORDER,
        with_provider: bool = False,
    ) -> list[Discrepancy]:
        operation = wiring.reconciliation(opening_stock or {}, window, with_provider=with_provider)
        return list(operation.find_discrepancies(timedelta(minutes=idle_minutes), datetime.now(UTC)))

    def repair(self) -> list[Discrepancy]:
        """Carry out every repair there is, and return the discrepancies that remain."""
        operation = wiring.reconciliation({})
        for discrepancy in self.find_discrepancies():
            if discrepancy.repair is not None:
                assert operation.repair(discrepancy, datetime.now(UTC)), str(discrepancy)
        return self.find_discrepancies()

    def place(self, order_id: str = "order-1", method: PaymentMethod = PaymentMethod.VISA) -> Attempt:
        line = OrderLine("Test Product", 1, Money(PRICE, "USD"))
        order = Order(order_id, "Test Customer", (line,), method, created_at=self.placed_at, updated_at=self.placed_at)
        self.orders.add(order)
        return order.attempt

    def run(self, attempt: Attempt, *steps: str) -> Attempt:
        """Execute steps of the workflow; a step of another name fails the order with that reason."""
        for step in steps:
            match step:
                case "authorize":
                    authorize.authorize(attempt, self.orders, self.payments, self.placed_at)
                case "reserve":
                    self.stock.reserve(attempt, self.order(attempt).lines, self.placed_at)
                case "capture":
                    capture.capture(attempt, self.orders, self.payments, self.placed_at)
                case "complete":
                    self.completion_store.complete(attempt, self.placed_at)
                case "release":
                    self.stock.release(attempt, self.placed_at)
                case "void":
                    self.payments.give_back(attempt, self.order(attempt))
                case reason:
                    self.orders.fail_or_cancel(attempt, self.placed_at, reason)
        return attempt

    def fail(self, order_id: str = "order-1", reason: str = "States.Timeout") -> Attempt:
        """Place an order whose first attempt fails, is compensated, and sends its dead letter."""
        attempt = self.run(self.place(order_id), "authorize", "reserve", "release", "void", reason)
        self.send_dead_letter(attempt, reason)
        return attempt

    def fail_many(self, count: int) -> None:
        """Fail orders ``order-00``, ``order-01`` and so on: the rows of the first one are copied for the others."""
        first = self.fail("order-00")
        dynamodb = client("dynamodb")
        rows = [(table, json.dumps(row)) for table in TABLES for row in dynamodb.scan(TableName=table)["Items"]]
        for order_id in (f"order-{number:02}" for number in range(1, count)):
            for table, row in rows:
                if first.order_id in row:
                    dynamodb.put_item(TableName=table, Item=json.loads(row.replace(first.order_id, order_id)))
            self.send_dead_letter(Attempt(order_id, first.number))

    def send_dead_letter(self, attempt: Attempt, error: str = "States.Timeout") -> None:
        self.queue.send({**attempt.execution_input, "error": error, "failed_state": "CapturePayment"})

    def order(self, attempt: Attempt | None = None) -> Order:
        return self.orders.get(attempt.order_id if attempt else "order-1")

    def status(self, attempt: Attempt | None = None) -> tuple[OrderStatus, int]:
        """The order's status and the number of its current attempt."""
        order = self.order(attempt)
        return order.status, order.attempt_number

    def stop(self, attempt: Attempt) -> None:
        client("stepfunctions").stop_execution(executionArn=self.machine.execution_arn(attempt))

    def started(self) -> list[str]:
        """The names of the executions that were started."""
        found = client("stepfunctions").list_executions(stateMachineArn=self.machine.arn)["executions"]
        return sorted(execution["name"] for execution in found)

    def dead_letters(self) -> list[dict[str, Any]]:
        """The messages that a reader of the dead-letter queue would receive now."""
        found: dict[str, Any] = {}
        sqs = client("sqs")
        while batch := sqs.receive_message(QueueUrl=self.queue.url, MaxNumberOfMessages=10, VisibilityTimeout=600).get(
            "Messages"
        ):
            found |= {message["ReceiptHandle"]: json.loads(message["Body"]) for message in batch}
        for receipt in found:
            sqs.change_message_visibility(QueueUrl=self.queue.url, ReceiptHandle=receipt, VisibilityTimeout=0)
        return list(found.values())

    def count_dead_letters(self) -> int:
        """The number of visible messages, whatever is in them."""
        name = "ApproximateNumberOfMessages"
        response = client("sqs").get_queue_attributes(QueueUrl=self.queue.url, AttributeNames=[name])
        return int(response["Attributes"][name])

    def kept(self, attempt: Attempt) -> int:
        """The captured money of an attempt that was not refunded, in minor units."""
        row = self.tables.payment(attempt.payment_id) or {"captured": 0, "refunded": 0}
        return int(row["captured"] - row["refunded"])

    def snapshot(self) -> dict[str, Any]:
        """Everything that an operator's command could change."""
        tables: dict[str, Any] = {
            table: sorted(map(repr, client("dynamodb").scan(TableName=table)["Items"])) for table in TABLES
        }
        return tables | {"dead letters": sorted(map(repr, self.dead_letters())), "started": self.started()}


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[OrderSystem]:
    """The dev stack's tables, queue and state machine, which nothing has used yet."""
    monkeypatch.setattr("orders.aws.dead_letter_queue.LONG_POLL_SECONDS", 0)
    monkeypatch.setenv("MAX_ORDERS_IN_FLIGHT", "100")  # no execution ends here, so no permit is released
    monkeypatch.setattr("orders.payments.simulated.sleep", lambda _seconds: None)
    with mocked_aws():
        system = OrderSystem()
        system.create()
        yield system
