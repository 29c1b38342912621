"""Who may call: real keys, real tokens, and an issuer on this machine that shows its keys or fails to."""

from __future__ import annotations

import hmac
import json
import logging
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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

from api.environment import WrongSetting
from api.identity import COOL_DOWN, LIFESPAN, RETRY_AFTER, Caller, KeySet, KeysUnavailable, issuer, say_who_may_call
from api.logs import JsonLine
from api.urls import urlpatterns

pytestmark = pytest.mark.slow

ISSUER = "https://issuer.example/"
AUDIENCE = "orders"
ORDER = "/orders/0198c0de-0000-4000-8000-000000000000/"

ONE = rsa.generate_private_key(65537, 2048)
TWO = rsa.generate_private_key(65537, 2048)
SMALL = rsa.generate_private_key(65537, 1024)  # noqa: S505  it is to be refused
CURVE = ec.generate_private_key(ec.SECP256R1())
BIG_CURVE = ec.generate_private_key(ec.SECP384R1())
BIGGER_CURVE = ec.generate_private_key(ec.SECP521R1())


def jwk(key: Any, kid: Any = "one", **members: Any) -> dict[str, Any]:
    algorithm = jwt.algorithms.RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
    return {**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig", **members}


def claims(**changes: Any) -> dict[str, Any]:
    """A good token's, with some changed, and without those that are None."""
    good = {"iss": ISSUER, "aud": AUDIENCE, "sub": "customer-7", "exp": time() + 300}
    return {name: value for name, value in (good | changes).items() if value is not None}


def token(key: Any = ONE, algorithm: str = "RS256", kid: Any = "one", **changes: Any) -> str:
    return jwt.encode(claims(**changes), key, algorithm, headers={"kid": kid} if kid else {})


def base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def by_hand(header: Any, payload: Any, sign: Callable[[bytes], bytes] = lambda _: b"") -> str:
    """A token that no library would make."""
    signed = ".".join(base64(json.dumps(part).encode()) for part in (header, payload))
    return f"{signed}.{base64(sign(signed.encode()))}"


class KeyServer:
    """The issuer's key set on a port of this machine."""

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
                """Not on the tests' output."""

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
    """No setting and no key of another test."""
    for name in ("API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE", "API_PRODUCTION"):
        monkeypatch.delenv(name, raising=False)
    issuer.cache_clear()
    yield
    issuer.cache_clear()


@pytest.fixture
def guarded(key_server: KeyServer, monkeypatch: pytest.MonkeyPatch) -> KeyServer:
    """The issuer whose tokens the API wants to see."""
    monkeypatch.setenv("API_JWKS_URL", key_server.url)
    monkeypatch.setenv("API_JWT_ISSUER", ISSUER)
    monkeypatch.setenv("API_JWT_AUDIENCE", AUDIENCE)
    return key_server


class Mirror(APIView):
    """What a view learns of its caller."""

    def get(self, request: Request) -> Response:
        caller = request.user
        return Response([caller.subject, sorted(caller.scopes), caller.is_authenticated, caller.may_see_every_order])


def ask(authorization: str | None) -> Any:
    headers = {} if authorization is None else {"HTTP_AUTHORIZATION": authorization}
    return Mirror.as_view()(RequestFactory().get("/", **headers))


def call(token: str) -> Any:
    return ask(f"Bearer {token}")


def assert_refused(response: Any, detail: str = "the token is not valid") -> None:
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == (
        'Bearer realm="orders", error="invalid_token", error_description="not a good token; the detail says why"'
    )
    body = json.loads(response.content)
    assert (body["status"], body["detail"]) == (401, detail)


def test_a_good_token_tells_who_calls(guarded: KeyServer) -> None:
    response = call(token())
    assert response.status_code == 200
    assert response.data == ["customer-7", [], True, False]


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(ONE, "RS256"), (ONE, "RS384"), (ONE, "RS512"), (CURVE, "ES256"), (BIG_CURVE, "ES384")],
)
def test_a_token_may_be_signed_with_any_of_five_algorithms(guarded: KeyServer, key: Any, algorithm: str) -> None:
    guarded.keys = [jwk(key, alg=algorithm)]
    assert call(token(key, algorithm)).status_code == 200


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
def test_the_scheme_may_be_written_as_one_likes(guarded: KeyServer, scheme: str) -> None:
    assert ask(f"{scheme} {token()}").status_code == 200


