"""The failure matrix: every fault in every step of the order workflow, with the expected and the observed outcome.

    python -m tests.statemachine.matrix             run every cell, print the tables, exit 1 on an unexpected outcome
    python -m tests.statemachine.matrix --stripe    the same, with Stripe's adapter in front of localstripe
    python -m tests.statemachine.matrix --write     regenerate the tables of docs/failures.md, without a run

``expected`` derives each cell's outcome from ``RULES`` alone, so it is the same with either payment provider.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import MappingProxyType
from typing import Any

from moto.stepfunctions.parser.asl.component.common.error_name.error_equals_decl import ErrorEqualsDecl
from rich.console import Console
from rich.table import Table

from local.stripe.faults import Kind
from local.stripe.proxy import Proxy
from local.stripe.stand_in import localstripe
from orders.aws.clients import client
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.contract import ADAPTER_CALLS, EXPRESS_MAX_RETRIES, STEPS, TABLES
from orders.domain import errors
from orders.domain.attempt import Attempt
from orders.domain.errors import errors_below
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine
from orders.domain.workflow import WorkflowType
from orders.usecases.payments import Payments
from tests.orders.payments import worlds
from tests.orders.payments.worlds import World
from tests.statemachine.harness import PRICE, WorkflowHarness
from tests.statemachine.interpreter import interpreter
from tests.statemachine.mock_cases import FIELDS, DeadLetterFields, usual_responses
from tests.workflow_steps import COMPENSATION, FOLDERS, FORWARD, STATES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "failures.md"

RULES = (
    "Retryable errors are retried: a passing transient error, timeout or throttle changes nothing.",
    "The workflow reads no step's response but that of `fail`, so any other malformed one changes nothing.",
    "A business rejection is compensated: `Failed` or `Cancelled`, a succeeded execution, and no message.",
    "Once `complete` took effect the order is `Completed`, even if the response is lost.",
    "Any other permanent failure of a forward step is compensated: `Failed`, a failed execution, and a message.",
    "If a compensation step fails for good, the next still runs: a failed execution, and a message that names it.",
    "The work of a compensation step that failed for good is left to do, unless the step took effect.",
    "A malformed response of `fail` is a `States.Runtime`, which no `Catch` catches: a failed execution, no message.",
)
"""The rules that ``expected`` implements."""

TRANSIENT = dict.fromkeys(STATES, errors.StoreUnavailable) | {
    "authorize": errors.PaymentProviderUnavailable,
    "reserve": errors.StockContention,
    "capture": errors.PaymentProviderTimeout,
    "release": errors.StockContention,
    "void": errors.PaymentProviderUnavailable,
    "fail": errors.OrderContention,
}
"""One retryable error for each step."""

STRIPES_FAULTS = {
    "authorize": ("/confirm$", Kind.RATE_LIMITED),
    "capture": ("/capture$", Kind.CUT_AFTER),
    "void": ("/cancel$|/refunds$", Kind.RATE_LIMITED),
}
"""The calls of Stripe in which a payment step's transient error occurs, with the fault that causes it."""

AVAILABLE = 100
QUANTITY = 2
TOTAL = QUANTITY * PRICE

ALWAYS = 1_000
A_FEW_TIMES = 20
"""More throttles than there are retries of other errors in a compensation step, and fewer than the 24 of a throttle."""

CRASH = "Runtime.ExitError"
"""AWS Lambda's name for a process that died, for example because it ran out of memory."""


