"""What each case of ``statemachine/mock_config.json`` must come to."""

from __future__ import annotations

from dataclasses import dataclass

FORWARD = ("AuthorizePayment", "ReserveInventory", "CapturePayment", "CompleteOrder")
UNDO = ("ReleaseInventory", "VoidPayment", "FailOrder")
SENT = ("SendToDeadLetterQueue", "OrderFailed")
UNFINISHED = ("SendUnfinishedUndoToDeadLetterQueue", "OrderFailed")


@dataclass(frozen=True)
class DeadLetterFields:
    """The fields of the dead-dead_letter queue's message that differ from case to case."""

    failed_state: str
    error: str
    needs_attention: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """The states in the order in which they are entered, the execution's status, and the message if one is due."""

    states: tuple[str, ...]
    status: str
    dead_letter: DeadLetterFields | None = None


def until(state: str) -> tuple[str, ...]:
    return FORWARD[: FORWARD.index(state) + 1]


def rejected(at: str) -> Expected:
    return Expected((*until(at), *UNDO, "ChooseEnding", "OrderRejected"), "SUCCEEDED")


def failed(at: str, dead_letter: DeadLetterFields, end: tuple[str, ...] = SENT) -> Expected:
    return Expected((*until(at), *UNDO, "ChooseEnding", *end), "FAILED", dead_letter)


def unfinished(at: str, error: str, end: tuple[str, ...] = UNFINISHED) -> Expected:
    """FailOrder itself failed for good, so nobody said what else is left to undo."""
    return Expected((*until(at), *UNDO, *end), "FAILED", DeadLetterFields("FailOrder", error, UNDO))


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
    "AuthorizeExhausted": failed(AUTHORIZE, DeadLetterFields(AUTHORIZE, "PaymentProviderUnavailable")),
    "ReserveExhausted": failed(RESERVE, DeadLetterFields(RESERVE, "StockContention")),
    "CaptureExhausted": failed(CAPTURE, DeadLetterFields(CAPTURE, "PaymentProviderTimeout")),
    "CompleteExhausted": failed(COMPLETE, DeadLetterFields(COMPLETE, "StoreUnavailable")),
    "AuthorizeThrottled": failed(AUTHORIZE, DeadLetterFields(AUTHORIZE, "Lambda.TooManyRequestsException")),
    # A defect.
    "AuthorizeCrashes": failed(AUTHORIZE, DeadLetterFields(AUTHORIZE, "RuntimeError")),
    "ReserveCrashes": failed(RESERVE, DeadLetterFields(RESERVE, "RuntimeError")),
    "CaptureCrashes": failed(CAPTURE, DeadLetterFields(CAPTURE, "RuntimeError")),
    "CompleteCrashes": failed(COMPLETE, DeadLetterFields(COMPLETE, "RuntimeError")),
    # An undo step fails for good, and the others still undo their part.
    "CaptureCrashesAndReleaseFails": failed(CAPTURE, DeadLetterFields(CAPTURE, "RuntimeError", (RELEASE,))),
    "CaptureCrashesAndVoidFails": failed(CAPTURE, DeadLetterFields(CAPTURE, "RuntimeError", (VOID,))),
    "CaptureCrashesAndReleaseAndVoidFail": failed(CAPTURE, DeadLetterFields(CAPTURE, "RuntimeError", (RELEASE, VOID))),
    "CaptureCrashesAndFailFails": unfinished(CAPTURE, "StoreUnavailable"),
    "CaptureCrashesAndNothingIsUndone": unfinished(CAPTURE, "StoreUnavailable"),
    "SoldOutAndReleaseFails": failed(RESERVE, DeadLetterFields(RELEASE, "StoreUnavailable", (RELEASE,))),
    "SoldOutAndVoidFails": failed(RESERVE, DeadLetterFields(VOID, "PaymentProviderUnavailable", (VOID,))),
    "SoldOutAndFailFails": unfinished(RESERVE, "IllegalTransition"),
    # Only CompleteOrder's answer was lost.
    "CompletedButTheAnswerIsLost": ALREADY_COMPLETED,
    "CompletedAsReleaseLearnsLate": ALREADY_COMPLETED,
    # Nobody can say what to undo.
    "OrderIsUnknown": unfinished(AUTHORIZE, "OrderNotFound"),
    "TaskIsMalformed": unfinished(AUTHORIZE, "MalformedTask"),
    # The queue cannot be reached.
    "DeadLetterIsSentOnTheThirdTry": failed(AUTHORIZE, DeadLetterFields(AUTHORIZE, "RuntimeError")),
    "DeadLetterIsNeverSent": failed(AUTHORIZE, DeadLetterFields(AUTHORIZE, "RuntimeError"), end=SENT[:1]),
    "UnfinishedUndoIsSentOnTheThirdTry": unfinished(AUTHORIZE, "OrderNotFound"),
    "UnfinishedUndoIsNeverSent": unfinished(AUTHORIZE, "OrderNotFound", end=UNFINISHED[:1]),
}
