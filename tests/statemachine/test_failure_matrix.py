"""Every fault at every step, and the document that tells the operator."""

import inspect
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.order_table import OrderTable
from orders.aws.stock_table import StockTable
from orders.domain import errors
from orders.domain.attempt import Attempt
from orders.domain.workflow import WorkflowType
from orders.payments.simulated import SimulatedProvider
from orders.usecases.watchdog import EndedExecution, Watchdog
from tests.statemachine.matrix import (
    CELLS,
    COMPLETED,
    DOCUMENT,
    FIELDS,
    MEANINGS,
    TRANSIENT,
    UNDO,
    Cause,
    Cell,
    Fault,
    FaultHarness,
    Result,
    expected,
    fault_harness,
    name,
    read_tables,
    report,
    tables,
)
from tests.statemachine.test_definition import AWS_ERRORS

pytestmark = pytest.mark.slow

TEXT = DOCUMENT.read_text(encoding="utf-8")
SENSIBLE = [cell for cell in CELLS if cell.makes_sense]
OURS = {
    kind.__name__
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.OrderError) and not kind.__subclasses__()
}


ONE_OF_EACH = {Cause.NONE, Cause.CAPTURE_CRASHES}
"""Each step meets each fault with these; what an order is undone for makes no difference to the pace."""


@pytest.fixture(scope="module")
def harness(request: pytest.FixtureRequest) -> Iterator[FaultHarness]:
    """Of a Standard workflow, unless a test asks for the other type; there is room for one at a time."""
    with fault_harness(getattr(request, "param", WorkflowType.STANDARD)) as opened:
        yield opened


def section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("cell", SENSIBLE, ids=str)
def test_an_order_that_meets_a_fault_ends_as_the_rules_say(harness: FaultHarness, cell: Cell) -> None:
    assert harness.observe(cell) == expected(cell)


@pytest.mark.parametrize("harness", [WorkflowType.EXPRESS], indirect=True, ids=str)
@pytest.mark.parametrize(
    "cell", [cell for cell in SENSIBLE if cell.fault.passes and cell.cause in ONE_OF_EACH], ids=str
)
def test_what_passes_also_passes_at_the_pace_of_an_express_workflow(harness: FaultHarness, cell: Cell) -> None:
    """What does not pass is caught alike, however often it was asked again before."""
    assert harness.observe(cell) == expected(cell)


def test_a_message_names_every_undo_step_that_is_left_to_do_even_if_the_order_could_not_be_failed(
    harness: FaultHarness,
) -> None:
    cell = Cell("fail", Fault.TRANSIENT_FOR_EVER, Cause.CAPTURE_CRASHES)

    outcome = harness.observe(cell, also={"release": Fault.TRANSIENT_FOR_EVER, "void": Fault.TRANSIENT_FOR_EVER})

    assert (outcome.taken, outcome.held) != (0, 0)
    assert outcome.dead_letter is not None
    assert set(outcome.dead_letter.needs_attention) == set(UNDO.values())


def test_the_queue_is_told_of_an_execution_that_ends_between_the_orders_end_and_the_message(
    harness: FaultHarness,
) -> None:
    outcome = harness.observe(
        Cell("fail", Fault.MALFORMED, Cause.CAPTURE_CRASHES), also={"release": Fault.CRASH_BEFORE}
    )
    watchdog = Watchdog(
        OrderTable("dev-orders"),
        StockTable("dev-products", "dev-reservations"),
        SimulatedProvider("dev-payments"),
        DeadLetterQueue(harness.dead_letters_url),
    )

    watchdog.clean_up(EndedExecution(Attempt(harness.order_id, 1), "any", "FAILED"), datetime.now(UTC))

    assert (outcome.execution, outcome.dead_letter) == ("FAILED", None)
    assert harness.dead_letter("any") is not None


def test_every_transient_error_is_met_somewhere() -> None:
    assert set(TRANSIENT.values()) == set(errors.Transient.__subclasses__())


def test_every_name_of_an_outcome_is_used_and_explained() -> None:
    assert {name(expected(cell)) for cell in SENSIBLE} == set(MEANINGS)


def test_the_command_fails_if_a_cell_is_not_as_the_rules_say() -> None:
    quiet = Console(file=StringIO())
    fine = Result(Cell("authorize", Fault.THROTTLED), COMPLETED)
    wrong = Result(Cell("authorize", Fault.CRASH_AFTER), COMPLETED)
    unknown = Result(Cell("authorize", Fault.THROTTLED), "RuntimeError: no fault_harness")

    assert report([fine], quiet) == 0
    assert report([fine, wrong], quiet) == 1
    assert report([fine, unknown], quiet) == 1


def test_the_tables_of_the_document_are_the_codes() -> None:
    assert read_tables(TEXT) == tables()


def test_the_document_says_of_every_error_what_to_do_or_why_it_never_reaches_the_queue() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", section("What the error says"), re.MULTILINE)
    unreachable = re.findall(r"^- `(\w+)`", section("What never reaches the queue"), re.MULTILINE)

    assert {*explained} & OURS | {*unreachable} == OURS
    assert {*explained}.isdisjoint(unreachable)


def test_the_document_explains_every_error_of_aws_that_the_definition_names() -> None:
    for error in AWS_ERRORS - {"States.ALL"}:
        assert f"`{error}`" in section("What the error says")


def test_the_watchdogs_message_has_the_same_fields() -> None:
    ended = EndedExecution(Attempt("order-1", 1), "arn", "FAILED")

    assert ended.as_dead_letter(datetime.now(UTC)).keys() == FIELDS.keys()