class Fault(StrEnum):
    """A fault that is injected into a step's calls: once, a few times, or into every call."""

    REJECTION = "business rejection"
    TRANSIENT_ONCE = "transient error, once"
    TRANSIENT_ALWAYS = "transient error, always"
    CRASH_BEFORE = "crash before the effect"
    CRASH_AFTER = "crash after the effect"
    TIMEOUT_ONCE = "timeout after the effect, once"
    TIMEOUT_ALWAYS = "timeout after the effect, always"
    THROTTLED = "throttled a few times"
    MALFORMED = "malformed response"

    @property
    def passes(self) -> bool:
        return self in (Fault.TRANSIENT_ONCE, Fault.TIMEOUT_ONCE, Fault.THROTTLED)

    @property
    def has_effect(self) -> bool:
        return self in (Fault.CRASH_AFTER, Fault.TIMEOUT_ONCE, Fault.TIMEOUT_ALWAYS, Fault.MALFORMED)

    @property
    def times(self) -> int:
        if self is Fault.THROTTLED:
            return A_FEW_TIMES
        return 1 if self.passes else ALWAYS

    def error(self, step: str) -> str:
        """Return the error's name in the state machine; of the two timeouts one is the function's, one the state's."""
        return {
            Fault.TRANSIENT_ONCE: TRANSIENT[step].__name__,
            Fault.TRANSIENT_ALWAYS: TRANSIENT[step].__name__,
            Fault.CRASH_BEFORE: CRASH,
            Fault.CRASH_AFTER: CRASH,
            Fault.TIMEOUT_ONCE: "Sandbox.Timedout",
            Fault.TIMEOUT_ALWAYS: "States.Timeout",
            Fault.THROTTLED: "Lambda.TooManyRequestsException",
            Fault.MALFORMED: "States.Runtime",
        }[self]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The forward step and the error that start the compensation."""

    step: str
    error: str
    is_rejection: bool = False


class Cause(StrEnum):
    """The cause of the compensation in which a step meets its fault."""

    NONE = "no compensation"
    SOLD_OUT = "the product is sold out"
    CANCELLED = "the customer cancels before the capture"
    CAPTURE_CRASHES = "capture crashes before its effect"
    COMPLETE_CRASHES = "complete crashes before its effect"

    @property
    def trigger(self) -> Trigger:
        return {
            Cause.SOLD_OUT: Trigger("reserve", "OutOfStock", is_rejection=True),
            Cause.CANCELLED: Trigger("capture", "OrderCancelled", is_rejection=True),
            Cause.CAPTURE_CRASHES: Trigger("capture", CRASH),
            Cause.COMPLETE_CRASHES: Trigger("complete", CRASH),
        }[self]


COMPENSATED = tuple(cause for cause in Cause if cause is not Cause.NONE)

REJECTIONS = {
    "authorize": Trigger("authorize", "PaymentDeclined", is_rejection=True),
    "reserve": Cause.SOLD_OUT.trigger,
    "capture": Cause.CANCELLED.trigger,
}
"""The business rejection of each step that has one."""

FOOTNOTES = (
    "`—` marks an impossible cell: only `authorize`, `reserve` and `capture` reject an order.",
    "Each path has its own table, because no forward step runs during the compensation, nor the reverse.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    step: str
    fault: Fault
    cause: Cause = Cause.NONE

    @property
    def is_possible(self) -> bool:
        return self.fault is not Fault.REJECTION or self.step in REJECTIONS

    @property
    def trigger(self) -> Trigger:
        """The start of the compensation."""
        if self.cause is not Cause.NONE:
            return self.cause.trigger
        return (
            REJECTIONS[self.step] if self.fault is Fault.REJECTION else Trigger(self.step, self.fault.error(self.step))
        )

    def __str__(self) -> str:
        return f"{self.step}, {self.fault}" + (f", while {self.cause}" if self.cause is not Cause.NONE else "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the customer, the tables and the operator show after one attempt.

    ``held`` and ``captured`` are amounts in minor units, and ``taken`` is a number of units.  ``rows`` has the state of
    the order's row in each of ``LEDGERS``.
    """

    status: str
    reason: str | None = None
    held: int = 0
    captured: int = 0
    taken: int = 0
    rows: Mapping[str, str | None] = field(default_factory=lambda: states_after(COMPENSATION))
    execution: str = "SUCCEEDED"
    dead_letter: DeadLetterFields | None = None


LEDGERS = TABLES.keys() - {"orders", "products", "stock", "permits", "payments", "simulator"}
"""The tables in which a step gives the order a row with a state; the amounts of the payments say more than a state."""

