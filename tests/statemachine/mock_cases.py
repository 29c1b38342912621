"""The test cases of the state machine, and the expected result of each.

    python -m tests.statemachine.mock_cases       write statemachine/mock_config.json

A case consists of its faults.  Every other state on its path gives its usual response: what its handler returns.
``expected`` derives the result from the faults and from the order of the steps, not from the definition's transitions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import StringIO
from itertools import groupby
from typing import Any, Self

import pytest

from infra.workflow import DEFINITION
from orders.domain.errors import REJECTIONS, Rejected, errors_below
from tests import workflow_steps
from tests.orders.examples import line

MOCK_CONFIG = DEFINITION.with_name("mock_config.json")

FORWARD = tuple(workflow_steps.FORWARD.values())
COMPENSATION = tuple(workflow_steps.COMPENSATION.values())
SEND, SEND_UNFINISHED = "SendToDeadLetterQueue", "SendUnfinishedUndoToDeadLetterQueue"

AUTHORIZE, RESERVE, CAPTURE, COMPLETE, RELEASE, VOID, FAIL = (
    workflow_steps.STATES[step] for step in ("authorize", "reserve", "capture", "complete", "release", "void", "fail")
)

CAUSES = {
    "PaymentDeclined": "payment order-1.1: the bank declined it",
    "OutOfStock": "order order-1: not enough of Test Product",
    "OrderCancelled": "order order-1 was cancelled",
    (UNAVAILABLE := "PaymentProviderUnavailable"): "payment order-1.1: the provider is down",
    (NO_RESPONSE := "PaymentProviderTimeout"): "payment order-1.1: the provider did not respond in time",
    "OrderContention": "order order-1: another write changed it",
    "StockContention": "another order changed the stock",
    (NO_STORE := "StoreUnavailable"): "the table throttled the request",
    "MalformedTask": "the message must be an object with order_id and attempt",
    "MalformedOrder": "order order-1: its item is not an order",
    "WrittenByNewerVersion": "the item order-1 of the orders table was written by a newer version",
    (NOT_FOUND := "OrderNotFound"): "there is no order order-1",
    "OrderExists": "there is an order order-1",
    (ALREADY_COMPLETED := "OrderAlreadyCompleted"): "order order-1: its stock is sold",
    "IllegalTransition": "order order-1 is in another attempt",
    "IllegalReservation": "order order-1: another attempt holds its stock",
    "PaymentKeyReused": "payment order-1.1: another request used the key",
    (CRASH := "RuntimeError"): "a defect",
    "States.Timeout": "the task ran longer than 15 seconds",
    "Sandbox.Timedout": "Task timed out after 10.00 seconds",
    "Runtime.ExitError": "Runtime exited with error: signal: killed",
    "Lambda.ServiceException": "an internal error of Lambda",
    "Lambda.AWSLambdaException": "an error of Lambda",
    "Lambda.SdkClientException": "the connection to Lambda broke",
    "Lambda.ClientExecutionTimeoutException": "Lambda did not respond in time",
    (THROTTLED := "Lambda.TooManyRequestsException"): "Rate Exceeded.",
    "Lambda.Unknown": "the function could not be invoked",
    (NO_QUEUE := "SQS.SdkClientException"): "the connection to SQS broke",
}
"""The cause that each error has in the cases; a rejection without an entry has one of its own."""

OK = ""
"""The state's usual response, among the names of errors."""

Faults = Mapping[str, Sequence[str]]
"""What the calls of each state meet, in order: an error or ``OK``."""


def in_words(step: str) -> str:
    """Return a step's name as a part of a case's name."""
    return step.title().replace("_", "")


def for_good(state: str) -> Sequence[str]:
    """Return the errors of a compensation state that uses up its retries."""
    return 9 * [UNAVAILABLE if state == VOID else NO_STORE]


SOLD_OUT: Faults = {RESERVE: ["OutOfStock"]}
CAPTURE_CRASHES: Faults = {CAPTURE: [CRASH]}
UNKNOWN: Faults = dict.fromkeys((AUTHORIZE, *COMPENSATION), (NOT_FOUND,))

