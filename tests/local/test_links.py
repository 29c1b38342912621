"""The running API conforms to its OpenAPI description, whichever links a client follows.

Schemathesis turns the links into a Hypothesis state machine.  Hypothesis expects that equal choices always lead to the
same next choices, and reports a flaky test otherwise.  Here they do not: a response determines the available links, and
it depends on earlier orders and on the progress of the workflow.  So the machine runs many times with few scenarios
each, such a report only ends one run, and wrong responses are collected separately, where no report hides them.
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

from local.configuration import stack_config
from local.ports import Ports
from local.system import STACK, LocalSystem, local_system
from tests.api.description import read_description
from tests.local.conftest import WAIT_SCALE

pytestmark = pytest.mark.slow

MIN_RUNS, MAX_RUNS = 3, 80

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
    """A separate system: hundreds of orders are placed here, and left unfinished."""
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=WAIT_SCALE) as system:
        yield system


@pytest.fixture
def description(system: LocalSystem) -> Any:
    """The running API's description, with the names of the products in the catalogue added."""
    document = requests.get(f"{system.api_url}/schema/", timeout=120).json()
    products = [product["product_name"] for product in stack_config(STACK)["order-processing:catalogue"]]
    schemas = document["components"]["schemas"]
    for name in ("Item", "OrderOfOneProduct"):
        schemas[name]["properties"]["product_name"] = {"enum": products}
    schemas["OrderOfItems"]["properties"]["items"]["maxItems"] = 3  # of five products, so that few orders repeat one
    description = read_description(document)
    description.config.update(base_url=system.api_url, request_timeout=120)  # a client may wait for 20 s
    return description


def links(document: Any) -> set[str]:
    """All links of the description, in schemathesis's notation."""
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
        if "operationId" in link  # schemathesis adds links that it infers, by reference
    }


def explore(machine: type[APIStateMachine], number: int) -> None:
    """Run a few scenarios, until Hypothesis reports different choices."""
    try:
        seed(number)(machine).run(settings=SCENARIOS)
    except FlakyStrategyDefinition:
        pass
    except AssertionError as error:
        if not is_inconsistent_replay(error):
            raise


def test_every_link_leads_to_a_response_that_the_description_allows(description: Any) -> None:
    wrong: list[str] = []
    followed: Counter[str] = Counter()

    class Client(description.as_state_machine()):
        def step(self, input: StepInput) -> StepOutput:  # noqa: A002  schemathesis's name
            output = super().step(input)
            if input.transition is not None and input.is_applied and output.response.status_code < 300:
                followed[input.transition.id] += 1
            return output

        def validate_response(self, response: Any, case: Any, **rest: Any) -> None:
            if response.status_code == requests.codes.unavailable and case.path.endswith("/refunds/"):
                return  # the simulated payment provider is unavailable for some payment methods
            try:
                super().validate_response(response, case, **rest)
            except FailureGroup as failures:
                wrong.append(str(failures))

    # A 200 needs the same idempotency key twice, which happens only by chance.
    all_links = {link for link in links(description.raw_schema) if not link.startswith("POST /orders/ -> [200]")}
    assert len(all_links) == 11
    for number in range(MAX_RUNS):
        explore(Client, number)
        if wrong or (number >= MIN_RUNS and followed.keys() >= all_links):
            break

    assert wrong == []
    assert followed.keys() >= all_links
