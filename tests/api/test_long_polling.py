from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock
from time import monotonic
from typing import Any

import pytest
from django.test import Client

from api import views
from api.identity import Caller
from api.long_polling import LongPoller
from local.process import wait_until
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.order import OrderStatus
from tests.api.test_problems import fail_operation

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
MAX_WAITERS = 250
EXPECTED = "must be a whole number from 0 to 20"
WAIT_TIMEOUT_SECONDS = 120
"""Only a test that fails waits for so long."""


@dataclass
class FakeFinishedOrders:
    """A ``FinishedOrders`` that raises its ``errors`` first; ``calls`` has the ids of every call."""

    finished: set[str] = field(default_factory=set)
    calls: list[frozenset[str]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    was_called: Event = field(default_factory=Event)

    def among(self, order_ids: Collection[str]) -> frozenset[str]:
        self.calls.append(frozenset(order_ids))
        self.was_called.set()
        if self.errors:
            raise self.errors.pop(0)
        return frozenset(order_ids) & self.finished


@pytest.fixture
def finished_orders() -> FakeFinishedOrders:
    return FakeFinishedOrders()


@pytest.fixture
def poller(finished_orders: FakeFinishedOrders) -> Iterator[LongPoller]:
    poller = LongPoller(finished_orders, max_waiters=MAX_WAITERS, interval=0.01)
    yield poller
    poller.close()


@contextmanager
def waiting(poller: LongPoller, *order_ids: str) -> Iterator[list[Any]]:
    """Run waiters, and yield their results once all of them wait."""
    with ThreadPoolExecutor(len(order_ids)) as threads:
        results = [threads.submit(poller.wait, order_id, WAIT_TIMEOUT_SECONDS) for order_id in order_ids]
        free = poller._free_waiters._initial_value - len(order_ids)
        assert wait_until(lambda: poller._free_waiters._value == free, WAIT_TIMEOUT_SECONDS)
        yield results


def test_a_finished_order_wakes_only_its_own_waiters(poller: LongPoller, finished_orders: FakeFinishedOrders) -> None:
    with waiting(poller, "a", "a", "b") as results:
        finished_orders.finished.add("a")
        assert [each.result(WAIT_TIMEOUT_SECONDS) for each in results[:2]] == [True, True]
        assert not results[2].done()
        finished_orders.finished.add("b")
        assert results[2].result(WAIT_TIMEOUT_SECONDS) is True


def test_a_wait_ends_with_its_time(poller: LongPoller) -> None:
    began = monotonic()
    assert poller.wait("a", 0.05) is True
    assert 0.05 <= monotonic() - began < WAIT_TIMEOUT_SECONDS


def test_all_orders_are_polled_together_a_hundred_per_call(
    poller: LongPoller, finished_orders: FakeFinishedOrders
) -> None:
    ids = [f"order-{n}" for n in range(201)]
    with waiting(poller, *ids):
        finished_orders.calls.clear()
        while len(finished_orders.calls) < 6:
            finished_orders.was_called.wait(0.01)
        finished_orders.finished.update(ids)
    rounds = [finished_orders.calls[n : n + 3] for n in range(len(finished_orders.calls) - 2)]
    assert [100, 100, 1] in [[len(each) for each in three] for three in rounds if frozenset().union(*three) == set(ids)]


def test_without_waiters_there_is_no_poll(poller: LongPoller, finished_orders: FakeFinishedOrders) -> None:
    assert poller._poller is None
    poller.wait("a", 0.05)
    assert poller._poller is not None
    with waiting(poller, "b") as results:
        finished_orders.finished.add("b")
        assert results[0].result(WAIT_TIMEOUT_SECONDS)
    polled = len(finished_orders.calls)
    finished_orders.was_called.clear()
    assert not finished_orders.was_called.wait(0.1)
    assert len(finished_orders.calls) - polled <= 1  # the poll that was under way
    assert poller._poller.is_alive()


def test_the_poller_survives_every_error_and_logs_an_outage_once(
    poller: LongPoller, finished_orders: FakeFinishedOrders, caplog: pytest.LogCaptureFixture
) -> None:
    finished_orders.errors = [StoreUnavailable("throttled"), ValueError("odd"), KeyError("odder")]
    finished_orders.finished.add("a")
    with caplog.at_level(logging.WARNING, "api.long_polling"), waiting(poller, "a") as results:
        assert results[0].result(WAIT_TIMEOUT_SECONDS) is True
    assert [record.message for record in caplog.records] == ["order status poll failed"]


def test_a_failed_call_does_not_affect_the_other_calls(poller: LongPoller, finished_orders: FakeFinishedOrders) -> None:
    ids = [f"order-{n}" for n in range(101)]
    is_repaired = Event()

    def among(order_ids: Collection[str]) -> frozenset[str]:
        if len(order_ids) == 100 and not is_repaired.is_set():
            raise StoreUnavailable("throttled")
        return frozenset(order_ids) & finished_orders.finished

    finished_orders.among = among  # type: ignore[method-assign]
    with waiting(poller, *ids) as results:
        finished_orders.finished.update(ids)
        [first] = wait(results, WAIT_TIMEOUT_SECONDS, FIRST_COMPLETED).done
        assert first.result() is True
        is_repaired.set()
        assert all(each.result(WAIT_TIMEOUT_SECONDS) for each in results)


def test_a_waiter_above_the_limit_returns_at_once_until_another_leaves(finished_orders: FakeFinishedOrders) -> None:
    poller = LongPoller(finished_orders, max_waiters=2, interval=0.01)
    with waiting(poller, "a", "b"):
        assert poller.wait("c", WAIT_TIMEOUT_SECONDS) is False
        finished_orders.finished.update("abc")
    assert poller.wait("c", WAIT_TIMEOUT_SECONDS) is True
    assert len(poller._events) == 0


def test_closing_wakes_all_waiters_and_accepts_no_more(poller: LongPoller) -> None:
    with waiting(poller, "a", "b") as results:
        poller.close()
        assert [each.result(WAIT_TIMEOUT_SECONDS) for each in results] == [False, False]
    assert poller.wait("a", WAIT_TIMEOUT_SECONDS) is False


def test_read_slots_bound_the_concurrent_reads(poller: LongPoller) -> None:
    at_once, most, lock = 0, 0, Lock()

    def read() -> None:
        nonlocal at_once, most
        with poller.read_slot():
            with lock:
                at_once += 1
                most = max(most, at_once)
            Event().wait(0.005)
            with lock:
                at_once -= 1

    with ThreadPoolExecutor(64) as threads:
        for each in [threads.submit(read) for _ in range(64)]:
            each.result()
    assert 2 <= most <= 16


@pytest.fixture
def served(poller: LongPoller, monkeypatch: pytest.MonkeyPatch) -> LongPoller:
    """The long poller that the views use."""
    monkeypatch.setattr(views, "long_poller", lambda: poller)
    return poller


@pytest.fixture
def finish(finished_orders: FakeFinishedOrders, served: LongPoller) -> Callable[[str], None]:
    """Fail the order during the first poll for it."""

    def fail_orders(order_ids: Collection[str]) -> frozenset[str]:
        for order_id in order_ids:
            OrderTable("test-orders").transition(Attempt(order_id, 1), OrderStatus.FAILED, NOON, reason="OutOfStock")
        return frozenset(order_ids)

    def finish(_: str) -> None:
        finished_orders.among = fail_orders  # type: ignore[method-assign]

    return finish


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_wait_ends_with_the_final_status(
    post: Any, client: Client, finish: Any, calls: list[str], method: str
) -> None:
    location = post(ORDER)["Location"]
    finish(location)
    calls.clear()
    response = getattr(client, method)(f"{location}?wait=20")
    assert response.status_code == 200
    assert calls == ["GetItem", "UpdateItem", "GetItem"]
    if method == "get":
        assert response.json()["status"] == "Failed"
    assert "Preference-Applied" not in response


@pytest.mark.parametrize(
    ("preference", "applied"),
    [
        ("wait=20", "wait=20"),
        ("WAIT = 7", "wait=7"),
        ('wait="7"', "wait=7"),
        ("respond-async, wait=3; foo=bar, wait=9", "wait=3"),
        ("wait=21", "wait=20"),
        ("wait=" + "9" * 5000, "wait=20"),
    ],
)
def test_a_preferred_wait_is_applied_and_confirmed(
    post: Any, client: Client, finish: Any, preference: str, applied: str
) -> None:
    location = post(ORDER)["Location"]
    finish(location)
    response = client.get(location, headers={"Prefer": preference})
    assert response.json()["status"] == "Failed"
    assert response["Preference-Applied"] == applied


@pytest.mark.parametrize(
    "preference",
    ["wait", "wait=", "wait=-1", "wait=1.5", "wait=soon", "wait=٣", 'foo="a, wait=3"', "respond-async", ""],
)
def test_an_invalid_preference_is_ignored(
    post: Any, client: Client, served: LongPoller, calls: list[str], preference: str
) -> None:
    location = post(ORDER)["Location"]
    calls.clear()
    response = client.get(location, headers={"Prefer": preference})
    assert (response.status_code, response.json()["status"], calls) == (200, "Pending", ["GetItem"])
    assert "Preference-Applied" not in response


def test_the_parameter_overrides_the_preference(post: Any, client: Client, served: LongPoller) -> None:
    response = client.get(f"{post(ORDER)['Location']}?wait=0", headers={"Prefer": "wait=20"})
    assert response.json()["status"] == "Pending"
    assert "Preference-Applied" not in response


@pytest.mark.parametrize("wait", ["", "21", "-1", "1.5", "soon", "1_0", "+5", " 5", "٣", "9" * 5000])
def test_an_invalid_wait_is_rejected(post: Any, client: Client, calls: list[str], wait: str) -> None:
    location = post(ORDER)["Location"]
    calls.clear()
    response = client.get(location, {"wait": wait})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["type"] == "urn:order-api:problem:invalid-query"
    assert response.json()["errors"] == [{"field": "wait", "detail": EXPECTED}]
    assert calls == []


def test_a_duplicate_wait_is_rejected(post: Any, client: Client) -> None:
    response = client.get(f"{post(ORDER)['Location']}?wait=1&wait=1")
    assert response.json()["errors"] == [{"field": "wait", "detail": "is given twice"}]


def test_a_final_order_is_returned_without_a_wait(post: Any, client: Client, calls: list[str]) -> None:
    created = post(ORDER)
    OrderTable("test-orders").transition(
        Attempt(created.json()["order_id"], 1), OrderStatus.FAILED, NOON, reason="OutOfStock"
    )
    calls.clear()
    response = client.get(created["Location"], headers={"Prefer": "wait=20"})
    assert (response.json()["status"], response["Preference-Applied"], calls) == ("Failed", "wait=20", ["GetItem"])


def test_an_unreadable_order_is_not_found_without_a_wait(
    post: Any, client: Client, served: LongPoller, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = post(ORDER)["Location"]
    monkeypatch.setattr("api.identity.ANONYMOUS", Caller("another caller"))
    monkeypatch.setattr(served, "wait", lambda *_: pytest.fail("the request waited"))
    for address in (location, "/orders/none/"):
        response = client.get(f"{address}?wait=20")
        assert (response.status_code, response.json()["type"]) == (404, "urn:order-api:problem:order-not-found")


def test_a_request_that_cannot_wait_gets_the_order_at_once_without_a_confirmation(
    post: Any, client: Client, served: LongPoller
) -> None:
    served.close()
    response = client.get(post(ORDER)["Location"], headers={"Prefer": "wait=20"})
    assert (response.status_code, response.json()["status"]) == (200, "Pending")
    assert "Preference-Applied" not in response


def test_a_table_that_is_unavailable_after_the_wait_makes_the_service_busy(
    post: Any, client: Client, served: LongPoller, on: Any
) -> None:
    location = post(ORDER)["Location"]
    wait = served.wait

    def then_throttle(*arguments: Any) -> bool:
        results = wait(*arguments)
        fail_operation(on, "GetItem", "ThrottlingException")
        return results

    served.wait = then_throttle  # type: ignore[method-assign]
    response = client.get(f"{location}?wait=1")
    assert (response.status_code, response["Retry-After"]) == (503, "2")
