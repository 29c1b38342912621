from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep, time
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.settings import api_settings

from api.environment import InvalidEnvironment, env_int
from api.identity import BearerToken, Caller
from api.throttling import CallerThrottle

ENTRIES = 1000


@pytest.fixture(autouse=True)
def limit_of_three(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(CallerThrottle, "rate", "3/minute", raising=False)
    cache.clear()
    yield
    cache.clear()


def send(client: Client, times: int = 1, path: str = "/orders/", **request: Any) -> list[int]:
    return [client.put(path, **request).status_code for _ in range(times)]


def test_a_caller_above_the_limit_gets_429_with_retry_after(client: Client) -> None:
    assert send(client, 3) == [405] * 3
    response = client.put("/orders/")
    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "urn:order-api:problem:too-many-requests"
    assert 1 <= int(response["Retry-After"]) <= 60


def test_all_requests_of_a_caller_count_together(client: Client) -> None:
    assert send(client, 2) + send(client, 2, "/orders/order-1/cancel/") == [405, 405, 405, 429]


def test_the_limit_applies_per_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(CallerThrottle, "timer", lambda _: now)
    assert send(client, 4) == [405, 405, 405, 429]
    now += 60
    assert send(client, 4) == [405, 405, 405, 429]


def test_callers_are_counted_separately(client: Client) -> None:
    for address in ("192.0.2.7", "192.0.2.8", "2001:db8::7"):
        assert send(client, 4, REMOTE_ADDR=address) == [405, 405, 405, 429]


@pytest.mark.parametrize(
    ("proxies", "client_address"),
    [(0, "10.0.0.1"), (1, "192.0.2.3"), (2, "192.0.2.2"), (3, "192.0.2.1"), (4, "192.0.2.1")],
)
def test_an_anonymous_caller_is_the_address_behind_the_trusted_proxies(
    monkeypatch: pytest.MonkeyPatch, proxies: int, client_address: str
) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", proxies)
    headers = {"x-forwarded-for": "192.0.2.1, 192.0.2.2, 192.0.2.3"}
    behind = SimpleNamespace(user=None, headers=headers, META={"REMOTE_ADDR": "10.0.0.1"})
    direct = SimpleNamespace(user=None, headers={}, META={"REMOTE_ADDR": client_address})
    assert CallerThrottle().get_cache_key(behind, None) == CallerThrottle().get_cache_key(direct, None)


SAME_CALLER = [
    ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:db8::"],
    ["2001:db8::7", "2001:DB8::7", "2001:0db8:0000:0000:0000:0000:0000:0007", "2001:db8:0:0::0.0.0.7"],
    ["192.0.2.7", "::ffff:192.0.2.7", "::FFFF:c000:207", "0:0:0:0:0:ffff:192.0.2.7"],
    ["192.0.2.7", "192.0.2.7:1234", "192.0.2.7:1235", "[::ffff:192.0.2.7]:80"],
    ["2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:443", "[2001:db8::8]:444"],
    ["fe80::7%eth0", "fe80::7%eth1", "[fe80::7%25eth0]:80", "fe80::8"],
    ['"192.0.2.7"', " 192.0.2.7 ", '"[::ffff:192.0.2.7]:1"', "192.0.2.7:0"],
    ["2001:db8:0:0:1:2:3:4:443", "2001:db8::1", "2001:db8:0:0:5:6:7:8:80", "2001:db8::2"],
    ["unknown", "_hidden", "not an address", "192.0.2.7.8"],
]
"""Ways in which one caller may appear."""


@pytest.mark.parametrize("addresses", SAME_CALLER, ids=lambda addresses: addresses[1])
def test_another_spelling_address_or_port_of_one_caller_does_not_evade_the_limit(
    client: Client, monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    assert [send(client, HTTP_X_FORWARDED_FOR=address) for address in addresses] == [[405], [405], [405], [429]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "192.0.2.8"),
        ("2001:db8:0:1::7", "2001:db8:0:2::7"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
        ("192.0.2.7:80", "192.0.2.8:80"),
    ],
)
def test_the_callers_of_two_networks_are_counted_separately(
    client: Client, monkeypatch: pytest.MonkeyPatch, one: str, other: str
) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    for address in (one, other):
        assert send(client, 4, HTTP_X_FORWARDED_FOR=address) == [405, 405, 405, 429]


@pytest.mark.parametrize("subject", ["alice", "a" * 255, "192.0.2.7", "Ольга\n"])
def test_a_token_is_the_same_caller_from_every_address(
    client: Client, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    monkeypatch.setattr(BearerToken, "authenticate", lambda *_: (Caller(subject), None))
    addresses = [f"192.0.2.{n}" for n in range(4)]
    assert [send(client, REMOTE_ADDR=address) for address in addresses] == [[405], [405], [405], [429]]
    monkeypatch.setattr(BearerToken, "authenticate", lambda *_: (Caller("another caller"), None))
    assert send(client) == [405]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_checks_have_no_limit(client: Client, path: str) -> None:
    assert send(client, 10, path) == [405] * 10


def test_without_a_limit_no_caller_is_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallerThrottle, "rate", None)
    assert CallerThrottle.THROTTLE_RATES == {"caller": None}
    assert send(client, 100) == [405] * 100
    assert len(cache._cache) == 0


def test_concurrent_requests_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: CallerThrottle) -> float:
        sleep(0.001)  # between reading and writing the counter
        return time()

    monkeypatch.setattr(CallerThrottle, "timer", slow)
    monkeypatch.setattr(CallerThrottle, "rate", "50/minute")
    request = SimpleNamespace(user=None, headers={}, META={"REMOTE_ADDR": "192.0.2.7"})
    with ThreadPoolExecutor(16) as threads:
        allowed = list(threads.map(lambda _: CallerThrottle().allow_request(request, None), range(100)))
    assert allowed.count(True) == 50


def test_many_callers_do_not_exhaust_the_memory() -> None:
    for n in range(3 * ENTRIES):
        request = SimpleNamespace(user=None, headers={}, META={"REMOTE_ADDR": f"2001:db8:{n:x}::7"})
        assert CallerThrottle().allow_request(request, None)
    assert len(cache._cache) <= ENTRIES


@pytest.mark.parametrize(("value", "number"), [(None, 0), ("", 0), ("0", 0), ("600", 600)])
def test_an_unset_number_is_0(monkeypatch: pytest.MonkeyPatch, value: str | None, number: int) -> None:
    monkeypatch.delenv("API_REQUESTS_PER_MINUTE", raising=False)
    if value is not None:
        monkeypatch.setenv("API_REQUESTS_PER_MINUTE", value)
    assert env_int("API_REQUESTS_PER_MINUTE") == number


@pytest.mark.parametrize("value", ["many", "-1", "+1", "1.5", "1_000", " 1", "٣", "²"])
def test_an_invalid_number_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_REQUESTS_PER_MINUTE", value)
    with pytest.raises(InvalidEnvironment, match="API_REQUESTS_PER_MINUTE must be a whole number, not"):
        env_int("API_REQUESTS_PER_MINUTE")
