"""Authentication with real keys, real tokens, and an issuer on this machine."""

from __future__ import annotations

import hmac
import json
import logging
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client, RequestFactory
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.environment import InvalidEnvironment
from api.identity import (
    COOLDOWN_SECONDS,
    KEY_LIFETIME_SECONDS,
    RETRY_AFTER_SECONDS,
    Caller,
    KeySet,
    KeysUnavailable,
    check_authentication_settings,
    issuer,
)
from api.logs import JsonLine
from api.urls import urlpatterns

pytestmark = pytest.mark.slow

ISSUER = "https://issuer.example/"
AUDIENCE = "orders"
ORDER = "/orders/0198c0de-0000-4000-8000-000000000000/"

ONE = rsa.generate_private_key(65537, 2048)
TWO = rsa.generate_private_key(65537, 2048)
SMALL = rsa.generate_private_key(65537, 1024)  # noqa: S505  the API must reject it
CURVE = ec.generate_private_key(ec.SECP256R1())
BIG_CURVE = ec.generate_private_key(ec.SECP384R1())
BIGGER_CURVE = ec.generate_private_key(ec.SECP521R1())


def jwk(key: Any, kid: Any = "one", **members: Any) -> dict[str, Any]:
    algorithm = jwt.algorithms.RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
    return {**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig", **members}


@dataclass(frozen=True)
class FromNow:
    """A time of a claim, relative to the moment at which the token is created."""

    seconds: float


def claims(**changes: Any) -> dict[str, Any]:
    """Return a valid token's claims with changes; None removes a claim."""
    valid = {"iss": ISSUER, "aud": AUDIENCE, "sub": "customer-7", "exp": FromNow(3600)}
    now = time()
    return {
        name: now + value.seconds if isinstance(value, FromNow) else value
        for name, value in (valid | changes).items()
        if value is not None
    }


def token(key: Any = ONE, algorithm: str = "RS256", kid: Any = "one", **changes: Any) -> str:
    return jwt.encode(claims(**changes), key, algorithm, headers={"kid": kid} if kid else {})


def base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def build_token(header: Any, payload: Any, sign: Callable[[bytes], bytes] = lambda _: b"") -> str:
    """Return a token that no library would create."""
    signed = ".".join(base64(json.dumps(part).encode()) for part in (header, payload))
    return f"{signed}.{base64(sign(signed.encode()))}"


class KeyServer:
    """Serves the issuer's key set on a port of this machine."""

    def __init__(self) -> None:
        self.status = 200
        self.keys: list[dict[str, Any]] = [jwk(ONE)]
        self.garbage: bytes | None = None
        self.fetches = 0
        self.url = ""

    @property
    def body(self) -> bytes:
        return json.dumps({"keys": self.keys}).encode() if self.garbage is None else self.garbage

    @contextmanager
    def running(self) -> Iterator[None]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.fetches += 1
                self.send_response(owner.status)
                self.send_header("Location", f"{owner.url}/elsewhere")
                self.end_headers()
                self.wfile.write(owner.body)

            def log_message(self, *_: Any) -> None:
                """Write no log to the output of the tests."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.url = f"http://127.0.0.1:{server.server_port}/keys"
            thread = Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            try:
                yield
            finally:
                server.shutdown()
                thread.join()


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("api.identity.monotonic", clock)
    return clock


@pytest.fixture
def key_server() -> Iterator[KeyServer]:
    server = KeyServer()
    with server.running():
        yield server


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Remove the settings and the keys of other tests."""
    for name in ("API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE", "API_PRODUCTION"):
        monkeypatch.delenv(name, raising=False)
    issuer.cache_clear()
    yield
    issuer.cache_clear()


@pytest.fixture
def guarded(key_server: KeyServer, monkeypatch: pytest.MonkeyPatch) -> KeyServer:
    """The issuer whose tokens the API requires."""
    monkeypatch.setenv("API_JWKS_URL", key_server.url)
    monkeypatch.setenv("API_JWT_ISSUER", ISSUER)
    monkeypatch.setenv("API_JWT_AUDIENCE", AUDIENCE)
    return key_server


class CallerView(APIView):
    """Returns the caller."""

    def get(self, request: Request) -> Response:
        caller = request.user
        return Response([caller.subject, sorted(caller.scopes), caller.is_authenticated, caller.can_read_all_orders])


def send(authorization: str | None) -> Any:
    headers = {} if authorization is None else {"HTTP_AUTHORIZATION": authorization}
    return CallerView.as_view()(RequestFactory().get("/", **headers))


def call(token: str) -> Any:
    return send(f"Bearer {token}")


def assert_rejected(response: Any, detail: str = "the token is invalid") -> None:
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == (
        'Bearer realm="orders", error="invalid_token", error_description="the token is invalid; the detail says why"'
    )
    body = json.loads(response.content)
    assert (body["status"], body["detail"]) == (401, detail)


def test_a_valid_token_identifies_the_caller(guarded: KeyServer) -> None:
    response = call(token())
    assert response.status_code == 200
    assert response.data == ["customer-7", [], True, False]


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(ONE, "RS256"), (ONE, "RS384"), (ONE, "RS512"), (CURVE, "ES256"), (BIG_CURVE, "ES384")],
)
def test_a_token_signed_with_one_of_five_algorithms_is_accepted(guarded: KeyServer, key: Any, algorithm: str) -> None:
    guarded.keys = [jwk(key, alg=algorithm)]
    assert call(token(key, algorithm)).status_code == 200


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
def test_the_scheme_is_case_insensitive(guarded: KeyServer, scheme: str) -> None:
    assert send(f"{scheme} {token()}").status_code == 200


