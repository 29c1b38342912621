"""Every error as a client sees it: problem details (RFC 9457), the same from every part of the API.

https://www.rfc-editor.org/rfc/rfc9457
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, unique
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import is_valid_path
from rest_framework.exceptions import (
    AuthenticationFailed,
    MethodNotAllowed,
    NotAuthenticated,
    ParseError,
    PermissionDenied,
    Throttled,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.request import Request

from api.idempotency import InvalidIdempotencyKey
from api.identity import RETRY_AFTER_SECONDS, KeysUnavailable
from api.order_query import InvalidQuery
from api.representations import TEXT, Field, Representation, object_schema
from api.request_ids import SAFE, current_request_id
from orders.domain.errors import (
    IdempotencyKeyReused,
    MixedCurrencies,
    OrderNotFound,
    PaymentProviderTimeout,
    PaymentProviderUnavailable,
    RefundKeyReused,
    RefundNotPossible,
    TooLateToCancel,
    Transient,
    UnknownProduct,
    UnsupportedPayment,
    WrittenByNewerVersion,
)
from orders.domain.name import parse_name

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

NO_SUCH_PRODUCT = "no product has this name"

MAX_PROBLEM_BYTES = 16 * 1024
"""The largest body of a problem, inclusive; errors that exceed it are left out."""

_MAX_ERRORS_BYTES = MAX_PROBLEM_BYTES - 1024
_MAX_FIELD_LENGTH = 200
"""Characters of a field's name in an error, inclusive; the rest of a longer one is left out."""


class InvalidRefund(ValidationError):
    """The body of a refund is invalid."""


class NotReady(Exception):
    """The orders table does not respond."""


class _Row(NamedTuple):
    """One row of ``ProblemType``.

    Attributes:
        error: the exception that becomes this problem, with its subclasses.
        detail: None if the exception's own message is the detail.
        retry_after: seconds.
        operation: for an ``InvalidRequest`` of the domain, the operation id of the OpenAPI document that returns it.
    """

    status: int
    title: str
    error: type[Exception] | None = None
    detail: str | None = None
    retry_after: int | None = None
    operation: str | None = None


