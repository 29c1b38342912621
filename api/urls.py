"""The addresses of the API."""

from __future__ import annotations

from django.urls import path, register_converter

from api.docs import Docs, DocsAsset
from api.views import Cancellation, Health, History, OneOrder, OpenApi, Orders, Readiness


class OrderId:
    """An id that ``orders.task`` accepts; any other cannot name an order, so its address leads nowhere."""

    regex = "[A-Za-z0-9_-]{1,64}"

    def to_python(self, value: str) -> str:
        """The id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The id as it stands."""
        return value


register_converter(OrderId, "order_id")

urlpatterns = [
    path("healthz", Health.as_view()),
    path("readyz", Readiness.as_view()),
    path("schema/", OpenApi.as_view()),
    path("docs/", Docs.as_view()),
    path("docs/<path:address>", DocsAsset.as_view()),
    path("orders/", Orders.as_view()),
    path("orders/<order_id:order_id>/", OneOrder.as_view(), name="order"),
    path("orders/<order_id:order_id>/events/", History.as_view(), name="history"),
    path("orders/<order_id:order_id>/cancel/", Cancellation.as_view(), name="cancellation"),
]

handler400 = "api.problems.bad_request"
handler404 = "api.problems.not_found"
handler500 = "api.problems.server_error"
