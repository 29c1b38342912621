"""Authentication: an access token, a JWT of the one trusted issuer, identifies the caller (RFC 6750, RFC 7519)."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from math import inf
from threading import Lock
from time import monotonic
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import jwt
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, ParseError
from rest_framework.request import Request

from api.environment import PRODUCTION, InvalidEnvironment, is_production
from api.request_headers import read_header
from orders.domain.actor import Actor, Role

_log = logging.getLogger(__name__)

TOKEN_SETTINGS = ("API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE")
"""The environment variables of the trusted issuer: all are set, or none in an API without authentication."""

ADMIN_SCOPE = "orders:admin"

_RSA = frozenset({"RS256", "RS384", "RS512"})
_ALGORITHMS_BY_KEY: Mapping[tuple[str | None, str | None], frozenset[str]] = MappingProxyType(
    {("RSA", None): _RSA, ("EC", "P-256"): frozenset({"ES256"}), ("EC", "P-384"): frozenset({"ES384"})}
)
"""The algorithms of a key's type and curve, only asymmetric ones: with an HS*, the public set would sign tokens."""

ALGORITHMS = tuple(sorted(frozenset().union(*_ALGORITHMS_BY_KEY.values())))

MAX_KEYS = 10
"""The most keys that are tried for one token, inclusive."""

MAX_SUBJECT = 255
"""Characters, inclusive."""

CLOCK_SKEW_SECONDS = 30
"""The most by which the issuer's clock may differ from ours."""

FETCH_TIMEOUT_SECONDS = 3

KEY_LIFETIME_SECONDS = 300
"""Keys of this age are fetched again, so that a key that the issuer withdrew is no longer accepted."""

COOLDOWN_SECONDS = 30
"""No unknown key causes another fetch within this time after a fetch."""

RETRY_AFTER_SECONDS = 5
"""The same after a fetch that failed."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class KeysUnavailable(Exception):
    """The issuer's keys could not be fetched, so the token cannot be verified."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The sender of a request.

    Attributes:
        subject: the token's ``sub``; None in an API without authentication.
        scopes: the permissions of the token.
    """

    subject: str | None
    scopes: frozenset[str] = frozenset()

    @property
    def is_authenticated(self) -> bool:
        """Whether a token identified the caller."""
        return self.subject is not None

    @property
    def actor(self) -> Actor:
        """The caller in an order's history; without a token it is taken for a customer."""
        return Actor(Role.OPERATOR if ADMIN_SCOPE in self.scopes else Role.CUSTOMER, self.subject)

    @property
    def is_operator(self) -> bool:
        """Whether the caller is an operator; in an API without authentication every caller is one."""
        return self.can_read_all_orders

    @property
    def can_read_all_orders(self) -> bool:
        """Whether the caller is an operator, or the API has no authentication."""
        return self.subject is None or ADMIN_SCOPE in self.scopes


ANONYMOUS = Caller(None)


class _Key(NamedTuple):
    """A public key.

    Attributes:
        kid: the key's id; None if it has none.
        algorithms: those that it verifies.
        key: the key in the form that PyJWT verifies with.
    """

    kid: str | None
    algorithms: frozenset[str]
    key: Any


def _signing_keys(key_set: Any) -> Sequence[_Key]:
    """Return the keys of a key set (RFC 7517, section 5) that verify our algorithms.

    Raises:
        ValueError: it has no valid key, for whatever purpose.
    """
    keys = [each for each in key_set["keys"] if isinstance(each, dict) and _parse_jwk(each)]
    if not keys:
        raise ValueError("the key set has no valid key")
    return [key for key in map(_signing_key, keys) if key]


def _parse_jwk(jwk: Mapping[str, Any], algorithm: str | None = None) -> jwt.PyJWK | None:
    """Return the key of a JWK for the algorithm, or else for its own or the usual one; None if it is invalid."""
    try:
        return jwt.PyJWK(dict(jwk), algorithm)
    except (jwt.PyJWTError, TypeError):
        return None


def _signing_key(jwk: Mapping[str, Any]) -> _Key | None:
    """Return the key of a valid JWK (RFC 7517, section 4); None if it cannot verify one of our algorithms."""
    curve = jwk.get("crv") if jwk["kty"] == "EC" else None
    algorithms = _ALGORITHMS_BY_KEY.get((jwk["kty"], curve), frozenset())
    if jwk.get("alg"):
        algorithms &= {jwk["alg"]}
    operations = jwk.get("key_ops", ["verify"])
    is_for_signatures = jwk.get("use") in (None, "sig") and isinstance(operations, list) and "verify" in operations
    key = _parse_jwk(jwk, min(algorithms)) if algorithms and is_for_signatures else None
    return _Key(jwk.get("kid"), algorithms, key.key) if key else None


