"""Everything is invoked through an alias, which points at a version that is never written again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.settings.functions import FUNCTIONS
from local.program import stack_config
from tests.infra.program import VERSION, Program, run_program

pytestmark = pytest.mark.slow

ALIAS = {"lambda/alias:Alias", "sfn/alias:Alias"}


@pytest.fixture(scope="module")
def gradual() -> Program:
    return run_program(stack_config("dev") | {"order-processing:gradual_release": True})


@pytest.mark.parametrize("folder", FUNCTIONS)
def test_a_function_is_published_and_its_alias_points_at_the_new_version(program: Program, folder: str) -> None:
    name = f"dev-{FUNCTIONS[folder]}"
    alias = program.alias_of(name).inputs

    assert program.one("lambda/function:Function", name).inputs["publish"] is True
    assert (alias["name"], alias["functionVersion"]) == ("live", VERSION)
    assert "routingConfig" not in alias


def test_the_workflow_is_published_and_its_alias_starts_the_new_version_only(program: Program) -> None:
    machine = program.the("sfn/stateMachine:StateMachine")
    alias = program.the("sfn/alias:Alias").inputs

    assert machine.inputs["publish"] is True
    assert alias["name"] == "live"
    assert alias["routingConfigurations"] == [{"stateMachineVersionArn": f"{machine.arn}:{VERSION}", "weight": 100}]


def test_nothing_refers_to_a_function_past_its_alias(program: Program) -> None:
    functions = {each.arn for each in program.all("lambda/function:Function")}

    assert functions.isdisjoint(_texts(program))
    assert {program.alias_of(f"dev-{name}").arn for name in FUNCTIONS.values()} <= _texts(program)


def test_the_consumer_starts_the_alias_which_aws_authorizes_by_the_state_machine(program: Program) -> None:
    consumer = program.one("lambda/function:Function", "dev-order-consumer").inputs["environment"]["variables"]

    assert consumer["ORDER_WORKFLOW_ARN"] == f"{program.outputs['order_workflow_arn']}:live"
    assert ["states:StartExecution"] in [
        each["Action"]
        for each in program.statements_of("dev-order-consumer")
        if each["Resource"] == program.outputs["order_workflow_arn"]
    ]


def test_a_stack_releases_at_once_unless_it_says_otherwise(program: Program) -> None:
    assert {each.ignored_changes for kind in ALIAS for each in program.all(kind)} == {()}


def test_where_releases_are_gradual_pulumi_leaves_alone_what_the_aliases_point_at(gradual: Program) -> None:
    ignored = {kind: {each.ignored_changes for each in gradual.all(kind)} for kind in ALIAS}

    assert ignored == {
        "lambda/alias:Alias": {("functionVersion", "routingConfig")},
        "sfn/alias:Alias": {("routingConfigurations",)},
    }


def test_a_gradual_release_changes_nothing_else(program: Program, gradual: Program) -> None:
    def all_but_code(one: Program) -> dict[str, Any]:
        return {
            each.urn: {name: value for name, value in each.inputs.items() if name != "code"} for each in one.resources
        }

    assert all_but_code(gradual) == all_but_code(program)


def _texts(program: Program) -> set[str]:
    """Every text among the resources' arguments, those inside JSON documents too."""
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
