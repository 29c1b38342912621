import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from infra.workflow import DEFINITION, InvalidDefinition, placeholder, render
from local.configuration import stack_config
from orders.contract import FUNCTION_NAMES, STEPS
from tests.infra.program import Program, plan
from tests.infra.stacks import OPTIONS

INVOKE = "arn:aws:states:::lambda:invoke"
SEND = "arn:aws:states:::sqs:sendMessage"


@pytest.fixture
def states(program: Program) -> dict[str, Any]:
    return json.loads(program.the("sfn/stateMachine:StateMachine").inputs["definition"])["States"]


def tasks(states: dict[str, Any], resource: str) -> Iterator[dict[str, Any]]:
    return (state for state in states.values() if state.get("Resource") == resource)


def test_the_workflow_is_a_standard_workflow_by_default(program: Program) -> None:
    assert program.the("sfn/stateMachine:StateMachine").inputs["type"] == "STANDARD"


def test_the_deployed_definition_is_the_repositorys_with_its_placeholders_replaced(program: Program) -> None:
    values = {placeholder(folder): program.alias_of(f"dev-{FUNCTION_NAMES[folder]}").arn for folder in STEPS}
    text = DEFINITION.read_text()
    for name, value in {**values, "DeadLetterQueueUrl": program.outputs["order_dlq_url"]}.items():
        text = text.replace(f"${{{name}}}", value)

    deployed = program.the("sfn/stateMachine:StateMachine").inputs["definition"]
    assert json.loads(deployed) == yaml.safe_load(text)
    assert "${" not in deployed


def test_the_workflow_invokes_the_functions_of_this_stack(program: Program, states: dict[str, Any]) -> None:
    invoked = {program.behind(task["Parameters"]["FunctionName"]).inputs["name"] for task in tasks(states, INVOKE)}
    assert invoked == {f"dev-{FUNCTION_NAMES[folder]}" for folder in STEPS}


def test_the_workflow_sends_failed_orders_to_the_dead_letter_queue(program: Program, states: dict[str, Any]) -> None:
    assert {task["Parameters"]["QueueUrl"] for task in tasks(states, SEND)} == {program.outputs["order_dlq_url"]}


def test_a_functions_timeout_is_shorter_than_its_states(program: Program, states: dict[str, Any]) -> None:
    for task in tasks(states, INVOKE):
        function = program.behind(task["Parameters"]["FunctionName"])
        assert task["TimeoutSeconds"] > function.inputs["timeout"]


def test_the_workflow_is_traced_and_logs_errors_without_execution_data(program: Program) -> None:
    machine = program.the("sfn/stateMachine:StateMachine").inputs
    logs = program.one("cloudwatch/logGroup:LogGroup", "/aws/vendedlogs/states/dev-order-workflow")
    assert machine["tracingConfiguration"] == {"enabled": True}
    assert machine["loggingConfiguration"] == {
        "level": "ERROR",
        "includeExecutionData": False,
        "logDestination": f"{logs.arn}:*",
    }
    assert logs.inputs["retentionInDays"] == stack_config("dev")["order-processing:log_retention_days"]


@pytest.mark.slow
def test_an_operator_sets_the_workflows_log_level() -> None:
    logged = plan(**OPTIONS).the("sfn/stateMachine:StateMachine").inputs["loggingConfiguration"]
    assert (logged["level"], logged["includeExecutionData"]) == ("ALL", False)


def test_the_workflow_depends_on_its_roles_policy(program: Program) -> None:
    machine = program.the("sfn/stateMachine:StateMachine")
    assert program.one("iam/rolePolicy:RolePolicy", "dev-order-workflow").urn in machine.dependencies


def test_a_json_path_in_the_definition_is_not_a_placeholder() -> None:
    assert json.loads(render("{Id.$: $$.Execution.Id, Function: '${Pay}'}", {"Pay": 'a"b'})) == {
        "Id.$": "$$.Execution.Id",
        "Function": 'a"b',
    }


@pytest.mark.parametrize(
    ("definition", "values"),
    [
        pytest.param("{Function: '${Pay}', Queue: '${Queue}'}", {"Pay": "a"}, id="a placeholder without a value"),
        pytest.param("{Function: '${Pay}'}", {"Pay": "a", "Queue": "b"}, id="a value without a placeholder"),
        pytest.param(
            "{Function: '${Payy}', Queue: '${Queue}'}", {"Pay": "a", "Queue": "b"}, id="a misspelt placeholder"
        ),
    ],
)
def test_a_definition_with_unmatched_placeholders_stops_the_program(definition: str, values: dict[str, str]) -> None:
    with pytest.raises(InvalidDefinition, match="Each placeholder of the state machine must have a value"):
        render(definition, values)
