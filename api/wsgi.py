"""The WSGI application that gunicorn serves."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries

from api.identity import check_authentication_settings
from api.long_polling import long_poller
from orders import wiring
from orders.aws.clients import client

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "api.settings")
application = get_wsgi_application()
# There is no database, so Django need not look after its connections at both ends of every request.
for signal, receiver in (
    (request_started, reset_queries),
    (request_started, close_old_connections),
    (request_finished, close_old_connections),
):
    signal.disconnect(receiver)
# Fail at startup, not at the first request: Django would import the views, and they would read the settings, only then.
import_module(settings.ROOT_URLCONF)
client("dynamodb")  # before the threads start, because boto3 does not create clients thread-safely
wiring.placement()
wiring.order_search()
long_poller()
check_authentication_settings()
