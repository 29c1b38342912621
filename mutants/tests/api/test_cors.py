"""Which sites' pages a browser lets call the API: those that the operator names, and none unless they do."""

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
from api.environment import WrongSetting, origins
from api.throttling import PerCaller

SHOP = "https://shop.example"
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
CORS = "corsheaders.middleware.CorsMiddleware"

Opener = Callable[..., Client]


def cors_headers(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.lower().startswith("access-control-")}


@pytest.fixture
def open_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """A browser in front of an API that starts with these sites in its environment."""
    changed = ExitStack()

    def start(*sites: str) -> Client:
        monkeypatch.setenv("API_CORS_ORIGINS", ",".join(sites))
        middleware = list(settings.MIDDLEWARE)
        middleware.insert(middleware.index("api.middleware.bounded_body"), CORS)
        allowed = origins("API_CORS_ORIGINS")
        override = override_settings(
            MIDDLEWARE=middleware,
            CORS_ALLOW_ALL_ORIGINS=allowed == ["*"],
            CORS_ALLOWED_ORIGINS=[] if allowed == ["*"] else allowed,
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


def test_unless_an_operator_names_sites_there_is_nothing_for_any_of_them(client: Client, dynamodb: Any) -> None:
    for response in (client.get("/orders/", headers={"Origin": SHOP}), preflight(client)):
        assert cors_headers(response) == {}
        assert "Vary" not in response
    assert preflight(client).status_code == 405
    assert CORS not in settings.MIDDLEWARE


def test_a_page_of_a_named_site_may_read_an_answer_and_its_headers(open_to: Opener, dynamodb: Any) -> None:
    response = open_to(SHOP, "http://localhost:3000").post(
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
def test_a_page_of_another_site_may_read_nothing(open_to: Opener, dynamodb: Any, origin: str) -> None:
    browser = open_to(SHOP)
    for response in (browser.get("/orders/", headers={"Origin": origin}), preflight(browser, origin)):
        assert response.status_code == 200
        assert cors_headers(response) == {}


def test_a_page_may_read_a_refusal(open_to: Opener) -> None:
    browser = open_to(SHOP)
    refusals = [
        browser.post("/orders/", {}, "application/json", headers={"Origin": SHOP}),
        browser.post("/orders/", b" " * 70_000, "application/json", headers={"Origin": SHOP}),
        browser.get("/nowhere", headers={"Origin": SHOP}),
    ]
    assert [response.status_code for response in refusals] == [400, 413, 404]
    for response in refusals:
        assert response["Access-Control-Allow-Origin"] == SHOP


def test_a_browser_may_ask_first_without_a_token_however_often_and_remembers_the_answer(
    open_to: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    monkeypatch.setattr(PerCaller, "rate", "1/minute", raising=False)
    cache.clear()
    browser = open_to(SHOP)

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


def test_no_page_makes_a_browser_send_what_it_keeps_for_the_api(open_to: Opener) -> None:
    for browser in (open_to(SHOP), open_to("*")):
        assert "Access-Control-Allow-Credentials" not in preflight(browser)


def test_every_site_may_be_meant(open_to: Opener) -> None:
    assert preflight(open_to("*"), "https://anybody.example")["Access-Control-Allow-Origin"] == "*"


def test_the_headers_are_those_that_the_api_reads_and_writes() -> None:
    assert {idempotency.HEADER, request_ids.HEADER} <= set(settings.CORS_ALLOW_HEADERS)
    assert request_ids.HEADER in settings.CORS_EXPOSE_HEADERS


@pytest.mark.parametrize(
    ("value", "sites"),
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
def test_origins_stand_between_commas(monkeypatch: pytest.MonkeyPatch, value: str, sites: list[str]) -> None:
    monkeypatch.setenv("API_CORS_ORIGINS", value)
    assert origins("API_CORS_ORIGINS") == sites


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
def test_what_no_browser_calls_a_site_is_named_with_the_setting(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_CORS_ORIGINS", f"{SHOP},{value}")
    sentence = (
        "the environment variable API_CORS_ORIGINS must be origins such as https://shop.example, "
        f"between commas, or * alone, not {value.partition(',')[2] or value!r}"
    )
    with pytest.raises(WrongSetting, match=f"^{re.escape(sentence)}$"):
        origins("API_CORS_ORIGINS")


@pytest.mark.parametrize("value", ["*", f"{SHOP},*", "http://shop.example", "http://localhost:3000"])
def test_in_production_sites_are_named_one_by_one_and_safe_on_the_way(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("API_CORS_ORIGINS", value)
    monkeypatch.setenv("API_PRODUCTION", "true")
    with pytest.raises(WrongSetting, match="API_CORS_ORIGINS must be https:// origins such as"):
        origins("API_CORS_ORIGINS")
    monkeypatch.setenv("API_CORS_ORIGINS", SHOP)
    assert origins("API_CORS_ORIGINS") == [SHOP]
