"""What each case of ``statemachine/mock_config.json`` must come to."""

from __future__ import annotations

from dataclasses import dataclass

FORWARD = ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder")
UNDO = ("ReleaseInventory", "VoidPayment", "FailOrder")
SENT = ("SendToDeadLetterQueue", "OrderFailed")
UNFINISHED = ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")


@dataclass(frozen=True)
class Letter:
    """The fields of the dead-letter queue's message that differ from case to case."""

    failed_state: str
    error: str
    needs_attention: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """The states in the order in which they are entered, the execution's status, and the message if one is due."""

    states: tuple[str, ...]
    status: str
    letter: Letter | None = None


def until(state: str) -> tuple[str, ...]:
    return FORWARD[: FORWARD.index(state) + 1]


def rejected(at: str) -> Expected:
    return Expected((*until(at), *UNDO, "ChooseEnding", "OrderRejected"), "SUCCEEDED")


def failed(at: str, letter: Letter, end: tuple[str, ...] = SENT) -> Expected:
    return Expected((*until(at), *UNDO, "ChooseEnding", *end), "FAILED", letter)


def unfinished(at: str, error: str, end: tuple[str, ...] = UNFINISHED) -> Expected:
    """FailOrder itself failed for good, so nobody said what else is left to undo."""
    return Expected((*until(at), *UNDO, *end), "FAILED", Letter("FailOrder", error, UNDO))


COMPLETED = Expected(FORWARD, "SUCCEEDED")
ALREADY_COMPLETED = Expected((*FORWARD, "ReleaseInventory", "OrderCompleted"), "SUCCEEDED")

AUTHORIZE, RESERVE, CAPTURE, COMPLETE = FORWARD
RELEASE, VOID, FAIL = UNDO

EXPECTED = {
    "HappyPath": COMPLETED,
    # The business says no.
    "CardDeclined": rejected(AUTHORIZE),
    "SoldOut": rejected(RESERVE),
    "CancelledBeforeAuthorize": rejected(AUTHORIZE),
    "CancelledAtCapture": rejected(CAPTURE),
    # Time mends it.
    "AuthorizeAfterPaymentProviderUnavailable": COMPLETED,
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
    "CaptureOnTheSixteenthTry": COMPLETED,
    "ReleaseOnTheNinthTry": rejected(RESERVE),
    "VoidAfterPaymentProviderTimeout": rejected(RESERVE),
    "FailAfterOrderContention": rejected(RESERVE),
    # Time does not mend it.
    "AuthorizeExhausted": failed(AUTHORIZE, Letter(AUTHORIZE, "PaymentProviderUnavailable")),
    "ReserveExhausted": failed(RESERVE, Letter(RESERVE, "StockContention")),
    "CaptureExhausted": failed(CAPTURE, Letter(CAPTURE, "PaymentProviderTimeout")),
    "CompleteExhausted": failed(COMPLETE, Letter(COMPLETE, "StoreUnavailable")),
    "AuthorizeThrottled": failed(AUTHORIZE, Letter(AUTHORIZE, "Lambda.TooManyRequestsException")),
    # A defect.
    "AuthorizeCrashes": failed(AUTHORIZE, Letter(AUTHORIZE, "RuntimeError")),
    "ReserveCrashes": failed(RESERVE, Letter(RESERVE, "RuntimeError")),
    "CaptureCrashes": failed(CAPTURE, Letter(CAPTURE, "RuntimeError")),
    "CompleteCrashes": failed(COMPLETE, Letter(COMPLETE, "RuntimeError")),
    # An undo step fails for good, and the others still undo their part.
    "CaptureCrashesAndReleaseFails": failed(CAPTURE, Letter(CAPTURE, "RuntimeError", (RELEASE,))),
    "CaptureCrashesAndVoidFails": failed(CAPTURE, Letter(CAPTURE, "RuntimeError", (VOID,))),
    "CaptureCrashesAndReleaseAndVoidFail": failed(CAPTURE, Letter(CAPTURE, "RuntimeError", (RELEASE, VOID))),
    "CaptureCrashesAndFailFails": unfinished(CAPTURE, "StoreUnavailable"),
    "CaptureCrashesAndNothingIsUndone": unfinished(CAPTURE, "StoreUnavailable"),
    "SoldOutAndReleaseFails": failed(RESERVE, Letter(RELEASE, "StoreUnavailable", (RELEASE,))),
    "SoldOutAndVoidFails": failed(RESERVE, Letter(VOID, "PaymentProviderUnavailable", (VOID,))),
    "SoldOutAndFailFails": unfinished(RESERVE, "IllegalTransition"),
    # Only CompleteOrder's answer was lost.
    "CompletedButTheAnswerIsLost": ALREADY_COMPLETED,
    "CompletedAsReleaseLearnsLate": ALREADY_COMPLETED,
    # Nobody can say what to undo.
    "OrderIsUnknown": unfinished(AUTHORIZE, "OrderNotFound"),
    "TaskIsMalformed": unfinished(AUTHORIZE, "MalformedTask"),
    # The queue cannot be reached.
    "DeadLetterIsSentOnTheThirdTry": failed(AUTHORIZE, Letter(AUTHORIZE, "RuntimeError")),
    "DeadLetterIsNeverSent": failed(AUTHORIZE, Letter(AUTHORIZE, "RuntimeError"), end=SENT[:1]),
    "UnfinishedUndoIsSentOnTheThirdTry": unfinished(AUTHORIZE, "OrderNotFound"),
    "UnfinishedUndoIsNeverSent": unfinished(AUTHORIZE, "OrderNotFound", end=UNFINISHED[:1]),
}
