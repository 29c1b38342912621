"""Django's settings: no database, no cookies, no users, no templates."""

from __future__ import annotations

from typing import Any

from api.environment import ANY_ORIGIN, origins, whole_number

# There is no SECRET_KEY: no cookie, token or URL is signed here, and a key that is not there cannot leak.

DEBUG = False

ALLOWED_HOSTS = ["*"]
"""The load balancer's health checks come by IP address, and nothing here builds a URL from the Host header."""

INSTALLED_APPS = ["api", "corsheaders", "drf_spectacular"]
"""Where Django looks for commands; there are no models."""

ROOT_URLCONF = "api.urls"
APPEND_SLASH = False

_ORIGINS = origins("API_CORS_ORIGINS")

MIDDLEWARE = [
    "api.middleware.identified",
    "api.middleware.fixed_headers",
    # Before whatever can refuse a request, so that the pages of a site may read the refusal; not there for nobody.
    *(["corsheaders.middleware.CorsMiddleware"] if _ORIGINS else []),
    "api.middleware.bounded_body",
]

# No credentials: there are no cookies, and a page that has a token sends it itself.
CORS_ALLOW_ALL_ORIGINS = _ORIGINS == [ANY_ORIGIN]
CORS_ALLOWED_ORIGINS = [origin for origin in _ORIGINS if origin != ANY_ORIGIN]
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST"]
CORS_ALLOW_HEADERS = ["Authorization", "Content-Type", "Idempotency-Key", "Prefer", "X-Request-Id"]
CORS_EXPOSE_HEADERS = ["Link", "Location", "Preference-Applied", "Retry-After", "X-Request-Id"]
CORS_PREFLIGHT_MAX_AGE = 7200
"""In seconds; no browser but Firefox remembers longer."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
"""The longest body in bytes; an order takes less than 2 KiB."""

REQUESTS_PER_MINUTE = whole_number("API_REQUESTS_PER_MINUTE")
"""How many one caller may send to one process; 0 for as many as they like."""

TRUSTED_PROXIES = whole_number("API_TRUSTED_PROXIES")
"""How many stand before the API, each adding the address that it sees to X-Forwarded-For."""

CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}
}
"""Of the callers who asked in the last minute, in this process's memory."""

USE_I18N = False

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.identity.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.JsonOnly",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JsonObject"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.PerCaller"],
    "DEFAULT_THROTTLE_RATES": {"caller": f"{REQUESTS_PER_MINUTE}/minute" if REQUESTS_PER_MINUTE else None},
    "EXCEPTION_HANDLER": "api.problems.answer",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Order API",
    "VERSION": "1",
    "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_SUFFIX": "",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema.finish"],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
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