@pytest.mark.parametrize("audience", [AUDIENCE, [AUDIENCE], ["another", AUDIENCE]])
def test_a_token_can_have_several_audiences(guarded: KeyServer, audience: Any) -> None:
    assert call(token(aud=audience)).status_code == 200


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token x"])
def test_a_request_without_a_token_gets_a_challenge_without_an_error(
    guarded: KeyServer, authorization: str | None
) -> None:
    response = send(authorization)
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == 'Bearer realm="orders"'
    assert json.loads(response.content)["detail"] == "send an access token, as Authorization: Bearer"
    assert guarded.fetches == 0


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"exp": FromNow(-3600)}, "the token has expired"),
        ({"nbf": FromNow(3600)}, "the token is not valid yet"),
        ({"iat": FromNow(3600)}, "the token is not valid yet"),
        ({"aud": "another"}, "the token is for another audience"),
        ({"aud": [f"{AUDIENCE}-too"]}, "the token is for another audience"),
        ({"iss": "https://another.example/"}, "the token is from another issuer"),
        ({"exp": None}, "the token must have exp, iss, aud and sub"),
        ({"iss": None}, "the token must have exp, iss, aud and sub"),
        ({"aud": None}, "the token must have exp, iss, aud and sub"),
        ({"sub": None}, "the token must have exp, iss, aud and sub"),
        ({"sub": ""}, "the token's sub must be 1 to 255 printable characters"),
        ({"sub": "x" * 256}, "the token's sub must be 1 to 255 printable characters"),
        ({"sub": "x\n"}, "the token's sub must be 1 to 255 printable characters"),
        ({"sub": "\ud800"}, "the token's sub must be 1 to 255 printable characters"),
        ({"exp": "soon"}, "the token is invalid"),
        ({"exp": float("inf")}, "the token is invalid"),
        ({"nbf": []}, "the token is invalid"),
    ],
)
def test_a_token_with_an_invalid_claim_is_rejected_with_the_reason(
    guarded: KeyServer, changes: dict[str, Any], detail: str
) -> None:
    assert_rejected(call(token(**changes)), detail)


@pytest.mark.parametrize("sub", [7, ["customer-7"], {"name": "customer-7"}])
def test_a_subject_that_is_not_a_string_is_rejected(guarded: KeyServer, sub: Any) -> None:
    sign = jwt.algorithms.get_default_algorithms()["RS256"].sign
    header = {"alg": "RS256", "kid": "one"}
    assert_rejected(call(build_token(header, claims(sub=sub), lambda signed: sign(signed, ONE))))


