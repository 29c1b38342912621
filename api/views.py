"""The views: each validates, calls one use case, and returns its result.  ``api.problems`` handles every error."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED, HTTP_202_ACCEPTED
from rest_framework.views import APIView

from api.idempotency import parse_idempotency_key, parse_required_idempotency_key
from api.identity import ADMIN_SCOPE, Caller
from api.long_polling import long_poller
from api.metrics import mark_waited
from api.order_query import encode_cursor, next_url, parse_order_query
from api.problems import InvalidRefund, NotReady
from api.representations import HEALTH, HISTORY, ORDER, PAGE, READINESS, LinkedPage
from api.request_headers import read_header
from api.schema import (
    cancel_order_operation,
    check_health_operation,
    check_readiness_operation,
    document,
    list_orders_operation,
    place_order_operation,
    read_history_operation,
    read_order_operation,
    refund_order_operation,
)
from api.serializers import parse_order, parse_refund
from api.wait_preference import parse_wait_preference
from orders import wiring
from orders.domain.actor import Actor, Role
from orders.domain.errors import OrderNotFound
from orders.domain.order import Order
from orders.domain.trace import parse_trace_header
from orders.usecases.refund import RefundRequest

_log = logging.getLogger(__name__)

_renderer = JSONRenderer()

IMPOSSIBLE_ORDER_ID = "readyz."
"""A key that no order can have, because order ids have no dot."""


class PublicView(APIView):
    """A view without authentication and rate limit."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    throttle_classes = ()


class OrderListView(APIView):
    """All orders that the caller can read."""

    http_method_names = ("get", "head", "post")

    @list_orders_operation
    def get(self, request: Request) -> HttpResponse:
        """List the orders that the caller can read, the newest first."""
        requested = parse_order_query(request.query_params, request.user)
        page = wiring.order_search().page(requested.order_filter, requested.limit, requested.cursor)
        if page.next_cursor is None:
            return _json_response(PAGE.render(LinkedPage(page.orders)))
        cursor = encode_cursor(page.next_cursor)
        following = next_url(request.path, request.query_params, cursor)
        headers = {"Link": f'<{following}>; rel="next"'}
        return _json_response(PAGE.render(LinkedPage(page.orders, following, cursor)), headers=headers)

    @place_order_operation
    def post(self, request: Request) -> HttpResponse:
        """Place an order, or return the one that was placed with the same idempotency key."""
        result = wiring.placement().place(
            parse_order(request.data),
            str(uuid4()),
            datetime.now(UTC),
            owner=request.user.subject,
            by=request.user.actor if request.user.is_authenticated else None,
            client_idempotency_key=parse_idempotency_key(request),
            trace_header=parse_trace_header(read_header(request, "X-Amzn-Trace-Id")),
        )
        if result.is_new:
            _log.info("order placed", extra={"order_id": result.order.order_id})
        return _json_response(
            ORDER.render(result.order),
            status=HTTP_201_CREATED if result.is_new else HTTP_200_OK,
            headers={"Location": f"{request.path}{result.order.order_id}/"},
        )


class OrderDetailView(APIView):
    """One order."""

    http_method_names = ("get", "head")

    @read_order_operation
    def get(self, request: Request, order_id: str) -> HttpResponse:
        """Read the order, at once or after a wait for its final status."""
        preference = parse_wait_preference(request)
        if not preference.seconds:
            return _json_response(ORDER.render(_get_readable(order_id, request.user)), headers=preference.confirmation)
        poller = long_poller()
        with poller.read_slot():
            order = _get_readable(order_id, request.user)
        if order.status.is_final:
            return _json_response(ORDER.render(order), headers=preference.confirmation)
        has_waited = poller.wait(order_id, preference.seconds)
        with poller.read_slot():
            order = _get_readable(order_id, request.user)
        return mark_waited(_json_response(ORDER.render(order), headers=preference.confirmation if has_waited else None))


class OrderHistoryView(APIView):
    """The history of one order."""

    http_method_names = ("get", "head")

    @read_history_operation
    def get(self, request: Request, order_id: str) -> HttpResponse:
        """Read the order's events so far, each with a sentence for customers, the oldest first."""
        return _json_response(HISTORY.render(_get_readable(order_id, request.user)))


class CancelOrderView(APIView):
    """The cancellation of one order."""

    http_method_names = ("post",)

    @cancel_order_operation
    def post(self, request: Request, order_id: str) -> HttpResponse:
        """Cancel the order, unless its payment is being captured; the workflow compensates.  Idempotent."""
        wiring.payments(starts_provider=False).check_changeable(_get_readable(order_id, request.user))
        order = wiring.orders().request_cancellation(order_id, datetime.now(UTC), request.user.actor)
        return _json_response(ORDER.render(order), status=HTTP_202_ACCEPTED)


class RefundView(APIView):
    """The refunds of one order."""

    http_method_names = ("post",)

    @refund_order_operation
    def post(self, request: Request, order_id: str) -> HttpResponse:
        """Refund the completed order, in part or in full.  Idempotent with the same Idempotency-Key."""
        if not request.user.is_operator:
            raise PermissionDenied(f"only a token with the scope {ADMIN_SCOPE} refunds orders")
        key = parse_required_idempotency_key(request)
        try:
            refund = parse_refund(request.data)
        except ValidationError as error:
            raise InvalidRefund(error.detail) from None
        by = Actor(Role.OPERATOR, request.user.subject)
        refund_request = RefundRequest(order_id, refund.get("amount"), refund["reason"], key, by)
        return _json_response(ORDER.render(wiring.refunds().refund(refund_request, datetime.now(UTC))))


class HealthView(PublicView):
    """The load balancer's health check: it calls no AWS service, as a throttled table must not replace a task."""

    @check_health_operation
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002  Django passes it
        """Check that the process responds."""
        return _json_response(HEALTH.render(None))


class ReadinessView(PublicView):
    """Whether the API could take an order now: the orders table responds within the time limit of any read."""

    @check_readiness_operation
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002  Django passes it
        """Check that the orders table responds, with the read of an order that cannot exist.

        Raises:
            NotReady: the table is unavailable, throttled, missing or forbidden.
        """
        try:
            wiring.orders().get(IMPOSSIBLE_ORDER_ID)
        except OrderNotFound:
            return _json_response(READINESS.render(None))
        except Exception as error:
            raise NotReady from error
        raise NotReady


class OpenApiView(PublicView):
    """The OpenAPI document."""

    schema = None

    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002  Django passes it
        """Return the document."""
        return _json_response(document())


def _json_response(content: Any, status: int = HTTP_200_OK, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return a response with this body; REST Framework's own is a template, which takes longer to render."""
    return HttpResponse(_renderer.render(content), JSONRenderer.media_type, status, headers=headers)


def _get_readable(order_id: str, caller: Caller) -> Order:
    """Return the order if the caller can read it.

    Raises:
        OrderNotFound: there is none, or it is another caller's, which a client must not be able to tell apart.
        StoreUnavailable: retry.
    """
    order = wiring.orders().get(order_id)
    if not caller.can_read_all_orders and order.owner != caller.subject:
        raise OrderNotFound(f"order {order_id} is another caller's")
    return order