@pytest.mark.parametrize("audience", [AUDIENCE, [AUDIENCE], ["another", AUDIENCE]])
def test_a_token_may_be_for_others_too(guarded: KeyServer, audience: Any) -> None:
    assert call(token(aud=audience)).status_code == 200


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token x"])
def test_without_a_token_one_is_asked_for_and_nothing_is_called_an_error(
    guarded: KeyServer, authorization: str | None
) -> None:
    response = ask(authorization)
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == 'Bearer realm="orders"'
    assert json.loads(response.content)["detail"] == "send an access token, as Authorization: Bearer"
    assert guarded.fetches == 0


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"exp": time() - 3600}, "the token has expired"),
        ({"nbf": time() + 3600}, "the token is not valid yet"),
        ({"iat": time() + 3600}, "the token is not valid yet"),
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
        ({"exp": "soon"}, "the token is not valid"),
        ({"exp": float("inf")}, "the token is not valid"),
        ({"nbf": []}, "the token is not valid"),
    ],
)
def test_a_token_whose_claims_are_wrong_is_refused_with_the_reason(
    guarded: KeyServer, changes: dict[str, Any], detail: str
) -> None:
    assert_refused(call(token(**changes)), detail)


@pytest.mark.parametrize("sub", [7, ["customer-7"], {"name": "customer-7"}])
def test_a_subject_that_is_no_string_is_refused(guarded: KeyServer, sub: Any) -> None:
    sign = jwt.algorithms.get_default_algorithms()["RS256"].sign
    header = {"alg": "RS256", "kid": "one"}
    assert_refused(call(by_hand(header, claims(sub=sub), lambda signed: sign(signed, ONE))))


def test_the_longest_subject_is_taken(guarded: KeyServer) -> None:
    assert call(token(sub="x" * 255)).data[0] == "x" * 255


@pytest.mark.parametrize(("seconds", "status"), [(-20, 200), (-40, 401)])
def test_a_clock_may_differ_by_half_a_minute(guarded: KeyServer, seconds: int, status: int) -> None:
    assert call(token(exp=time() + seconds)).status_code == status
    assert call(token(nbf=time() - seconds)).status_code == status


@pytest.mark.parametrize(
    "malformed",
    [
        "x",
        "..",
        "x.y.z",
        "a b c",
        "é",
        token()[:-1],
        token() + "x",
        f"{token()}.x",
        f"{token()}, {token()}",
        token(kid=None),
        base64(b"[" * 5000) + ".e30.",
        by_hand([], {}),
        by_hand({"alg": "RS256", "kid": 7}, {}),
        by_hand({"alg": ["RS256"], "kid": "one"}, {}),
        by_hand({"kid": "one"}, {}),
        by_hand({"alg": "RS256", "kid": "one", "crit": ["x"], "x": 1}, {}),
        by_hand({"alg": "RS256", "kid": "one", "b64": False, "crit": ["b64"]}, {}),
    ],
    ids=lambda _: "token",
)
def test_what_is_no_token_is_refused(guarded: KeyServer, malformed: str) -> None:
    assert_refused(call(malformed))


def test_a_token_whose_claims_were_changed_is_refused(guarded: KeyServer) -> None:
    header, _, signature = token().split(".")
    forged = base64(json.dumps(claims(sub="another")).encode())
    assert_refused(call(f"{header}.{forged}.{signature}"))


def test_a_token_of_a_key_that_is_not_the_issuers_is_refused(guarded: KeyServer) -> None:
    assert_refused(call(token(TWO)))
    assert_refused(call(token(TWO, kid="two")))