LEDGER_OF = {
    step: table
    for step, folder in FOLDERS.items()
    for adapter in STEPS[folder]
    for table in ADAPTER_CALLS[adapter].keys() & LEDGERS
}
"""The ledger of each step's function."""

UNDOES = {step: LEDGER_OF[step] for step in [*COMPENSATION][:-1] if step in LEDGER_OF}
"""The ledger whose row a compensation step changes."""


def held(step: str) -> str:
    """Return the name of the outcome in which this compensation step is left to do."""
    return f"{'stock' if step == 'release' else UNDOES[step]} held"


def states_after(steps: Iterable[str]) -> dict[str, str | None]:
    """Return the state of the order's row in each of ``LEDGERS`` after these steps."""
    states: dict[str, str | None] = dict.fromkeys(LEDGERS)
    for step in steps:
        _, response = usual_responses()[STATES[step]]
        if step in LEDGER_OF and "state" in response["Payload"]:
            states[LEDGER_OF[step]] = response["Payload"]["state"]
    return states


def completed() -> Outcome:
    rows = states_after(FORWARD) | {"reservations": "SOLD"}
    return Outcome("Completed", captured=TOTAL, taken=QUANTITY, rows=rows)


EFFECTS: dict[str, dict[str, Any]] = {
    "authorize": {"held": TOTAL},
    "reserve": {"taken": QUANTITY},
    "capture": {"held": 0, "captured": TOTAL},
}
COMPENSATES = {"release": ("taken",), "void": ("held", "captured")}


def expected(cell: Cell) -> Outcome:
    """Return the outcome that ``RULES`` require."""
    is_harmless = cell.fault.passes or (cell.fault is Fault.MALFORMED and cell.step != "fail")
    if cell.cause is Cause.NONE:
        is_complete = cell.step == "complete" and cell.fault.has_effect
        return completed() if is_harmless or is_complete else compensated(cell.trigger)
    return compensated(cell.trigger) if is_harmless else partly_compensated(cell)


def compensated(trigger: Trigger) -> Outcome:
    status = "Cancelled" if trigger.error == "OrderCancelled" else "Failed"
    if trigger.is_rejection:
        return Outcome(status, trigger.error)
    return Outcome(
        status, trigger.error, execution="FAILED", dead_letter=DeadLetterFields(STATES[trigger.step], trigger.error)
    )


def partly_compensated(cell: Cell) -> Outcome:
    state, error = STATES[cell.step], cell.fault.error(cell.step)
    outcome = replace(compensated(cell.trigger), execution="FAILED")
    if cell.step == "fail":
        if cell.fault is Fault.MALFORMED:
            return replace(outcome, dead_letter=None)
        outcome = replace(outcome, dead_letter=DeadLetterFields(state, error, tuple(COMPENSATION.values())))
        return outcome if cell.fault.has_effect else replace(outcome, status="Processing", reason=None)
    # The message names the forward step that failed; a business rejection is no failure.
    dead_letter = replace(outcome.dead_letter or DeadLetterFields(state, error), needs_attention=(state,))
    outcome = replace(outcome, dead_letter=dead_letter)
    if cell.fault.has_effect:
        return outcome
    done = list(FORWARD)[: list(FORWARD).index(cell.trigger.step)]
    left: dict[str, Any] = {"held": 0, "captured": 0, "taken": 0}
    for step in done:
        left |= EFFECTS.get(step, {})
    rows = {table: state for table, state in states_after(done).items() if table == LEDGER_OF.get(cell.step)}
    return replace(
        outcome, rows={**outcome.rows, **rows}, **{name: left[name] for name in COMPENSATES.get(cell.step, ())}
    )


CELLS = (
    *(Cell(step, fault) for step in FORWARD for fault in Fault),
    *(Cell(step, fault, cause) for step in COMPENSATION for cause in COMPENSATED for fault in Fault),
)