class KeySet:
    """The issuer's public keys, shared by the threads of a process.

    PyJWT's client fetches and parses them.  Its own cache is not used: during an outage of the issuer it drops the
    keys, fetches once per request, and delays requests whose key is cached.
    """

    def __init__(self, url: str) -> None:
        # Some issuers' firewalls reject Python's default user agent.
        headers = {"User-Agent": "order-api"}
        self._client = jwt.PyJWKClient(url, headers=headers, timeout=FETCH_TIMEOUT_SECONDS, cache_jwk_set=False)
        self._keys: Sequence[_Key] = ()
        self._has_failed = False
        self._expires_at = -inf
        self._next_fetch_at = -inf
        self._fetch_lock = Lock()

    def find(self, kid: str | None, algorithm: str) -> Sequence[_Key]:
        """Return the keys that may have signed a token with this header; none if the issuer has no such key.

        A key id is only a hint: a token or a key may lack it (RFC 7515, section 4.1.4), and two keys may have the same
        (RFC 7517, section 4.5).  During an outage of the issuer, the keys of the last successful fetch remain valid.

        Raises:
            KeysUnavailable: the last fetch failed, and no such key is among those fetched before.
        """
        keys = self._match(kid, algorithm)
        # One thread fetches; of the others, only those without a key wait for it.
        if (not keys or monotonic() >= self._expires_at) and self._fetch_lock.acquire(blocking=not keys):
            try:
                if monotonic() >= self._next_fetch_at:
                    self._fetch()
            finally:
                self._fetch_lock.release()
            keys = self._match(kid, algorithm)
        if not keys and self._has_failed:
            raise KeysUnavailable
        return keys

    def refresh(self) -> None:
        """Fetch the keys unless they were fetched a moment ago: without ids, a new key cannot be told by its id."""
        with self._fetch_lock:
            if monotonic() >= self._next_fetch_at:
                self._fetch()

    def _match(self, kid: str | None, algorithm: str) -> Sequence[_Key]:
        suitable = [key for key in self._keys if algorithm in key.algorithms]
        named = [key for key in suitable if key.kid == kid]
        return (named or [key for key in suitable if kid is None or key.kid is None])[:MAX_KEYS]

    def _fetch(self) -> None:
        try:
            self._keys = _signing_keys(self._client.fetch_data())
        except Exception:  # noqa: BLE001  the caller is not to blame for any failure here
            _log.warning("JWKS fetch failed", exc_info=True)
            self._has_failed = True
            self._next_fetch_at = monotonic() + RETRY_AFTER_SECONDS
        else:
            self._has_failed = False
            self._next_fetch_at = monotonic() + COOLDOWN_SECONDS
            self._expires_at = monotonic() + KEY_LIFETIME_SECONDS


@dataclass(frozen=True, slots=True)
class Issuer:
    """The trusted issuer, the audience that its tokens must name, and its keys."""

    name: str
    audience: str
    keys: KeySet

    def authenticate(self, token: str) -> Caller:
        """Return the caller that the token identifies.

        Raises:
            AuthenticationFailed: the token is invalid; the message gives the reason without repeating any of it.
            KeysUnavailable: retry.
        """
        try:
            claims = self._claims(token)
        except jwt.PyJWTError as error:
            raise AuthenticationFailed(_reason(error)) from None
        # isprintable also rejects lone surrogates, which UTF-8 and so DynamoDB cannot encode.
        subject = claims["sub"]
        if not 1 <= len(subject) <= MAX_SUBJECT or not subject.isprintable():
            raise AuthenticationFailed(f"the token's sub must be 1 to {MAX_SUBJECT} printable characters")
        return Caller(subject, _scopes(claims))

    def _claims(self, token: str) -> Mapping[str, Any]:
        header = jwt.get_unverified_header(token)
        kid, algorithm = header.get("kid"), header.get("alg")
        if algorithm not in ALGORITHMS:
            raise jwt.InvalidAlgorithmError
        keys = self.keys.find(kid, algorithm)
        try:
            return self._verify(token, keys, algorithm)
        except jwt.InvalidSignatureError:
            if any(key.kid is not None and key.kid == kid for key in keys):
                raise
        self.keys.refresh()
        return self._verify(token, self.keys.find(kid, algorithm), algorithm)

    def _verify(self, token: str, keys: Sequence[_Key], algorithm: str) -> Mapping[str, Any]:
        """Return the claims, verified with the first key that signed the token."""
        for key in keys:
            with suppress(jwt.InvalidSignatureError, jwt.InvalidKeyError):  # a key may also be too short
                return self._decode(token, key.key, algorithm)
        raise jwt.InvalidSignatureError if keys else jwt.InvalidKeyError

    def _decode(self, token: str, key: Any, algorithm: str) -> Mapping[str, Any]:
        return jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            issuer=self.name,
            audience=self.audience,
            leeway=CLOCK_SKEW_SECONDS,
            options={"require": ["exp", "iss", "aud", "sub"], "enforce_minimum_key_length": True},
        )


