"""Every step of the order workflow meets every fault: what must become of the order, and what does.

    python -m tests.statemachine.matrix           run every cell, print the tables, exit 1 if one is not as expected
    python -m tests.statemachine.matrix --write   write the tables of docs/failures.md anew; they come from the rules

The expectations come from ``RULES`` alone.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.common.error_name.error_equals_decl import ErrorEqualsDecl
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from rich.console import Console
from rich.table import Table

from infra import express
from orders.aws import clients
from orders.aws.clients import client
from orders.aws.order_table import OrderTable
from orders.domain import errors
from orders.domain.attempt import Attempt
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, PaymentMethod
from orders.domain.workflow import WorkflowType
from tests.statemachine.harness import PRICE, WorkflowHarness

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "failures.md"

RULES = (
    "What time mends is asked again: a transient error, a time-out or a throttle that passes changes nothing.",
    "Nobody reads the answer of a step, so a malformed one changes nothing, except for `fail`.",
    "A refusal is undone: `Failed`, or `Cancelled` if the customer asked for it; a green execution, and no message.",
    "Once `complete` took effect the order is `Completed`, whatever became of its answer.",
    "Everything else that fails for good on the way forward is undone: `Failed`, a red execution, and a message.",
    "An undo step that fails for good keeps no other from undoing: a red execution, and a message that names the step.",
    "What an undo step that fails for good would have undone is left to do, unless the step had taken effect.",
    "A malformed answer of `fail` is a `States.Runtime`, which no `Catch` catches: undone, red, and no message.",
)
"""What ``expected`` knows."""

FORWARD = {
    "authorize": "AuthorizePayment",
    "reserve": "ReserveInventory",
    "capture": "CapturePayment",
    "complete": "CompleteOrder",
}
UNDO = {"release": "ReleaseInventory", "void": "VoidPayment", "fail": "FailOrder"}
STATES = FORWARD | UNDO

TRANSIENT = {
    "authorize": errors.PaymentProviderUnavailable,
    "reserve": errors.StockContention,
    "capture": errors.PaymentProviderTimeout,
    "complete": errors.StoreUnavailable,
    "release": errors.StockContention,
    "void": errors.PaymentProviderUnavailable,
    "fail": errors.OrderContention,
}
"""What time may mend, an example for each step."""

SHELF = 100
QUANTITY = 2
TOTAL = QUANTITY * PRICE

FOR_EVER = 1_000
A_FEW_TIMES = 5
"""More throttles than the three tries that a transient error gets, and fewer than an undo step's eight."""

CRASH = "Runtime.ExitError"
"""How AWS Lambda calls a process that died, of want of memory for instance."""


