"""The API's own rate limit, behind the one of the firewall before the load balancer."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

_throttle_lock = Lock()


class CallerThrottle(SimpleRateThrottle):
    """Limits the requests per minute of each caller: the token's subject, or the network behind the trusted proxies.

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
        caller = ("user", subject) if subject else ("address", self._network(request))
        return sha256(repr(caller).encode()).hexdigest()

    def _network(self, request: Request) -> str:
        """Return the client's network; the connection's if a proxy reports something that is no address."""
        return _network(self.get_ident(request)) or _network(request.META.get("REMOTE_ADDR", "")) or "unknown"


def _network(text: str) -> str | None:
    """Return an IPv4 address or the /64 of an IPv6 one in its only spelling; None if there is no address.

    A host chooses its addresses within a /64 itself (RFC 4291, section 2.5.4), and some proxies append the port.
    """
    address = _address(text.strip().strip('"'))
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((int(address) >> 64 << 64, 64)))
    return str(address) if address else None


def _address(text: str) -> IPv4Address | IPv6Address | None:
    bracketed = text.removeprefix("[").partition("]")[0] if text.startswith("[") else text
    for host in (bracketed, bracketed.rpartition(":")[0]):
        with suppress(ValueError):
            return ip_address(host.partition("%")[0])
    return None