@pytest.mark.parametrize("algorithm", ["none", "None", "", None])
def test_a_token_without_a_signature_is_refused(guarded: KeyServer, algorithm: Any) -> None:
    assert_refused(call(by_hand({"alg": algorithm, "kid": "one"}, claims())))


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_a_token_that_is_signed_with_the_public_key_is_refused(
    guarded: KeyServer, encoding: Encoding, algorithm: str
) -> None:
    public = ONE.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
    forged = by_hand({"alg": algorithm, "kid": "one"}, claims(), lambda signed: hmac.digest(public, signed, "sha256"))
    assert_refused(call(forged))


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
def test_a_secret_that_the_issuer_shows_by_mistake_signs_nothing(guarded: KeyServer, algorithm: str) -> None:
    secret = b"a secret that is long enough to count"
    guarded.keys = [{"kty": "oct", "kid": "one", "use": "sig", "alg": "HS256", "k": base64(secret)}]
    forged = by_hand({"alg": algorithm, "kid": "one"}, claims(), lambda signed: hmac.digest(secret, signed, "sha256"))
    assert_refused(call(forged))


@pytest.mark.parametrize(("key", "algorithm"), [(ONE, "PS256"), (ONE, "PS512"), (BIGGER_CURVE, "ES512")])
def test_an_algorithm_beyond_the_five_is_refused_though_the_key_is_the_issuers(
    guarded: KeyServer, key: Any, algorithm: str
) -> None:
    guarded.keys = [jwk(key, alg=algorithm)]
    assert_refused(call(token(key, algorithm)))


def test_a_key_signs_with_its_own_algorithm_only(guarded: KeyServer) -> None:
    guarded.keys = [jwk(ONE, alg="RS256"), jwk(CURVE, "curve")]
    assert_refused(call(token(algorithm="RS512")))
    assert_refused(call(token(CURVE, "ES256")))
    assert_refused(call(token(kid="curve")))


def test_a_key_for_encryption_signs_nothing(guarded: KeyServer) -> None:
    guarded.keys = [jwk(ONE, use="enc"), jwk(TWO, "two")]
    assert_refused(call(token()))


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
def test_a_key_that_can_be_broken_signs_nothing(guarded: KeyServer) -> None:
    guarded.keys = [jwk(SMALL)]
    assert_refused(call(token(SMALL)))


def test_a_key_that_cannot_be_read_spoils_no_other(guarded: KeyServer) -> None:
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
def test_what_a_caller_may_do_stands_in_the_token(guarded: KeyServer, given: dict[str, Any], scopes: list[str]) -> None:
    assert call(token(**given)).data == ["customer-7", scopes, True, False]


@pytest.mark.parametrize(
    "given", [{"scope": "orders:read orders:admin"}, {"scope": ["orders:admin"]}, {"scp": ["orders:admin"]}]
)
def test_an_operator_may_see_every_order(guarded: KeyServer, given: dict[str, Any]) -> None:
    assert call(token(**given)).data[3] is True


def test_nobody_changes_who_calls() -> None:
    with pytest.raises(AttributeError):
        Caller("customer-7").subject = "another"


def test_a_new_key_counts_once_the_issuer_shows_it(guarded: KeyServer, clock: Clock) -> None:
    assert call(token()).status_code == 200
    guarded.keys = [jwk(TWO, "two"), jwk(ONE)]
    assert call(token(TWO, kid="two")).status_code == 401
    clock.now += COOL_DOWN
    assert call(token(TWO, kid="two")).status_code == 200
    assert call(token()).status_code == 200
    assert guarded.fetches == 2


def test_a_key_that_the_issuer_withdrew_stops_to_count(guarded: KeyServer, clock: Clock) -> None:
    assert call(token()).status_code == 200
    guarded.keys = [jwk(TWO, "two")]
    clock.now += LIFESPAN - 1
    assert call(token()).status_code == 200
    clock.now += 1
    assert_refused(call(token()))


def test_a_known_key_is_fetched_once(guarded: KeyServer) -> None:
    assert {call(token()).status_code for _ in range(20)} == {200}
    assert guarded.fetches == 1


