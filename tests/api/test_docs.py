"""The documentation page, and its files."""

from __future__ import annotations

import gzip
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from api.throttling import CallerThrottle

PAGE = "/docs/"
SCRIPT = "/docs/?script="
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}
LOADED = re.compile(r"""(?:url\(|@import)\s*["']?([^)"'\s,]*)""")


def references(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]*)"', page)


@pytest.fixture
def page(client: Client) -> str:
    return client.get(PAGE).content.decode()


@pytest.fixture
def files(page: str) -> list[str]:
    """The addresses of the files that the page loads, besides its script."""
    found = [urljoin(PAGE, each) for each in references(page) if each not in {SCRIPT, "../schema/"}]
    assert len(found) == len(references(page)) - 2
    return found


@pytest.mark.parametrize(("address", "media_type"), [(PAGE, "text/html; charset=utf-8"), (SCRIPT, "text/javascript")])
def test_the_page_and_its_script_may_load_nothing_from_another_host(
    client: Client, address: str, media_type: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].replace("application/javascript", "text/javascript") == media_type
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
    assert not response.cookies


def test_the_page_has_no_inline_script_or_style(page: str) -> None:
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == [""] * 3
    assert "<style" not in page
    assert not re.search(r"\s(?:style|on\w+)=", page)


def test_the_page_refers_to_no_other_host(page: str, files: list[str]) -> None:
    for each in references(page):
        assert urlsplit(each)[:2] == ("", "")
    assert all(each.startswith(PAGE) for each in files)


def test_the_files_exist_and_can_be_cached_for_ever(client: Client, files: list[str]) -> None:
    assert len(files) == 4
    for address in files:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == TYPES[PurePosixPath(address).suffix]
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert response["Content-Length"] == str(len(response.content))


def test_other_versions_and_files_are_not_found(client: Client, files: list[str]) -> None:
    folder, _, name = files[0].rpartition("/")
    for address in (f"/docs/2000.1.1/{name}", f"/docs/{name}", f"{folder}/swagger-ui-bundle.js.map", f"{folder}/../x"):
        response = client.get(address)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"


def test_the_style_sheets_contain_their_images(client: Client, files: list[str]) -> None:
    for address in (each for each in files if each.endswith(".css")):
        for loaded in LOADED.findall(client.get(address).content.decode()):
            assert loaded.startswith("data:image/")


def test_a_file_is_compressed_for_clients_that_accept_it(client: Client, files: list[str]) -> None:
    [bundle] = [each for each in files if each.endswith("bundle.js")]
    plain, compressed = client.get(bundle), client.get(bundle, headers={"Accept-Encoding": "br, gzip"})
    assert (plain["Vary"], compressed["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert "Content-Encoding" not in plain
    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content
    assert len(compressed.content) < len(plain.content) / 3


def test_the_script_shows_the_document_of_this_api_without_a_validator(client: Client) -> None:
    script = client.get(SCRIPT).content.decode()
    [url] = re.findall(r'^ *url: "([^"]*)"', script, re.MULTILINE)
    assert urljoin(PAGE, url.encode().decode("unicode_escape")) == "/schema/"
    assert client.get("/schema/").json()["openapi"].startswith("3.1")
    assert '"validatorUrl": null' in script


def test_the_page_needs_no_token_and_has_no_rate_limit(
    client: Client, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    monkeypatch.setattr(CallerThrottle, "rate", "1/minute", raising=False)
    cache.clear()
    for each in [PAGE, SCRIPT, "/schema/", *files] * 2:
        assert client.get(each).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_the_page_is_read_only(client: Client, files: list[str], method: str) -> None:
    for address in (PAGE, files[0]):
        response = client.generic(method, address)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


def test_head_returns_the_length_without_the_body(client: Client, files: list[str]) -> None:
    for address in (PAGE, *files):
        response = client.head(address)
        assert (response.status_code, response.content) == (200, b"")
        assert int(response["Content-Length"]) == len(client.get(address).content)


def test_the_rest_of_the_api_returns_json_to_a_browser(client: Client, dynamodb: Any) -> None:
    response = client.get("/orders/", headers={"Accept": "text/html"})
    assert response["Content-Type"] == "application/json"
