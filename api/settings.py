"""Django's settings: no database, no cookies, no users, only JSON in and out."""

from __future__ import annotations

from typing import Any

# There is no SECRET_KEY: no cookie, token or URL is signed here, and a key that is not there cannot leak.

DEBUG = False

ALLOWED_HOSTS = ["*"]
"""The load balancer's health checks come by IP address, and nothing here builds a URL from the Host header."""

INSTALLED_APPS = ["api"]
"""Where Django looks for commands; there are no models."""

ROOT_URLCONF = "api.urls"
APPEND_SLASH = False
MIDDLEWARE = ["api.middleware.fixed_headers", "api.middleware.bounded_body"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
"""The longest body in bytes; an order takes less than 2 KiB."""

USE_I18N = False

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.JsonOnly",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JsonObject"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "api.problems.answer",
    "UNAUTHENTICATED_USER": None,
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "api.logs.JsonLine"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["stdout"]},
    "loggers": {
        "api": {"level": "INFO"},
        "django": {"handlers": []},
        # The access log has every status, and api.problems tells what is behind a 5xx.
        "django.request": {"level": "CRITICAL"},
    },
}
