"""What every page shows: the stack, and the token of its forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token

from console.stack import stack


def console(request: HttpRequest) -> dict[str, Any]:
    """Return the context of all templates.

    The token is not masked, so that a page that has not changed is the same text and need not be sent again.
    A mask protects a page that is compressed and crosses a network; these are not compressed, and stay on the machine.
    """
    get_token(request)
    return {"stack": stack(), "form_token": request.META["CSRF_COOKIE"], "path": request.path}