def test_the_longest_subject_is_accepted(guarded: KeyServer) -> None:
    assert call(token(sub="x" * 255)).data[0] == "x" * 255


@pytest.mark.parametrize(("seconds", "status"), [(-20, 200), (-40, 401)])
def test_the_issuers_clock_may_differ_by_half_a_minute(guarded: KeyServer, seconds: int, status: int) -> None:
    assert call(token(exp=FromNow(seconds))).status_code == status
    assert call(token(nbf=FromNow(-seconds))).status_code == status


@pytest.mark.parametrize(
    "malformed",
    [
        lambda: "x",
        lambda: "..",
        lambda: "x.y.z",
        lambda: "a b c",
        lambda: "é",
        lambda: token()[:-1],
        lambda: token() + "x",
        lambda: f"{token()}.x",
        lambda: f"{token()} {token()}",
        lambda: base64(b"[" * 5000) + ".e30.",
        lambda: build_token([], {}),
        lambda: build_token({"alg": "RS256", "kid": 7}, {}),
        lambda: build_token({"alg": ["RS256"], "kid": "one"}, {}),
        lambda: build_token({"kid": "one"}, {}),
        lambda: build_token({"alg": "RS256", "kid": "one", "crit": ["x"], "x": 1}, {}),
        lambda: build_token({"alg": "RS256", "kid": "one", "b64": False, "crit": ["b64"]}, {}),
    ],
    ids=lambda _: "token",
)
def test_a_malformed_token_is_rejected(guarded: KeyServer, malformed: Callable[[], str]) -> None:
    assert_rejected(call(malformed()))


def test_a_token_with_changed_claims_is_rejected(guarded: KeyServer) -> None:
    header, _, signature = token().split(".")
    forged = base64(json.dumps(claims(sub="another")).encode())
    assert_rejected(call(f"{header}.{forged}.{signature}"))


def test_a_token_signed_with_another_key_is_rejected(guarded: KeyServer) -> None:
    assert_rejected(call(token(TWO)))
    assert_rejected(call(token(TWO, kid="two")))


@pytest.mark.parametrize("algorithm", ["none", "None", "", None])
def test_a_token_without_a_signature_is_rejected(guarded: KeyServer, algorithm: Any) -> None:
    assert_rejected(call(build_token({"alg": algorithm, "kid": "one"}, claims())))


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_a_token_signed_with_the_public_key_is_rejected(guarded: KeyServer, encoding: Encoding, algorithm: str) -> None:
    public = ONE.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
    forged = build_token(
        {"alg": algorithm, "kid": "one"}, claims(), lambda signed: hmac.digest(public, signed, "sha256")
    )
    assert_rejected(call(forged))


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
def test_a_token_signed_with_a_published_secret_is_rejected(guarded: KeyServer, algorithm: str) -> None:
    secret = b"a secret of more than 32 characters"
    guarded.keys = [{"kty": "oct", "kid": "one", "use": "sig", "alg": "HS256", "k": base64(secret)}]
    forged = build_token(
        {"alg": algorithm, "kid": "one"}, claims(), lambda signed: hmac.digest(secret, signed, "sha256")
    )
    assert_rejected(call(forged))


@pytest.mark.parametrize(("key", "algorithm"), [(ONE, "PS256"), (ONE, "PS512"), (BIGGER_CURVE, "ES512")])
def test_a_token_with_another_algorithm_is_rejected(guarded: KeyServer, key: Any, algorithm: str) -> None:
    guarded.keys = [jwk(key, alg=algorithm)]
    assert_rejected(call(token(key, algorithm)))


def test_a_token_with_an_algorithm_other_than_its_keys_is_rejected(guarded: KeyServer) -> None:
    guarded.keys = [jwk(ONE, alg="RS256"), jwk(CURVE, "curve")]
    assert_rejected(call(token(algorithm="RS512")))
    assert_rejected(call(token(CURVE, "ES256")))
    assert_rejected(call(token(kid="curve")))