class Fault(StrEnum):
    """What a step meets; a crash and what is "for ever" strike every call."""

    REFUSAL = "refusal"
    TRANSIENT_ONCE = "transient error, once"
    TRANSIENT_FOR_EVER = "transient error, for ever"
    CRASH_BEFORE = "crash before the effect"
    CRASH_AFTER = "crash after the effect"
    TIMEOUT_ONCE = "time-out after the effect, once"
    TIMEOUT_FOR_EVER = "time-out after the effect, for ever"
    THROTTLED = "throttled a few times"
    MALFORMED = "malformed answer"

    @property
    def passes(self) -> bool:
        return self in (Fault.TRANSIENT_ONCE, Fault.TIMEOUT_ONCE, Fault.THROTTLED)

    @property
    def has_effect(self) -> bool:
        return self in (Fault.CRASH_AFTER, Fault.TIMEOUT_ONCE, Fault.TIMEOUT_FOR_EVER, Fault.MALFORMED)

    @property
    def times(self) -> int:
        if self is Fault.THROTTLED:
            return A_FEW_TIMES
        return 1 if self.passes else FOR_EVER

    def error(self, step: str) -> str:
        """The name under which the state machine hears of it; the two time-outs are the function's and the state's."""
        return {
            Fault.TRANSIENT_ONCE: TRANSIENT[step].__name__,
            Fault.TRANSIENT_FOR_EVER: TRANSIENT[step].__name__,
            Fault.CRASH_BEFORE: CRASH,
            Fault.CRASH_AFTER: CRASH,
            Fault.TIMEOUT_ONCE: "Sandbox.Timedout",
            Fault.TIMEOUT_FOR_EVER: "States.Timeout",
            Fault.THROTTLED: "Lambda.TooManyRequestsException",
            Fault.MALFORMED: "States.Runtime",
        }[self]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What ends the way forward: where, under which name, and whether that is an answer or a fault."""

    step: str
    error: str
    is_rejection: bool = False


class Cause(StrEnum):
    """Why an order is undone while an undo step meets its fault."""

    NONE = "nothing is undone"
    SOLD_OUT = "the product is sold out"
    CANCELLED = "the customer cancels before the capture"
    CAPTURE_CRASHES = "capture crashes before its effect"
    COMPLETE_CRASHES = "complete crashes before its effect"

    @property
    def trouble(self) -> Trouble:
        return {
            Cause.SOLD_OUT: Trouble("reserve", "OutOfStock", is_rejection=True),
            Cause.CANCELLED: Trouble("capture", "OrderCancelled", is_rejection=True),
            Cause.CAPTURE_CRASHES: Trouble("capture", CRASH),
            Cause.COMPLETE_CRASHES: Trouble("complete", CRASH),
        }[self]


UNDOING = tuple(cause for cause in Cause if cause is not Cause.NONE)

REFUSALS = {
    "authorize": Trouble("authorize", "PaymentDeclined", is_rejection=True),
    "reserve": Cause.SOLD_OUT.trouble,
    "capture": Cause.CANCELLED.trouble,
}
"""The steps that can say no, and how."""

SENSELESS = (
    "`—` stands where a step cannot meet the fault: only `authorize`, `reserve` and `capture` have anything to refuse.",
    "No step of the way forward is called during the undo, nor an undo step before it, so each path has its own table.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    step: str
    fault: Fault
    cause: Cause = Cause.NONE

    @property
    def makes_sense(self) -> bool:
        return self.fault is not Fault.REFUSAL or self.step in REFUSALS

    @property
    def trouble(self) -> Trouble:
        """What the order is undone for."""
        if self.cause is not Cause.NONE:
            return self.cause.trouble
        return REFUSALS[self.step] if self.fault is Fault.REFUSAL else Trouble(self.step, self.fault.error(self.step))

    def __str__(self) -> str:
        return f"{self.step}, {self.fault}" + (f", while {self.cause}" if self.cause is not Cause.NONE else "")


@dataclass(frozen=True, slots=True)
class DeadLetterFields:
    failed_state: str
    error: str
    needs_attention: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the customer, the books and the operator see of one attempt; ``held`` and ``kept`` are money, as ``taken``
    is units that are off the shelf."""

    status: str
    reason: str | None = None
    held: int = 0
    kept: int = 0
    taken: int = 0
    reservation: str | None = "RELEASED"
    execution: str = "SUCCEEDED"
    dead_letter: DeadLetterFields | None = None


COMPLETED = Outcome("Completed", kept=TOTAL, taken=QUANTITY, reservation="SOLD")

EFFECTS: dict[str, dict[str, Any]] = {
    "authorize": {"held": TOTAL},
    "reserve": {"taken": QUANTITY, "reservation": "RESERVED"},
    "capture": {"held": 0, "kept": TOTAL},
}
UNDOES = {"release": ("taken", "reservation"), "void": ("held", "kept")}


def expected(cell: Cell) -> Outcome:
    """What ``RULES`` say."""
    is_harmless = cell.fault.passes or (cell.fault is Fault.MALFORMED and cell.step != "fail")
    if cell.cause is Cause.NONE:
        is_complete = cell.step == "complete" and cell.fault.has_effect
        return COMPLETED if is_harmless or is_complete else undone(cell.trouble)
    return undone(cell.trouble) if is_harmless else undone_in_part(cell)


def undone(trouble: Trouble) -> Outcome:
    status = "Cancelled" if trouble.error == "OrderCancelled" else "Failed"
    if trouble.is_rejection:
        return Outcome(status, trouble.error)
    return Outcome(
        status, trouble.error, execution="FAILED", dead_letter=DeadLetterFields(STATES[trouble.step], trouble.error)
    )


