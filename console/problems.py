"""Explanations of errors for the engineer, each with the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    NoCredentialsError,
    PartialCredentialsError,
    SSOTokenLoadError,
    UnauthorizedSSOTokenError,
)

from console.stack import stack
from orders.aws.clients import error_code
from orders.domain.errors import MalformedOrder, OrderError, StoreUnavailable, WrittenByNewerVersion
from orders.environment import MissingSetting

Value = TypeVar("Value")

DENIED = {"AccessDenied", "AccessDeniedException", "AccessDeniedForDependencyException", "UnauthorizedOperation"}
DENIED |= {"AWS.SimpleQueueService.AccessDenied", "KMS.AccessDeniedException", "KmsAccessDenied"}
EXPIRED = {"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "RequestExpired", "TokenRefreshRequired"}
EXPIRED |= {"UnrecognizedClientException", "InvalidSignatureException", "SignatureDoesNotMatch"}
THROTTLED = {"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "TooManyRequestsException"}
THROTTLED |= {"RequestLimitExceeded", "ProvisionedThroughputExceededException", "LimitExceededException", "SlowDown"}
THROTTLED |= {"RequestThrottledException", "OverLimit"}
MISSING = {"ResourceNotFoundException", "StateMachineDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"}
MISSING |= {"QueueDoesNotExist"}

ERRORS = (ClientError, BotoCoreError, OrderError, MissingSetting)
"""The errors that ``explain`` explains."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened, the details of the error, and what the engineer can do."""

    title: str
    details: str
    following: str


@dataclass(frozen=True, slots=True)
class Result(Generic[Value]):
    """A value, or the problem that prevented it, so that a page shows everything else."""

    value: Value
    problem: Problem | None = None


def attempt_to(read: Callable[[], Value], default: Value) -> Result[Value]:
    """Return what was read, or the default with the problem."""
    try:
        return Result(read())
    except ERRORS as error:
        return Result(default, explain(error))


def explain(error: Exception) -> Problem:  # noqa: PLR0911  one for each kind of error
    """Return the problem behind an error."""
    match error:
        case ClientError():
            return _explain_response(error)
        case NoCredentialsError() | PartialCredentialsError() | CredentialRetrievalError():
            return Problem("There are no AWS credentials", str(error), LOG_IN)
        case SSOTokenLoadError() | UnauthorizedSSOTokenError():
            return Problem("Your AWS session has expired", str(error), LOG_IN)
        case StoreUnavailable():
            return _explain_unavailable(str(error))
        case WrittenByNewerVersion():
            return Problem(
                "A newer version wrote this row", str(error), "Deploy that version again, and use its console."
            )
        case MalformedOrder():
            return Problem("A row cannot be read", str(error), "Correct the attribute that the details name.")
        case MissingSetting():
            return Problem(
                "The console lacks a setting", str(error), "Start it with make run or make console STACK=dev."
            )
        case OrderError():
            return Problem(type(error).__name__, str(error), "Reload the page: the order may have changed meanwhile.")
        case BotoCoreError():
            return _explain_unavailable(f"AWS could not be reached: {error}")
    return Problem("The console has a defect", f"{type(error).__name__}: {error}", "Report it with these details.")


LOG_IN = "Log in again, for example with aws sso login, and start the console again with the same AWS_PROFILE."


def _explain_response(error: ClientError) -> Problem:
    code, operation = error_code(error), error.operation_name
    details = f"{operation}: {code}: {error.response['Error'].get('Message', '')}"
    if code in DENIED:
        return Problem(
            f"Your credentials may not call {operation}",
            details,
            "Add the permission; docs/console.md has the policy with every call of the console.",
        )
    if code in EXPIRED:
        return Problem("AWS does not accept your credentials", details, LOG_IN)
    if code in THROTTLED:
        return _explain_unavailable(details)
    if code in MISSING:
        return Problem(
            f"{operation} did not find what it reads",
            details,
            "Check the region and the stack, and start the console again: it reads the stack's outputs when it starts.",
        )
    return Problem(f"AWS rejected {operation}", details, "Reload the page. If the error persists, the details say why.")


def _explain_unavailable(details: str) -> Problem:
    if "could not be reached" in details or "Could not connect" in details:
        where = "Check that make run is still up." if stack().is_laptop else "Check the network and the region."
        return Problem("AWS cannot be reached", details, where)
    following = "Wait a few seconds. A page with updates tries again by itself; reload any other."
    return Problem("AWS throttles the console", details, following)
