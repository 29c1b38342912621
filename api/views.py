"""What the API does: validate, act, answer.  An error passes through to ``api.problems``."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_202_ACCEPTED
from rest_framework.views import APIView

from api.serializers import as_json, read_order
from api.shop import shop


class Orders(APIView):
    """All orders; one can be added."""

    http_method_names = ("post",)

    def post(self, request: Request) -> Response:
        """Place an order."""
        wanted = read_order(request.data)
        order = shop().place(wanted, order_id=str(uuid4()), now=datetime.now(UTC))
        return Response(
            as_json(order), status=HTTP_201_CREATED, headers={"Location": reverse("order", args=[order.order_id])}
        )


class OneOrder(APIView):
    """One order."""

    http_method_names = ("get", "head")

    def get(self, request: Request, order_id: str) -> Response:  # noqa: ARG002  Django passes it
        """The order as it stands."""
        return Response(as_json(shop().orders.get(order_id)))


class Cancellation(APIView):
    """The customer's wish to cancel one order."""

    http_method_names = ("post",)

    def post(self, request: Request, order_id: str) -> Response:  # noqa: ARG002  Django passes it
        """Cancel the order, unless its payment is being taken; the workflow undoes what it has done.  Repeatable."""
        order = shop().orders.request_cancellation(order_id, datetime.now(UTC))
        return Response(as_json(order), status=HTTP_202_ACCEPTED)


class Health(APIView):
    """Whether this process answers.  It asks nothing of AWS: a throttled table is no reason to replace a task."""

    http_method_names = ("get", "head")

    def get(self, request: Request) -> Response:  # noqa: ARG002  Django passes it
        """The load balancer's health check."""
        return Response({"status": "ok"})