def test_two_authorization_headers_are_malformed(guarded: KeyServer) -> None:
    for several in (f"{token()},Bearer {token()}", f"{token()}, {token()}", f"{token()}, Basic dXNlcjpwYXNz", "a,b"):
        response = call(several)
        assert response.status_code == 400
        assert json.loads(response.content)["detail"] == "Authorization must be sent once"
    assert guarded.fetches == 0


@pytest.mark.parametrize(
    ("keys", "sent"),
    [
        ([jwk(TWO), jwk(ONE)], token),
        ([jwk(ONE), jwk(TWO)], token),
        ([jwk(CURVE), jwk(ONE)], token),
        ([jwk(CURVE), jwk(ONE)], lambda: token(CURVE, "ES256")),
        ([jwk(ONE, alg="RS512"), jwk(ONE, alg="RS256")], token),
        ([jwk(TWO, use="enc"), jwk(ONE)], token),
        ([jwk(SMALL), jwk(ONE)], token),
    ],
    ids=lambda _: "keys",
)
def test_two_keys_may_have_the_same_id(guarded: KeyServer, keys: Any, sent: Callable[[], str]) -> None:
    guarded.keys = keys
    assert call(sent()).status_code == 200
    assert guarded.fetches == 1


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(ONE, "RS256"), (ONE, "RS384"), (ONE, "RS512"), (CURVE, "ES256"), (BIG_CURVE, "ES384")],
)
def test_a_key_without_an_algorithm_verifies_all_of_its_type(guarded: KeyServer, key: Any, algorithm: str) -> None:
    guarded.keys = [{name: value for name, value in jwk(key).items() if name not in {"alg", "use"}}]
    assert call(token(key, algorithm)).status_code == 200


@pytest.mark.parametrize("algorithm", ["ES384", "PS256", "HS256", "none"])
def test_a_key_without_an_algorithm_verifies_no_other(guarded: KeyServer, algorithm: str) -> None:
    guarded.keys = [jwk(CURVE), jwk(ONE, "rsa")]
    assert_rejected(call(build_token({"alg": algorithm, "kid": "one"}, claims(), lambda _: b"x" * 64)))


@pytest.mark.parametrize(
    ("keys", "kid"),
    [
        ([jwk(ONE)], None),
        ([jwk(ONE, None)], None),
        ([jwk(ONE, None)], "one"),
        ([jwk(TWO, "two"), jwk(ONE)], None),
        ([jwk(CURVE, "two"), jwk(ONE)], None),
    ],
    ids=["the token has none", "both have none", "the key has none", "of two keys", "of two types"],
)
def test_the_key_id_is_optional_for_tokens_and_keys(guarded: KeyServer, keys: Any, kid: str | None) -> None:
    guarded.keys = [{name: value for name, value in key.items() if value is not None} for key in keys]
    assert call(token(kid=kid)).status_code == 200


def test_a_token_without_a_key_id_finds_the_issuers_new_key(guarded: KeyServer, clock: Clock) -> None:
    assert call(token(kid=None)).status_code == 200
    guarded.keys = [jwk(TWO, "two")]
    assert_rejected(call(token(TWO, kid=None)))
    clock.now += COOLDOWN_SECONDS
    assert call(token(TWO, kid=None)).status_code == 200
    assert_rejected(call(token(kid=None)))
    assert guarded.fetches == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"use": "enc"},
        {"key_ops": ["encrypt"]},
        {"key_ops": 7},
        {"alg": "RSA-OAEP"},
        {"alg": ["RS256"]},
        {"kty": ["RSA"]},
        {"kty": "oct", "k": "eA"},
    ],
)
def test_a_key_that_is_not_for_signatures_verifies_no_token(guarded: KeyServer, changes: dict[str, Any]) -> None:
    guarded.keys = [jwk(ONE, **changes), jwk(TWO, "two")]
    assert_rejected(call(token()))
    assert call(token(TWO, kid="two")).status_code == 200


def test_a_token_signed_with_an_encryption_key_is_rejected(guarded: KeyServer) -> None:
    guarded.keys = [jwk(ONE, use="enc"), jwk(TWO, "two")]
    assert_rejected(call(token()))


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
def test_a_token_signed_with_a_weak_key_is_rejected(guarded: KeyServer) -> None:
    guarded.keys = [jwk(SMALL)]
    assert_rejected(call(token(SMALL)))


