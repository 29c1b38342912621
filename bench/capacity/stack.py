"""What a simulation takes from the repository: a stack's settings and the state machine's definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.capacity.assumptions import Assumptions
from infra import express
from orders.contract import COMPENSATION_STATES, STEPS

ROOT = Path(__file__).resolve().parents[2]
DEFINITION = ROOT / "statemachine" / "order_workflow.asl.yaml"
FUNCTIONS = ("event_publisher", "order_consumer", *STEPS)

State = Mapping[str, Any]
Rule = Mapping[str, Any]


def match(rules: list[Rule], error: str) -> Rule | None:
    """Return the first entry of a state's ``Retry`` or ``Catch`` that matches the error."""
    return next((rule for rule in rules if error in rule["ErrorEquals"] or "States.ALL" in rule["ErrorEquals"]), None)


def max_wait(retrier: Rule, retries: int) -> float:
    """Return the longest wait in seconds before the next retry, after this many."""
    wait = retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** retries
    return float(min(wait, retrier.get("MaxDelaySeconds", wait)))


def operation_of(state: State) -> str | None:
    """Return the operation that a task asks of its function; None if it calls no function."""
    operation: str | None = state.get("Parameters", {}).get("Payload", {}).get("operation")
    return operation


def function_of(state: State) -> str:
    """Return the folder of the task's function, from a placeholder such as ``${PaymentFunction}``."""
    return str(state["Parameters"]["FunctionName"]).strip("${}").removesuffix("Function").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What decides how much load a stack bears.

    Attributes:
        machine: the definition, as the stack's type of workflow runs it.
        concurrency: executions of each function at once.
        max_orders_in_flight: permits; None starts an execution for every order at once.
        stock_shards: rows that hold one product's stock.
        stream_parallelization_factor: batches of one shard at once.
        quick_tries: tries of the reserve step before Step Functions retries it.
    """

    name: str
    machine: Mapping[str, Any]
    concurrency: Mapping[str, int]
    maximum_concurrency: int
    is_express: bool
    max_orders_in_flight: int | None
    stock_shards: int
    stream_parallelization_factor: int
    quick_tries: int

    @classmethod
    def load(cls, name: str, assumptions: Assumptions, definition: Path = DEFINITION, **changes: Any) -> Stack:
        """Read ``Pulumi.<name>.yaml`` and the definition; ``changes`` replace settings."""
        config = yaml.safe_load((ROOT / f"Pulumi.{name}.yaml").read_text(encoding="utf-8"))["config"]
        settings: dict[str, Any] = {
            key.removeprefix("order-processing:"): value for key, value in config.items()
        } | changes
        given = settings.get("reserved_concurrency", {})
        reserved: Mapping[str, int] = given if isinstance(given, Mapping) else dict.fromkeys(FUNCTIONS, given)
        shared = int(assumptions["account_concurrency"]) - sum(each for each in reserved.values() if each > 0)
        concurrency = {each: reserved[each] if reserved.get(each, -1) > 0 else shared for each in FUNCTIONS}
        is_express = settings.get("workflow_type") == "EXPRESS"
        machine = yaml.safe_load(definition.read_text(encoding="utf-8"))
        for part in (machine, *machine["States"].values()):
            part.pop("Comment", None)
        return cls(
            name=name,
            machine=express.to_express(machine) if is_express else machine,
            concurrency=concurrency,
            maximum_concurrency=settings.get("maximum_concurrency", 5),
            is_express=is_express,
            max_orders_in_flight=settings.get("max_orders_in_flight", concurrency["payment"] * (2 - is_express)),
            stock_shards=(shards := settings.get("stock_shards", 8)),
            stream_parallelization_factor=settings.get("stream_parallelization_factor", 10),
            quick_tries=int(assumptions["quick_tries"]) if shards > 1 else 1,
        )

    @property
    def tasks(self) -> dict[str, State]:
        """The states that call a function, by their operation."""
        return {operation: each for each in self.machine["States"].values() if (operation := operation_of(each))}

    @property
    def compensation(self) -> set[str | None]:
        """The operations that only an order that failed needs."""
        return {operation_of(self.machine["States"][name]) for name in (*COMPENSATION_STATES, "FailOrder")}

    def publishers(self, assumptions: Assumptions) -> int:
        """Return how many batches of the stream are published at once."""
        lanes = int(assumptions["stream_shards"]) * self.stream_parallelization_factor
        return min(lanes, self.concurrency["event_publisher"])

    @property
    def consumers(self) -> int:
        """How many batches of the queue are processed at once."""
        return min(self.maximum_concurrency, self.concurrency["order_consumer"])
