"""Django's settings: no database, no cookies, no users."""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import Any

from api.environment import env_custom_fields, env_int, env_origins
from api.limits import MAX_BODY_BYTES
from orders import __version__
from orders.contract import ANY_ORIGIN

# There is no SECRET_KEY: the API signs no cookie, token or URL, and a key that does not exist cannot leak.

DEBUG = False

ALLOWED_HOSTS = ["*"]
"""The load balancer's health checks use IP addresses, and no URL is built from the Host header."""

INSTALLED_APPS = ["api", "corsheaders", "drf_spectacular"]
"""For their commands and templates; there are no models."""

ROOT_URLCONF = "api.urls"
APPEND_SLASH = False

_DOCS_PAGE = """\
{% extends "drf_spectacular/swagger_ui.html" %}
{% block head %}
    <title>{{ title }}</title>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="{{ favicon_href }}">
    <link rel="stylesheet" href="{{ swagger_ui_css }}">
{% endblock %}
{% block body %}
    <noscript>This page needs JavaScript; the OpenAPI document is at <a href="../schema/">/schema/</a>.</noscript>
    {{ block.super }}
{% endblock %}
"""
"""The page of ``api.docs``: the original without its inline style, which the content security policy forbids."""

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.locmem.Loader", {"docs.html": _DOCS_PAGE}),
                "django.template.loaders.app_directories.Loader",
            ]
        },
    }
]

_ORIGINS = env_origins("API_CORS_ORIGINS")

MIDDLEWARE = [
    "api.middleware.request_id_middleware",
    "api.middleware.default_headers_middleware",
    # Before everything that can reject a request, so that a page can read the rejection; absent without origins.
    *(["corsheaders.middleware.CorsMiddleware"] if _ORIGINS else []),
    "api.middleware.body_limit_middleware",
]

# No credentials: there are no cookies, and a page sends its token itself.
CORS_ALLOW_ALL_ORIGINS = _ORIGINS == [ANY_ORIGIN]
CORS_ALLOWED_ORIGINS = [origin for origin in _ORIGINS if origin != ANY_ORIGIN]
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST"]
CORS_ALLOW_HEADERS = ["Authorization", "Content-Type", "Idempotency-Key", "Prefer", "X-Request-Id"]
CORS_EXPOSE_HEADERS = ["Link", "Location", "Preference-Applied", "Retry-After", "X-Request-Id"]
CORS_PREFLIGHT_MAX_AGE = 7200
"""Seconds; Chromium's maximum."""

DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
"""The largest body in bytes, inclusive."""

REQUESTS_PER_MINUTE = env_int("API_REQUESTS_PER_MINUTE")
"""The rate limit of one caller in one process; 0 for none."""

TRUSTED_PROXIES = env_int("API_TRUSTED_PROXIES")
"""The number of proxies before the API, each of which appends its client's address to X-Forwarded-For."""

ORDER_FIELDS = env_custom_fields("API_ORDER_FIELDS")
"""The shop's custom fields; None without the setting."""

CONSOLE_URL = os.environ.get("API_CONSOLE_URL", "")
"""The address of the order console; set only on the laptop."""

CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}
}
"""The callers of the last minute, in this process's memory."""

USE_I18N = False

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.identity.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.JsonOnly",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JsonObjectParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.CallerThrottle"],
    "DEFAULT_THROTTLE_RATES": {"caller": f"{REQUESTS_PER_MINUTE}/minute" if REQUESTS_PER_MINUTE else None},
    "EXCEPTION_HANDLER": "api.problems.problem_for_error",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": None,
}

_SWAGGER_UI = version("drf-spectacular-sidecar")

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Order API",
    "VERSION": __version__,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_SUFFIX": "",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema.complete_document"],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    # Relative to /docs/, where api.docs serves the files.
    "SWAGGER_UI_DIST": _SWAGGER_UI,
    "SWAGGER_UI_FAVICON_HREF": f"{_SWAGGER_UI}/favicon-32x32.png",
    # Without null, Swagger UI sends the document to a validator on the internet.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
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
        # The access log has every status, and api.problems logs the cause of a 5xx.
        "django.request": {"level": "CRITICAL"},
    },
}