CASES: dict[str, Faults] = {
    "HappyPath": {},
    # Business rejections, such as OutOfStockAtReserveInventory.
    **{
        f"{error.__name__}At{state}": {state: [error.__name__]}
        for error in errors_below(Rejected)
        for state in error.states
    },
    # A retry succeeds.
    "AuthorizeAfterPaymentProviderUnavailable": {AUTHORIZE: [*30 * [UNAVAILABLE], OK]},
    "AuthorizeAfterPaymentProviderTimeout": {AUTHORIZE: [*4 * [NO_RESPONSE], OK]},
    "CaptureAfterPaymentProviderUnavailable": {CAPTURE: [*3 * [UNAVAILABLE], OK]},
    "CaptureAfterPaymentProviderTimeout": {CAPTURE: [NO_RESPONSE, OK]},
    "CompleteAfterOrderContention": {COMPLETE: [*2 * ["OrderContention"], OK]},
    "ReserveAfterStockContention": {RESERVE: [*3 * ["StockContention"], OK]},
    "ReserveAfterStoreUnavailable": {RESERVE: [NO_STORE, OK]},
    "CaptureAfterStatesTimeout": {CAPTURE: ["States.Timeout", OK]},
    "ReserveAfterRuntimeExitError": {RESERVE: [*2 * ["Runtime.ExitError"], OK]},
    "CompleteAfterSandboxTimedout": {COMPLETE: ["Sandbox.Timedout", OK]},
    "AuthorizeAfterLambdaServiceException": {AUTHORIZE: ["Lambda.ServiceException", OK]},
    "ReserveAfterLambdaAWSLambdaException": {RESERVE: ["Lambda.AWSLambdaException", OK]},
    "CaptureAfterLambdaSdkClientException": {CAPTURE: ["Lambda.SdkClientException", OK]},
    "CompleteAfterLambdaClientExecutionTimeout": {COMPLETE: ["Lambda.ClientExecutionTimeoutException", OK]},
    "AuthorizeAfterLambdaTooManyRequests": {AUTHORIZE: [*24 * [THROTTLED], OK]},
    "ReserveAfterLambdaUnknown": {RESERVE: [*24 * ["Lambda.Unknown"], OK]},
    "AuthorizeOnTheFiftyEighthCall": {AUTHORIZE: [*24 * [THROTTLED], *30 * [NO_RESPONSE], *3 * [NO_STORE], OK]},
    "ReleaseOnTheThirtyThirdCall": {**SOLD_OUT, RELEASE: [*24 * [THROTTLED], *8 * [CRASH], OK]},
    "VoidAfterPaymentProviderTimeout": {**SOLD_OUT, VOID: [*2 * [NO_RESPONSE], OK]},
    "FailAfterOrderContention": {**SOLD_OUT, FAIL: [*3 * ["OrderContention"], OK]},
    # Every retry fails.
    "AuthorizeExhausted": {AUTHORIZE: 31 * [UNAVAILABLE]},
    "ReserveExhausted": {RESERVE: 4 * ["StockContention"]},
    "CaptureExhausted": {CAPTURE: 4 * [NO_RESPONSE]},
    "CompleteExhausted": {COMPLETE: 4 * [NO_STORE]},
    "AuthorizeThrottled": {AUTHORIZE: 25 * [THROTTLED]},
    # A defect, such as AuthorizeCrashes.
    **{f"{in_words(step)}Crashes": {state: [CRASH]} for step, state in workflow_steps.FORWARD.items()},
    # A compensation state fails for good, and the others still run.
    **{
        f"{cause}And{in_words(step)}Fails": {**faults, state: for_good(state)}
        for cause, faults in (("CaptureCrashes", CAPTURE_CRASHES), ("SoldOut", SOLD_OUT))
        for step, state in workflow_steps.COMPENSATION.items()
    },
    "CaptureCrashesAndReleaseAndVoidFail": {**CAPTURE_CRASHES, **{state: for_good(state) for state in (RELEASE, VOID)}},
    "CaptureCrashesAndEveryCompensationFails": {
        **CAPTURE_CRASHES,
        **{state: for_good(state) for state in COMPENSATION},
    },
    "SoldOutAndFailFails": {**SOLD_OUT, FAIL: ["IllegalTransition"]},
    # Only the response of CompleteOrder was lost.
    "CompletedButTheResponseIsLost": {COMPLETE: 4 * ["States.Timeout"], RELEASE: [ALREADY_COMPLETED]},
    "CompletedAndReleaseIsRetried": {COMPLETE: 4 * ["Sandbox.Timedout"], RELEASE: [*2 * [NO_STORE], ALREADY_COMPLETED]},
    # No order to compensate.
    "OrderIsUnknown": UNKNOWN,
    "TaskIsMalformed": dict.fromkeys((AUTHORIZE, *COMPENSATION), ("MalformedTask",)),
    # A defect fails a compensation state without a retry.
    "OrderIsMalformed": dict.fromkeys((AUTHORIZE, *COMPENSATION), ("MalformedOrder",)),
    "OrderIsOfANewerVersion": dict.fromkeys((AUTHORIZE, *COMPENSATION), ("WrittenByNewerVersion",)),
    "EveryCompensationHasADefect": {
        AUTHORIZE: [CRASH],
        RELEASE: ["IllegalReservation"],
        VOID: ["PaymentKeyReused"],
        FAIL: ["OrderExists"],
    },
    # The queue cannot be reached.
    "DeadLetterIsSentOnTheThirdCall": {AUTHORIZE: [CRASH], SEND: [*2 * [NO_QUEUE], OK]},
    "DeadLetterIsNeverSent": {AUTHORIZE: [CRASH], SEND: 9 * [NO_QUEUE]},
    "UnfinishedCompensationIsSentOnTheThirdCall": {**UNKNOWN, SEND_UNFINISHED: [*2 * [NO_QUEUE], OK]},
    "UnfinishedCompensationIsNeverSent": {**UNKNOWN, SEND_UNFINISHED: 9 * [NO_QUEUE]},
}


