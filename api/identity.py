"""Authentication: an access token, a JWT of the one trusted issuer, identifies the caller (RFC 6750, RFC 7519)."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import jwt
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request

from api.environment import PRODUCTION, InvalidEnvironment, is_production

_log = logging.getLogger(__name__)

TOKEN_SETTINGS = ("API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE")
"""The environment variables of the trusted issuer: all are set, or none in an API without authentication."""

ADMIN_SCOPE = "orders:admin"

ALGORITHMS = ("RS256", "RS384", "RS512", "ES256", "ES384")
"""Only asymmetric ones: with an HS* among them, the public key set would contain a key that signs tokens."""

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
    def can_read_all_orders(self) -> bool:
        """Whether the caller is an operator, or the API has no authentication."""
        return self.subject is None or ADMIN_SCOPE in self.scopes


ANONYMOUS = Caller(None)


class KeySet:
    """The issuer's public keys, shared by the threads of a process.

    PyJWT's client fetches and parses them.  Its own cache is not used: during an outage of the issuer it drops the
    keys, fetches once per request, and delays requests whose key is cached.
    """

    def __init__(self, url: str) -> None:
        # Some issuers' firewalls reject Python's default user agent.
        headers = {"User-Agent": "order-api"}
        self._client = jwt.PyJWKClient(url, headers=headers, timeout=FETCH_TIMEOUT_SECONDS, cache_jwk_set=False)
        self._keys: list[jwt.PyJWK] = []
        self._has_failed = False
        self._expires_at = -inf
        self._next_fetch_at = -inf
        self._fetch_lock = Lock()

    def find(self, kid: str | None) -> jwt.PyJWK | None:
        """Return the key with this id, or None if the issuer does not have it.

        During an outage of the issuer, the keys of the last successful fetch remain valid.

        Raises:
            KeysUnavailable: the last fetch failed, and the key is not among those fetched before.
        """
        key = self._match(kid)
        # One thread fetches; of the others, only those without a key wait for it.
        if (key is None or monotonic() >= self._expires_at) and self._fetch_lock.acquire(blocking=key is None):
            try:
                if monotonic() >= self._next_fetch_at:
                    self._fetch()
            finally:
                self._fetch_lock.release()
            key = self._match(kid)
        if key is None and self._has_failed:
            raise KeysUnavailable
        return key

    def _match(self, kid: str | None) -> jwt.PyJWK | None:
        return self._client.match_kid(self._keys, kid) if kid else None

    def _fetch(self) -> None:
        try:
            self._keys = self._client.get_signing_keys()
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
        key = self.keys.find(jwt.get_unverified_header(token).get("kid"))
        if key is None:
            raise jwt.InvalidKeyError
        return jwt.decode(
            token,
            key,  # it has its own algorithm, which the header must name, and which must be one of ours
            algorithms=ALGORITHMS,
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
            NotAuthenticated: the request has no token.
            AuthenticationFailed: the token is invalid.
            KeysUnavailable: the token cannot be verified now.
        """
        trusted = issuer()
        if trusted is None:
            return ANONYMOUS, None
        token = _token(request)
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
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
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