@unique
class ProblemType(Enum):
    """All problems: the only table to extend for a new error; docs/api.md explains each.

    Programs may rely on a type, which never changes; title and detail are for people.
    """

    INVALID_ORDER = _Row(400, "The order is invalid", ValidationError, "the order is invalid")
    INVALID_QUERY = _Row(400, "The query is invalid", InvalidQuery, "the query is invalid")
    INVALID_REFUND = _Row(400, "The refund is invalid", InvalidRefund, "the refund is invalid")
    INVALID_IDEMPOTENCY_KEY = _Row(
        400, "The idempotency key is invalid", InvalidIdempotencyKey, "the Idempotency-Key is invalid"
    )
    MALFORMED_REQUEST = _Row(400, "The request is malformed", ParseError)
    UNAUTHORIZED = _Row(401, "The access token is missing", NotAuthenticated)
    INVALID_TOKEN = _Row(401, "The access token is invalid", AuthenticationFailed)
    FORBIDDEN = _Row(403, "The access token does not permit this", PermissionDenied)
    NOT_FOUND = _Row(404, "The address does not exist", detail="the address does not exist")
    ORDER_NOT_FOUND = _Row(404, "The order does not exist", OrderNotFound, "the order does not exist")
    METHOD_NOT_ALLOWED = _Row(405, "The method is not allowed", MethodNotAllowed)
    REQUEST_TIMEOUT = _Row(408, "The request is incomplete", detail="the request was not complete in time")
    TOO_LATE_TO_CANCEL = _Row(409, "The order can no longer be cancelled", TooLateToCancel, operation="cancelOrder")
    REFUND_NOT_POSSIBLE = _Row(409, "The refund is not possible", RefundNotPossible, operation="refundOrder")
    WRITTEN_BY_NEWER_VERSION = _Row(
        409,
        "Only a newer version of the service can change the order",
        WrittenByNewerVersion,
        "the order was written by a newer version of the service; retry when that version is deployed again",
    )
    LENGTH_REQUIRED = _Row(
        411, "The Content-Length is missing", detail="send the body with a Content-Length, not in chunks"
    )
    BODY_TOO_LARGE = _Row(413, "The body is too large")
    URI_TOO_LONG = _Row(414, "The request line is too long", detail="the request line is too long")
    UNSUPPORTED_MEDIA_TYPE = _Row(415, "The media type is not supported", UnsupportedMediaType)
    EXPECTATION_FAILED = _Row(417, "The expectation is not supported", detail="Expect must be 100-continue")
    UNKNOWN_PRODUCT = _Row(422, "The product does not exist", UnknownProduct, NO_SUCH_PRODUCT, operation="placeOrder")
    MIXED_CURRENCIES = _Row(422, "The products have different currencies", MixedCurrencies, operation="placeOrder")
    UNSUPPORTED_PAYMENT = _Row(
        422, "The payment provider does not accept the total", UnsupportedPayment, operation="placeOrder"
    )
    IDEMPOTENCY_KEY_REUSED = _Row(
        422,
        "The idempotency key was used for another order",
        IdempotencyKeyReused,
        "another order was placed with this Idempotency-Key",
        operation="placeOrder",
    )
    REFUND_KEY_REUSED = _Row(
        422, "The idempotency key was used for another refund", RefundKeyReused, operation="refundOrder"
    )
    TOO_MANY_REQUESTS = _Row(429, "Rate limit exceeded", Throttled, "too many requests; retry after Retry-After")
    HEADERS_TOO_LARGE = _Row(431, "The headers are too large", detail="there are too many headers, or one is too long")
    SERVER_ERROR = _Row(500, "Internal server error", detail="an internal error occurred")
    UNSUPPORTED_TRANSFER_CODING = _Row(
        501, "The transfer coding is not supported", detail="Transfer-Encoding must be chunked"
    )
    BUSY = _Row(503, "The service is busy", Transient, "the service is busy; retry", 2)
    ISSUER_UNAVAILABLE = _Row(
        503,
        "The access token cannot be verified",
        KeysUnavailable,
        "the access token cannot be verified now; retry",
        RETRY_AFTER_SECONDS,
    )
    NOT_READY = _Row(503, "The service is not ready", NotReady, "the orders table does not respond; retry", 2)

    def __init__(self, status: int, *rest: Any) -> None:
        self.status = HTTPStatus(status)
        self.title, self.error, self.detail, self.retry_after, self.operation = rest

    @property
    def uri(self) -> str:
        """The ``type`` that clients read."""
        return f"urn:order-api:problem:{self.label}"

    @property
    def label(self) -> str:
        """The last part of the ``type``, which the metrics use too."""
        return self.name.lower().replace("_", "-")


class Problem(NamedTuple):
    """One occurrence of a problem; ``errors`` has a ``field`` and a ``detail`` for each invalid field."""

    type: ProblemType
    detail: str
    request_id: str | None
    errors: Sequence[Mapping[str, str]] = ()
    errors_left_out: int = 0


PROBLEM = Representation(
    "Problem",
    {
        "type": Field({"type": "string", "enum": [kind.uri for kind in ProblemType]}, lambda problem: problem.type.uri),
        "title": Field(TEXT, lambda problem: problem.type.title),
        "status": Field({"type": "integer"}, lambda problem: problem.type.status),
        "detail": Field(TEXT, lambda problem: problem.detail),
        "request_id": Field({"type": "string", "pattern": f"^{SAFE.pattern}$"}, lambda problem: problem.request_id),
        "errors": Field(
            {"type": "array", "minItems": 1, "items": object_schema({"field": TEXT, "detail": TEXT})},
            lambda problem: problem.errors or None,
            is_optional=True,
        ),
        "errors_left_out": Field(
            {"type": "integer", "minimum": 1}, lambda problem: problem.errors_left_out or None, is_optional=True
        ),
    },
)

_PROVIDER_ERRORS = (PaymentProviderTimeout, PaymentProviderUnavailable)

_PROBLEM_BY_ERROR: Mapping[type[Exception], ProblemType] = MappingProxyType(
    {kind.error: kind for kind in ProblemType if kind.error}
)
"""An exception without a problem, not even through a base class, is a defect: status 500."""

_PROBLEM_BY_STATUS: Mapping[HTTPStatus, ProblemType] = MappingProxyType(
    {
        kind.status: kind
        for kind in (
            ProblemType.REQUEST_TIMEOUT,
            ProblemType.URI_TOO_LONG,
            ProblemType.EXPECTATION_FAILED,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.SERVER_ERROR,
            ProblemType.UNSUPPORTED_TRANSFER_CODING,
        )
    }
)
"""The problems that gunicorn reports before a request reaches Django."""


