"""The state machine's definition agrees with its comments and with the code."""

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from infra import express
from infra.function import TIMEOUT_SECONDS
from infra.workflow import DEFINITION, render
from orders.aws.clients import _CONFIG
from orders.contract import (
    COMPENSATION_STATES,
    EXPRESS_FUNCTION_SECONDS,
    EXPRESS_TASK_SECONDS,
    WORKFLOW_TIMEOUT_SECONDS,
)
from orders.domain import errors
from orders.domain.errors import errors_below
from orders.usecases import compensate
from orders.usecases.watchdog import REPORTED_ERROR
from statemachine import generate
from statemachine.generate import README, update, update_readme
from tests.statemachine.mock_cases import (
    AUTHORIZE,
    CAPTURE,
    COMPENSATION,
    COMPLETE,
    FORWARD,
    RESERVE,
    SEND,
    SEND_UNFINISHED,
)
from tests.workflow_steps import VALUES

SOURCE = DEFINITION.read_text(encoding="utf-8")
MACHINE: dict[str, Any] = json.loads(render(SOURCE, VALUES))
EXPRESS: dict[str, Any] = json.loads(render(SOURCE, VALUES, express.to_express))
STATES: dict[str, dict[str, Any]] = MACHINE["States"]
TASKS = {name: state for name, state in STATES.items() if state["Type"] == "Task"}
SENDS = (SEND, SEND_UNFINISHED)

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


def names_in(rules: list[dict[str, Any]]) -> set[str]:
    return {name for rule in rules for name in rule["ErrorEquals"]}


def names_of(found: Iterable[type[errors.OrderError]]) -> set[str]:
    return {error.__name__ for error in found}


OURS = names_of(errors_below(errors.OrderError))


def test_the_lists_of_errors_are_up_to_date() -> None:
    assert update(SOURCE) == SOURCE, "run `make definition`"


def test_the_pictures_in_the_readme_are_up_to_date() -> None:
    readme = README.read_text()

    assert update_readme(readme, SOURCE) == readme, "run `make definition`"


@pytest.mark.parametrize("state", TASKS)
def test_every_error_that_a_state_names_exists_in_the_code_or_at_aws(state: str) -> None:
    assert names_in([*TASKS[state]["Retry"], *TASKS[state].get("Catch", [])]) <= OURS | AWS_ERRORS


@pytest.mark.parametrize("state", FORWARD)
def test_a_forward_state_retries_every_transient_error_and_no_other_of_ours(state: str) -> None:
    assert names_in(TASKS[state]["Retry"]) & OURS == names_of(errors_below(errors.Transient))


@pytest.mark.parametrize("state", FORWARD)
def test_a_forward_state_catches_its_business_rejections_by_name(state: str) -> None:
    caught = [rule for rule in TASKS[state]["Catch"] if rule["ResultPath"] == f"$.rejection.{state}"]

    assert names_in(caught) == names_of(error for error in errors_below(errors.Rejected) if state in error.states)


@pytest.mark.parametrize("state", [*COMPENSATION, *SENDS])
def test_a_compensation_state_fails_at_once_with_a_defect_and_retries_every_other_error(state: str) -> None:
    permanent, throttled, others = TASKS[state]["Retry"]

    assert permanent["MaxAttempts"] == 0
    assert throttled == TASKS["ReserveInventory"]["Retry"][-1]
    assert others["ErrorEquals"] == ["States.ALL"]
    assert names_in([permanent]) == names_of(
        error for error in errors_below(errors.Broken) if not error.is_retried_by_compensation
    )


def test_a_new_error_gets_into_the_lists_by_its_place_in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    fraud = SimpleNamespace(__name__="FraudSuspected", states=("AuthorizePayment", "CompleteOrder"))
    monkeypatch.setattr(generate, "errors_below", lambda root: (fraud,) if root is errors.Rejected else ())

    states = json.loads(render(update(SOURCE), VALUES))["States"]

    caught = {state: names_in(states[state]["Catch"]) for state in FORWARD}
    assert caught == {
        state: {"FraudSuspected", "States.ALL"} if state in fraud.states else {"States.ALL"} for state in FORWARD
    }
    assert names_in(states["ReserveInventory"]["Retry"]) == AWS_ERRORS - {"States.ALL"}


def test_the_order_is_authorized_then_reserved_then_captured_and_completed_last() -> None:
    assert [state for state in FORWARD if state in (AUTHORIZE, RESERVE, CAPTURE)] == [AUTHORIZE, RESERVE, CAPTURE]
    assert FORWARD[-1] == COMPLETE


def exits(state: str) -> dict[str, str | None]:
    """Where a state leads: on success, and for each error that it catches."""
    caught = {name: rule["Next"] for rule in TASKS[state]["Catch"] for name in rule["ErrorEquals"]}
    return {"success": TASKS[state].get("Next"), **caught}


