"""Every function and the workflow are invoked through an alias, which points at an immutable version."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from orders.contract import FUNCTION_NAMES
from tests.infra.program import VERSION, Program, plan

pytestmark = pytest.mark.slow

ALIAS = {"lambda/alias:Alias", "sfn/alias:Alias"}


@pytest.fixture(scope="module")
def gradual() -> Program:
    return plan(gradual_release=True)


@pytest.mark.parametrize("folder", FUNCTION_NAMES)
def test_a_functions_alias_points_at_its_new_version(program: Program, folder: str) -> None:
    name = f"dev-{FUNCTION_NAMES[folder]}"
    alias = program.alias_of(name).inputs

    assert program.one("lambda/function:Function", name).inputs["publish"] is True
    assert (alias["name"], alias["functionVersion"]) == ("live", VERSION)
    assert "routingConfig" not in alias


def test_the_workflows_alias_points_at_its_new_version_only(program: Program) -> None:
    machine = program.the("sfn/stateMachine:StateMachine")
    alias = program.the("sfn/alias:Alias").inputs

    assert machine.inputs["publish"] is True
    assert alias["name"] == "live"
    assert alias["routingConfigurations"] == [{"stateMachineVersionArn": f"{machine.arn}:{VERSION}", "weight": 100}]


def test_the_workflows_alias_is_replaced_with_its_machine(program: Program, gradual: Program) -> None:
    for each in (program, gradual):
        assert each.the("sfn/alias:Alias").is_replaced_with == {each.the("sfn/stateMachine:StateMachine").urn}


def test_every_reference_to_a_function_uses_its_alias(program: Program) -> None:
    functions = {each.arn for each in program.all("lambda/function:Function")}

    assert functions.isdisjoint(_texts(program))
    assert {program.alias_of(f"dev-{name}").arn for name in FUNCTION_NAMES.values()} <= _texts(program)


def test_the_consumer_starts_the_alias_and_is_allowed_to_start_the_state_machine(program: Program) -> None:
    consumer = program.one("lambda/function:Function", "dev-order-consumer").inputs["environment"]["variables"]

    assert consumer["ORDER_WORKFLOW_ARN"] == f"{program.outputs['order_workflow_arn']}:live"
    assert ["states:StartExecution"] in [
        each["Action"]
        for each in program.statements_of("dev-order-consumer")
        if each["Resource"] == program.outputs["order_workflow_arn"]
    ]


def test_pulumi_moves_the_aliases_by_default(program: Program) -> None:
    assert {each.ignored_changes for kind in ALIAS for each in program.all(kind)} == {()}


def test_with_gradual_release_pulumi_leaves_the_aliases_targets_unchanged(gradual: Program) -> None:
    ignored = {kind: {each.ignored_changes for each in gradual.all(kind)} for kind in ALIAS}

    assert ignored == {
        "lambda/alias:Alias": {("functionVersion", "routingConfig")},
        "sfn/alias:Alias": {("routingConfigurations",)},
    }


def test_with_gradual_release_pulumi_leaves_the_apis_revision_unchanged_and_keeps_older_ones(
    program: Program, gradual: Program
) -> None:
    def service(one: Program) -> tuple[str, ...]:
        return one.the("ecs/service:Service").ignored_changes

    def is_kept(one: Program) -> bool:
        return one.the("ecs/taskDefinition:TaskDefinition").is_retained

    assert (service(program), is_kept(program)) == (("desiredCount",), False)
    assert (service(gradual), is_kept(gradual)) == (("desiredCount", "taskDefinition"), True)


@pytest.mark.parametrize(
    "reader", ["lambda/alias:Alias", "sfn/alias:Alias", "lambda/eventSourceMapping:EventSourceMapping"]
)
def test_pulumi_updates_the_api_after_everything_that_processes_its_orders(program: Program, reader: str) -> None:
    others = {program.alias_of("dev-order-age").urn}

    assert {each.urn for each in program.all(reader)} - others <= program.the("ecs/service:Service").dependencies


def test_gradual_release_changes_no_argument_of_any_resource(program: Program, gradual: Program) -> None:
    def arguments_without_code(one: Program) -> dict[str, Any]:
        return {
            each.urn: {name: value for name, value in each.inputs.items() if name != "code"} for each in one.resources
        }

    assert arguments_without_code(gradual) == arguments_without_code(program)


def _texts(program: Program) -> set[str]:
    """Return every string in the resources' arguments, including those inside JSON documents."""
    return {
        text
        for resource in program.resources
        for name, value in resource.inputs.items()
        if name != "code"
        for text in _inside(value)
    }


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _inside(each)
    if isinstance(value, str):
        yield value
        if value.startswith(("{", "[")):
            yield from _inside(json.loads(value))