def test_a_storm_of_unknown_keys_makes_one_fetch_in_half_a_minute(guarded: KeyServer, clock: Clock) -> None:
    assert call(token()).status_code == 200
    clock.now += COOL_DOWN
    with ThreadPoolExecutor(8) as pool:
        storm = list(pool.map(lambda number: call(token(kid=f"unknown-{number}")), range(100)))
    assert {response.status_code for response in storm} == {401}
    assert guarded.fetches == 2


def test_callers_who_come_at_once_at_the_start_share_one_fetch(guarded: KeyServer) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert {response.status_code for response in pool.map(call, [token()] * 50)} == {200}
    assert guarded.fetches == 1


def test_a_caller_whose_key_is_at_hand_waits_for_nobody(key_server: KeyServer, clock: Clock) -> None:
    keys = KeySet(key_server.url)
    known = keys.find("one")
    asked, answered = Event(), Event()

    def hang() -> list[jwt.PyJWK]:
        asked.set()
        assert answered.wait(10)
        return [known, jwt.PyJWK(jwk(TWO, "two"))]

    keys._client.get_signing_keys = hang
    clock.now += LIFESPAN
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(keys.find, "two")
        assert asked.wait(10)
        assert keys.find("one") is known  # though it is old
        second = pool.submit(keys.find, "two")
        answered.set()
        assert first.result(10) is second.result(10)
        assert first.result().key_id == "two"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """An issuer whose port is closed."""
    server = KeyServer()
    with server.running():
        monkeypatch.setenv("API_JWKS_URL", server.url)
    monkeypatch.setenv("API_JWT_ISSUER", ISSUER)
    monkeypatch.setenv("API_JWT_AUDIENCE", AUDIENCE)


def test_while_no_key_could_be_read_a_caller_is_asked_to_come_again(away: None) -> None:
    response = call(token())
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "5" == str(RETRY_AFTER)
    assert "WWW-Authenticate" not in response
    assert json.loads(response.content)["status"] == 503