def test_an_invalid_key_does_not_affect_the_others(guarded: KeyServer) -> None:
    guarded.keys = [{"kty": "RSA", "kid": "one"}, {"kty": "?"}, jwk(TWO, ["two"]), jwk(TWO, "two")]
    assert call(token(TWO, kid="two")).status_code == 200


@pytest.mark.parametrize(
    ("given", "scopes"),
    [
        ({}, []),
        ({"scope": ""}, []),
        ({"scope": "orders:read orders:write"}, ["orders:read", "orders:write"]),
        ({"scope": ["orders:read", "orders:write"]}, ["orders:read", "orders:write"]),
        ({"scp": "orders:read"}, ["orders:read"]),
        ({"scp": ["orders:read", 7, None, {}]}, ["orders:read"]),
        ({"scope": 7}, []),
        ({"scope": {"orders:admin": True}}, []),
        ({"roles": ["orders:admin"], "permissions": "orders:admin"}, []),
        ({"scope": "orders:administrator"}, ["orders:administrator"]),
    ],
)
def test_the_callers_scopes_are_read_from_the_token(
    guarded: KeyServer, given: dict[str, Any], scopes: list[str]
) -> None:
    assert call(token(**given)).data == ["customer-7", scopes, True, False]


@pytest.mark.parametrize(
    "given", [{"scope": "orders:read orders:admin"}, {"scope": ["orders:admin"]}, {"scp": ["orders:admin"]}]
)
def test_the_admin_scope_can_read_all_orders(guarded: KeyServer, given: dict[str, Any]) -> None:
    assert call(token(**given)).data[3] is True


def test_a_caller_is_immutable() -> None:
    with pytest.raises(AttributeError):
        Caller("customer-7").subject = "another"


def test_a_new_key_is_accepted_after_the_cooldown(guarded: KeyServer, clock: Clock) -> None:
    assert call(token()).status_code == 200
    guarded.keys = [jwk(TWO, "two"), jwk(ONE)]
    assert call(token(TWO, kid="two")).status_code == 401
    clock.now += COOLDOWN_SECONDS
    assert call(token(TWO, kid="two")).status_code == 200
    assert call(token()).status_code == 200
    assert guarded.fetches == 2


def test_a_withdrawn_key_is_rejected_after_its_lifetime(guarded: KeyServer, clock: Clock) -> None:
    assert call(token()).status_code == 200
    guarded.keys = [jwk(TWO, "two")]
    clock.now += KEY_LIFETIME_SECONDS - 1
    assert call(token()).status_code == 200
    clock.now += 1
    assert_rejected(call(token()))


def test_a_cached_key_is_not_fetched_again(guarded: KeyServer) -> None:
    assert {call(token()).status_code for _ in range(20)} == {200}
    assert guarded.fetches == 1


def test_many_unknown_keys_cause_one_fetch_per_cooldown(guarded: KeyServer, clock: Clock) -> None:
    assert call(token()).status_code == 200
    clock.now += COOLDOWN_SECONDS
    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(lambda number: call(token(kid=f"unknown-{number}")), range(100)))
    assert {response.status_code for response in responses} == {401}
    assert guarded.fetches == 2


def test_concurrent_callers_share_the_first_fetch(guarded: KeyServer) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert {response.status_code for response in pool.map(call, [token()] * 50)} == {200}
    assert guarded.fetches == 1


def test_a_caller_with_a_cached_key_never_waits(key_server: KeyServer, clock: Clock) -> None:
    keys = KeySet(key_server.url)
    known = keys.find("one", "RS256")
    fetch_started, fetch_allowed = Event(), Event()

    def hang() -> dict[str, Any]:
        fetch_started.set()
        assert fetch_allowed.wait(120)
        return {"keys": [jwk(ONE), jwk(TWO, "two")]}

    keys._client.fetch_data = hang
    clock.now += KEY_LIFETIME_SECONDS
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(keys.find, "two", "RS256")
        assert fetch_started.wait(120)
        assert keys.find("one", "RS256") == known  # though it has expired
        second = pool.submit(keys.find, "two", "RS256")
        fetch_allowed.set()
        assert first.result(120) == second.result(120)
        assert [key.kid for key in first.result()] == ["two"]


