"""The system on the emulator with its console, and Chromium, which reaches nothing but loopback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from local.api_client import ApiClient
from local.console_server import console_server
from local.ports import Ports
from local.process import wait_until
from local.system import LocalSystem, local_system

WAIT_SCALE = 0.03
"""The provider that is down uses up its 30 retries in seconds."""

TIMEOUT_SECONDS = 180

LOOPBACK = {"localhost", "127.0.0.1"}


@dataclass
class Visits:
    """What the browser did in a test that a page must not do."""

    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def system() -> Iterator[LocalSystem]:
    with (
        local_system(replace(Ports.unused(), console=Ports.unused().api), wait_scale=WAIT_SCALE) as system,
        console_server(system),
    ):
        yield system


@pytest.fixture(scope="session")
def url(system: LocalSystem) -> str:
    return system.aws.ports.console_url


@pytest.fixture(scope="session")
def client(system: LocalSystem) -> ApiClient:
    return ApiClient(system.api_url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # A name that is not on loopback resolves to nothing, even if the test fails to notice the request.
        arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """Open pages; at the end, no request may have left loopback, and no page may have broken its security policy."""
    visits, contexts = Visits(), list[BrowserContext]()

    def open_page(**options: object) -> Page:
        context = browser.new_context(base_url=url, **options)  # type: ignore[arg-type]
        context.set_default_timeout(TIMEOUT_SECONDS * 1000)
        context.on("request", lambda request: visits.hosts.add(str(urlsplit(request.url).hostname)))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: visits.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: visits.complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert visits.hosts <= LOOPBACK
    assert [each for each in visits.complaints if "404" not in each and "502" not in each] == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def placed(system: LocalSystem, client: ApiClient) -> Callable[..., str]:
    """Place an order, wait until it has the status, and return its id."""

    def place(payment_method: str = "tok_visa", product: str = "Test Product", status: str = "Completed") -> str:
        order = client.place(system.order | {"payment_method": payment_method, "product_name": product})
        order_id = str(order["order_id"])
        assert wait_until(lambda: client.read(order_id)["status"] == status, TIMEOUT_SECONDS, every=0.3)
        return order_id

    return place


@pytest.fixture(scope="session")
def declined(placed: Callable[..., str]) -> str:
    """An order that the bank declined."""
    return placed("tok_declined", "Coffee Mug", "Failed")


@pytest.fixture(scope="session")
def dead(placed: Callable[..., str]) -> str:
    """An order that failed because its provider was down, with a dead letter."""
    return placed("tok_unavailable", "Coffee Mug", "Failed")