def test_an_issuer_that_is_away_is_asked_once_in_a_while_and_logged_once_for_each(
    away: None, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(10):
        assert call(token()).status_code == 503
    assert len(caplog.records) == 1
    clock.now += RETRY_AFTER
    call(token())
    assert [record.message for record in caplog.records] == ["token keys unavailable"] * 2
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
def test_an_issuer_that_answers_garbage_is_away(guarded: KeyServer, garbage: bytes, status: int) -> None:
    guarded.garbage, guarded.status = garbage, status
    assert call(token()).status_code == 503
    assert guarded.fetches == 1


def test_an_issuer_that_comes_back_is_heard(guarded: KeyServer, clock: Clock) -> None:
    guarded.status = 500
    assert call(token()).status_code == 503
    guarded.status = 200
    clock.now += RETRY_AFTER
    assert call(token()).status_code == 200
    assert_refused(call(token(kid="unknown")))


def test_the_keys_that_were_read_count_while_the_issuer_is_away(
    guarded: KeyServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    assert call(token()).status_code == 200
    guarded.status = 500
    clock.now += LIFESPAN
    assert call(token()).status_code == 200
    assert call(token(kid="unknown")).status_code == 503
    assert_refused(call(token(TWO)))
    assert guarded.fetches == 2
    assert len(caplog.records) == 1
    clock.now += 100 * LIFESPAN
    assert call(token()).status_code == 200
    assert guarded.fetches == 3


def test_an_issuer_that_says_nothing_is_not_waited_for_long() -> None:
    keys = KeySet("https://issuer.example/keys")
    assert keys._client.timeout == 3


def test_an_unknown_key_while_the_issuer_is_away_is_nobodys_fault(away: None) -> None:
    with pytest.raises(KeysUnavailable):
        issuer().keys.find("one")


def test_nothing_of_a_token_is_answered_or_logged(guarded: KeyServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sent = [token(sub=""), token(iss="secret"), token(TWO), token(kid="secret"), by_hand({"alg": "secret"}, {})]
    answers = [call(bad) for bad in sent]
    guarded.status = 500
    issuer.cache_clear()
    answers.append(call(token()))
    assert [answer.status_code for answer in answers] == [401] * 5 + [503]
    told = "".join(f"{answer.content!r}{dict(answer.items())}" for answer in answers)
    logged = caplog.text + "".join(JsonLine().format(record) for record in caplog.records)
    for secret in ["secret", "customer-7", *(part for bad in [*sent, token()] for part in bad.split(".") if part)]:
        assert secret not in told
        assert secret not in logged


def test_a_request_without_a_token_gets_no_further_than_that(guarded: KeyServer, client: Client) -> None:
    for method, path in (("POST", "/orders/"), ("GET", ORDER), ("HEAD", ORDER), ("POST", f"{ORDER}cancel/")):
        response = client.generic(method, path, b"{", content_type="application/json")
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == 'Bearer realm="orders"'


def test_a_good_token_reaches_the_orders(guarded: KeyServer, client: Client, dynamodb: Any) -> None:
    assert client.get(ORDER, HTTP_AUTHORIZATION=f"Bearer {token()}").status_code == 404


def test_health_is_answered_without_a_token(guarded: KeyServer, client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz", HTTP_AUTHORIZATION="Bearer x").status_code == 200


def test_no_other_address_is_open() -> None:
    views = {str(address.pattern): getattr(address.callback, "cls", None) for address in urlpatterns}
    is_open = {address for address, view in views.items() if not (view and view.authentication_classes)}
    assert "healthz" in is_open
    assert is_open <= {"healthz", "readyz", "schema/", "docs/", "docs/<path:address>"}


@pytest.mark.parametrize("authorization", [None, "Bearer x"])
def test_everybody_may_see_every_order_of_an_open_api(authorization: str | None) -> None:
    assert ask(authorization).data == [None, [], False, True]


def test_an_open_api_is_warned_of_at_the_start(caplog: pytest.LogCaptureFixture) -> None:
    say_who_may_call()
    [record] = caplog.records
    assert (record.levelname, record.name) == ("WARNING", "api.identity")
    assert "API_JWKS_URL, API_JWT_ISSUER, API_JWT_AUDIENCE" in record.message


def test_a_guarded_api_starts_silently_and_before_its_issuer(away: None, caplog: pytest.LogCaptureFixture) -> None:
    say_who_may_call()
    assert caplog.records == []


@pytest.mark.parametrize("missing", ["API_JWKS_URL", "API_JWT_ISSUER", "API_JWT_AUDIENCE"])
@pytest.mark.parametrize("is_empty", [False, True])
def test_a_half_set_issuer_stops_the_start(
    away: None, monkeypatch: pytest.MonkeyPatch, missing: str, *, is_empty: bool
) -> None:
    monkeypatch.delenv(missing)
    if is_empty:
        monkeypatch.setenv(missing, "")
    with pytest.raises(WrongSetting, match=f"go together: set all or none, {missing} too$"):
        say_who_may_call()


def test_production_is_never_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_PRODUCTION", "true")
    with pytest.raises(WrongSetting, match=r"set API_JWKS_URL, API_JWT_ISSUER, API_JWT_AUDIENCE too$"):
        say_who_may_call()


def test_production_needs_no_more_than_an_issuer(away: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_PRODUCTION", "true")
    say_who_may_call()


@pytest.mark.parametrize("value", ["yes", "1", "True"])
def test_a_production_that_is_neither_true_nor_false_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("API_PRODUCTION", value)
    with pytest.raises(WrongSetting, match="API_PRODUCTION must be true or false"):
        say_who_may_call()


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
def test_keys_that_anybody_on_the_way_could_change_stop_the_start(
    away: None, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("API_JWKS_URL", url)
    with pytest.raises(WrongSetting, match="API_JWKS_URL must be an https:// address, or an http:// one on this"):
        say_who_may_call()


@pytest.mark.parametrize("url", ["https://issuer.example/keys", "http://localhost:8080/keys", "http://[::1]/keys"])
def test_keys_may_come_over_tls_or_from_this_machine(away: None, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("API_JWKS_URL", url)
    say_who_may_call()
