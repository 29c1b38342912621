"""What an Express workflow changes in the program, and what stays the same."""

import json
from typing import Any

import pytest
import yaml

from infra import express
from infra.function import TIMEOUT_SECONDS
from infra.workflow import DEFINITION
from orders.contract import EXPRESS_FUNCTION_SECONDS, FUNCTION_NAMES, STEPS
from orders.environment import Setting
from tests.infra.program import Program
from tests.infra.sources import settings_read_by

pytestmark = pytest.mark.slow

MACHINE = "sfn/stateMachine:StateMachine"


def test_the_workflow_is_an_express_workflow_with_the_transformed_definition(
    program: Program, express_program: Program
) -> None:
    machine = express_program.the(MACHINE).inputs
    standard = json.loads(program.the(MACHINE).inputs["definition"])

    assert machine["type"] == "EXPRESS"
    assert json.loads(machine["definition"]) == express.to_express(standard)


def test_an_express_execution_is_logged_completely(express_program: Program) -> None:
    logging = express_program.the(MACHINE).inputs["loggingConfiguration"]
    assert (logging["level"], logging["includeExecutionData"]) == ("ALL", True)


def test_only_the_steps_have_the_shorter_timeout(
    express_program: Program,
) -> None:
    timeouts = {each.inputs["name"]: each.inputs["timeout"] for each in express_program.all("lambda/function:Function")}
    assert timeouts == {
        f"dev-{name}": EXPRESS_FUNCTION_SECONDS if folder in STEPS else TIMEOUT_SECONDS
        for folder, name in FUNCTION_NAMES.items()
    }


def test_no_rule_waits_for_status_events_which_express_workflows_do_not_emit(express_program: Program) -> None:
    rules = {rule.inputs["name"]: rule.inputs for rule in express_program.all("cloudwatch/eventRule:EventRule")}
    assert not any("eventPattern" in rule for rule in rules.values())
    assert {target.inputs["rule"] for target in express_program.all("cloudwatch/eventTarget:EventTarget")} == set(rules)


def test_the_watchdogs_queue_admits_no_service_and_no_plain_http(express_program: Program) -> None:
    url = express_program.outputs["order_watchdog_queue_url"]
    (policy,) = [each for each in express_program.all("sqs/queuePolicy:QueuePolicy") if each.inputs["queueUrl"] == url]
    (statement,) = json.loads(policy.inputs["policy"])["Statement"]
    assert statement["Effect"] == "Deny"
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_consumer_may_schedule_a_watchdog_check_for_an_express_execution(express_program: Program) -> None:
    consumer = express_program.one("lambda/function:Function", "dev-order-consumer")
    variables = consumer.inputs["environment"]["variables"]
    watchdog = express_program.one("sqs/queue:Queue", "dev-order-watchdog").arn

    assert variables[Setting.ORDER_WORKFLOW_TYPE] == "EXPRESS"
    assert variables[Setting.ORDER_WATCHDOG_QUEUE_URL] == express_program.outputs["order_watchdog_queue_url"]
    assert settings_read_by("functions/order_consumer", "EXPRESS") <= set(variables)
    assert [
        each["Action"] for each in express_program.statements_of("dev-order-consumer") if each["Resource"] == watchdog
    ] == [["sqs:SendMessage"]]


def test_the_watchdog_reads_ten_messages_at_a_time(express_program: Program) -> None:
    arn = express_program.alias_of("dev-order-watchdog").arn
    (mapping,) = [
        each
        for each in express_program.all("lambda/eventSourceMapping:EventSourceMapping")
        if each.inputs["functionName"] == arn
    ]
    assert mapping.inputs["batchSize"] == 10


def test_the_definitions_differ_in_nothing_but_timeouts_and_retries() -> None:
    def without_timeouts_and_retries(machine: dict[str, Any]) -> Any:
        states = machine["States"].items()
        kept = {name: {key: state[key] for key in state.keys() - {"TimeoutSeconds", "Retry"}} for name, state in states}
        return machine | {"States": kept, "TimeoutSeconds": None}

    standard = yaml.safe_load(DEFINITION.read_text())

    assert without_timeouts_and_retries(express.to_express(standard)) == without_timeouts_and_retries(standard)


def test_no_state_gets_a_longer_timeout_or_more_retries() -> None:
    standard = yaml.safe_load(DEFINITION.read_text())
    transformed = express.to_express(standard)

    for name, state in standard["States"].items():
        assert transformed["States"][name].get("TimeoutSeconds", 0) <= state.get("TimeoutSeconds", 0)
        retries = {tuple(rule["ErrorEquals"]): rule["MaxAttempts"] for rule in state.get("Retry", [])}
        for rule in transformed["States"][name].get("Retry", []):
            assert rule["MaxAttempts"] <= retries[tuple(rule["ErrorEquals"])]


def test_an_express_workflow_still_retries_every_error_that_the_definition_retries() -> None:
    def retried(state: dict[str, Any]) -> set[str]:
        return {error for rule in state.get("Retry", []) if rule["MaxAttempts"] for error in rule["ErrorEquals"]}

    standard = yaml.safe_load(DEFINITION.read_text())
    transformed = express.to_express(standard)

    for name, state in transformed["States"].items():
        assert "States.ALL" in retried(state) or retried(state) == retried(standard["States"][name])
