"""What the definition of the state machine promises in its comments and to the code."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cfnlint.api
import pytest
import yaml
from cfnlint.config import ManualArgs

from infra import express
from infra.function import TIMEOUT_SECONDS
from infra.workflow import DEFINITION, render
from orders.aws.clients import _CONFIG
from orders.domain import errors
from orders.usecases.watchdog import REPORTED_ERROR

VALUES = {
    "PaymentFunction": "arn:aws:lambda:us-west-2:123456789012:function:dev-order-payment",
    "InventoryFunction": "arn:aws:lambda:us-west-2:123456789012:function:dev-order-inventory",
    "StatusFunction": "arn:aws:lambda:us-west-2:123456789012:function:dev-order-status",
    "DeadLetterQueueUrl": "https://sqs.us-west-2.amazonaws.com/123456789012/dev-order-dlq",
}
SOURCE = DEFINITION.read_text(encoding="utf-8")
MACHINE: dict[str, Any] = json.loads(render(SOURCE, VALUES))
EXPRESS: dict[str, Any] = json.loads(render(SOURCE, VALUES, express.to_express))
STATES: dict[str, dict[str, Any]] = MACHINE["States"]
TASKS = {name: state for name, state in STATES.items() if state["Type"] == "Task"}
FORWARD = ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder")
UNDO = tuple(name for name in TASKS if name not in FORWARD)

AWS_ERRORS = {
    # https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
    "States.ALL",
    "States.Timeout",
    # https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html and its best practices
    "Lambda.AWSLambdaException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.SdkClientException",
    "Lambda.ServiceException",
    "Lambda.TooManyRequestsException",
    "Lambda.Unknown",
    "Runtime.ExitError",
    "Sandbox.Timedout",
}


def descendants(kind: type[Exception]) -> Iterator[type[Exception]]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def named(kind: str) -> Iterator[str]:
    for state in TASKS.values():
        for rule in state.get(kind, []):
            yield from rule["ErrorEquals"]


def test_cloudformations_linter_finds_nothing_wrong_with_the_state_machine(tmp_path: Path) -> None:
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
            "OrderWorkflow": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {
                    "RoleArn": "arn:aws:iam::123456789012:role/dev-order-workflow",
                    "Definition": MACHINE,
                },
            }
        },
    }

    assert cfnlint.api.lint(json.dumps(template), config=ManualArgs(regions=["us-west-2"])) == []


def test_the_linter_does_look_at_the_state_machine() -> None:
    broken = MACHINE | {"StartAt": "Nowhere", "States": {"Somewhere": {"Type": "Task"}}}
    template = {
        "Resources": {
            "OrderWorkflow": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {"RoleArn": "arn:aws:iam::123456789012:role/r", "Definition": broken},
            }
        }
    }

    assert cfnlint.api.lint(json.dumps(template), config=ManualArgs(regions=["us-west-2"]))


def test_every_error_that_the_machine_names_exists_in_the_code_or_at_aws() -> None:
    ours = {kind.__name__ for kind in descendants(errors.OrderError)}

    assert {*named("Retry"), *named("Catch")} <= ours | AWS_ERRORS


@pytest.mark.parametrize("state", FORWARD)
def test_every_transient_error_is_asked_again_in_every_forward_state(state: str) -> None:
    transient = {kind.__name__ for kind in descendants(errors.Transient)}

    assert transient <= set(TASKS[state]["Retry"][0]["ErrorEquals"])


@pytest.mark.parametrize("state", FORWARD)
def test_no_rejection_and_no_defect_is_asked_again_in_a_forward_state(state: str) -> None:
    final = {kind.__name__ for kind in (*descendants(errors.Rejected), *descendants(errors.Broken))}
    asked_again = {name for retry in TASKS[state]["Retry"] for name in retry["ErrorEquals"]}

    assert final.isdisjoint(asked_again)


def test_only_rejections_are_caught_as_rejections() -> None:
    rejected = {kind.__name__ for kind in descendants(errors.Rejected)}
    caught = {
        name
        for state in TASKS.values()
        for catch in state.get("Catch", [])
        if str(catch["ResultPath"]).startswith("$.rejection")
        for name in catch["ErrorEquals"]
    }

    assert caught <= rejected
    assert caught == {"PaymentDeclined", "OutOfStock", "OrderCancelled"}


@pytest.mark.parametrize("state", [*FORWARD, "ReleaseInventory", "VoidPayment", "FailOrder"])
def test_whatever_else_goes_wrong_is_caught_last(state: str) -> None:
    assert TASKS[state]["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


@pytest.mark.parametrize("state", FORWARD)
def test_every_failure_on_the_way_forward_leads_to_the_start_of_the_one_undo_path(state: str) -> None:
    assert {catch["Next"] for catch in TASKS[state]["Catch"]} == {"ReleaseInventory"}


def test_a_caught_error_stands_under_the_name_of_the_state_that_failed() -> None:
    for name in (*FORWARD, "ReleaseInventory", "VoidPayment"):
        paths = {catch["ResultPath"] for catch in TASKS[name]["Catch"] if catch["ResultPath"] is not None}
        assert {path.rpartition(".")[2] for path in paths} == {name}


@pytest.mark.parametrize("state", TASKS)
def test_a_task_outlives_its_function(state: str) -> None:
    assert TASKS[state]["TimeoutSeconds"] > TIMEOUT_SECONDS


def test_the_retries_are_declared_once() -> None:
    assert SOURCE.count("Retry: &") == 2
    assert len({json.dumps(TASKS[state]["Retry"]) for state in FORWARD}) == 1
    assert len({json.dumps(TASKS[state]["Retry"]) for state in UNDO}) == 1


def longest(task: dict[str, Any]) -> tuple[int, list[int]]:
    """The tries of a task at most, and the seconds that each of its retry rules waits at most."""
    tries, waits = 1, []
    for rule in task["Retry"]:
        tries += rule["MaxAttempts"]
        waits.append(
            sum(
                min(rule["MaxDelaySeconds"], rule["IntervalSeconds"] * rule["BackoffRate"] ** n)
                for n in range(rule["MaxAttempts"])
            )
        )
    return tries, [round(wait) for wait in waits if wait]


def test_the_time_budget_in_the_comments_is_the_definitions_and_fits_the_executions_time_out() -> None:
    forward_tries, (transient, throttled) = longest(TASKS["AuthorizePayment"])
    undo_tries, (undoing,) = longest(TASKS["ReleaseInventory"])
    forward = forward_tries * 15 + transient + throttled
    undo = undo_tries * 15 + undoing
    whole = len(FORWARD) * forward + (len(UNDO) - 1) * undo
    comments = re.sub(r"\s+", " ", "".join(line for line in SOURCE.splitlines() if line.startswith("#")))

    assert {task["TimeoutSeconds"] for task in TASKS.values()} == {15}
    assert f"{forward_tries} tries x 15 s + at most {transient} s (transient) and {throttled} s (throttled)" in comments
    assert f"of waiting = {forward} s" in comments
    assert f"{undo_tries} tries x 15 s + at most {undoing} s of waiting = {undo} s" in comments
    assert f"= {whole} s < {MACHINE['TimeoutSeconds']} s" in comments
    assert whole < MACHINE["TimeoutSeconds"]


def test_an_express_workflow_is_the_same_machine_at_another_pace() -> None:
    def without_pace(machine: Any) -> Any:
        if isinstance(machine, list):
            return [without_pace(each) for each in machine]
        if isinstance(machine, dict):
            return {
                key: without_pace(value)
                for key, value in machine.items()
                if key not in {"TimeoutSeconds", "MaxAttempts"}
            }
        return machine

    assert without_pace(EXPRESS) == without_pace(MACHINE)
    assert json.loads(render(SOURCE, VALUES)) == MACHINE, "the standard definition is left as it is"


def test_an_express_workflow_asks_nothing_again_that_the_definition_asks_once() -> None:
    once = {
        name: [rule["MaxAttempts"] for rule in task["Retry"] if not rule["MaxAttempts"]] for name, task in TASKS.items()
    }
    hurried = {name: EXPRESS["States"][name]["Retry"] for name in TASKS}

    assert {
        name: [rule["MaxAttempts"] for rule in rules if not rule["MaxAttempts"]] for name, rules in hurried.items()
    } == once


def test_an_express_function_has_the_time_for_both_tries_of_an_adapter_and_is_dead_before_its_state() -> None:
    tries = _CONFIG.retries["total_max_attempts"] * (_CONFIG.connect_timeout + _CONFIG.read_timeout)

    assert tries < express.FUNCTION_SECONDS < express.TASK_SECONDS


def test_the_express_time_budget_in_the_comments_is_the_hurried_definitions_and_fits_five_minutes() -> None:
    """A function that is at its concurrency refuses within a second; every other try takes all its time."""
    states, (transient, refused) = EXPRESS["States"], EXPRESS["States"]["AuthorizePayment"]["Retry"]
    _, (waits, refused_waits) = longest(states["AuthorizePayment"])
    undo_tries, (undoing,) = longest(states["ReleaseInventory"])
    seconds, tries, refusals = express.TASK_SECONDS, 1 + transient["MaxAttempts"], refused["MaxAttempts"]
    forward = tries * seconds + waits + refusals + refused_waits
    undo = undo_tries * seconds + undoing
    whole = len(FORWARD) * forward + (len(UNDO) - 1) * undo
    comments = re.sub(r"\s+", " ", "".join(line for line in SOURCE.splitlines() if line.startswith("#")))

    assert {states[name]["TimeoutSeconds"] for name in TASKS} == {seconds}
    assert f"a task has {seconds} s, more than its function's {express.FUNCTION_SECONDS} s" in comments
    assert (
        f"{tries} tries x {seconds} s + at most {waits} s (transient), "
        f"and {refusals} refusals of 1 s + at most {refused_waits} s (throttled) = {forward} s"
    ) in comments
    assert f"{undo_tries} tries x {seconds} s + at most {undoing} s of waiting = {undo} s" in comments
    assert f"= {whole} s < {EXPRESS['TimeoutSeconds']} s" in comments
    assert whole < EXPRESS["TimeoutSeconds"] <= 300


def test_the_watchdog_knows_the_workflows_own_end_by_its_error() -> None:
    assert STATES["OrderFailed"]["Error"] == REPORTED_ERROR


def test_a_step_is_given_the_orders_id_and_the_attempt_and_nothing_of_the_order() -> None:
    for task in TASKS.values():
        payload = task["Parameters"].get("Payload", {})
        assert set(payload) <= {"operation", "order_id.$", "attempt.$", "caught.$"}


def test_the_definition_has_no_pass_states_because_each_transition_costs() -> None:
    assert {state["Type"] for state in STATES.values()} == {"Task", "Choice", "Succeed", "Fail"}


def test_the_definition_is_yaml_without_surprises() -> None:
    assert yaml.safe_load(SOURCE)["StartAt"] == "AuthorizePayment"