@pytest.fixture
def outage(monkeypatch: pytest.MonkeyPatch) -> None:
    """An issuer whose port is closed."""
    server = KeyServer()
    with server.running():
        monkeypatch.setenv("API_JWKS_URL", server.url)
    monkeypatch.setenv("API_JWT_ISSUER", ISSUER)
    monkeypatch.setenv("API_JWT_AUDIENCE", AUDIENCE)


def test_without_any_key_a_caller_gets_503_with_retry_after(outage: None) -> None:
    response = call(token())
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "5" == str(RETRY_AFTER_SECONDS)
    assert "WWW-Authenticate" not in response
    assert json.loads(response.content)["status"] == 503


def test_during_an_outage_each_failed_fetch_is_logged_once(
    outage: None, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(10):
        assert call(token()).status_code == 503
    assert len(caplog.records) == 1
    clock.now += RETRY_AFTER_SECONDS
    call(token())
    assert [record.message for record in caplog.records] == ["JWKS fetch failed"] * 2
    [line, _] = [json.loads(JsonLine().format(record)) for record in caplog.records]
    assert line["errors"][0]["error"] == "PyJWKClientConnectionError"


@pytest.mark.parametrize("status", [200, 302, 404, 500])
@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"no JSON",
        b"\xff",
        b"[" * 100_000,
        b"[]",
        b"7",
        b"{}",
        b'{"keys": []}',
        b'{"keys": 7}',
        b'{"keys": {"kid": "one"}}',
        b'{"keys": [7, {"kid": "one"}]}',
        b'{"keys": [{"kid": "one", "kty": "RSA", "n": 7, "e": []}]}',
        b'{"keys": [{"kid": "one", "kty": "RSA", "alg": ["RS256"], "n": "AQAB", "e": "AQAB"}]}',
    ],
    ids=lambda _: "garbage",
)
def test_an_invalid_key_set_counts_as_an_outage(guarded: KeyServer, garbage: bytes, status: int) -> None:
    guarded.garbage, guarded.status = garbage, status
    assert call(token()).status_code == 503
    assert guarded.fetches == 1


def test_keys_are_fetched_again_after_an_outage(guarded: KeyServer, clock: Clock) -> None:
    guarded.status = 500
    assert call(token()).status_code == 503
    guarded.status = 200
    clock.now += RETRY_AFTER_SECONDS
    assert call(token()).status_code == 200
    assert_rejected(call(token(kid="unknown")))


