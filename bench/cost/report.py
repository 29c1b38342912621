"""The page and the README's sentence on the cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bench.cost.bills import JINJA, Charge, PriceList
from bench.cost.stack import Stack, plan, stack_names
from bench.cost.usage import COMPLETED, MAX_TRANSITIONS, READ, Usage
from local.process import ROOT
from orders.contract import WORKFLOW_TYPES

FILE = ROOT / "docs" / "cost.md"
README = ROOT / "README.md"

MILLION = 1_000_000

_HEADLINE = re.compile(r"^A million completed orders cost .*$", re.MULTILINE)


def dollars(charges: Iterable[Charge]) -> float:
    """Return the sum of the charges."""
    return sum(charge.dollars for charge in charges)


@dataclass(frozen=True, slots=True)
class Report:
    """The usage, the prices, and each stack with a Standard and then with an Express workflow.

    The README's sentence and the table of outcomes are about the last stack.
    """

    usage: Usage
    prices: PriceList
    stacks: tuple[Stack, ...]

    @classmethod
    def of(cls, usage: Usage) -> Report:
        """Return the report at the prices of the file, for every stack that has settings.

        Raises:
            UnpricedResource: a stack declares a resource of a type whose cost is unknown.
        """
        return cls(usage, PriceList(), tuple(plan(name, kind) for name in stack_names() for kind in WORKFLOW_TYPES))

    @property
    def headline(self) -> str:
        """The sentence for the README."""
        standard, express = (self.million(COMPLETED, stack) for stack in self.stacks[-2:])
        months = (f"${dollars(bill):,.0f} in the {name} stack" for name, bill in self.months.items())
        return (
            f"A million completed orders cost ${standard:.0f} with a Standard workflow and ${express:.0f} with an "
            f"Express one; a month before the first order costs {' and '.join(months)}."
        )

    @property
    def months(self) -> dict[str, list[Charge]]:
        """The bill of a month without orders by stack; the workflow type does not change it."""
        stacks = [stack for stack in self.stacks if not stack.is_express]
        return {stack.name: self.prices.monthly_bill(stack, self.usage) for stack in stacks}

    def bill(self, outcome: str, stack: Stack) -> list[Charge]:
        """Return the bill of one order with this outcome."""
        return self.prices.order_bill(self.usage["outcomes"][outcome], self.usage, stack)

    def million(self, outcome: str, stack: Stack) -> float:
        """Return the dollars for a million orders with this outcome."""
        return MILLION * dollars(self.bill(outcome, stack))

    def page(self) -> str:
        """Return the content of ``docs/cost.md``."""
        completed = self.usage["outcomes"][COMPLETED]
        gigabytes = completed["measured"]["stored_bytes"] * MILLION / 1e9
        return JINJA.get_template("page.md.jinja").render(
            report=self,
            prices=self.prices,
            usage=self.usage,
            completed=completed,
            bills=[self.bill(COMPLETED, stack) for stack in self.stacks],
            months=self.months,
            storage=[self.prices.charge("", price, gigabytes) for price in ("dynamodb_storage", "dynamodb_recovery")],
            express_ms=self.prices.express_ms(completed, self.usage),
            constants={"MILLION": MILLION, "COMPLETED": COMPLETED, "READ": READ, "MAX_TRANSITIONS": MAX_TRANSITIONS},
        )

    def readme(self) -> str:
        """Return the content of the README with the current sentence."""
        return _HEADLINE.sub(lambda _: self.headline, README.read_text(encoding="utf-8"))
