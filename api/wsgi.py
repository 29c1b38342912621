"""Where gunicorn finds the API."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from api.identity import say_who_may_call
from api.shop import shop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "api.settings")
application = get_wsgi_application()
# What is broken or missing stops the server now, not the first customer: Django alone loads the views with a request.
import_module(settings.ROOT_URLCONF)
shop()
say_who_may_call()
