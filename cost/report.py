"""What it all costs, as a document and as tables in a terminal; both are made of the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from cost.counts import COMPLETED, MOST_TRANSITIONS, READ, Counts
from cost.month import Charge, charges
from cost.order import Line, bill, dollars, express_ms
from cost.prices import PriceList
from cost.stack import Stack
from local.process import ROOT

FILE = ROOT / "docs" / "cost.md"
README = ROOT / "README.md"
TEMPLATE = Path(__file__).with_name("page.md")

_HEADLINE = re.compile(r"^A million completed orders cost .*$", re.MULTILINE)

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, the heads of its columns, and its rows; all columns but the first are numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_markdown(self) -> str:
        """The rows in Markdown, without the title."""
        rule = ("---", *("---:" for _ in self.heads[1:]))
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.heads, rule, *self.rows))

    def as_table(self) -> Table:
        """The grid for a terminal."""
        table = Table(title=self.title, title_justify="left")
        for number, head in enumerate(self.heads):
            table.add_column(head, justify="right" if number else "left")
        for row in self.rows:
            table.add_row(*(cell.replace("**", "") for cell in row))
        return table


@dataclass(frozen=True, slots=True)
class Report:
    """The counts, the prices and the stacks, which make the document; each stack is there with both workflow types."""

    counts: Counts
    prices: PriceList
    stacks: Sequence[Stack]

    @property
    def headline(self) -> str:
        """What the README says too."""
        standard, express = (self._of_type(self.stacks[-1].name, is_express=each) for each in (False, True))
        months = " and ".join(
            f"${self._month(stack):,.0f} in the {stack.name} stack" for stack in self.stacks if not stack.is_express
        )
        return (
            f"A million completed orders cost ${self._million(COMPLETED, standard):.0f} with a Standard workflow "
            f"and ${self._million(COMPLETED, express):.0f} with an Express one; "
            f"a month before the first order costs {months}."
        )

    @property
    def order(self) -> Grid:
        """What one completed order is billed for."""
        bills = [bill(self.counts.completed, self.counts, stack, self.prices) for stack in self.stacks]
        names = list(dict.fromkeys(line.what for lines in bills for line in lines))
        rows = [(name, *(self._line(name, lines) for lines in bills)) for name in _in_bills_order(names, bills)]
        total = ("**together**", *(f"**{self._dollars(dollars(each, self.prices) * MILLION)}**" for each in bills))
        counted = {line.what: line for lines in bills for line in lines}
        return Grid(
            "A million completed orders",
            ("for one order", "counted", *(_name(stack) for stack in self.stacks)),
            (*((row[0], self._quantity(counted[row[0]]), *row[1:]) for row in rows), (total[0], "", *total[1:])),
        )

    @property
    def tables(self) -> Grid:
        """The request units of one completed order."""
        units = self.counts.completed.counted.tables
        rows = [(name, f"{each.writes:g}", f"{each.index_writes:g}", f"{each.reads:g}") for name, each in units.items()]
        return Grid("Request units of one completed order", ("table", "writes", "index writes", "reads"), tuple(rows))

    @property
    def outcomes(self) -> Grid:
        """What a million orders cost that end otherwise, and what a million looks at an order do."""
        stacks = [self._of_type(self.stacks[-1].name, is_express=each) for each in (False, True)]
        rows = []
        for name, outcome in self.counts.outcomes.items():
            counted = outcome.counted
            costs = [self._million(name, stack) for stack in stacks]
            more = [cost - self._million(COMPLETED, stack) for cost, stack in zip(costs, stacks, strict=True)]
            extra = [f"{each:+.2f}" if counted.executions and each else "" for each in more]
            writes = sum(units.writes + units.index_writes for units in counted.tables.values())
            calls = sum(counted.invocations.values())
            numbers = (counted.transitions, calls, writes, *map(self._dollars, costs), *extra)
            rows.append((name, *map(str, numbers)))
        heads = (
            "outcome",
            "transitions",
            "invocations",
            "writes",
            *map(_name, stacks),
            *(f"{stack.workflow_type.capitalize()}, more" for stack in stacks),
        )
        return Grid("A million of each outcome", heads, tuple(rows))

    @property
    def months(self) -> Grid:
        """What the stacks cost before the first order."""
        stacks = [stack for stack in self.stacks if not stack.is_express]
        all_charges = {stack.name: charges(stack, self.counts, self.prices) for stack in stacks}
        names = dict.fromkeys(charge.what for each in all_charges.values() for charge in each)
        rows = [(what, *(self._charge(what, all_charges[stack.name]) for stack in stacks)) for what in names]
        total = ("**together**", *(f"**{self._dollars(self._month(stack))}**" for stack in stacks))
        return Grid("A month before the first order", ("", *(stack.name for stack in stacks)), (*rows, total))

    @property
    def storage(self) -> float:
        """What it costs to keep a million completed orders for a month."""
        gigabytes = self.counts.completed.measured.stored_bytes * MILLION / 10**9
        return sum(self.prices.dollars(each, gigabytes) for each in ("dynamodb_storage", "dynamodb_recovery"))

    def document(self) -> str:
        """``docs/cost.md``."""
        return TEMPLATE.read_text(encoding="utf-8").format(**self._words())

    def readme(self) -> str:
        """The README, with its sentence on the cost as it is now."""
        return _HEADLINE.sub(lambda _: self.headline, README.read_text(encoding="utf-8"))

    def _words(self) -> dict[str, str]:
        completed, standard = self.counts.completed, self._of_type(self.stacks[-1].name, is_express=False)
        million = self._million(COMPLETED, standard)
        transition = self.prices.dollars("transition", MILLION)
        handler = {line.what: line for line in bill(completed, self.counts, standard, self.prices)}["Lambda time"]
        return {
            "headline": self.headline,
            "region": self.prices.region,
            "order": self.order.as_markdown(),
            "tables": self.tables.as_markdown(),
            "outcomes": self.outcomes.as_markdown(),
            "months": self.months.as_markdown(),
            "storage": f"{self.storage:.2f}",
            "stored_bytes": str(completed.measured.stored_bytes),
            "log_bytes": f"{completed.measured.log_bytes:,}",
            "response_bytes": str(completed.measured.response_bytes),
            "express_ms": f"{express_ms(completed, self.counts, self.prices):.0f}",
            "transitions": str(completed.counted.transitions),
            "most_transitions": str(MOST_TRANSITIONS),
            "read": READ,
            "share": f"{completed.counted.transitions * transition / million:.0%}",
            "lambda_time": f"{self.prices.dollars(handler.price, handler.quantity) * MILLION:.2f}",
            "metrics": str(len(self.counts.custom_metrics)),
            "handlers": ", ".join(f"{name} {ms} ms" for name, ms in self.counts.handler_ms.items()),
            "assumptions": "\n".join(
                f"| `{name}` | {each.value:g} | {each.why} |" for name, each in self.prices.assumptions.items()
            ),
            "prices": "\n".join(
                f"| `{name}` | {each} | {each.read} | {each.source} |" for name, each in self.prices.prices.items()
            ),
        }

    def _of_type(self, name: str, *, is_express: bool) -> Stack:
        (found,) = (stack for stack in self.stacks if stack.name == name and stack.is_express is is_express)
        return found

    def _million(self, outcome: str, stack: Stack) -> float:
        return MILLION * dollars(bill(self.counts.outcomes[outcome], self.counts, stack, self.prices), self.prices)

    def _month(self, stack: Stack) -> float:
        return sum(self.prices.dollars(each.price, each.quantity) for each in charges(stack, self.counts, self.prices))

    def _line(self, name: str, lines: Iterable[Line]) -> str:
        found = [self.prices.dollars(line.price, line.quantity) for line in lines if line.what == name]
        return self._dollars(MILLION * sum(found)) if found else "none"

    def _charge(self, what: str, found: Iterable[Charge]) -> str:
        costs = [self.prices.dollars(each.price, each.quantity) for each in found if each.what == what]
        return self._dollars(sum(costs)) if costs else "none"

    def _quantity(self, line: Line) -> str:
        """Of what the bytes and the shares of an hour are too small to read, nothing."""
        return f"{line.quantity:g}" if line.quantity > _READABLE else ""

    @staticmethod
    def _dollars(amount: float) -> str:
        return f"{amount:,.2f}"


_READABLE = 0.01


def _name(stack: Stack) -> str:
    return f"{stack.name}, {stack.workflow_type.capitalize()}"


def _in_bills_order(names: Sequence[str], bills: Sequence[Sequence[Line]]) -> list[str]:
    """The names as an order flows; the bill with the most lines has the say where two differ."""
    fullest = [line.what for line in max(bills, key=len)]
    return sorted(names, key=lambda name: fullest.index(name) if name in fullest else _after(name, names, fullest))


def _after(name: str, names: Sequence[str], fullest: Sequence[str]) -> float:
    before = [each for each in names[: names.index(name)] if each in fullest]
    return fullest.index(before[-1]) + 0.5 if before else -1