def test_cached_keys_remain_valid_during_an_outage(
    guarded: KeyServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    assert call(token()).status_code == 200
    guarded.status = 500
    clock.now += KEY_LIFETIME_SECONDS
    assert call(token()).status_code == 200
    assert call(token(kid="unknown")).status_code == 503
    assert_rejected(call(token(TWO)))
    assert guarded.fetches == 2
    assert len(caplog.records) == 1
    clock.now += 100 * KEY_LIFETIME_SECONDS
    assert call(token()).status_code == 200
    assert guarded.fetches == 3


def test_a_fetch_times_out_after_3_seconds() -> None:
    keys = KeySet("https://issuer.example/keys")
    assert keys._client.timeout == 3


def test_an_unknown_key_during_an_outage_raises_keys_unavailable(outage: None) -> None:
    with pytest.raises(KeysUnavailable):
        issuer().keys.find("one", "RS256")


def test_no_part_of_a_token_is_returned_or_logged(guarded: KeyServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sent = [token(sub=""), token(iss="secret"), token(TWO), token(kid="secret"), build_token({"alg": "secret"}, {})]
    responses = [call(bad) for bad in sent]
    guarded.status = 500
    issuer.cache_clear()
    responses.append(call(token()))
    assert [response.status_code for response in responses] == [401] * 5 + [503]
    returned = "".join(f"{response.content!r}{dict(response.items())}" for response in responses)
    logged = caplog.text + "".join(JsonLine().format(record) for record in caplog.records)
    for secret in ["secret", "customer-7", *(part for bad in [*sent, token()] for part in bad.split(".") if part)]:
        assert secret not in returned
        assert secret not in logged


def test_every_order_operation_requires_a_token(guarded: KeyServer, client: Client) -> None:
    for method, path in (("POST", "/orders/"), ("GET", ORDER), ("HEAD", ORDER), ("POST", f"{ORDER}cancel/")):
        response = client.generic(method, path, b"{", content_type="application/json")
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == 'Bearer realm="orders"'


def test_a_valid_token_reaches_the_orders(guarded: KeyServer, client: Client, dynamodb: Any) -> None:
    assert client.get(ORDER, HTTP_AUTHORIZATION=f"Bearer {token()}").status_code == 404


def test_the_health_check_ignores_tokens(guarded: KeyServer, client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz", HTTP_AUTHORIZATION="Bearer x").status_code == 200


def test_only_health_and_documentation_are_public() -> None:
    views = {str(address.pattern): getattr(address.callback, "cls", None) for address in urlpatterns}
    is_open = {address for address, view in views.items() if not (view and view.authentication_classes)}
    assert "healthz" in is_open
    assert is_open <= {"healthz", "readyz", "schema/", "docs/", "docs/<version>/<name>"}


@pytest.mark.parametrize("authorization", [None, "Bearer x"])
def test_without_authentication_every_caller_can_read_all_orders(authorization: str | None) -> None:
    assert send(authorization).data == [None, [], False, True]


def test_missing_authentication_is_logged_at_startup(caplog: pytest.LogCaptureFixture) -> None:
    check_authentication_settings()
    [record] = caplog.records
    assert (record.levelname, record.name) == ("WARNING", "api.identity")
    assert "API_JWKS_URL, API_JWT_ISSUER, API_JWT_AUDIENCE" in record.message


def test_startup_does_not_need_the_issuer(outage: None, caplog: pytest.LogCaptureFixture) -> None:
    check_authentication_settings()
    assert caplog.records == []


@pytest.mark.parametrize("missing", ["API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE"])
@pytest.mark.parametrize("is_empty", [False, True])
def test_incomplete_issuer_settings_are_rejected_at_startup(
    outage: None, monkeypatch: pytest.MonkeyPatch, missing: str, *, is_empty: bool
) -> None:
    monkeypatch.delenv(missing)
    if is_empty:
        monkeypatch.setenv(missing, "")
    with pytest.raises(InvalidEnvironment, match=f"must all be set, or none: also set {missing}$"):
        check_authentication_settings()


def test_production_requires_authentication(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_PRODUCTION", "true")
    with pytest.raises(InvalidEnvironment, match=r"also set API_JWKS_URL, API_JWT_ISSUER, API_JWT_AUDIENCE$"):
        check_authentication_settings()


def test_production_with_an_issuer_starts(outage: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_PRODUCTION", "true")
    check_authentication_settings()


@pytest.mark.parametrize("value", ["yes", "1", "True"])
def test_an_invalid_production_flag_is_rejected_at_startup(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_PRODUCTION", value)
    with pytest.raises(InvalidEnvironment, match="API_PRODUCTION must be true or false"):
        check_authentication_settings()


@pytest.mark.parametrize(
    "url",
    [
        "http://issuer.example/keys",
        "http://127.0.0.1.example/keys",
        "file:///etc/passwd",
        "issuer.example",
        "https://",
        "https:///keys",
        "https://[",
        "//issuer.example/keys",
    ],
)
def test_an_unprotected_jwks_url_is_rejected_at_startup(
    outage: None, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("API_JWKS_URL", url)
    with pytest.raises(InvalidEnvironment, match="API_JWKS_URL must be an https:// URL, or an http:// URL on this"):
        check_authentication_settings()


@pytest.mark.parametrize("url", ["https://issuer.example/keys", "http://localhost:8080/keys", "http://[::1]/keys"])
def test_a_jwks_url_over_tls_or_on_this_machine_is_accepted(
    outage: None, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("API_JWKS_URL", url)
    check_authentication_settings()
