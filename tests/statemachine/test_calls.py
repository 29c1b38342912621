"""The steps and the watchdog make exactly the calls of DynamoDB that the contract declares, and so permits."""

import importlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.client import BaseClient

from orders.contract import ADAPTER_CALLS, COMPENSATION_ADAPTERS, STEPS
from orders.domain.attempt import Attempt
from tests.statemachine.harness import CONTEXT, WorkflowHarness
from tests.statemachine.test_watchdog import watch
from tests.workflow_steps import COMPENSATION, FOLDERS, FORWARD

pytestmark = pytest.mark.slow

Calls = set[tuple[str, str]]

CAUGHT = {"failure": {"CompleteOrder": {"Error": "RuntimeError", "Cause": ""}}}


OF_THE_PREVIOUS_VERSION = {("dev-reservations", "PutItem")}
"""A rollout runs the previous version beside this one, with the same roles, and a rollback returns to it."""


def declared(*adapters: str) -> Calls:
    return {
        (f"dev-{t}", action) for each in adapters for t, actions in ADAPTER_CALLS[each].items() for action in actions
    }


def actions_of(operation: str, arguments: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each table with the action that IAM checks.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    """
    if operation == "TransactWriteItems":
        for write in arguments["TransactItems"]:
            yield from ((each["TableName"], f"{kind}Item") for kind, each in write.items())
    else:
        yield from ((table, operation) for table in arguments.get("RequestItems", [arguments.get("TableName")]))


def test_each_function_calls_what_its_adapters_declare(
    harness: WorkflowHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: dict[str, Calls] = defaultdict(set)
    running = ""
    make = BaseClient._make_api_call

    def record(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if client.meta.service_model.service_name == "dynamodb":
            calls[running].update(actions_of(operation, arguments))
        return make(client, operation, arguments)

    def run(attempt: Attempt, *steps: str) -> None:
        nonlocal running
        for step in steps:
            running = FOLDERS[step]
            event = {"operation": step, **attempt.execution_input, "caught": CAUGHT}
            importlib.import_module(f"functions.{running}.handler").handle(event, CONTEXT)
        running = "the test"

    monkeypatch.setattr(BaseClient, "_make_api_call", record)
    *unfinished, _ = FORWARD
    harness.tables.put_product("Test Product", available=1, rows=[1])  # no row has enough units
    attempt = harness.place(quantity=2)
    run(attempt, *unfinished, *COMPENSATION)
    for steps in (unfinished, unfinished[:1], []):
        harness.tables.reopen(attempt.order_id)
        attempt = attempt.next
        run(attempt, *steps)
        running = "watchdog"
        watch(attempt)
        running = "the test"
    harness.tables.reopen(attempt.order_id)
    run(attempt.next, *FORWARD)

    for folder in ("inventory", "watchdog"):
        assert not calls[folder] & OF_THE_PREVIOUS_VERSION
        calls[folder] |= OF_THE_PREVIOUS_VERSION
    assert {folder: calls[folder] for folder in (*STEPS, "watchdog")} == {
        **{folder: declared(*adapters) for folder, adapters in STEPS.items()},
        "watchdog": declared("orders", *COMPENSATION_ADAPTERS),
    }