def undone_in_part(cell: Cell) -> Outcome:
    state, error = STATES[cell.step], cell.fault.error(cell.step)
    outcome = replace(undone(cell.trouble), execution="FAILED")
    if cell.step == "fail":
        if cell.fault is Fault.MALFORMED:
            return replace(outcome, dead_letter=None)
        outcome = replace(outcome, dead_letter=DeadLetterFields(state, error, tuple(UNDO.values())))
        return outcome if cell.fault.has_effect else replace(outcome, status="Processing", reason=None)
    # What went wrong on the way forward is what the queue tells; a refusal is nothing that went wrong.
    dead_letter = replace(outcome.dead_letter or DeadLetterFields(state, error), needs_attention=(state,))
    outcome = replace(outcome, dead_letter=dead_letter)
    if cell.fault.has_effect:
        return outcome
    left = left_by_the_way_forward(cell.trouble.step)
    return replace(outcome, **{name: left[name] for name in UNDOES[cell.step]})


def left_by_the_way_forward(until: str) -> dict[str, Any]:
    left: dict[str, Any] = {"held": 0, "kept": 0, "taken": 0, "reservation": None}
    for step in FORWARD:
        if step == until:
            break
        left |= EFFECTS[step]
    return left


CELLS = (
    *(Cell(step, fault) for step in FORWARD for fault in Fault),
    *(Cell(step, fault, cause) for step in UNDO for cause in UNDOING for fault in Fault),
)


@dataclass
class FaultHarness(WorkflowHarness):
    """A harness that takes one order after the other, and strikes a step's calls with a fault."""

    throttles: int = A_FEW_TIMES
    orders: int = 0
    order_id: str = ""
    strikes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, Fault] = field(default_factory=dict)

    def observe(self, cell: Cell, also: Mapping[str, Fault] = MappingProxyType({})) -> Outcome:
        """What becomes of an order in this cell, if other steps meet no fault but those of ``also``."""
        self.orders += 1
        self.order_id, self.faults, self.before, self.strikes = f"order-{self.orders}", {**also}, {}, Counter()
        shelf = 0 if cell.trouble.error == "OutOfStock" else SHELF
        self.tables.shelve("Test Product", available=shelf, cents=PRICE)
        self._cause(cell)
        is_declined = cell.step == "authorize" and cell.fault is Fault.REFUSAL
        self._place(PaymentMethod.DECLINED if is_declined else PaymentMethod.VISA)
        execution = self.run(Attempt(self.order_id, 1))
        order = OrderTable("dev-orders").get(self.order_id)
        payment = self.tables.payment(f"{self.order_id}.1") or {
            "state": None,
            "amount": 0,
            "captured": 0,
            "refunded": 0,
        }
        reservation = self.tables.reservation(self.order_id) or {"state": None}
        return Outcome(
            status=order.status.value,
            reason=order.failure_reason,
            held=payment["amount"] * (payment["state"] == "AUTHORIZED"),
            kept=payment["captured"] - payment["refunded"],
            taken=shelf - self.tables.available("Test Product"),
            reservation=reservation["state"],
            execution=execution.status,
            dead_letter=self.dead_letter(execution.arn),
        )

    def _cause(self, cell: Cell) -> None:
        if cell.fault is not Fault.REFUSAL:
            self.faults[cell.step] = cell.fault
        if cell.trouble.error == "OrderCancelled":
            self.before["capture"] = self._cancel
        elif cell.cause is not Cause.NONE and not cell.trouble.is_rejection:
            self.faults[cell.trouble.step] = Fault.CRASH_BEFORE

    def _cancel(self) -> None:
        OrderTable("dev-orders").request_cancellation(self.order_id, datetime.now(UTC))

    def _place(self, method: PaymentMethod) -> None:
        now = datetime.now(UTC)
        line = OrderLine("Test Product", QUANTITY, Money(PRICE, "USD"))
        OrderTable("dev-orders").add(Order(self.order_id, "Test Customer", (line,), method, now, now))

    def dead_letter(self, execution_arn: str) -> DeadLetterFields | None:
        """The message about the attempt, which is then gone from the queue."""
        sqs, dead_letters = client("sqs"), []
        for message in sqs.receive_message(QueueUrl=self.dead_letters_url, MaxNumberOfMessages=10).get("Messages", []):
            sqs.delete_message(QueueUrl=self.dead_letters_url, ReceiptHandle=message["ReceiptHandle"])
            dead_letters.append(json.loads(message["Body"]))
        assert len(dead_letters) <= 1, "an attempt sends one message at most"
        for dead_letter in dead_letters:
            assert dead_letter.keys() == {*FIELDS}
            assert (dead_letter["order_id"], dead_letter["attempt"], dead_letter["execution_arn"]) == (
                self.order_id,
                1,
                execution_arn,
            )
            return DeadLetterFields(
                dead_letter["failed_state"], dead_letter["error"], tuple(dead_letter["needs_attention"])
            )
        return None

    def _invoke(
        self, function_name: str, _qualifier: Any, body: str, _headers: Any, response_headers: dict[str, str]
    ) -> bytes:
        step = json.loads(body)["operation"]
        fault = self.faults.get(step)
        self.strikes[step] += 1
        if fault is None or self.strikes[step] > (self.throttles if fault is Fault.THROTTLED else fault.times):
            return super()._invoke(function_name, _qualifier, body, _headers, response_headers)
        if fault.has_effect:
            answer = super()._invoke(function_name, _qualifier, body, _headers, response_headers)
            assert "x-amz-function-error" not in response_headers, f"{step} has no effect: {answer!r}"
        if fault is Fault.MALFORMED:
            return b"{}"
        if fault.error(step) == "States.Timeout":
            raise TimeoutError  # so does the interpreter when a state's TimeoutSeconds are over
        response_headers["x-amz-function-error"] = "Unhandled"
        return json.dumps({"errorType": fault.error(step), "errorMessage": "injected"}).encode()


