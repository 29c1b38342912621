"""What a stack declares, as the Pulumi program declares it for the stack's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from infra.settings.functions import FUNCTIONS
from local.process import ROOT
from local.program import stack_config
from orders.contract import EXPRESS
from tests.infra.program import Resource, run_program


@dataclass(frozen=True, slots=True)
class Stack:
    """The resources of one stack with one type of workflow."""

    name: str
    workflow_type: str
    resources: tuple[Resource, ...]

    def all(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """The arguments of every resource of a type, such as ``aws:sqs/queue:Queue``."""
        return (resource.inputs for resource in self.resources if resource.type == kind)

    def has(self, kind: str) -> bool:
        """Whether the stack declares one of that type."""
        return any(True for _ in self.all(kind))

    @property
    def is_express(self) -> bool:
        """Whether its workflow is paid by duration instead of by transition."""
        return self.workflow_type == EXPRESS

    @property
    def logs_every_step(self) -> bool:
        """Whether the workflow's whole history goes into its log."""
        (machine,) = self.all("aws:sfn/stateMachine:StateMachine")
        return bool(machine.get("loggingConfiguration", {}).get("level") == "ALL")

    @property
    def retention_months(self) -> float:
        """For how long the functions' logs stay."""
        days = [group["retentionInDays"] for group in self.all("aws:cloudwatch/logGroup:LogGroup")]
        return float(max(days)) / 30

    def memory_gib(self, function: str) -> float:
        """The memory of a function, given without the stack's prefix."""
        functions = {each["name"]: each for each in self.all("aws:lambda/function:Function")}
        return float(functions[f"{self.name}-{function}"]["memorySize"]) / 1024

    @property
    def traced(self) -> frozenset[str]:
        """The functions, without the stack's prefix, that begin a trace: those that no other traced one calls."""
        begin = frozenset(FUNCTIONS[folder] for folder in ("event_publisher", "order_consumer", "watchdog"))
        functions = self.all("aws:lambda/function:Function")
        active = {each["name"] for each in functions if each.get("tracingConfig", {}).get("mode") == "Active"}
        return frozenset(name for name in begin if f"{self.name}-{name}" in active)

    @property
    def task_size(self) -> tuple[float, float]:
        """The cores and the GiB of one task of the API."""
        (task,) = self.all("aws:ecs/taskDefinition:TaskDefinition")
        return int(task["cpu"]) / 1024, int(task["memory"]) / 1024


def stack_names() -> list[str]:
    """The stacks that have settings of their own."""
    return sorted(path.name.split(".")[1] for path in ROOT.glob("Pulumi.*.yaml"))


@cache
def declared(name: str, workflow_type: str) -> Stack:
    """The stack as its settings make it, with this type of workflow.

    The program runs against the monitor of its own tests, which is kept able to run every combination of settings.
    """
    config = stack_config(name) | {"order-processing:workflow_type": workflow_type}
    return Stack(name, workflow_type, tuple(run_program(config, name).resources))