@pytest.mark.parametrize("state", FORWARD)
def test_every_failure_of_a_forward_state_starts_the_compensation_at_its_first_state(state: str) -> None:
    assert {next_state for reason, next_state in exits(state).items() if reason != "success"} == {"ReleaseInventory"}
    assert TASKS[state]["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


def test_the_compensation_runs_the_steps_of_its_use_case_in_their_order_whichever_of_them_fail() -> None:
    """The order and its reason are in ``orders/usecases/compensate.py``."""
    for state, following in pairwise(COMPENSATION):
        completed = {"OrderAlreadyCompleted": "OrderCompleted"} if state == "ReleaseInventory" else {}
        assert exits(state) == {"success": following, "States.ALL": following} | completed
    assert exits("FailOrder") == {"success": "ChooseEnding", "States.ALL": "SendUnfinishedUndoToDeadLetterQueue"}
    operations = [TASKS[state]["Parameters"]["Payload"]["operation"] for state in COMPENSATION_STATES]
    assert operations == [name for name in vars(compensate) if name in operations]
    assert (*COMPENSATION_STATES, "FailOrder") == COMPENSATION


def test_a_caught_error_is_stored_under_the_name_of_the_state_that_failed() -> None:
    for name in (*FORWARD, *COMPENSATION_STATES):
        paths = {catch["ResultPath"] for catch in TASKS[name]["Catch"] if catch["ResultPath"] is not None}
        assert {path.rpartition(".")[2] for path in paths} == {name}


@pytest.mark.parametrize("state", TASKS)
def test_a_task_times_out_later_than_its_function(state: str) -> None:
    assert TASKS[state]["TimeoutSeconds"] > TIMEOUT_SECONDS


def test_each_budget_is_declared_once_and_only_the_authorization_waits_for_the_provider() -> None:
    patient, *others = TASKS["AuthorizePayment"]["Retry"]

    assert SOURCE.count("IntervalSeconds") == 4
    assert patient["ErrorEquals"] == ["PaymentProviderUnavailable", "PaymentProviderTimeout"]
    assert [TASKS[state]["Retry"] for state in FORWARD[1:]] == [others] * len(FORWARD[1:])
    assert len({json.dumps(TASKS[state]["Retry"]) for state in (*COMPENSATION, *SENDS)}) == 1


def longest_waits(rule: dict[str, Any]) -> list[float]:
    """The most seconds before each retry of a rule."""
    return [
        min(rule["MaxDelaySeconds"], rule["IntervalSeconds"] * rule["BackoffRate"] ** n)
        for n in range(rule["MaxAttempts"])
    ]


def worst_case(task: dict[str, Any]) -> tuple[int, list[int]]:
    """The most calls of a task, and the most seconds that each of its retry rules waits."""
    waits = [longest_waits(rule) for rule in task["Retry"]]
    return 1 + sum(map(len, waits)), [round(sum(each)) for each in waits if each]


def comments() -> str:
    text = "".join(line[1:] for line in SOURCE.splitlines() if line.startswith("#"))
    return re.sub(r"\s+", " ", text)


def test_the_budgets_in_the_comments_are_those_of_the_definition() -> None:
    provider, transient, throttled = TASKS["AuthorizePayment"]["Retry"]
    mean, tries = round(sum(longest_waits(provider)) / 2), throttled["MaxAttempts"] + 1

    assert all(rule["JitterStrategy"] == "FULL" for rule in (provider, transient, throttled))
    assert (
        f"{provider['MaxAttempts']} retries wait {mean} s on average, which outlasts an outage of 600 s" in comments()
    )
    assert mean > 600
    assert f"one state in 2^{tries} = {2**tries} uses up its {throttled['MaxAttempts']} retries" in comments()
    quick = f"{transient['MaxAttempts']} retries, {round(sum(longest_waits(transient)))} s at most"
    assert quick in comments()


def test_the_time_budget_in_the_comments_is_that_of_the_definition_and_fits_the_executions_timeout() -> None:
    first_calls, (provider, transient, throttled) = worst_case(TASKS["AuthorizePayment"])
    forward_calls, _ = worst_case(TASKS["ReserveInventory"])
    compensation_calls, (_, others) = worst_case(TASKS["ReleaseInventory"])
    first = first_calls * 15 + provider + transient + throttled
    forward = forward_calls * 15 + transient + throttled
    compensation = compensation_calls * 15 + throttled + others
    whole = first + (len(FORWARD) - 1) * forward + (len(COMPENSATION) + 1) * compensation

    assert {task["TimeoutSeconds"] for task in TASKS.values()} == {15}
    waits = f"{transient} s (transient), {throttled} s (throttled)"
    assert f"{first_calls} calls x 15 s + at most {provider} s (provider), {waits} = {first} s" in comments()
    assert f"{forward_calls} calls x 15 s + at most {waits} = {forward} s" in comments()
    compensation_waits = f"{throttled} s (throttled), {others} s (other errors)"
    assert f"{compensation_calls} calls x 15 s + at most {compensation_waits} = {compensation} s" in comments()
    assert f"= {whole} s < {MACHINE['TimeoutSeconds']} s" in comments()
    assert whole < MACHINE["TimeoutSeconds"] == WORKFLOW_TIMEOUT_SECONDS


PATIENCE = {True: TASKS["AuthorizePayment"]["Retry"][:1], False: TASKS["AuthorizePayment"]["Retry"][-1:]}
"""What an Express workflow leaves out, of forward states (True) and of compensation states (False)."""


def test_an_express_workflow_is_the_same_machine_without_patience_and_with_other_limits() -> None:
    def without_retries(machine: Any) -> Any:
        if isinstance(machine, list):
            return [without_retries(each) for each in machine]
        if isinstance(machine, dict):
            return {
                key: without_retries(value) for key, value in machine.items() if key not in {"TimeoutSeconds", "Retry"}
            }
        return machine

    assert without_retries(EXPRESS) == without_retries(MACHINE)
    for name in TASKS:
        standard, kept = TASKS[name]["Retry"], EXPRESS["States"][name]["Retry"]
        assert [rule["ErrorEquals"] for rule in kept] == [
            rule["ErrorEquals"] for rule in standard if rule not in PATIENCE[name in FORWARD]
        ]
    assert json.loads(render(SOURCE, VALUES)) == MACHINE, "the standard definition is unchanged"


def test_an_express_workflow_retries_no_error_that_the_definition_does_not_retry() -> None:
    def unretried(states: dict[str, Any]) -> dict[str, list[Any]]:
        return {name: [rule for rule in states[name]["Retry"] if rule["MaxAttempts"] == 0] for name in TASKS}

    assert unretried(EXPRESS["States"]) == unretried(STATES)


def test_an_express_function_has_time_for_both_calls_of_an_adapter_and_ends_before_its_state_times_out() -> None:
    calls = _CONFIG.retries["total_max_attempts"] * (_CONFIG.connect_timeout + _CONFIG.read_timeout)

    assert calls < EXPRESS_FUNCTION_SECONDS < EXPRESS_TASK_SECONDS


def test_the_express_time_budget_in_the_comments_is_that_of_its_definition_and_fits_five_minutes() -> None:
    """A throttled call fails within a second; every other call takes its whole timeout."""
    states, (transient, throttled) = EXPRESS["States"], EXPRESS["States"]["AuthorizePayment"]["Retry"]
    _, (waits, throttled_waits) = worst_case(states["AuthorizePayment"])
    compensation_calls, (waiting,) = worst_case(states["ReleaseInventory"])
    seconds, calls, throttles = EXPRESS_TASK_SECONDS, 1 + transient["MaxAttempts"], throttled["MaxAttempts"]
    forward = calls * seconds + waits + throttles + throttled_waits
    compensation = compensation_calls * seconds + waiting
    whole = len(FORWARD) * forward + (len(COMPENSATION) + 1) * compensation

    assert {states[name]["TimeoutSeconds"] for name in TASKS} == {seconds}
    assert f"a task has {seconds} s, more than its function's {EXPRESS_FUNCTION_SECONDS} s" in comments()
    assert (
        f"{calls} calls x {seconds} s + at most {waits} s (transient), "
        f"and {throttles} throttles of 1 s + at most {throttled_waits} s (throttled) = {forward} s"
    ) in comments()
    assert f"{compensation_calls} calls x {seconds} s + at most {waiting} s of waiting = {compensation} s" in comments()
    assert f"= {whole} s < {EXPRESS['TimeoutSeconds']} s" in comments()
    assert whole < EXPRESS["TimeoutSeconds"] <= 300


def test_the_watchdog_recognizes_the_workflows_own_fail_state_by_its_error() -> None:
    assert STATES["OrderFailed"]["Error"] == REPORTED_ERROR


def test_a_step_receives_the_orders_id_and_the_attempt_and_no_data_of_the_order() -> None:
    for task in TASKS.values():
        payload = task["Parameters"].get("Payload", {})
        assert set(payload) <= {"operation", "order_id.$", "attempt.$", "caught.$"}


def test_the_definition_has_no_pass_states_because_each_transition_costs_money() -> None:
    assert {state["Type"] for state in STATES.values()} == {"Task", "Choice", "Succeed", "Fail"}
