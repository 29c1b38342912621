"""The cells of the failure matrix that depend on the payment provider, with Stripe's adapter.

``make failure-matrix-stripe`` runs all cells.
"""

from collections.abc import Iterator

import pytest

from local.stripe.faults import Kind
from local.stripe.proxy import Proxy
from local.stripe.stand_in import PYTHON, localstripe
from tests.orders.payments.worlds import in_front_of
from tests.statemachine.matrix import (
    CELLS,
    STRIPES_FAULTS,
    Cause,
    Cell,
    Fault,
    FaultHarness,
    completed,
    expected,
    fault_harness,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PYTHON.exists(), reason="localstripe is not installed; make test installs it"),
]

HELD_OR_CAPTURED = {Cause.NONE, Cause.CAPTURE_CRASHES, Cause.COMPLETE_CRASHES}
"""Causes with which ``void`` meets a held and a captured payment; the other two differ in nothing for a provider."""

PAYMENT_CELLS = [
    cell for cell in CELLS if cell.is_possible and cell.step in STRIPES_FAULTS and cell.cause in HELD_OR_CAPTURED
]

PASSING = [Kind.CUT_BEFORE, Kind.CUT_AFTER, Kind.RATE_LIMITED, Kind.UNAVAILABLE]
"""Stripe's faults after which the same call succeeds, except those that take seconds."""


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultHarness]:
    with (
        localstripe(tmp_path_factory.mktemp("localstripe")) as url,
        in_front_of(Proxy(url)) as world,
        fault_harness(world=world) as opened,
    ):
        yield opened


@pytest.mark.parametrize("cell", PAYMENT_CELLS, ids=str)
def test_a_fault_has_the_same_outcome_as_with_the_simulated_provider(harness: FaultHarness, cell: Cell) -> None:
    assert harness.observe(cell) == expected(cell)

    if cell.fault is Fault.TRANSIENT_ALWAYS:
        assert harness.stripe_calls(cell.step) == harness.calls[cell.step] > 1


@pytest.mark.parametrize(
    ("step", "operation", "kind"),
    [
        *(("authorize", "/payment_intents$", kind) for kind in PASSING),
        *(("authorize", "/confirm$", kind) for kind in [*PASSING, Kind.CUT_AND_FORGOTTEN]),
        *(("capture", "/capture$", kind) for kind in [*PASSING, Kind.CUT_AND_FORGOTTEN]),
    ],
)
def test_only_the_state_machine_repeats_a_call_whose_request_or_response_is_lost(
    harness: FaultHarness, monkeypatch: pytest.MonkeyPatch, step: str, operation: str, kind: Kind
) -> None:
    monkeypatch.setitem(STRIPES_FAULTS, step, (operation, kind))

    assert harness.observe(Cell(step, Fault.TRANSIENT_ONCE)) == completed()

    assert harness.calls[step] == 2
    assert harness.stripe_calls(step) in {1, 2}
