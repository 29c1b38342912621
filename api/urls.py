"""The addresses of the API."""

from __future__ import annotations

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from api.docs import DocsAssetView, DocsView
from api.index import IndexView
from api.views import (
    CancelOrderView,
    HealthView,
    OpenApiView,
    OrderDetailView,
    OrderHistoryView,
    OrderListView,
    ReadinessView,
    RefundView,
)
from orders.contract import ORDER_ID_PATTERN


class OrderIdConverter(StringConverter):
    """Matches the order ids that the domain accepts; an address with any other is not found."""

    regex = ORDER_ID_PATTERN


register_converter(OrderIdConverter, "order_id")

urlpatterns = [
    # Not found on AWS, where no console is deployed.
    *([path("", IndexView.as_view(console=settings.CONSOLE_URL))] if settings.CONSOLE_URL else []),
    path("healthz", HealthView.as_view()),
    path("readyz", ReadinessView.as_view()),
    path("schema/", OpenApiView.as_view()),
    path("docs/", DocsView.as_view()),
    path("docs/<version>/<name>", DocsAssetView.as_view()),
    path("orders/", OrderListView.as_view()),
    path("orders/<order_id:order_id>/", OrderDetailView.as_view(), name="order"),
    path("orders/<order_id:order_id>/events/", OrderHistoryView.as_view(), name="history"),
    path("orders/<order_id:order_id>/cancel/", CancelOrderView.as_view(), name="cancellation"),
    path("orders/<order_id:order_id>/refunds/", RefundView.as_view(), name="refunds"),
]

handler400 = "api.problems.bad_request"
handler404 = "api.problems.not_found"
handler500 = "api.problems.server_error"