FIELDS = {
    "order_id": "the order",
    "attempt": "the number of the attempt, counted from 1",
    "failed_state": "the state that failed for good; `null` if the watchdog sent the message",
    "error": "the error's name: a class of `orders/domain/errors.py`, or one of AWS's own",
    "cause": "the details: JSON with `errorMessage` for a function's error, else a sentence or nothing",
    "needs_attention": "the compensation states that failed for good; `[]` if the compensation is complete",
    "execution_arn": "the execution, whose history has every call",
    "time": "when the message was sent, in UTC",
}
"""The fields of a message about an order in the dead-letter queue."""


@dataclass(frozen=True, slots=True)
class DeadLetterFields:
    """The fields of a dead-letter message that differ from case to case."""

    failed_state: str
    error: str
    needs_attention: tuple[str, ...] = ()

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        return cls(message["failed_state"], message["error"], tuple(message["needs_attention"]))


@dataclass(frozen=True)
class Expected:
    """The states in the order in which they are entered, the execution's status, and the dead letter, if any."""

    states: tuple[str, ...]
    status: str
    dead_letter: DeadLetterFields | None = None


def expected(faults: Faults) -> Expected:
    """Return the result: the first forward step that fails starts the compensation, and all of its steps run."""
    failed = failures_in(faults)
    at = next((state for state in FORWARD if state in failed), None)
    if at is None:
        return Expected(FORWARD, "SUCCEEDED")
    path = FORWARD[: FORWARD.index(at) + 1]
    if failed.get(RELEASE) == ALREADY_COMPLETED:
        return Expected((*path, RELEASE, "OrderCompleted"), "SUCCEEDED")
    report = report_of(faults)
    if FAIL in failed:
        end, report = [SEND_UNFINISHED], DeadLetterFields(FAIL, failed[FAIL], COMPENSATION)
    elif report.error in REJECTIONS:
        return Expected((*path, *COMPENSATION, "ChooseEnding", "OrderRejected"), "SUCCEEDED")
    else:
        end = ["ChooseEnding", SEND]
    if end[-1] not in failed:
        end.append("OrderFailed")
    return Expected((*path, *COMPENSATION, *end), "FAILED", report)


def report_of(faults: Faults) -> DeadLetterFields:
    """Return what FailOrder reports: the first state that failed, and the rejection only if no state failed."""
    failed = failures_in(faults)
    unfinished = tuple(state for state in COMPENSATION[:-1] if state in failed)
    at = next(state for state in (*FORWARD, *COMPENSATION) if state in failed)
    if failed[at] in REJECTIONS and unfinished:
        at = unfinished[0]
    return DeadLetterFields(at, failed[at], unfinished)


