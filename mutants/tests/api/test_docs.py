"""The page that shows the description of the API, and what it is made of."""

from __future__ import annotations

import gzip
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from api.throttling import PerCaller

PAGE = "/docs/"
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}
LOADED = re.compile(r"""(?:url\(|@import)\s*["']?([^)"'\s,]*)""")


def references(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]*)"', page)


@pytest.fixture
def page(client: Client) -> str:
    return client.get(PAGE).content.decode()


@pytest.fixture
def addresses(page: str) -> list[str]:
    """The addresses of all that the page loads."""
    return [urljoin(PAGE, each) for each in references(page) if not each.endswith("/schema/")]


def test_the_page_is_html_that_may_load_nothing_from_elsewhere(client: Client) -> None:
    response = client.get(PAGE)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    policy = dict(each.split(" ", 1) for each in response["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


def test_the_page_has_no_script_and_no_style_of_its_own(page: str) -> None:
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == ["", ""]
    assert "<style" not in page
    assert not re.search(r"\s(?:style|on\w+)=", page)


def test_the_page_refers_to_no_other_host(page: str, addresses: list[str]) -> None:
    assert len(references(page)) == 6
    for each in references(page):
        assert urlsplit(each)[:2] == ("", "")
    assert all(each.startswith(PAGE) for each in addresses)


def test_all_that_the_page_loads_is_there_and_may_be_kept_for_ever(client: Client, addresses: list[str]) -> None:
    assert len(addresses) == 5
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == TYPES[address[address.rindex(".") :]]
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert response["Content-Length"] == str(len(response.content))


def test_what_changes_gets_another_address(client: Client, addresses: list[str]) -> None:
    older = re.sub(r"/docs/\w+/", "/docs/0123456789abcdef/", addresses[0])
    for address in (older, PAGE + "docs.js", PAGE + "swagger-ui-bundle.js.map", PAGE + "../settings.py"):
        response = client.get(address)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"


def test_the_style_sheets_bring_along_what_they_show(client: Client, addresses: list[str]) -> None:
    for address in (each for each in addresses if each.endswith(".css")):
        for loaded in LOADED.findall(client.get(address).content.decode()):
            assert loaded.startswith("data:image/")


def test_a_browser_that_can_is_sent_less(client: Client, addresses: list[str]) -> None:
    [bundle] = [each for each in addresses if each.endswith("bundle.js")]
    plain, compressed = client.get(bundle), client.get(bundle, headers={"Accept-Encoding": "br, gzip"})
    assert (plain["Vary"], compressed["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert "Content-Encoding" not in plain
    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content
    assert len(compressed.content) < len(plain.content) / 3


def test_the_page_shows_the_description_of_this_api(client: Client, addresses: list[str]) -> None:
    [start] = [each for each in addresses if each.endswith("docs.js")]
    [url] = re.findall(r'url: "([^"]*)"', client.get(start).content.decode())
    assert urljoin(PAGE, url) == "/schema/"
    assert client.get("/schema/").json()["openapi"].startswith("3.1")


def test_the_page_asks_no_host_on_the_internet_whether_the_description_is_valid(
    client: Client, addresses: list[str]
) -> None:
    assert any(b"validatorUrl: null" in client.get(each).content for each in addresses)


def test_the_page_needs_no_token_and_is_not_counted(
    client: Client, addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    monkeypatch.setattr(PerCaller, "rate", "1/minute", raising=False)
    cache.clear()
    for each in [PAGE, "/schema/", *addresses] * 2:
        assert client.get(each).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_the_page_is_only_read(client: Client, addresses: list[str], method: str) -> None:
    for address in (PAGE, addresses[0]):
        response = client.generic(method, address)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


def test_head_is_answered_with_the_length_alone(client: Client, addresses: list[str]) -> None:
    for address in (PAGE, *addresses):
        response = client.head(address)
        assert (response.status_code, response.content) == (200, b"")
        assert int(response["Content-Length"]) == len(client.get(address).content)


def test_the_rest_of_the_api_answers_json_to_a_browser(client: Client, dynamodb: Any) -> None:
    response = client.get("/orders/", headers={"Accept": "text/html"})
    assert response["Content-Type"] == "application/json"
