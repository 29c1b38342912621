"""Which origins' pages may call the API from a browser: those that the operator names, by default none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings

from api import idempotency, request_ids
from api.environment import InvalidEnvironment, env_origins
from api.throttling import CallerThrottle

SHOP = "https://shop.example"
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
CORS = "corsheaders.middleware.CorsMiddleware"

AllowOrigins = Callable[..., Client]


def cors_headers(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.lower().startswith("access-control-")}


@pytest.fixture
def allow_origins(monkeypatch: pytest.MonkeyPatch) -> Iterator[AllowOrigins]:
    """Return a client of an API that starts with these origins in its environment."""
    changed = ExitStack()

    def start(*allowed: str) -> Client:
        monkeypatch.setenv("API_CORS_ORIGINS", ",".join(allowed))
        middleware = list(settings.MIDDLEWARE)
        middleware.insert(middleware.index("api.middleware.body_limit_middleware"), CORS)
        parsed = env_origins("API_CORS_ORIGINS")
        override = override_settings(
            MIDDLEWARE=middleware,
            CORS_ALLOW_ALL_ORIGINS=parsed == ["*"],
            CORS_ALLOWED_ORIGINS=[] if parsed == ["*"] else parsed,
        )
        changed.enter_context(override)
        return Client(raise_request_exception=False)

    with changed:
        yield start


def preflight(browser: Client, origin: str = SHOP, path: str = "/orders/") -> Any:
    return browser.options(
        path,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
        },
    )


def test_by_default_no_origin_is_allowed(client: Client, dynamodb: Any) -> None:
    for response in (client.get("/orders/", headers={"Origin": SHOP}), preflight(client)):
        assert cors_headers(response) == {}
        assert "Vary" not in response
    assert preflight(client).status_code == 405
    assert CORS not in settings.MIDDLEWARE


def test_a_page_of_an_allowed_origin_can_read_responses_and_their_headers(
    allow_origins: AllowOrigins, dynamodb: Any
) -> None:
    response = allow_origins(SHOP, "http://localhost:3000").post(
        "/orders/", ORDER, "application/json", headers={"Origin": SHOP}
    )
    assert response.status_code == 201
    assert cors_headers(response) == {
        "access-control-allow-origin": SHOP,
        "access-control-expose-headers": "Link, Location, Preference-Applied, Retry-After, X-Request-Id",
    }
    assert response["Vary"] == "origin"


@pytest.mark.parametrize(
    "origin",
    ["https://shop.example.evil.example", "http://shop.example", "https://shop.example:8443", "null", "", "https://["],
)
def test_a_page_of_another_origin_can_read_nothing(allow_origins: AllowOrigins, dynamodb: Any, origin: str) -> None:
    browser = allow_origins(SHOP)
    for response in (browser.get("/orders/", headers={"Origin": origin}), preflight(browser, origin)):
        assert response.status_code == 200
        assert cors_headers(response) == {}


def test_a_page_can_read_a_rejection(allow_origins: AllowOrigins) -> None:
    browser = allow_origins(SHOP)
    rejections = [
        browser.post("/orders/", {}, "application/json", headers={"Origin": SHOP}),
        browser.post("/orders/", b" " * 70_000, "application/json", headers={"Origin": SHOP}),
        browser.get("/nowhere", headers={"Origin": SHOP}),
    ]
    assert [response.status_code for response in rejections] == [400, 413, 404]
    for response in rejections:
        assert response["Access-Control-Allow-Origin"] == SHOP


def test_a_preflight_needs_no_token_and_has_no_rate_limit(
    allow_origins: AllowOrigins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    monkeypatch.setattr(CallerThrottle, "rate", "1/minute", raising=False)
    cache.clear()
    browser = allow_origins(SHOP)

    for path in ["/orders/", "/orders/order-1/cancel/"] * 3:
        response = preflight(browser, path=path)
        assert (response.status_code, response.content, response["Content-Length"]) == (200, b"", "0")
        assert response["Access-Control-Max-Age"] == "7200"
        assert response["Access-Control-Allow-Origin"] == SHOP
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, POST"
        assert (
            response["Access-Control-Allow-Headers"]
            == "Authorization, Content-Type, Idempotency-Key, Prefer, X-Request-Id"
        )
        assert response["X-Request-Id"]
    assert browser.get("/orders/").status_code == 401


def test_credentials_are_never_allowed(allow_origins: AllowOrigins) -> None:
    for browser in (allow_origins(SHOP), allow_origins("*")):
        assert "Access-Control-Allow-Credentials" not in preflight(browser)


def test_every_origin_can_be_allowed(allow_origins: AllowOrigins) -> None:
    assert preflight(allow_origins("*"), "https://any.example")["Access-Control-Allow-Origin"] == "*"


def test_the_allowed_and_exposed_headers_are_those_of_the_api() -> None:
    assert {idempotency.HEADER, request_ids.HEADER} <= set(settings.CORS_ALLOW_HEADERS)
    assert request_ids.HEADER in settings.CORS_EXPOSE_HEADERS


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", []),
        (" , ", []),
        ("*", ["*"]),
        ("https://shop.example", [SHOP]),
        (" https://shop.example , http://localhost:3000", [SHOP, "http://localhost:3000"]),
        ("https://a.example:8443,http://127.0.0.1:5173", ["https://a.example:8443", "http://127.0.0.1:5173"]),
        ("http://[::1]:3000", ["http://[::1]:3000"]),
    ],
)
def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch, value: str, expected: list[str]) -> None:
    monkeypatch.setenv("API_CORS_ORIGINS", value)
    assert env_origins("API_CORS_ORIGINS") == expected


@pytest.mark.parametrize(
    "value",
    [
        "shop.example",
        "https://shop.example/",
        "https://Shop.example",
        "https://shop.example:443",
        "http://shop.example:80",
        "https://me@shop.example",
        "https://*.shop.example",
        "https://shop.example?",
        "ftp://shop.example",
        "null",
        "https://",
        "http://[::1]:80a",
        "https://shop.example,*",
        "https://bücher.example",
    ],
)
def test_an_invalid_origin_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_CORS_ORIGINS", f"{SHOP},{value}")
    sentence = (
        "the environment variable API_CORS_ORIGINS must be comma-separated origins such as "
        f"https://shop.example, or only *, not {value.partition(',')[2] or value!r}"
    )
    with pytest.raises(InvalidEnvironment, match=f"^{re.escape(sentence)}$"):
        env_origins("API_CORS_ORIGINS")


@pytest.mark.parametrize("value", ["*", f"{SHOP},*", "http://shop.example", "http://localhost:3000"])
def test_in_production_only_https_origins_are_valid(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_CORS_ORIGINS", value)
    monkeypatch.setenv("API_PRODUCTION", "true")
    with pytest.raises(InvalidEnvironment, match="API_CORS_ORIGINS must be comma-separated https:// origins such as"):
        env_origins("API_CORS_ORIGINS")
    monkeypatch.setenv("API_CORS_ORIGINS", SHOP)
    assert env_origins("API_CORS_ORIGINS") == [SHOP]