def money_in(row: Mapping[str, Any] | None) -> tuple[int, int]:
    """Return the money that a payment holds, and that it has captured and not refunded."""
    if row is None:
        return 0, 0
    return row["amount"] * (row["state"] == "AUTHORIZED"), row["captured"] - row["refunded"]


@dataclass
class FaultHarness(WorkflowHarness):
    """Runs one order after the other, and injects a fault into a step's calls.

    With Stripe, the transient errors of the payment steps come from the proxy.
    """

    world: World = field(default_factory=worlds.simulated)
    throttles: int = A_FEW_TIMES
    order_id: str = ""
    fault_calls: Counter[str] = field(default_factory=Counter)
    faults: dict[str, Fault] = field(default_factory=dict)

    def observe(self, cell: Cell, also: Mapping[str, Fault] = MappingProxyType({})) -> Outcome:
        """Return the outcome of an order in this cell, with the faults of ``also`` in other steps."""
        self.order_id, self.faults, self.before = self.world.order_id(), {**also}, {}
        self.calls, self.fault_calls = Counter(), Counter()
        available = 0 if cell.trigger.error == "OutOfStock" else AVAILABLE
        self.tables.put_product("Test Product", available=available, cents=PRICE)
        self._cause(cell)
        is_declined = cell.step == "authorize" and cell.fault is Fault.REJECTION
        self._place(self.world.declined if is_declined else self.world.approved)
        self._plan_stripes_faults()
        execution = self.run(Attempt(self.order_id, 1))
        order = OrderTable("dev-orders").get(self.order_id)
        held, captured = money_in(self.tables.payment(f"{self.order_id}.1"))
        at_provider = [(found.held, found.kept) for found in self.world.payments_with(f"{self.order_id}.1")]
        assert (at_provider or [(0, 0)]) == [(held, captured)], f"{cell}: our ledger and the provider's differ"
        assert not (repeated := self._repeated_calls()), f"{cell}: {repeated}"
        return Outcome(
            status=order.status.value,
            reason=order.failure_reason,
            held=held,
            captured=captured,
            taken=available - self.tables.available("Test Product"),
            rows={table: self.tables.state(table, self.order_id) for table in LEDGERS},
            execution=execution.status,
            dead_letter=self.dead_letter(execution.arn),
        )

    def _cause(self, cell: Cell) -> None:
        if cell.fault is not Fault.REJECTION:
            self.faults[cell.step] = cell.fault
        if cell.trigger.error == "OrderCancelled":
            self.before["capture"] = self._cancel
        elif cell.cause is not Cause.NONE and not cell.trigger.is_rejection:
            self.faults[cell.trigger.step] = Fault.CRASH_BEFORE

    def _cancel(self) -> None:
        OrderTable("dev-orders").request_cancellation(self.order_id, datetime.now(UTC))

    def _plan_stripes_faults(self) -> None:
        """Let Stripe cause the transient errors of its steps, instead of ``_invoke``."""
        if self.world.proxy is None:
            return
        self.world.proxy.plan.clear()
        for step, fault in list(self.faults.items()):
            if step in STRIPES_FAULTS and fault in (Fault.TRANSIENT_ONCE, Fault.TRANSIENT_ALWAYS):
                operation, kind = STRIPES_FAULTS[step]
                self.world.proxy.plan.add(operation, *[kind] * fault.times)
                del self.faults[step]

    def stripe_calls(self, step: str) -> int:
        """Return how often the proxy has received the call of a payment step that moves money."""
        assert self.world.proxy is not None
        operation, _ = STRIPES_FAULTS[step]
        return self.world.proxy.plan.count(f"POST .*(?:{operation})")

    def _repeated_calls(self) -> list[str]:
        """Return a sentence for each call of Stripe with two keys, or that was repeated outside the state machine."""
        if self.world.proxy is None:
            return []
        return self.world.proxy.plan.repetitions() + [
            f"{step} ran {self.calls[step]} times, and called Stripe {self.stripe_calls(step)} times"
            for step in STRIPES_FAULTS
            if self.stripe_calls(step) > self.calls[step]
        ]

    def _place(self, method: str) -> None:
        now = datetime.now(UTC)
        line = OrderLine("Test Product", QUANTITY, Money(PRICE, "USD"))
        OrderTable("dev-orders").add(Order(self.order_id, "Test Customer", (line,), method, now, now))

    def dead_letter(self, execution_arn: str) -> DeadLetterFields | None:
        """Take the message about the attempt from the queue, if there is one."""
        sqs = client("sqs")
        received = sqs.receive_message(QueueUrl=self.dead_letters_url, MaxNumberOfMessages=10).get("Messages", [])
        if not received:
            return None
        (message,) = received  # an attempt sends one message at most
        sqs.delete_message(QueueUrl=self.dead_letters_url, ReceiptHandle=message["ReceiptHandle"])
        body = json.loads(message["Body"])
        assert body.keys() == {*FIELDS}
        assert (body["order_id"], body["attempt"], body["execution_arn"]) == (self.order_id, 1, execution_arn)
        return DeadLetterFields.of(body)

    def _invoke(
        self, function_name: str, _qualifier: Any, body: str, _headers: Any, response_headers: dict[str, str]
    ) -> bytes:
        step = json.loads(body)["operation"]
        fault = self.faults.get(step)
        self.fault_calls[step] += 1
        if fault is None or self.fault_calls[step] > (self.throttles if fault is Fault.THROTTLED else fault.times):
            return super()._invoke(function_name, _qualifier, body, _headers, response_headers)
        if fault.has_effect:
            response = super()._invoke(function_name, _qualifier, body, _headers, response_headers)
            assert "x-amz-function-error" not in response_headers, f"{step} has no effect: {response!r}"
        if fault is Fault.MALFORMED:
            return b"{}"
        if fault.error(step) == "States.Timeout":
            raise TimeoutError  # as the interpreter does after a state's TimeoutSeconds
        response_headers["x-amz-function-error"] = "Unhandled"
        return json.dumps({"errorType": fault.error(step), "errorMessage": "injected"}).encode()


