"""The API's own rate limit, behind the one of the firewall before the load balancer."""

from __future__ import annotations

from hashlib import sha256
from threading import Lock
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

_throttle_lock = Lock()


class CallerThrottle(SimpleRateThrottle):
    """Limits the requests per minute of each caller: the token's subject, or the address behind the trusted proxies.

    Each process counts for itself.  A full cache drops the callers that were idle for longest.
    """

    scope = "caller"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request, and return whether it is within the limit; the lock makes read and write one step."""
        with _throttle_lock:
            allowed: bool = super().allow_request(request, view)
            return allowed

    def get_cache_key(self, request: Request, view: Any) -> str:  # noqa: ARG002  REST Framework passes it
        """Return a hash of the caller: it reveals nothing, and its length does not depend on the caller."""
        subject = getattr(request.user, "subject", None)
        caller = ("user", subject) if subject else ("address", self.get_ident(request))
        return sha256(repr(caller).encode()).hexdigest()