def failures_in(faults: Faults) -> dict[str, str]:
    """Return the states that fail for good, each with the error of its last call."""
    return {state: calls[-1] for state, calls in faults.items() if calls[-1] != OK}


EXPECTED = {case: expected(faults) for case, faults in CASES.items()}


def config() -> str:
    """Return the content of ``mock_config.json``."""
    cases: dict[str, dict[str, str]] = {}
    mocked: dict[str, Any] = {}
    for case, faults in CASES.items():
        cases[case] = {}
        for state in EXPECTED[case].states:
            if state in (*workflow_steps.STATES.values(), SEND, SEND_UNFINISHED):
                usual = reported(faults) if state == FAIL else usual_responses()[state]
                cases[case][state], calls = mock(faults.get(state, [OK]), *usual)
                mocked[cases[case][state]] = calls
    return _format(cases, mocked)


def mock(calls: Sequence[str], name: str, response: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a mocked response and its name; ``OK`` stands for the response and name given."""
    names, content, first = [], {}, 0
    for error, group in groupby(calls):
        last = first + len([*group]) - 1
        key = str(first) if first == last else f"{first}-{last}"
        cause = CAUSES.get(error, f"order order-1: {error}")
        content[key] = {"Throw": {"Error": error, "Cause": cause}} if error else {"Return": response}
        times = f"{last - first + 1}Times" if last > first else ""
        names.append(f"{error.replace('.', '')}{times}" if error else name)
        first = last + 1
    return "Then".join(names), content


def reported(faults: Faults) -> tuple[str, dict[str, Any]]:
    """Return FailOrder's response after these faults, and its name."""
    report = report_of(faults)
    is_cancelled = any("OrderCancelled" in calls for calls in faults.values())
    status = "Cancelled" if is_cancelled else "Failed"
    payload = {
        "status": status,
        "failed_state": report.failed_state,
        "error": report.error,
        "cause": CAUSES.get(report.error, f"order order-1: {report.error}"),
        "needs_attention": report.needs_attention,
    }
    name = "".join([status, report.error.replace(".", ""), "At", report.failed_state, *report.needs_attention])
    return name, {"StatusCode": 200, "Payload": payload}


@cache
def usual_responses() -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the response of each state, and its name, which is the new state of the payment or of the order."""
    import_module("tests.conftest")  # sets the environment of every test
    functions = import_module("tests.functions.store_harness")  # imports the handlers, which need it
    logger = import_module("functions.telemetry").logger
    one = (line(functions.PRODUCT, quantity=1, cents=functions.PRICE),)
    message = {
        "MessageId": "3bcb6e8e-8b51-4375-b0bc-1a59812c6e51",
        "MD5OfMessageBody": "b10a8db164e0754105b7a99be72e3fe5",
    }
    usual = dict.fromkeys((SEND, SEND_UNFINISHED), ("Sent", message))
    first, *others = workflow_steps.FORWARD
    for steps in ((first, *others), (first, *workflow_steps.COMPENSATION)):
        with pytest.MonkeyPatch.context() as monkeypatch, redirect_stdout(StringIO()):
            monkeypatch.setattr(logger.registered_handler, "stream", StringIO())
            functions.StoreHarness(monkeypatch).place(lines=one)
            for step in steps:
                result = functions.step(step)
                name = (result.get("state") or result["status"]).capitalize()
                usual[workflow_steps.STATES[step]] = name, {"StatusCode": 200, "Payload": result}
    return usual


def _format(cases: Mapping[str, Any], mocked: Mapping[str, Any]) -> str:
    """Return JSON with one line for each case and for each response."""

    def lines(content: Mapping[str, Any]) -> str:
        return ",\n".join(f"    {json.dumps(name)}: {json.dumps(each)}" for name, each in content.items())

    machines = f'"StateMachines": {{"dev-order-workflow": {{"TestCases": {{\n{lines(cases)}\n  }}}}}}'
    return f'{{\n  {machines},\n  "MockedResponses": {{\n{lines(mocked)}\n  }}\n}}\n'


if __name__ == "__main__":
    MOCK_CONFIG.write_text(config(), encoding="utf-8")