@contextmanager
def fault_harness(
    workflow_type: WorkflowType = WorkflowType.STANDARD, world: World | None = None
) -> Iterator[FaultHarness]:
    """Let ``States.ALL`` match only what it matches on AWS, and the orders pay in this world."""
    with interpreter() as patch:
        patch.setattr(ErrorEqualsDecl, "_eval_body", _as_on_aws(ErrorEqualsDecl._eval_body))
        harness = FaultHarness.open(patch, workflow_type)
        if world is not None:
            harness.world = world
            payments = Payments(PaymentTable("dev-payments"), lambda _: world.provider, world.name)
            patch.setattr(import_module("functions.payment.handler"), "payments", payments)
        harness.throttles = (
            min(A_FEW_TIMES, EXPRESS_MAX_RETRIES) if workflow_type is WorkflowType.EXPRESS else A_FEW_TIMES
        )
        yield harness


def _as_on_aws(matches: Any) -> Any:
    """moto's ``States.ALL`` matches two errors that AWS's does not.

    https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
    """

    def eval_body(declaration: ErrorEqualsDecl, env: Any) -> None:
        error = env.stack[-1].error_name
        matches(declaration, env)
        env.stack[-1] = env.stack[-1] and error not in {"States.Runtime", "States.DataLimitExceeded"}

    return eval_body


MEANINGS = {
    "completed": "Nothing.",
    "rejected": "Nothing: the customer sees the reason.",
    "cancelled": "Nothing: the customer asked for it.",
    "compensated": "Fix the cause, then redrive.",
    "compensated, check": "Fix the cause, then redrive; the step took effect.",
    **{held(step): f"Fix the cause, then redrive, which runs `{step}` again." for step in UNDOES},
    **{f"nothing to {step}": "Fix the cause, then redrive; there was nothing to undo." for step in UNDOES},
    "money held": "Fix the cause, then redrive, which voids the payment.",
    "money captured": "Fix the cause, then redrive, which refunds the payment.",
    "order open": "Fix the cause; the watchdog finishes the order, then redrive.",
    "no message": "Fix the cause; the watchdog sends the message, then redrive.",
}
"""The outcomes' names in the tables, with the operator's action."""


