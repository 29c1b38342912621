"""The bills of an order and of a month: the quantities of ``charges.yaml`` times the prices of ``prices.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bench.cost.stack import Stack
from bench.cost.usage import OutcomeUsage, Usage
from orders.contract import FUNCTION_NAMES, STEPS

FOLDER = Path(__file__).parent
JINJA = Environment(
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    autoescape=select_autoescape(),  # of HTML only
    trim_blocks=True,
    keep_trailing_newline=True,
)

WORKFLOW_STEPS = [FUNCTION_NAMES[folder] for folder in STEPS]
QUEUE_READERS = [FUNCTION_NAMES[folder] for folder in ("order_consumer", "watchdog")]
TRACE_STARTS = [FUNCTION_NAMES[folder] for folder in ("event_publisher", "order_consumer", "watchdog")]
"""The functions that no other traced function calls."""


class UnpricedResource(Exception):
    """The stack declares a resource of a type whose cost is unknown."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of a bill."""

    what: str
    quantity: float
    dollars: float


class PriceList:
    """The prices, the assumptions and the charges, as the two files have them."""

    def __init__(self) -> None:
        prices, charges = (yaml.safe_load((FOLDER / name).read_text()) for name in ("prices.yaml", "charges.yaml"))
        self.region: str = prices["region"]
        self.prices: Mapping[str, Any] = prices["prices"]
        self.assumptions: Mapping[str, Any] = prices["assumptions"]
        self.order_charges: Mapping[str, Any] = charges["order"]
        self.month_charges: Mapping[str, Any] = charges["month"]
        self.uncharged = {kind for kinds in charges["uncharged"].values() for kind in kinds}

    def order_bill(self, outcome: OutcomeUsage, usage: Usage, stack: Stack) -> list[Charge]:
        """Return every charge of an order; one that does not apply to the stack has the quantity 0."""
        invocations: dict[str, int] = outcome["counted"]["invocations"]
        gib_seconds = sum(
            count
            * (ceil(usage["handler_ms"][name] * self.assume("billed_per_measured_ms")) / 1000)
            * (stack.functions[name]["memorySize"] / 1024)
            for name, count in invocations.items()
        )
        modes = {name: each.get("tracingConfig", {}).get("mode") for name, each in stack.functions.items()}
        facts = {
            **outcome["counted"],
            **outcome["measured"],
            "gib_seconds": gib_seconds,
            "messages": sum(invocations.get(name, 0) for name in QUEUE_READERS),
            "express_ms": self.express_ms(outcome, usage),
            "new_traces": sum(invocations.get(name, 0) for name in TRACE_STARTS if modes.get(name) == "Active"),
        }
        return list(self._evaluate(self.order_charges, stack, facts))

    def express_ms(self, outcome: OutcomeUsage, usage: Usage) -> float:
        """Return the billed duration of the workflow: its waits, its functions and Step Functions' own time."""
        invocations: dict[str, int] = outcome["counted"]["invocations"]
        functions = sum(invocations.get(step, 0) * usage["handler_ms"][step] for step in WORKFLOW_STEPS)
        billed = functions * self.assume("billed_per_measured_ms")
        step_functions: float = outcome["counted"]["transitions"] * self.assume("transition_ms")
        rounding = self.assume("express_rounding_ms")
        waited: float = outcome["measured"]["waited_ms"]
        return rounding * ceil((waited + billed + step_functions) / rounding)

    def monthly_bill(self, stack: Stack, usage: Usage) -> list[Charge]:
        """Return the charges of a stack without orders, resource by resource, except those of 0.

        Raises:
            UnpricedResource: ``charges.yaml`` does not have the type of a resource.
        """
        if unknown := {resource.type for resource in stack.resources} - self.month_charges.keys() - self.uncharged:
            raise UnpricedResource(f"bench/cost/charges.yaml has no charge for {', '.join(sorted(unknown))}")
        charges = [self.charge("metrics from the log lines", "custom_metric", len(usage["custom_metrics"]))]
        for resource in reversed(stack.resources):
            of_type = self.month_charges.get(resource.type, {})
            charges[:0] = self._evaluate(of_type, stack, {"resource": resource.inputs})
        return [charge for charge in charges if charge.quantity]

    def charge(self, what: str, price: str, quantity: float) -> Charge:
        """Return a charge for a quantity in the unit of the price."""
        return Charge(what, quantity, self.prices[price]["price"] * quantity / self.prices[price]["per"])

    def assume(self, name: str) -> float:
        """Return the value of an assumption."""
        return float(self.assumptions[name]["value"])

    def _evaluate(self, charges: Mapping[str, Any], stack: Stack, facts: Mapping[str, Any]) -> Iterator[Charge]:
        assumptions = {name: each["value"] for name, each in self.assumptions.items()}
        for what, each in charges.items():
            quantity = JINJA.compile_expression(str(each["quantity"]), undefined_to_none=False)
            yield self.charge(what, each["price"], float(quantity(assumptions, **facts, stack=stack) or 0))
