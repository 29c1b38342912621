"""What the API does: validate, act, answer.  An error passes through to ``api.problems``."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from uuid import uuid4

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED, HTTP_202_ACCEPTED
from rest_framework.views import APIView

from api.idempotency import read_key
from api.identity import Caller
from api.listing import as_page, next_address, read_list
from api.metrics import mark_waited
from api.patience import read_patience
from api.problems import NotReady
from api.schema import cancelling, document, health, listing, placing, readiness, reading, telling
from api.serializers import as_json, history_as_json, read_order
from api.waiting import room
from orders import wiring
from orders.domain.errors import OrderNotFound
from orders.domain.order import Order
from orders.domain.trace import parse_trace_header

_log = logging.getLogger(__name__)

NO_ORDER = "readyz."
"""A key that no order can have: an id has no dot."""


class Orders(APIView):
    """All orders that the caller may see; one can be added."""

    http_method_names = ("get", "head", "post")

    @listing
    def get(self, request: Request) -> Response:
        """A page of the orders that the caller may see, the newest first."""
        wanted = read_list(request.query_params, request.user)
        page = wiring.order_search().page(wanted.order_filter, wanted.limit, wanted.cursor)
        following = next_address(request.path, request.query_params, page)
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        return Response(as_page(page, following), headers=headers)

    @placing
    def post(self, request: Request) -> Response:
        """Place an order, or give back the one that was placed under the same idempotency key."""
        placed = wiring.placement().place(
            read_order(request.data),
            str(uuid4()),
            datetime.now(UTC),
            owner=request.user.subject,
            client_idempotency_key=read_key(request),
            trace_header=parse_trace_header(request.headers.get("X-Amzn-Trace-Id")),
        )
        if placed.is_new:
            _log.info("order placed", extra={"order_id": placed.order.order_id})
        return Response(
            as_json(placed.order),
            status=HTTP_201_CREATED if placed.is_new else HTTP_200_OK,
            headers={"Location": f"{request.path}{placed.order.order_id}/"},
        )


class OneOrder(APIView):
    """One order."""

    http_method_names = ("get", "head")

    @reading
    def get(self, request: Request, order_id: str) -> Response:
        """The order as it stands, or as it stands in the end."""
        patience = read_patience(request)
        if not patience.seconds:
            return Response(as_json(_visible(order_id, request.user)), headers=patience.confirmation)
        with room().turn():
            order = _visible(order_id, request.user)
        if order.status.is_final:
            return Response(as_json(order), headers=patience.confirmation)
        was_patient = room().wait(order_id, patience.seconds)
        with room().turn():
            order = _visible(order_id, request.user)
        return mark_waited(Response(as_json(order), headers=patience.confirmation if was_patient else None))


class History(APIView):
    """What has happened to one order."""

    http_method_names = ("get", "head")

    @telling
    def get(self, request: Request, order_id: str) -> Response:
        """The order's events so far, in words that a customer understands, the first first."""
        return Response(history_as_json(_visible(order_id, request.user)))


class Cancellation(APIView):
    """The customer's wish to cancel one order."""

    http_method_names = ("post",)

    @cancelling
    def post(self, request: Request, order_id: str) -> Response:
        """Cancel the order, unless its payment is being taken; the workflow undoes what it has done.  Repeatable."""
        if not request.user.may_see_every_order:
            _visible(order_id, request.user)
        order = wiring.orders().request_cancellation(order_id, datetime.now(UTC))
        return Response(as_json(order), status=HTTP_202_ACCEPTED)


class Health(APIView):
    """Whether this process answers.  It asks nothing of AWS: a throttled table is no reason to replace a task."""

    http_method_names = ("get", "head")
    throttle_classes = ()
    authentication_classes = ()

    @health
    def get(self, request: Request) -> Response:  # noqa: ARG002  Django passes it
        """The load balancer's health check."""
        return Response({"status": "ok"})


class Readiness(APIView):
    """Whether an order could be taken now: the orders table answers, within the time that any read of it may take."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    throttle_classes = ()

    @readiness
    def get(self, request: Request) -> Response:  # noqa: ARG002  Django passes it
        """Whether an order could be taken now, which a look for one that cannot be there tells.

        Raises:
            NotReady: the table is away, throttled, missing or forbidden.
        """
        try:
            wiring.orders().get(NO_ORDER)
        except OrderNotFound:
            return Response({"status": "ready"})
        except Exception as error:
            raise NotReady from error
        raise NotReady


class OpenApi(APIView):
    """What there is to ask of this API, for whoever wants to know."""

    http_method_names = ("get", "head")
    authentication_classes = ()
    throttle_classes = ()
    schema = None

    def get(self, request: Request) -> Response:  # noqa: ARG002  Django passes it
        """The description in OpenAPI 3.1."""
        return Response(document())


def _visible(order_id: str, caller: Caller) -> Order:
    """The order, if the caller may see it; another's is as if it were not there.

    Raises:
        OrderNotFound: there is none, or it is another's.
        StoreUnavailable: try again.
    """
    order = wiring.orders().get(order_id)
    if not caller.may_see_every_order and order.owner != caller.subject:
        raise OrderNotFound(f"order {order_id} is another caller's")
    return order