def name(outcome: Outcome) -> str:
    dead_letter = outcome.dead_letter
    if dead_letter is None:
        is_failed = outcome.execution == "FAILED"
        return "no message" if is_failed else {"Failed": "rejected"}.get(outcome.status, outcome.status.lower())
    facts = {
        "order open": outcome.status == "Processing",
        **{held(step): outcome.rows[table] == states_after(FORWARD)[table] for step, table in UNDOES.items()},
        "money held": outcome.held > 0,
        "money captured": outcome.captured > 0,
        **{f"nothing to {step}": outcome.rows[table] is None for step, table in UNDOES.items()},
        "compensated, check": bool(dead_letter.needs_attention),
    }
    return next((fact for fact, is_so in facts.items() if is_so), "compensated")


def rows(path: str) -> Iterator[tuple[str, ...]]:
    """Yield the table of one path, the heading first; ``—`` marks an impossible cell."""
    is_compensation = path == "compensation"
    yield ("step", *(["while"] if is_compensation else []), *Fault)
    for step in COMPENSATION if is_compensation else FORWARD:
        for cause in COMPENSATED if is_compensation else (Cause.NONE,):
            cells = [Cell(step, fault, cause) for fault in Fault]
            outcomes = [name(expected(cell)) if cell.is_possible else "—" for cell in cells]
            yield (f"`{step}`", *([cause.value] if is_compensation else []), *outcomes)


def legend() -> Iterator[tuple[str, ...]]:
    """Yield the table that explains the outcomes."""
    yield ("outcome", "order", "money", "stock", "execution", "message", "`needs_attention`", "what you do")
    outcomes = [expected(cell) for cell in CELLS if cell.is_possible]
    for title, advice in MEANINGS.items():
        alike = [outcome for outcome in outcomes if name(outcome) == title]
        needs = [outcome.dead_letter.needs_attention for outcome in alike if outcome.dead_letter]
        yield (
            title,
            _either(outcome.status for outcome in alike),
            _either(_money(outcome) for outcome in alike),
            _either(_stock(outcome) for outcome in alike),
            _either(outcome.execution for outcome in alike),
            "yes" if needs else "no",
            "the step" if any(needs) else "`[]`" if needs else "",
            advice,
        )


def _either(facts: Iterator[str]) -> str:
    return " or ".join(sorted(set(facts)))


def _money(outcome: Outcome) -> str:
    return "held on the card" if outcome.held else "captured" if outcome.captured else "none"


def _stock(outcome: Outcome) -> str:
    where = "taken" if outcome.taken else "available"
    return f"{where}, reservation {outcome.rows['reservations'] or 'none'}"


def markdown(table: Iterator[tuple[str, ...]]) -> str:
    head, *body = table
    lines = [head, ("---",) * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines).replace("| --- ", "|---").replace("--- |", "---|")


def tables() -> dict[str, str]:
    """Return the generated parts of the document, by the marker before each."""
    fields = [("field", "content"), *((f"`{field}`", meaning) for field, meaning in FIELDS.items())]
    return {
        "rules": "\n".join(f"{number}. {rule}" for number, rule in enumerate(RULES, start=1)),
        "forward": markdown(rows("forward")),
        "compensation": markdown(rows("compensation")),
        "footnotes": "\n".join(FOOTNOTES),
        "outcomes": markdown(legend()),
        "fields": markdown(iter(fields)),
        **{marker: _list_of(roots) for marker, roots in NEVER_DEAD_LETTERED.items()},
    }


