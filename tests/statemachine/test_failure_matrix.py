"""Every fault in every step, and the document that explains the outcomes to the operator."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from orders import wiring
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.domain import errors
from orders.domain.attempt import Attempt
from orders.domain.errors import errors_below
from orders.domain.workflow import WorkflowType
from orders.usecases.watchdog import EndedExecution, Watchdog
from tests.statemachine.matrix import (
    CELLS,
    COMPENSATION,
    DOCUMENT,
    MEANINGS,
    TRANSIENT,
    Cause,
    Cell,
    Fault,
    FaultHarness,
    Result,
    completed,
    expected,
    fault_harness,
    name,
    read_tables,
    report,
    tables,
)
from tests.statemachine.mock_cases import FIELDS
from tests.statemachine.test_definition import AWS_ERRORS

pytestmark = pytest.mark.slow

TEXT = DOCUMENT.read_text(encoding="utf-8")
POSSIBLE = [cell for cell in CELLS if cell.is_possible]
OURS = {error.__name__ for kind in errors.OrderError.__subclasses__() for error in errors_below(kind)}


ONE_OF_EACH = {Cause.NONE, Cause.CAPTURE_CRASHES}
"""Causes with which each step meets each fault; the others differ in nothing that depends on the workflow's type."""


@pytest.fixture(scope="module")
def harness(request: pytest.FixtureRequest) -> Iterator[FaultHarness]:
    """A Standard workflow, unless a test's parameter names the other type; only one exists at a time."""
    with fault_harness(getattr(request, "param", WorkflowType.STANDARD)) as opened:
        yield opened


def section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("cell", POSSIBLE, ids=str)
def test_a_fault_has_the_outcome_that_the_rules_require(harness: FaultHarness, cell: Cell) -> None:
    assert harness.observe(cell) == expected(cell)


@pytest.mark.parametrize("harness", [WorkflowType.EXPRESS], indirect=True, ids=str)
@pytest.mark.parametrize(
    "cell", [cell for cell in POSSIBLE if cell.fault.passes and cell.cause in ONE_OF_EACH], ids=str
)
def test_an_express_workflow_too_retries_a_passing_fault(harness: FaultHarness, cell: Cell) -> None:
    """A permanent fault is caught in both types alike, after however many retries."""
    assert harness.observe(cell) == expected(cell)


def test_the_message_names_every_unfinished_compensation_step_even_if_fail_order_fails(
    harness: FaultHarness,
) -> None:
    cell = Cell("fail", Fault.TRANSIENT_ALWAYS, Cause.CAPTURE_CRASHES)

    outcome = harness.observe(cell, also={"release": Fault.TRANSIENT_ALWAYS, "void": Fault.TRANSIENT_ALWAYS})

    assert (outcome.taken, outcome.held) != (0, 0)
    assert outcome.dead_letter is not None
    assert set(outcome.dead_letter.needs_attention) == set(COMPENSATION.values())


def test_the_watchdog_sends_the_message_of_an_execution_that_failed_before_it_could(
    harness: FaultHarness,
) -> None:
    outcome = harness.observe(
        Cell("fail", Fault.MALFORMED, Cause.CAPTURE_CRASHES), also={"release": Fault.CRASH_BEFORE}
    )
    watchdog = Watchdog(wiring.orders(), wiring.compensation(), DeadLetterQueue(harness.dead_letters_url))

    watchdog.clean_up(EndedExecution(Attempt(harness.order_id, 1), "any", "FAILED"), datetime.now(UTC))

    assert (outcome.execution, outcome.dead_letter) == ("FAILED", None)
    assert harness.dead_letter("any") is not None


def test_the_matrix_injects_every_transient_error() -> None:
    assert set(TRANSIENT.values()) == set(errors_below(errors.Transient))


def test_every_outcome_has_a_name_and_an_action() -> None:
    assert {name(expected(cell)) for cell in POSSIBLE} == set(MEANINGS)


def test_the_command_fails_if_a_cell_has_an_unexpected_outcome() -> None:
    quiet = Console(file=StringIO())
    fine = Result(Cell("authorize", Fault.THROTTLED), completed())
    wrong = Result(Cell("authorize", Fault.CRASH_AFTER), completed())
    unknown = Result(Cell("authorize", Fault.THROTTLED), "RuntimeError: no fault_harness")

    assert report([fine], quiet) == 0
    assert report([fine, wrong], quiet) == 1
    assert report([fine, unknown], quiet) == 1


def test_the_documents_tables_are_up_to_date() -> None:
    assert read_tables(TEXT) == tables(), "run `make definition`"


def test_the_document_explains_every_error_of_ours() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", section("What the error says"), re.MULTILINE)
    unreachable = re.findall(r"^- `(\w+)`:", section("What never reaches the queue"), re.MULTILINE)

    assert {*explained} & OURS | {*unreachable} == OURS
    assert {*explained}.isdisjoint(unreachable)


def test_the_document_explains_every_aws_error_that_the_definition_names() -> None:
    for error in AWS_ERRORS - {"States.ALL"}:
        assert f"`{error}`" in section("What the error says")


def test_the_watchdogs_message_has_the_same_fields() -> None:
    ended = EndedExecution(Attempt("order-1", 1), "arn", "FAILED")

    assert ended.as_dead_letter(datetime.now(UTC)).keys() == FIELDS.keys()
