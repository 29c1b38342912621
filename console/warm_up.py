"""Load at the start what the first page would otherwise wait for."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

from botocore.exceptions import BotoCoreError
from django.template.loader import get_template
from django.urls import get_resolver

from console.execution import newest_definition
from console.formats import money
from orders.aws.clients import client
from orders.domain.money import Money

SERVICES = ("dynamodb", "stepfunctions", "sqs", "logs")


def warm_up() -> None:
    """Create the clients of AWS and load the formats of currencies, in the background."""
    Thread(target=_load, daemon=True).start()


def _load() -> None:
    get_resolver().check()
    for template in ("orders.html", "orders_live.html", "order.html", "order_live.html"):
        get_template(f"console/{template}")
    money(Money(0, "USD"))
    newest_definition()
    with suppress(BotoCoreError):  # such as a missing region: the first page says so
        for service in SERVICES:
            client(service)
