"""Orders of a released version that are in flight when this version is deployed end as documented."""

import pytest
import yaml

from tests.releases import RELEASES, Release
from tests.statemachine.harness import WorkflowHarness
from tests.statemachine.in_flight import PATHS, InFlight, ending, inject, read, record
from tests.statemachine.interpreter import interpreter
from tests.workflow_steps import FORWARD, STATES

pytestmark = pytest.mark.slow

IN_FLIGHT = [(release, order) for release in RELEASES for order in read(release.folder / "in_flight.json")]


@pytest.mark.parametrize(
    ("release", "order"), IN_FLIGHT, ids=[f"{release.version}, {order}" for release, order in IN_FLIGHT]
)
def test_an_execution_of_a_released_definition_goes_on_with_the_current_functions(
    release: Release, order: InFlight
) -> None:
    with interpreter() as patch:
        harness = WorkflowHarness.open(
            patch, definition=release.folder / "order_workflow.asl.yaml", start_at=order.state
        )
        attempt = order.restore()
        inject(PATHS[order.path], harness)

        execution = harness.run(attempt, data=order.data)

        assert ending(harness, execution.status) == PATHS[order.path].ending


HALF_WAY = [
    (release, [order for each, order in IN_FLIGHT if each == release and order.path == path and order.is_forward][-1])
    for release in RELEASES
    for path in PATHS
]
"""For each path, the order that is the furthest before anything went wrong."""


@pytest.mark.parametrize(
    ("release", "order"), HALF_WAY, ids=[f"{release.version}, {order}" for release, order in HALF_WAY]
)
def test_an_execution_of_the_current_definition_ends_an_order_of_a_released_version(
    release: Release, order: InFlight
) -> None:
    """It starts from the beginning, as after a redelivery, and finds what the released version has already done."""
    with interpreter() as patch:
        harness = WorkflowHarness.open(patch)
        attempt = order.restore()
        inject(PATHS[order.path], harness)

        execution = harness.run(attempt, data=read(release.folder / "in_flight.json")[0].data)

        assert ending(harness, execution.status) == PATHS[order.path].ending


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.version)
def test_an_order_in_flight_is_kept_for_each_state_of_a_release_that_calls_a_function(release: Release) -> None:
    definition = yaml.safe_load((release.folder / "order_workflow.asl.yaml").read_text())
    tasks = {name for name, state in definition["States"].items() if "FunctionName" in state.get("Parameters", {})}
    recorded = read(release.folder / "in_flight.json")

    assert tasks
    assert {order.state for order in recorded} == tasks


def test_the_orders_in_flight_of_the_current_code_can_be_recorded() -> None:
    recorded = record()

    assert {order.path for order in recorded} == PATHS.keys()
    assert {order.state for order in recorded} == set(STATES.values())
    assert [order.state for order in recorded if order.path == "completed"] == list(FORWARD.values())
