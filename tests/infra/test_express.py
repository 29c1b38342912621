"""What an Express workflow changes in the program, and what it leaves alone."""

import json

import pytest

from infra import express
from infra.function import TIMEOUT_SECONDS
from infra.workflow import DEFINITION, render
from orders.adapters.settings import Setting
from orders.contract import EXPRESS, STANDARD
from orders.watchdog import LONGEST_EXPRESS_EXECUTION
from orders.workflow import WorkflowType
from tests.infra.program import Program
from tests.infra.sources import settings_read_by

pytestmark = pytest.mark.slow

MACHINE = "sfn/stateMachine:StateMachine"
STEPS = {"dev-order-payment", "dev-order-inventory", "dev-order-status"}


def test_the_settings_and_the_code_know_the_same_types() -> None:
    assert {STANDARD, EXPRESS} == set(WorkflowType)


def test_the_program_and_the_code_know_the_same_longest_execution() -> None:
    assert LONGEST_EXPRESS_EXECUTION.total_seconds() == express.EXECUTION_SECONDS


def test_the_workflow_is_an_express_workflow_with_the_hurried_definition(
    program: Program, express_program: Program
) -> None:
    machine = express_program.the(MACHINE).inputs
    standard = json.loads(program.the(MACHINE).inputs["definition"])

    assert machine["type"] == "EXPRESS"
    assert json.loads(machine["definition"]) == express.hurried(standard)


def test_of_an_express_execution_the_whole_story_is_logged(express_program: Program) -> None:
    logging = express_program.the(MACHINE).inputs["loggingConfiguration"]
    assert (logging["level"], logging["includeExecutionData"]) == ("ALL", True)


def test_a_step_is_dead_before_its_hurried_state_gives_it_up_and_no_other_function_hurries(
    express_program: Program,
) -> None:
    timeouts = {each.inputs["name"]: each.inputs["timeout"] for each in express_program.all("lambda/function:Function")}
    assert {name: timeout for name, timeout in timeouts.items() if name in STEPS} == dict.fromkeys(
        STEPS, express.FUNCTION_SECONDS
    )
    assert {timeout for name, timeout in timeouts.items() if name not in STEPS} == {TIMEOUT_SECONDS}


def test_nobody_waits_for_events_that_an_express_workflow_does_not_send(express_program: Program) -> None:
    rules = {rule.inputs["name"]: rule.inputs for rule in express_program.all("cloudwatch/eventRule:EventRule")}
    assert not any("eventPattern" in rule for rule in rules.values())
    assert {target.inputs["rule"] for target in express_program.all("cloudwatch/eventTarget:EventTarget")} == set(rules)


def test_who_starts_an_express_execution_can_have_it_looked_after(express_program: Program) -> None:
    consumer = express_program.one("lambda/function:Function", "dev-order-consumer")
    variables = consumer.inputs["environment"]["variables"]
    watchdog = express_program.one("sqs/queue:Queue", "dev-order-watchdog").arn

    assert variables[Setting.ORDER_WORKFLOW_TYPE] == "EXPRESS"
    assert variables[Setting.ORDER_WATCHDOG_QUEUE_URL] == express_program.outputs["order_watchdog_queue_url"]
    assert settings_read_by("functions/order_consumer", "EXPRESS") <= set(variables)
    assert [
        each["Action"] for each in express_program.statements_of("dev-order-consumer") if each["Resource"] == watchdog
    ] == [["sqs:SendMessage"]]


def test_the_watchdog_looks_at_ten_orders_at_a_time(express_program: Program) -> None:
    arn = express_program.alias_of("dev-order-watchdog").arn
    (mapping,) = [
        each
        for each in express_program.all("lambda/eventSourceMapping:EventSourceMapping")
        if each.inputs["functionName"] == arn
    ]
    assert mapping.inputs["batchSize"] == 10


def test_nothing_of_the_definition_is_given_more_time_or_tries(program: Program) -> None:
    values = {name: name for name in ("PaymentFunction", "InventoryFunction", "StatusFunction", "DeadLetterQueueUrl")}
    source = DEFINITION.read_text()
    standard, hurried = (json.loads(render(source, values, *pace)) for pace in ((), (express.hurried,)))

    for name, state in standard["States"].items():
        assert hurried["States"][name].get("TimeoutSeconds", 0) <= state.get("TimeoutSeconds", 0)
        for rule, other in zip(state.get("Retry", []), hurried["States"][name].get("Retry", []), strict=True):
            assert other["MaxAttempts"] <= rule["MaxAttempts"]
