"""Where gunicorn finds the API."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries

from api.identity import say_who_may_call
from api.waiting import room
from orders import wiring
from orders.aws.clients import client

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "api.settings")
application = get_wsgi_application()
# There is no database whose connections Django would look after at both ends of every request.
for signal, chore in (
    (request_started, reset_queries),
    (request_started, close_old_connections),
    (request_finished, close_old_connections),
):
    signal.disconnect(chore)
# What is broken or missing stops the server now, not the first customer: Django alone loads the views with a request.
import_module(settings.ROOT_URLCONF)
client("dynamodb")  # before the threads start, because boto3 does not create clients thread-safely
wiring.placement()
wiring.order_search()
room()
say_who_may_call()