def _list_of(kinds: Sequence[type[errors.OrderError]]) -> str:
    """Return a list of the classes, or of a class's descendants, with the first sentences of their docstrings."""
    leaves = [leaf for kind in kinds for leaf in errors_below(kind) or (kind,)]
    return "\n".join(f"- `{leaf.__name__}`: {cleandoc(leaf.__doc__ or '').splitlines()[0]}" for leaf in leaves).replace(
        "``", "`"
    )


NEVER_DEAD_LETTERED: Mapping[str, Sequence[type[errors.OrderError]]] = {
    "rejections": (errors.Rejected,),
    "invalid_requests": (errors.InvalidRequest,),
    "other": (errors.OrderExists, errors.OrderAlreadyCompleted, errors.NoPermitFree),
}
"""The errors that no message in the dead-letter queue has, by the marker of their list in the document."""


def read_tables(text: str) -> dict[str, str]:
    return dict(re.findall(r"<!-- generated: (\w+) -->\n(.*?)\n<!-- end -->", text, re.DOTALL))


def write_tables(text: str) -> str:
    for marker, table in tables().items():
        pattern = re.compile(rf"(<!-- generated: {marker} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", text)
    return text


@dataclass(frozen=True, slots=True)
class Result:
    cell: Cell
    outcome: Outcome | str

    @property
    def is_as_expected(self) -> bool:
        return self.outcome == expected(self.cell)


def report(results: Sequence[Result], console: Console) -> int:
    """Print the tables and the unexpected outcomes, and return the command's exit status."""
    wrong = [result for result in results if not result.is_as_expected]
    for path, title in (("forward", "Forward"), ("compensation", "Compensation")):
        _print(rows(path), title, console, {str(result.cell.step) for result in wrong})
    _print(legend(), "Outcomes", console)
    console.print("\n".join(FOOTNOTES).replace("`", ""), markup=False)
    for result in wrong:
        console.print(f"✗ {result.cell}", style="red", markup=False)
        console.print(f"    expected {expected(result.cell)}\n    observed {result.outcome}", markup=False)
    console.print(f"{len(results) - len(wrong)} of {len(results)} cells have the expected outcome", markup=False)
    return 1 if wrong else 0


def _print(lines: Iterator[tuple[str, ...]], title: str, console: Console, wrong: Any = ()) -> None:
    head, *body = lines
    table = Table(*(heading.replace("`", "") for heading in head), title=title, title_justify="left", show_lines=True)
    for line in body:
        table.add_row(*(text.replace("`", "") for text in line), style="red" if line[0].strip("`") in wrong else None)
    console.print(table)


_in_this_process: list[Any] = []


def _open_harness(stripe_url: str | None) -> None:
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # discards the handlers' logs until the process ends
    logging.disable()  # the interpreter logs a warning for every fault
    stack = ExitStack()
    world = stack.enter_context(worlds.in_front_of(Proxy(stripe_url))) if stripe_url else None
    _in_this_process[:] = [stack.enter_context(fault_harness(world=world)), stack]


def _observe(cell: Cell) -> Result:
    try:
        return Result(cell, _in_this_process[0].observe(cell))
    except Exception as error:  # noqa: BLE001  # report a cell that fails, and run the others
        return Result(cell, f"{type(error).__name__}: {error}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.statemachine.matrix", description="The failure matrix.")
    parser.add_argument("--stripe", action="store_true", help="pay with Stripe's adapter, in front of localstripe")
    parser.add_argument("--write", action="store_true", help="regenerate the tables of docs/failures.md, without a run")
    arguments = parser.parse_args()
    if arguments.write:
        DOCUMENT.write_text(write_tables(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    import_module("tests.conftest")  # sets the environment of every test
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stripe_url = stack.enter_context(localstripe(folder)) if arguments.stripe else None
        pool = stack.enter_context(ProcessPoolExecutor(initializer=_open_harness, initargs=[stripe_url]))
        results = list(pool.map(_observe, [cell for cell in CELLS if cell.is_possible], chunksize=8))
    console = Console(highlight=False)
    return report(results, console if console.is_terminal else Console(highlight=False, width=200))


if __name__ == "__main__":
    sys.exit(main())
