"""Every error as a client sees it: problem details (RFC 9457), the same from every corner of the API."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, unique
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.exceptions import (
    AuthenticationFailed,
    MethodNotAllowed,
    NotAuthenticated,
    ParseError,
    Throttled,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.request import Request

from api.idempotency import InvalidIdempotencyKey
from api.identity import RETRY_AFTER, KeysUnavailable
from api.listing import WrongQuery
from api.request_ids import request_id
from orders.domain.errors import (
    IdempotencyKeyReused,
    MixedCurrencies,
    OrderNotFound,
    TooLateToCancel,
    Transient,
    UnknownProduct,
)

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


@unique
class ProblemType(Enum):
    """Everything that can be wrong: its status and its title; the README says when.

    Programs may rely on the type, which never changes; title and detail are for people.
    """

    INVALID_ORDER = HTTPStatus.BAD_REQUEST, "The order is not valid"
    INVALID_QUERY = HTTPStatus.BAD_REQUEST, "The query is not valid"
    INVALID_IDEMPOTENCY_KEY = HTTPStatus.BAD_REQUEST, "The idempotency key is not valid"
    MALFORMED_REQUEST = HTTPStatus.BAD_REQUEST, "The request cannot be read"
    UNAUTHORIZED = HTTPStatus.UNAUTHORIZED, "The access token is missing"
    INVALID_TOKEN = HTTPStatus.UNAUTHORIZED, "The access token is not good"
    NOT_FOUND = HTTPStatus.NOT_FOUND, "There is nothing at this address"
    ORDER_NOT_FOUND = HTTPStatus.NOT_FOUND, "There is no such order"
    METHOD_NOT_ALLOWED = HTTPStatus.METHOD_NOT_ALLOWED, "The address does not have this method"
    TOO_LATE_TO_CANCEL = HTTPStatus.CONFLICT, "The order cannot be cancelled any more"
    LENGTH_REQUIRED = HTTPStatus.LENGTH_REQUIRED, "The body's length is missing"
    BODY_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too long"
    URI_TOO_LONG = HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long"
    UNSUPPORTED_MEDIA_TYPE = HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON"
    EXPECTATION_FAILED = HTTPStatus.EXPECTATION_FAILED, "The request expects what is not done here"
    UNKNOWN_PRODUCT = HTTPStatus.UNPROCESSABLE_ENTITY, "The shop does not have the product"
    MIXED_CURRENCIES = HTTPStatus.UNPROCESSABLE_ENTITY, "The order's products are sold in different currencies"
    IDEMPOTENCY_KEY_REUSED = HTTPStatus.UNPROCESSABLE_ENTITY, "The idempotency key stands for another order"
    TOO_MANY_REQUESTS = HTTPStatus.TOO_MANY_REQUESTS, "The caller asks too often"
    HEADERS_TOO_LARGE = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"
    SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"
    UNSUPPORTED_TRANSFER_CODING = HTTPStatus.NOT_IMPLEMENTED, "The body's transfer coding is unknown"
    BUSY = HTTPStatus.SERVICE_UNAVAILABLE, "The shop is busy"
    ISSUER_UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE, "The access token cannot be checked"
    NOT_READY = HTTPStatus.SERVICE_UNAVAILABLE, "The shop is not ready"

    def __init__(self, status: HTTPStatus, title: str) -> None:
        self.status = status
        self.title = title

    @property
    def uri(self) -> str:
        """The type as a client reads it."""
        return f"urn:order-api:problem:{self.label}"

    @property
    def label(self) -> str:
        """The type in a word, as the README and the metrics have it."""
        return self.name.lower().replace("_", "-")


class NotReady(Exception):
    """What an order needs does not answer."""


@dataclass(frozen=True, slots=True)
class _Answer:
    type: ProblemType
    detail: str | None = None
    """None where the error's own sentence is the answer."""
    retry_after: int | None = None

    def respond(self, error: Exception, errors: Sequence[Mapping[str, str]]) -> HttpResponse:
        headers = {
            "Retry-After": self.retry_after or getattr(error, "wait", None),
            "WWW-Authenticate": getattr(error, "auth_header", None),
        }
        told = {name: str(value) for name, value in headers.items() if value}
        return problem(self.type, self.detail or str(error), errors, told)


NO_PRODUCT = "the shop has no product of this name"