class BearerToken(BaseAuthentication):
    """Accepts a valid token, or any request if no issuer is set.

    It rejects every other request; a public view has no ``authentication_classes``.
    """

    def authenticate(self, request: Request) -> tuple[Caller, None]:
        """Return the caller, which becomes ``request.user``.

        Raises:
            ParseError: the request has several tokens.
            NotAuthenticated: the request has no token.
            AuthenticationFailed: the token is invalid.
            KeysUnavailable: the token cannot be verified now.
        """
        trusted = issuer()
        if trusted is None:
            return ANONYMOUS, None
        token = _token(request)
        if "," in token:  # a server or proxy joins two headers with it, and no token has one
            raise ParseError("Authorization must be sent once")
        if not token:
            raise NotAuthenticated("send an access token, as Authorization: Bearer")
        return trusted.authenticate(token), None

    def authenticate_header(self, request: Request) -> str:
        """Return the Bearer challenge, with an error if a token was sent."""
        error = ', error="invalid_token", error_description="the token is invalid; the detail says why"'
        return f'Bearer realm="orders"{error if _token(request) else ""}'


@cache
def issuer() -> Issuer | None:
    """Return the issuer that this process trusts; None if the API has no authentication.

    Raises:
        InvalidEnvironment: with the names of the variables.
    """
    values = [os.environ.get(name, "") for name in TOKEN_SETTINGS]
    missing = [name for name, value in zip(TOKEN_SETTINGS, values, strict=True) if not value]
    if is_production() and missing:
        raise InvalidEnvironment(f"{PRODUCTION} is true, which requires authentication: also set {', '.join(missing)}")
    if len(missing) == len(TOKEN_SETTINGS):
        return None
    if missing:
        raise InvalidEnvironment(f"{', '.join(TOKEN_SETTINGS)} must all be set, or none: also set {', '.join(missing)}")
    url, name, audience = values
    if not _is_safe(url):
        raise InvalidEnvironment("API_JWKS_URL must be an https:// URL, or an http:// URL on this machine")
    return Issuer(name, audience, KeySet(url))


def check_authentication_settings() -> None:
    """Check the settings at startup, and log a warning if the API has no authentication.

    Raises:
        InvalidEnvironment: with the names of the variables.
    """
    if issuer() is None:
        _log.warning("the API has no authentication: %s are not set", ", ".join(TOKEN_SETTINGS))


def _token(request: Request) -> str:
    """Return the bearer token; empty if there is none."""
    scheme, _, token = (read_header(request, "Authorization") or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _is_safe(url: str) -> bool:
    """Return whether the network between here and there cannot replace the keys."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def _reason(error: jwt.PyJWTError) -> str:
    match error:
        case jwt.ExpiredSignatureError():
            return "the token has expired"
        case jwt.ImmatureSignatureError():
            return "the token is not valid yet"
        case jwt.InvalidAudienceError():
            return "the token is for another audience"
        case jwt.InvalidIssuerError():
            return "the token is from another issuer"
        case jwt.MissingRequiredClaimError():
            return "the token must have exp, iss, aud and sub"
        case _:
            return "the token is invalid"


def _scopes(claims: Mapping[str, Any]) -> frozenset[str]:
    """Return the scopes in ``scope``, or some issuers' ``scp``: a list, or one string with spaces."""
    given = claims.get("scope", claims.get("scp"))
    if isinstance(given, str):
        given = given.split()
    return frozenset(scope for scope in given if isinstance(scope, str)) if isinstance(given, list) else frozenset()
