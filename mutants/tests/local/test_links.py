"""The running API keeps what its description says, whichever links of it a client follows.

Schemathesis turns the links into a state machine of Hypothesis.  Hypothesis remembers what the examples of one run
chose, and takes it for a defect of the test when the same choices come with others after them.  Here they do: an answer
decides which links there are to choose from, and it depends on the orders that were placed before and on how far the
workflow is.  So the machine runs many times with few scenarios each, a run that ends for this reason just ends, and
what an answer does wrong is kept aside, where no such end hides it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis.core.failures import FailureGroup
from schemathesis.engine.errors import is_inconsistent_replay
from schemathesis.generation.stateful import APIStateMachine
from schemathesis.generation.stateful.state_machine import StepInput, StepOutput

from local.ports import Ports
from local.program import stack_config
from local.system import STACK, LocalSystem, local_system
from tests.api.description import read_description
from tests.local.conftest import WAIT_SCALE

pytestmark = pytest.mark.slow

FEWEST_RUNS, MOST_RUNS = 3, 80

SCENARIOS = settings(
    max_examples=4,
    stateful_step_count=6,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def system() -> Iterator[LocalSystem]:
    """One of its own: hundreds of orders come in, and nobody waits for their end."""
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=WAIT_SCALE) as system:
        yield system


@pytest.fixture
def description(system: LocalSystem) -> Any:
    """What the running API says of itself, and what it does not say: the names of the products that are for sale."""
    document = requests.get(f"{system.api_url}/schema/", timeout=30).json()
    sold = [product["product_name"] for product in stack_config(STACK)["order-processing:catalogue"]]
    schemas = document["components"]["schemas"]
    for form in ("Item", "OrderOfOneProduct"):
        schemas[form]["properties"]["product_name"] = {"enum": sold}
    schemas["OrderOfItems"]["properties"]["items"]["maxItems"] = 3  # of the five, so that most name none twice
    description = read_description(document)
    description.config.update(base_url=system.api_url)
    return description


def links(document: Any) -> set[str]:
    """All links of the description, as schemathesis calls them."""
    operations = {
        operation["operationId"]: (f"{method.upper()} {path}", operation["responses"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    return {
        f"{source} -> [{status}] {name} -> {operations[link['operationId']][0]}"
        for source, responses in operations.values()
        for status, response in responses.items()
        for name, link in response.get("links", {}).items()
    }


def explore(machine: type[APIStateMachine], number: int) -> None:
    """A few scenarios; Hypothesis ends them where it meets what it cannot know of."""
    try:
        seed(number)(machine).run(settings=SCENARIOS)
    except FlakyStrategyDefinition:
        pass
    except AssertionError as error:
        if not is_inconsistent_replay(error):
            raise


def test_every_link_leads_where_the_description_says(description: Any) -> None:
    wrong: list[str] = []
    followed: Counter[str] = Counter()

    class Client(description.as_state_machine()):
        def step(self, input: StepInput) -> StepOutput:  # noqa: A002  schemathesis's name
            output = super().step(input)
            if input.transition is not None and input.is_applied and output.response.status_code < 300:
                followed[input.transition.id] += 1
            return output

        def validate_response(self, response: Any, case: Any, **rest: Any) -> None:
            try:
                super().validate_response(response, case, **rest)
            except FailureGroup as failures:
                wrong.append(str(failures))

    # What leads on from an order that was placed before, only the same key twice finds, by chance.
    all_links = {link for link in links(description.raw_schema) if not link.startswith("POST /orders/ -> [200]")}
    assert len(all_links) == 10
    for number in range(MOST_RUNS):
        explore(Client, number)
        if wrong or (number >= FEWEST_RUNS and followed.keys() >= all_links):
            break

    assert wrong == []
    assert followed.keys() >= all_links
