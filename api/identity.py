"""Who calls: whoever an access token names, a JWT of the one issuer that the deployment trusts (RFC 6750, RFC 7519)."""

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

from api.environment import PRODUCTION, WrongSetting, is_production

_log = logging.getLogger(__name__)

TOKEN_SETTINGS = ("API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE")
"""The environment variables that say whose tokens count; all of them, or none for an API that is open."""

ADMIN_SCOPE = "orders:admin"

ALGORITHMS = ("RS256", "RS384", "RS512", "ES256", "ES384")
"""Only those whose verifying key is public: with an HS* among them, whoever reads the key set could sign."""

LONGEST_SUBJECT = 255
LEEWAY = 30
"""How far, in seconds, the issuer's clock may be from ours."""

FETCH_TIMEOUT = 3
LIFESPAN = 300
"""After so many seconds the keys are read again, so that one that the issuer withdrew stops to count."""
COOL_DOWN = 30
"""For so many seconds after a fetch, a key that the set does not have is no reason for another."""
RETRY_AFTER = 5
"""The same after a fetch that failed."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class KeysUnavailable(Exception):
    """The issuer's keys could not be read, so nobody knows whether the token is good."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request."""

    subject: str | None
    """The issuer's name for the caller; None where the API is open, and everybody is the same."""
    scopes: frozenset[str] = frozenset()

    @property
    def is_authenticated(self) -> bool:
        """Whether a token told who this is."""
        return self.subject is not None

    @property
    def may_see_every_order(self) -> bool:
        """Whether this is an operator, or the API is open."""
        return self.subject is None or ADMIN_SCOPE in self.scopes


ANYBODY = Caller(None)


class KeySet:
    """The issuer's public keys, as the threads of a process share them.

    PyJWT's client fetches and reads them.  Its own cache will not do: it forgets the keys while the issuer is away,
    asks an issuer that is away once for each request, and lets a request whose key is at hand wait for such a fetch.
    """

    def __init__(self, url: str) -> None:
        # Some issuers' firewalls refuse the name that Python goes by.
        headers = {"User-Agent": "order-api"}
        self._client = jwt.PyJWKClient(url, headers=headers, timeout=FETCH_TIMEOUT, cache_jwk_set=False)
        self._keys: list[jwt.PyJWK] = []
        self._are_away = False
        self._old_from = -inf
        self._not_before = -inf
        self._fetching = Lock()

    def find(self, kid: str | None) -> jwt.PyJWK | None:
        """The key with this id, if the issuer has it; the last that was read, while the issuer is away.

        Raises:
            KeysUnavailable: the issuer is away, and the key is none of those that were read before.
        """
        key = self._match(kid)
        # One thread asks; of the others, only those without a key have a reason to wait for the answer.
        if (key is None or monotonic() >= self._old_from) and self._fetching.acquire(blocking=key is None):
            try:
                if monotonic() >= self._not_before:
                    self._fetch()
            finally:
                self._fetching.release()
            key = self._match(kid)
        if key is None and self._are_away:
            raise KeysUnavailable
        return key

    def _match(self, kid: str | None) -> jwt.PyJWK | None:
        return self._client.match_kid(self._keys, kid) if kid else None

    def _fetch(self) -> None:
        try:
            self._keys = self._client.get_signing_keys()
        except Exception:  # noqa: BLE001  whatever came instead of keys is no fault of the caller
            _log.warning("token keys unavailable", exc_info=True)
            self._are_away = True
            self._not_before = monotonic() + RETRY_AFTER
        else:
            self._are_away = False
            self._not_before = monotonic() + COOL_DOWN
            self._old_from = monotonic() + LIFESPAN


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose tokens count, for whom they must be made out, and the keys that prove it."""

    name: str
    audience: str
    keys: KeySet

    def caller(self, token: str) -> Caller:
        """Whom the token names.

        Raises:
            AuthenticationFailed: the token is not good; why is told in words that repeat nothing of it.
            KeysUnavailable: try again.
        """
        try:
            claims = self._claims(token)
        except jwt.PyJWTError as error:
            raise AuthenticationFailed(_reason(error)) from None
        # Half a character (a lone surrogate) is not printable either, and no table can keep it.
        subject = claims["sub"]
        if not 1 <= len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
            raise AuthenticationFailed(f"the token's sub must be 1 to {LONGEST_SUBJECT} printable characters")
        return Caller(subject, _scopes(claims))

    def _claims(self, token: str) -> Mapping[str, Any]:
        key = self.keys.find(jwt.get_unverified_header(token).get("kid"))
        if key is None:
            raise jwt.InvalidKeyError
        return jwt.decode(
            token,
            key,  # bound to its own algorithm: what the token's header says must be both that and one of ours
            algorithms=ALGORITHMS,
            issuer=self.name,
            audience=self.audience,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud", "sub"], "enforce_minimum_key_length": True},
        )


class BearerToken(BaseAuthentication):
    """Lets in whoever brings a good token, or everybody where no issuer is set.

    It never passes a request on unidentified; a view that is for everybody has no ``authentication_classes``.
    """

    def authenticate(self, request: Request) -> tuple[Caller, None]:
        """The caller, as ``request.user``.

        Raises:
            NotAuthenticated: no token came.
            AuthenticationFailed: the token is not good.
            KeysUnavailable: nobody can tell now.
        """
        trusted = issuer()
        if trusted is None:
            return ANYBODY, None
        token = _token(request)
        if not token:
            raise NotAuthenticated("send an access token, as Authorization: Bearer")
        return trusted.caller(token), None

    def authenticate_header(self, request: Request) -> str:
        """How to say who one is; whoever has sent a token hears of an error too."""
        error = ', error="invalid_token", error_description="not a good token; the detail says why"'
        return f'Bearer realm="orders"{error if _token(request) else ""}'


@cache
def issuer() -> Issuer | None:
    """Whose tokens this process trusts; None where the API is open.

    Raises:
        WrongSetting: with the names of the variables.
    """
    values = [os.environ.get(name, "") for name in TOKEN_SETTINGS]
    missing = [name for name, value in zip(TOKEN_SETTINGS, values, strict=True) if not value]
    if is_production() and missing:
        raise WrongSetting(f"{PRODUCTION} is true, so the API must not be open: set {', '.join(missing)} too")
    if len(missing) == len(TOKEN_SETTINGS):
        return None
    if missing:
        raise WrongSetting(f"{', '.join(TOKEN_SETTINGS)} go together: set all or none, {', '.join(missing)} too")
    url, name, audience = values
    if not _is_safe(url):
        raise WrongSetting("API_JWKS_URL must be an https:// address, or an http:// one on this machine")
    return Issuer(name, audience, KeySet(url))


def say_who_may_call() -> None:
    """Check the settings, and warn of an open API: for the start, where somebody reads it.

    Raises:
        WrongSetting: with the names of the variables.
    """
    if issuer() is None:
        _log.warning("the API is open to everybody: %s are not set", ", ".join(TOKEN_SETTINGS))


def _token(request: Request) -> str:
    """What came as a bearer token; empty if none did."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _is_safe(url: str) -> bool:
    """Whether nobody on the way can put keys of his own into the answer."""
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
            return "the token is not valid"


def _scopes(claims: Mapping[str, Any]) -> frozenset[str]:
    """What the caller may do: ``scope``, or ``scp`` at some issuers, in a string between spaces or in a list."""
    given = claims.get("scope", claims.get("scp"))
    if isinstance(given, str):
        given = given.split()
    return frozenset(scope for scope in given if isinstance(scope, str)) if isinstance(given, list) else frozenset()