FIELDS = {
    "order_id": "the order",
    "attempt": "which attempt at it, counted from 1",
    "failed_state": "the state that failed for good; `null` in a message of the watchdog",
    "error": "the error's name: a class of `orders/errors.py`, or one of AWS's own",
    "cause": "what came with it: for a function's error a JSON text with `errorMessage`, else a sentence or nothing",
    "needs_attention": "the undo states that failed for good, whose work is left to do; `[]` if all is undone",
    "execution_arn": "the execution, whose history has every try",
    "time": "when the message was sent, in UTC",
}
"""The fields of a message about an order in the dead-dead_letter queue."""


@contextmanager
def fault_harness(kind: WorkflowType = WorkflowType.STANDARD) -> Iterator[FaultHarness]:
    """Retries do not wait here, and ``States.ALL`` catches no more than on AWS."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(retrier_decl, "time", SimpleNamespace(sleep=lambda _seconds: None))
        monkeypatch.setattr(ErrorEqualsDecl, "_eval_body", _as_on_aws(ErrorEqualsDecl._eval_body))
        clients.client.cache_clear()
        with mock_aws(config={"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}):
            harness = FaultHarness.open(monkeypatch, kind)
            harness.throttles = min(A_FEW_TIMES, express.TRIES_AGAIN) if kind is WorkflowType.EXPRESS else A_FEW_TIMES
            yield harness
        clients.client.cache_clear()


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
    "completed": "Nothing to do.",
    "refused": "Nothing to do: the customer has the answer.",
    "cancelled": "Nothing to do: the customer wanted it.",
    "undone": "Find out why, then let the customer order again.",
    "undone, look": "Find out why; the step's work is done already.",
    "stock left": "Give the stock back.",
    "nothing to release": "Find out why; there was no stock to give back.",
    "money held": "Void the payment.",
    "money kept": "Refund the payment.",
    "order open": "Find out why; the watchdog ends the order.",
    "no message": "Find out why; nothing is left to undo.",
}
"""How the tables call an outcome, and what the operator does about it."""


def name(outcome: Outcome) -> str:
    dead_letter = outcome.dead_letter
    if dead_letter is None:
        is_red = outcome.execution == "FAILED"
        return "no message" if is_red else {"Failed": "refused"}.get(outcome.status, outcome.status.lower())
    facts = {
        "order open": outcome.status == "Processing",
        "stock left": outcome.taken > 0,
        "money held": outcome.held > 0,
        "money kept": outcome.kept > 0,
        "nothing to release": outcome.reservation is None,
        "undone, look": bool(dead_letter.needs_attention),
    }
    return next((fact for fact, is_so in facts.items() if is_so), "undone")


def rows(path: str) -> Iterator[tuple[str, ...]]:
    """The table of one path: the heading first; ``—`` where a cell makes no sense."""
    is_undo = path == "undo"
    yield ("step", *(["while"] if is_undo else []), *Fault)
    for step in UNDO if is_undo else FORWARD:
        for cause in UNDOING if is_undo else (Cause.NONE,):
            cells = [Cell(step, fault, cause) for fault in Fault]
            outcomes = [name(expected(cell)) if cell.makes_sense else "—" for cell in cells]
            yield (f"`{step}`", *([cause.value] if is_undo else []), *outcomes)


def legend() -> Iterator[tuple[str, ...]]:
    """What the names of the outcomes stand for."""
    yield ("outcome", "order", "money", "stock", "execution", "message", "`needs_attention`", "what the operator does")
    outcomes = [expected(cell) for cell in CELLS if cell.makes_sense]
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
    return "held on the card" if outcome.held else "taken and kept" if outcome.kept else "none"


def _stock(outcome: Outcome) -> str:
    where = "off the shelf" if outcome.taken else "on the shelf"
    return f"{where}, reservation {outcome.reservation or 'none'}"


def markdown(table: Iterator[tuple[str, ...]]) -> str:
    head, *body = table
    lines = [head, ("---",) * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines).replace("| --- ", "|---").replace("--- |", "---|")


def tables() -> dict[str, str]:
    """The generated parts of the document, by the marker that stands before each."""
    fields = [("field", "what it says"), *((f"`{field}`", meaning) for field, meaning in FIELDS.items())]
    return {
        "rules": "\n".join(f"{number}. {rule}" for number, rule in enumerate(RULES, start=1)),
        "forward": markdown(rows("forward")),
        "undo": markdown(rows("undo")),
        "blanks": "\n".join(SENSELESS),
        "outcomes": markdown(legend()),
        "fields": markdown(iter(fields)),
    }


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
    """Print the tables, and what is not as the rules say; returns the exit status of the command."""
    wrong = [result for result in results if not result.is_as_expected]
    for path, title in (("forward", "On the way forward"), ("undo", "During the undo")):
        _print(rows(path), title, console, {str(result.cell.step) for result in wrong})
    _print(legend(), "The outcomes", console)
    console.print("\n".join(SENSELESS).replace("`", ""), markup=False)
    for result in wrong:
        console.print(f"✗ {result.cell}", style="red", markup=False)
        console.print(f"    expected {expected(result.cell)}\n    observed {result.outcome}", markup=False)
    console.print(f"{len(results) - len(wrong)} of {len(results)} cells are as expected", markup=False)
    return 1 if wrong else 0


def _print(lines: Iterator[tuple[str, ...]], title: str, console: Console, wrong: Any = ()) -> None:
    head, *body = lines
    table = Table(*(heading.replace("`", "") for heading in head), title=title, title_justify="left", show_lines=True)
    for line in body:
        table.add_row(*(text.replace("`", "") for text in line), style="red" if line[0].strip("`") in wrong else None)
    console.print(table)


_in_this_process: list[Any] = []


def _open_harness() -> None:
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # the handlers log there to the end
    logging.disable()  # the interpreter warns of every fault
    opened = fault_harness()
    _in_this_process[:] = [opened, opened.__enter__()]


def _observe(cell: Cell) -> Result:
    try:
        return Result(cell, _in_this_process[1].observe(cell))
    except Exception as error:  # noqa: BLE001  # one cell that cannot be observed is no reason not to see the others
        return Result(cell, f"{type(error).__name__}: {error}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.statemachine.matrix", description="The failure matrix.")
    parser.add_argument("--write", action="store_true", help="write the tables of docs/failures.md anew, run nothing")
    if parser.parse_args().write:
        DOCUMENT.write_text(write_tables(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    import_module("tests.conftest")  # the environment of every test
    with ProcessPoolExecutor(initializer=_open_harness) as pool:
        results = list(pool.map(_observe, [cell for cell in CELLS if cell.makes_sense], chunksize=8))
    console = Console(highlight=False)
    return report(results, console if console.is_terminal else Console(highlight=False, width=200))


if __name__ == "__main__":
    sys.exit(main())