_ANSWERS: Mapping[type[Exception], _Answer] = MappingProxyType(
    {
        OrderNotFound: _Answer(ProblemType.ORDER_NOT_FOUND, "there is no such order"),
        ValidationError: _Answer(ProblemType.INVALID_ORDER, "the order is not valid"),
        InvalidIdempotencyKey: _Answer(ProblemType.INVALID_IDEMPOTENCY_KEY, "the Idempotency-Key is not valid"),
        WrongQuery: _Answer(ProblemType.INVALID_QUERY, "the query is not valid"),
        UnknownProduct: _Answer(ProblemType.UNKNOWN_PRODUCT, NO_PRODUCT),
        MixedCurrencies: _Answer(ProblemType.MIXED_CURRENCIES),
        IdempotencyKeyReused: _Answer(
            ProblemType.IDEMPOTENCY_KEY_REUSED, "another order was placed under this Idempotency-Key"
        ),
        TooLateToCancel: _Answer(ProblemType.TOO_LATE_TO_CANCEL),
        Transient: _Answer(ProblemType.BUSY, "the shop is busy; try again", retry_after=2),
        NotReady: _Answer(ProblemType.NOT_READY, "the orders table does not answer; try again", retry_after=2),
        ParseError: _Answer(ProblemType.MALFORMED_REQUEST),
        NotAuthenticated: _Answer(ProblemType.UNAUTHORIZED),
        AuthenticationFailed: _Answer(ProblemType.INVALID_TOKEN),
        KeysUnavailable: _Answer(
            ProblemType.ISSUER_UNAVAILABLE, "the token cannot be checked now; try again", retry_after=RETRY_AFTER
        ),
        MethodNotAllowed: _Answer(ProblemType.METHOD_NOT_ALLOWED),
        UnsupportedMediaType: _Answer(ProblemType.UNSUPPORTED_MEDIA_TYPE),
        Throttled: _Answer(ProblemType.TOO_MANY_REQUESTS, "too many requests; try again later"),
    }
)
"""What an error is over HTTP, its subclasses included; one that is not here is a defect, a 500.

Those of the framework bring headers of their own: how long to wait, and how to say who one is.
"""


_UNREADABLE: Mapping[HTTPStatus, tuple[ProblemType, str]] = MappingProxyType(
    {
        kind.status: (kind, detail)
        for kind, detail in {
            ProblemType.URI_TOO_LONG: "the request line is too long",
            ProblemType.EXPECTATION_FAILED: "nothing but 100-continue can be expected",
            ProblemType.HEADERS_TOO_LARGE: "there are too many headers, or one is too long",
            ProblemType.SERVER_ERROR: "something went wrong on our side",
            ProblemType.UNSUPPORTED_TRANSFER_CODING: "no transfer coding but chunked is known",
        }.items()
    }
)


def unreadable(status: HTTPStatus) -> tuple[ProblemType, str]:
    """What to say of a request that never came to Django, by the status that the server has for it."""
    return _UNREADABLE.get(status, (ProblemType.MALFORMED_REQUEST, "the request is no good HTTP"))


def problem(
    kind: ProblemType,
    detail: str,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    """An answer that says what is wrong."""
    body = as_json(kind, detail, request_id.get(), errors)
    response = JsonResponse(body, status=kind.status, content_type=MEDIA_TYPE, headers=headers)
    response.problem_name = kind.label
    return response


def as_json(
    kind: ProblemType, detail: str, request: str | None, errors: Sequence[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """A problem as clients see it; ``request`` is the id of the one that met it."""
    body: dict[str, Any] = {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "request_id": request,
    }
    return body | {"errors": errors} if errors else body


def answer(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The answer to an error that left a view; None for one that nobody foresaw, which Django turns into a 500."""
    if isinstance(error, (Transient, NotReady)):
        _log.warning("order store unavailable", exc_info=error, extra=_where(context["request"]))
    for kind in type(error).__mro__:
        if kind in _ANSWERS:
            return _ANSWERS[kind].respond(error, list(_wrong_fields(error, context["request"])))
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes both
    """The answer to a request that Django itself refuses."""
    return problem(ProblemType.MALFORMED_REQUEST, "the request is malformed")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes both
    """The answer at an address where there is nothing."""
    return problem(ProblemType.NOT_FOUND, "there is nothing at this address")


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nobody foresaw: the log has the rest."""
    _log.error("request failed", exc_info=sys.exc_info(), extra=_where(request))
    return problem(ProblemType.SERVER_ERROR, "something went wrong on our side")


def _where(request: HttpRequest) -> dict[str, str]:
    return {"method": request.method, "path": request.path}


def _wrong_fields(error: Exception, request: Request) -> Iterator[dict[str, str]]:
    match error:
        case ValidationError():
            for field, details in error.detail.items():
                # A name may hold half a character (a lone surrogate), which no UTF-8 text can carry.
                name = field.encode(errors="replace").decode()
                yield from ({"field": name, "detail": str(detail)} for detail in details)
        case UnknownProduct():
            for field, name in _products(request.data).items():
                if name.strip() in error.product_names:
                    yield {"field": field, "detail": NO_PRODUCT}


def _products(order: Mapping[str, Any]) -> dict[str, str]:
    """The products of an order in either form, by the fields that name them."""
    if "items" not in order:
        return {"product_name": order["product_name"]}
    return {f"items[{number}].product_name": item["product_name"] for number, item in enumerate(order["items"])}
