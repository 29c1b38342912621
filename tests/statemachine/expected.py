"""The expected result of each case of ``statemachine/mock_config.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from orders.domain.errors import Rejected, errors_below

FORWARD = ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder")
COMPENSATION = ("ReleaseInventory", "VoidPayment", "FailOrder")
SENT = ("SendToDeadLetterQueue", "OrderFailed")
UNFINISHED = ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")


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


def until(state: str) -> tuple[str, ...]:
    return FORWARD[: FORWARD.index(state) + 1]


def rejected(at: str) -> Expected:
    return Expected((*until(at), *COMPENSATION, "ChooseEnding", "OrderRejected"), "SUCCEEDED")


def failed(
    at: str, error: str, *needs_attention: str, failed_state: str | None = None, end: tuple[str, ...] = SENT
) -> Expected:
    """The state ``at`` starts the compensation; the message names it, unless it was only rejected there."""
    dead_letter = DeadLetterFields(failed_state or at, error, needs_attention)
    return Expected((*until(at), *COMPENSATION, "ChooseEnding", *end), "FAILED", dead_letter)


def unfinished(at: str, error: str, end: tuple[str, ...] = UNFINISHED) -> Expected:
    """FailOrder fails for good, so the message names every compensation state."""
    return Expected((*until(at), *COMPENSATION, *end), "FAILED", DeadLetterFields("FailOrder", error, COMPENSATION))


COMPLETED = Expected(FORWARD, "SUCCEEDED")
ALREADY_COMPLETED = Expected((*FORWARD, "ReleaseInventory", "OrderCompleted"), "SUCCEEDED")

AUTHORIZE, RESERVE, CAPTURE, COMPLETE = FORWARD
RELEASE, VOID, FAIL = COMPENSATION

EXPECTED = {
    "HappyPath": COMPLETED,
    # Business rejections, such as OutOfStockAtReserveInventory.
    **{f"{error.__name__}At{state}": rejected(state) for error in errors_below(Rejected) for state in error.states},
    # A retry succeeds.
    "AuthorizeAfterPaymentProviderUnavailable": COMPLETED,
    "AuthorizeAfterPaymentProviderTimeout": COMPLETED,
    "CaptureAfterPaymentProviderUnavailable": COMPLETED,
    "CaptureAfterPaymentProviderTimeout": COMPLETED,
    "CompleteAfterOrderContention": COMPLETED,
    "ReserveAfterStockContention": COMPLETED,
    "ReserveAfterStoreUnavailable": COMPLETED,
    "CaptureAfterStatesTimeout": COMPLETED,
    "ReserveAfterRuntimeExitError": COMPLETED,
    "CompleteAfterSandboxTimedout": COMPLETED,
    "AuthorizeAfterLambdaServiceException": COMPLETED,
    "ReserveAfterLambdaAWSLambdaException": COMPLETED,
    "CaptureAfterLambdaSdkClientException": COMPLETED,
    "CompleteAfterLambdaClientExecutionTimeout": COMPLETED,
    "AuthorizeAfterLambdaTooManyRequests": COMPLETED,
    "ReserveAfterLambdaUnknown": COMPLETED,
    "AuthorizeOnTheFiftyEighthCall": COMPLETED,
    "ReleaseOnTheThirtyThirdCall": rejected(RESERVE),
    "VoidAfterPaymentProviderTimeout": rejected(RESERVE),
    "FailAfterOrderContention": rejected(RESERVE),
    # Every retry fails.
    "AuthorizeExhausted": failed(AUTHORIZE, "PaymentProviderUnavailable"),
    "ReserveExhausted": failed(RESERVE, "StockContention"),
    "CaptureExhausted": failed(CAPTURE, "PaymentProviderTimeout"),
    "CompleteExhausted": failed(COMPLETE, "StoreUnavailable"),
    "AuthorizeThrottled": failed(AUTHORIZE, "Lambda.TooManyRequestsException"),
    # A defect.
    "AuthorizeCrashes": failed(AUTHORIZE, "RuntimeError"),
    "ReserveCrashes": failed(RESERVE, "RuntimeError"),
    "CaptureCrashes": failed(CAPTURE, "RuntimeError"),
    "CompleteCrashes": failed(COMPLETE, "RuntimeError"),
    # A compensation state fails for good, and the others still run.
    "CaptureCrashesAndReleaseFails": failed(CAPTURE, "RuntimeError", RELEASE),
    "CaptureCrashesAndVoidFails": failed(CAPTURE, "RuntimeError", VOID),
    "CaptureCrashesAndReleaseAndVoidFail": failed(CAPTURE, "RuntimeError", RELEASE, VOID),
    "CaptureCrashesAndFailFails": unfinished(CAPTURE, "StoreUnavailable"),
    "CaptureCrashesAndEveryCompensationFails": unfinished(CAPTURE, "StoreUnavailable"),
    "SoldOutAndReleaseFails": failed(RESERVE, "StoreUnavailable", RELEASE, failed_state=RELEASE),
    "SoldOutAndVoidFails": failed(RESERVE, "PaymentProviderUnavailable", VOID, failed_state=VOID),
    "SoldOutAndFailFails": unfinished(RESERVE, "IllegalTransition"),
    # Only the response of CompleteOrder was lost.
    "CompletedButTheResponseIsLost": ALREADY_COMPLETED,
    "CompletedAndReleaseIsRetried": ALREADY_COMPLETED,
    # No order to compensate.
    "OrderIsUnknown": unfinished(AUTHORIZE, "OrderNotFound"),
    "TaskIsMalformed": unfinished(AUTHORIZE, "MalformedTask"),
    # A defect fails a compensation state without a retry.
    "OrderIsMalformed": unfinished(AUTHORIZE, "MalformedOrder"),
    "EveryCompensationHasADefect": unfinished(AUTHORIZE, "OrderExists"),
    # The queue cannot be reached.
    "DeadLetterIsSentOnTheThirdCall": failed(AUTHORIZE, "RuntimeError"),
    "DeadLetterIsNeverSent": failed(AUTHORIZE, "RuntimeError", end=SENT[:1]),
    "UnfinishedCompensationIsSentOnTheThirdCall": unfinished(AUTHORIZE, "OrderNotFound"),
    "UnfinishedCompensationIsNeverSent": unfinished(AUTHORIZE, "OrderNotFound", end=UNFINISHED[:1]),
}
