"""Django's settings of the console: no database, no users, no sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

# There is no SECRET_KEY: the console signs nothing, and the token of its forms is a random cookie.

DEBUG = False

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
"""A page of another site that resolves its own name to 127.0.0.1 sends that name, and gets 400."""

INSTALLED_APPS = ["console"]
"""For its template tags; there are no models."""

ROOT_URLCONF = "console.urls"
WSGI_APPLICATION = "console.wsgi.application"
APPEND_SLASH = True

MIDDLEWARE = [
    "console.middleware.headers_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "console.middleware.problems_middleware",
]

CSRF_COOKIE_NAME = "console_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "console.views.errors.csrf_failure"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).with_name("templates")],
        "OPTIONS": {
            "context_processors": ["console.context.console"],
            "builtins": ["console.templatetags.console_tags"],
        },
    }
]

USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}
