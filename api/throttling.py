"""A second line against a caller who asks too often, behind the one that stands before the load balancer."""

from __future__ import annotations

from hashlib import sha256
from threading import Lock
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

_one_at_a_time = Lock()


class PerCaller(SimpleRateThrottle):
    """So many requests a minute for each caller, who is the user, or else the address behind the trusted proxies.

    Each process counts for itself, in a cache that forgets the callers who have been away longest when it is full.
    """

    scope = "caller"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether the caller has a request left, which this one takes; two threads never take the same one."""
        with _one_at_a_time:
            allowed: bool = super().allow_request(request, view)
            return allowed

    def get_cache_key(self, request: Request, view: Any) -> str:  # noqa: ARG002  REST Framework passes it
        """The caller under a name that says nothing about them, and of a length that no caller chooses."""
        subject = getattr(request.user, "subject", None)
        caller = ("user", subject) if subject else ("address", self.get_ident(request))
        return sha256(repr(caller).encode()).hexdigest()
