"""Every error as a client sees it: problem details (RFC 9457), the same from every corner of the API."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.exceptions import APIException, ValidationError

from orders.errors import OrderError, OrderNotFound, TooLateToCancel, Transient, UnknownProduct

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: HTTPStatus
    detail: str | None = None
    """None where the error's own sentence is the answer."""
    field: str | None = None
    retry_after: int | None = None

    def respond(self, error: Exception) -> HttpResponse:
        detail = self.detail or str(error)
        return problem(
            self.status,
            detail,
            errors=[{"field": self.field, "detail": detail}] if self.field else [],
            headers={"Retry-After": str(self.retry_after)} if self.retry_after else {},
        )


_ANSWERS: Mapping[type[OrderError], _Answer] = MappingProxyType(
    {
        OrderNotFound: _Answer(HTTPStatus.NOT_FOUND, "there is no such order"),
        UnknownProduct: _Answer(
            HTTPStatus.UNPROCESSABLE_ENTITY, "the shop has no product of this name", field="product_name"
        ),
        TooLateToCancel: _Answer(HTTPStatus.CONFLICT),
        Transient: _Answer(HTTPStatus.SERVICE_UNAVAILABLE, "the shop is busy; try again", retry_after=2),
    }
)
"""What the domain's errors are over HTTP, subclasses included; one that is not here is a defect, a 500."""


def problem(
    status: HTTPStatus,
    detail: str,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    """An answer that says what is wrong."""
    body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    if errors:
        body["errors"] = errors
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def answer(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The answer to an error that left a view; None for one that nobody foresaw, which Django turns into a 500."""
    if isinstance(error, Transient):
        _log.warning("order store unavailable", exc_info=error, extra=_where(context["request"]))
    for kind in type(error).__mro__:
        if kind in _ANSWERS:
            return _ANSWERS[kind].respond(error)
    if isinstance(error, ValidationError):
        return problem(HTTPStatus.BAD_REQUEST, "the order is not valid", errors=_wrong_fields(error))
    if isinstance(error, APIException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return problem(HTTPStatus(error.status_code), str(error.detail))
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes both
    """The answer to a request that Django itself refuses."""
    return problem(HTTPStatus.BAD_REQUEST, "the request is malformed")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes both
    """The answer at an address where there is nothing."""
    return problem(HTTPStatus.NOT_FOUND, "there is nothing at this address")


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nobody foresaw: the log has the rest."""
    _log.error("request failed", exc_info=sys.exc_info(), extra=_where(request))
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something went wrong on our side")


def _where(request: HttpRequest) -> dict[str, str]:
    return {"method": request.method, "path": request.path}


def _wrong_fields(error: ValidationError) -> list[dict[str, str]]:
    return [
        # A name may hold half a character (a lone surrogate), which no UTF-8 text can carry.
        {"field": field.encode(errors="replace").decode(), "detail": str(detail)}
        for field, details in error.detail.items()
        for detail in details
    ]
