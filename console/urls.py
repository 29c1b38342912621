"""The addresses of the console."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from console.views import dead_letters, jobs, laptop, ledgers, order, orders, static
from orders.contract import ORDER_ID_PATTERN


class OrderIdConverter(StringConverter):
    """Matches the order ids that the domain accepts."""

    regex = ORDER_ID_PATTERN


# The API has a converter named order_id, and tests of both may share a process.
register_converter(OrderIdConverter, "console_order_id")

urlpatterns = [
    path("", RedirectView.as_view(url="/orders/")),
    path("healthz", static.health),
    path("static/<digest>/<name>", static.file),
    path("orders/", orders.show),
    path("orders/find", orders.find),
    path("orders/<console_order_id:order_id>/", order.show),
    path("orders/<console_order_id:order_id>/logs", order.logs),
    path("orders/<console_order_id:order_id>/dead-letter", order.dead_letter),
    path("orders/<console_order_id:order_id>/steps/<int:number>/<int:visit>", order.step),
    path("orders/<console_order_id:order_id>/<action>", order.act),
    path("dead-letters/", dead_letters.show),
    path("dead-letters/redrive", dead_letters.redrive),
    path("ledgers/", ledgers.show),
    path("ledgers/check", ledgers.check),
    path("ledgers/repair", ledgers.repair),
    path("laptop/", laptop.show),
    path("laptop/<action>", laptop.act),
    path("jobs/<job_id>/", jobs.show),
    path("jobs/<job_id>/stop", jobs.stop),
]

handler404 = "console.views.errors.not_found"
handler500 = "console.views.errors.server_error"
