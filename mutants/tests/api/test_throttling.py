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

from api.environment import WrongSetting, whole_number
from api.identity import BearerToken, Caller
from api.throttling import PerCaller

ENTRIES = 1000


@pytest.fixture(autouse=True)
def three_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(PerCaller, "rate", "3/minute", raising=False)
    cache.clear()
    yield
    cache.clear()


def asked(client: Client, times: int = 1, path: str = "/orders/", **request: Any) -> list[int]:
    return [client.put(path, **request).status_code for _ in range(times)]


def test_a_caller_who_asks_too_often_is_told_when_to_come_again(client: Client) -> None:
    assert asked(client, 3) == [405] * 3
    response = client.put("/orders/")
    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "urn:order-api:problem:too-many-requests"
    assert 1 <= int(response["Retry-After"]) <= 60


def test_all_that_a_caller_asks_counts_together(client: Client) -> None:
    assert asked(client, 2) + asked(client, 2, "/orders/order-1/cancel/") == [405, 405, 405, 429]


def test_after_a_minute_the_caller_may_ask_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(PerCaller, "timer", lambda _: now)
    assert asked(client, 4) == [405, 405, 405, 429]
    now += 60
    assert asked(client, 4) == [405, 405, 405, 429]


def test_callers_are_counted_apart(client: Client) -> None:
    for address in ("192.0.2.7", "192.0.2.8", "2001:db8::7"):
        assert asked(client, 4, REMOTE_ADDR=address) == [405, 405, 405, 429]


@pytest.mark.parametrize(
    ("proxies", "client_address"),
    [(0, "10.0.0.1"), (1, "192.0.2.3"), (2, "192.0.2.2"), (3, "192.0.2.1"), (4, "192.0.2.1")],
)
def test_a_caller_without_a_name_is_the_address_behind_exactly_the_trusted_proxies(
    monkeypatch: pytest.MonkeyPatch, proxies: int, client_address: str
) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", proxies)
    headers = {"x-forwarded-for": "192.0.2.1, 192.0.2.2, 192.0.2.3"}
    behind = SimpleNamespace(user=None, headers=headers, META={"REMOTE_ADDR": "10.0.0.1"})
    direct = SimpleNamespace(user=None, headers={}, META={"REMOTE_ADDR": client_address})
    assert PerCaller().get_cache_key(behind, None) == PerCaller().get_cache_key(direct, None)


@pytest.mark.parametrize("subject", ["alice", "a" * 255, "192.0.2.7", "Ольга\n"])
def test_a_user_is_the_same_caller_from_every_address(
    client: Client, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    monkeypatch.setattr(BearerToken, "authenticate", lambda *_: (Caller(subject), None))
    addresses = [f"192.0.2.{n}" for n in range(4)]
    assert [asked(client, REMOTE_ADDR=address) for address in addresses] == [[405], [405], [405], [429]]
    monkeypatch.setattr(BearerToken, "authenticate", lambda *_: (Caller("somebody else"), None))
    assert asked(client) == [405]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_checks_may_come_as_often_as_they_like(client: Client, path: str) -> None:
    assert asked(client, 10, path) == [405] * 10


def test_without_a_limit_nobody_is_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PerCaller, "rate", None)
    assert PerCaller.THROTTLE_RATES == {"caller": None}
    assert asked(client, 100) == [405] * 100
    assert len(cache._cache) == 0


def test_two_threads_do_not_take_the_same_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: PerCaller) -> float:
        sleep(0.001)  # between the reading of the counter and the writing
        return time()

    monkeypatch.setattr(PerCaller, "timer", slow)
    monkeypatch.setattr(PerCaller, "rate", "50/minute")
    request = SimpleNamespace(user=None, headers={}, META={"REMOTE_ADDR": "192.0.2.7"})
    with ThreadPoolExecutor(16) as threads:
        allowed = list(threads.map(lambda _: PerCaller().allow_request(request, None), range(100)))
    assert allowed.count(True) == 50


def test_many_callers_do_not_fill_the_memory() -> None:
    for n in range(3 * ENTRIES):
        request = SimpleNamespace(user=None, headers={}, META={"REMOTE_ADDR": f"2001:db8::{n:x}"})
        assert PerCaller().allow_request(request, None)
    assert len(cache._cache) <= ENTRIES


@pytest.mark.parametrize(("value", "number"), [(None, 0), ("", 0), ("0", 0), ("600", 600)])
def test_a_number_that_is_not_set_is_nought(monkeypatch: pytest.MonkeyPatch, value: str | None, number: int) -> None:
    monkeypatch.delenv("API_REQUESTS_PER_MINUTE", raising=False)
    if value is not None:
        monkeypatch.setenv("API_REQUESTS_PER_MINUTE", value)
    assert whole_number("API_REQUESTS_PER_MINUTE") == number


@pytest.mark.parametrize("value", ["many", "-1", "+1", "1.5", "1_000", " 1", "٣", "²"])
def test_what_is_no_whole_number_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_REQUESTS_PER_MINUTE", value)
    with pytest.raises(WrongSetting, match="API_REQUESTS_PER_MINUTE must be a whole number, not"):
        whole_number("API_REQUESTS_PER_MINUTE")
