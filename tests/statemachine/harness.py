"""Runs the real definition in moto's interpreter, with the real handlers behind its tasks, in one process."""

from __future__ import annotations

import importlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest
from moto.awslambda_simple.models import LambdaSimpleBackend

from infra import express
from infra.workflow import DEFINITION, as_written, render
from local.system_reader import ExecutionHistory
from orders.aws.clients import client
from orders.aws.order_table import OrderTable
from orders.contract import FUNCTION_NAMES
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine
from orders.domain.workflow import WorkflowType
from orders.payments.simulated import PaymentMethod
from tests.orders.aws.table_harness import TableHarness
from tests.statemachine.interpreter import await_end
from tests.workflow_steps import VALUES

ROLE = "arn:aws:iam::123456789012:role/anything"
PRICE = 1999

TRANSFORMS = {WorkflowType.STANDARD: as_written, WorkflowType.EXPRESS: express.to_express}

_TIMEOUT = re.compile(r'"TimeoutSeconds": ?\d+')
"""A slow machine must not time out; tests inject ``States.Timeout`` instead."""

Fault = Callable[[], None]


@dataclass
class WorkflowHarness:
    """Places orders, runs their workflow, and injects faults.

    ``before`` and ``after`` hold, by operation, what runs before and after each of its calls; ``calls`` counts them.
    """

    tables: TableHarness
    machine: str
    dead_letters_url: str
    before: dict[str, Fault] = field(default_factory=dict)
    after: dict[str, Fault] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)

    @classmethod
    def open(
        cls,
        monkeypatch: pytest.MonkeyPatch,
        workflow_type: WorkflowType = WorkflowType.STANDARD,
        definition: Path = DEFINITION,
        start_at: str | None = None,
    ) -> Self:
        """Open empty tables and create the state machine, whose executions start at its first state or at this one."""
        tables = TableHarness()
        tables.open()
        tables.put_product("Test Product", available=100, cents=PRICE)
        tables.put_product("Sold Out Product", available=0, cents=PRICE)
        url = client("sqs").create_queue(QueueName="dev-order-dlq")["QueueUrl"]
        machine = client("stepfunctions").create_state_machine(
            name="dev-order-workflow",
            definition=_definition(url, workflow_type, definition, start_at),
            roleArn=ROLE,
            type=workflow_type,
        )["stateMachineArn"]
        harness = cls(tables, machine, url)
        monkeypatch.setattr(LambdaSimpleBackend, "invoke", harness._invoke)
        return harness

    def place(
        self, payment_method: PaymentMethod = PaymentMethod.VISA, product: str = "Test Product", quantity: int = 1
    ) -> Attempt:
        now = datetime.now(UTC)
        line = OrderLine(product, quantity, Money(PRICE, "USD"))
        OrderTable("dev-orders").add(
            Order("order-1", "Test Customer", (line,), payment_method, created_at=now, updated_at=now)
        )
        return Attempt("order-1", 1)

    def run(self, attempt: Attempt, name: str | None = None, data: Mapping[str, Any] | None = None) -> ExecutionHistory:
        """Run an execution to its end, with the attempt's input or with this one.

        moto rejects a second execution with the same name whatever the workflow's type, so a duplicate needs another.
        """
        arn = client("stepfunctions").start_execution(
            stateMachineArn=self.machine,
            name=name or attempt.execution_name,
            input=json.dumps(attempt.execution_input if data is None else data),
        )["executionArn"]
        return await_end(arn)

    def order(self) -> Order:
        return OrderTable("dev-orders").get("order-1")

    def money(self) -> tuple[int, int]:
        """Return the amount held on the card, and the amount captured and not refunded."""
        payment = self.tables.payment()
        if payment is None:
            return 0, 0
        return payment["amount"] * (payment["state"] == "AUTHORIZED"), payment["captured"] - payment["refunded"]

    def dead_letters(self) -> list[dict[str, Any]]:
        response = client("sqs").receive_message(QueueUrl=self.dead_letters_url, MaxNumberOfMessages=10)
        return [json.loads(message["Body"]) for message in response.get("Messages", [])]

    def _invoke(
        self, function_name: str, _qualifier: Any, body: str, _headers: Any, response_headers: dict[str, str]
    ) -> bytes:
        """Call the handler and report an exception by the name of its class, as Lambda does."""
        folder = next(folder for folder, name in FUNCTION_NAMES.items() if function_name.endswith(name))
        event: Mapping[str, Any] = json.loads(body)
        operation = event["operation"]
        self.calls[operation] += 1
        try:
            self.before.get(operation, lambda: None)()
            result = importlib.import_module(f"functions.{folder}.handler").handle(event, CONTEXT)
            self.after.get(operation, lambda: None)()
        except Exception as error:  # noqa: BLE001  # Lambda reports every exception
            response_headers["x-amz-function-error"] = "Unhandled"
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}).encode()
        return json.dumps(result).encode()


@cache
def _definition(dead_letters_url: str, workflow_type: WorkflowType, path: Path, start_at: str | None) -> str:
    text = path.read_text(encoding="utf-8")
    # A released definition may lack a function that is newer than it.
    values = {name: value for name, value in VALUES.items() if f"${{{name}}}" in text}
    definition = render(text, values | {"DeadLetterQueueUrl": dead_letters_url}, TRANSFORMS[workflow_type])
    if start_at:
        definition = json.dumps(json.loads(definition) | {"StartAt": start_at})
    return _TIMEOUT.sub('"TimeoutSeconds": 3600', definition)


CONTEXT = SimpleNamespace(
    function_name="any",
    memory_limit_in_mb=256,
    invoked_function_arn="arn:aws:lambda:us-west-2:123456789012:function:any",
    aws_request_id="request-1",
)


def always(error: type[Exception]) -> Fault:
    """Return a fault that fails every call."""

    def fail() -> None:
        raise error("injected")

    return fail