def problem_for_status(status: HTTPStatus, request_id: str) -> Problem:
    """Return the problem of a request that gunicorn rejects with this status."""
    kind = _PROBLEM_BY_STATUS.get(status, ProblemType.MALFORMED_REQUEST)
    return Problem(kind, kind.detail or "the request is invalid HTTP", request_id)


def problem(
    kind: ProblemType,
    detail: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    """Return the response for a problem of the current request; ``detail`` defaults to the type's own."""
    shown = errors[: _count_that_fits(errors)]
    left_out = len(errors) - len(shown)
    detail = detail or kind.detail or ""
    if left_out:
        detail += f"; {left_out} more {'error is' if left_out == 1 else 'errors are'} left out"
    body = PROBLEM.render(Problem(kind, detail, current_request_id.get(), shown, left_out))
    response = JsonResponse(body, status=kind.status, content_type=MEDIA_TYPE, headers=headers)
    response.problem_name = kind.label
    return response


def _count_that_fits(errors: Sequence[Mapping[str, str]]) -> int:
    """Return how many of the errors fit into the body of a problem."""
    size = 0
    for count, error in enumerate(errors):
        size += len(json.dumps(error)) + len(", ")
        if size > _MAX_ERRORS_BYTES:
            return count
    return len(errors)


def problem_for_error(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Return the response for an exception of a view; None for an unexpected one, which Django turns into a 500."""
    kind = next((_PROBLEM_BY_ERROR[each] for each in type(error).__mro__ if each in _PROBLEM_BY_ERROR), None)
    if kind is None:
        return None
    if kind in {ProblemType.BUSY, ProblemType.NOT_READY}:
        subject = "payment provider" if isinstance(error, _PROVIDER_ERRORS) else "orders table"
        _log.warning("%s unavailable", subject, exc_info=error, extra=_log_keys(context["request"]))
    headers = {
        "Retry-After": kind.retry_after or getattr(error, "wait", None),
        "WWW-Authenticate": getattr(error, "auth_header", None),
    }
    return problem(
        kind,
        kind.detail or str(error),
        list(_invalid_fields(error, context["request"])),
        {name: str(value) for name, value in headers.items() if value},
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes both
    """Return the response for a request that Django rejects."""
    return problem(ProblemType.MALFORMED_REQUEST, "the request is malformed")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes both
    """Return the response for an unknown address: a redirect, or a hint, if it only lacks its slash or has one more.

    The redirect is relative to the address, so that it also works behind a prefix that a proxy removes.
    """
    path = request.path_info
    right = path[:-1] if path.endswith("/") else f"{path}/"
    if "//" in path or not is_valid_path(right):
        return problem(ProblemType.NOT_FOUND)
    if request.method not in {"GET", "HEAD"}:
        return problem(ProblemType.NOT_FOUND, f"{ProblemType.NOT_FOUND.detail}; use {right}")
    last = quote(right.rstrip("/").rpartition("/")[2])
    query = request.META.get("QUERY_STRING")
    location = (f"{last}/" if right.endswith("/") else f"../{last}") + (f"?{query}" if query else "")
    return HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT, content_type=MEDIA_TYPE, headers={"Location": location})


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the response for an unexpected exception, and log it."""
    _log.error("request failed", exc_info=sys.exc_info(), extra=_log_keys(request))
    return problem(ProblemType.SERVER_ERROR)


def _log_keys(request: HttpRequest) -> dict[str, str]:
    return {"method": request.method, "path": request.path}


def _invalid_fields(error: Exception, request: Request) -> Iterator[dict[str, str]]:
    match error:
        case ValidationError():
            for field, details in error.detail.items():
                # A name may contain a lone surrogate, which UTF-8 cannot encode.
                name = field.encode(errors="replace").decode()
                if len(name) > _MAX_FIELD_LENGTH:
                    name = f"{name[:_MAX_FIELD_LENGTH]}…"
                yield from ({"field": name, "detail": str(detail)} for detail in details)
        case UnknownProduct():
            for field, name in _product_fields(request.data).items():
                if parse_name(name) in error.product_names:
                    yield {"field": field, "detail": NO_SUCH_PRODUCT}


def _product_fields(order: Mapping[str, Any]) -> dict[str, str]:
    """Return the product names of an order in either form, by the paths of their fields."""
    if "items" not in order:
        return {"product_name": order["product_name"]}
    return {f"items[{number}].product_name": item["product_name"] for number, item in enumerate(order["items"])}
