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
from api.waiting import WaitingRoom
from orders.aws.order_table import OrderTable
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.order import OrderStatus
from tests.api.test_problems import refuse

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
EXPECTED = "must be a whole number from 0 to 20"
PATIENCE = 10
"""No test waits so long unless it fails."""


@dataclass
class Endings:
    """Orders that are over when the test says so; ``asked`` has who was asked for, ``errors`` what is raised first."""

    over: set[str] = field(default_factory=set)
    asked: list[frozenset[str]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    was_asked: Event = field(default_factory=Event)

    def among(self, order_ids: Collection[str]) -> frozenset[str]:
        self.asked.append(frozenset(order_ids))
        self.was_asked.set()
        if self.errors:
            raise self.errors.pop(0)
        return frozenset(order_ids) & self.over


@pytest.fixture
def endings() -> Endings:
    return Endings()


@pytest.fixture
def room(endings: Endings) -> Iterator[WaitingRoom]:
    room = WaitingRoom(endings, places=250, interval=0.01)
    yield room
    room.close()


@contextmanager
def waiting(room: WaitingRoom, *order_ids: str) -> Iterator[list[Any]]:
    """Waiters, who are there while the block runs; what they were told, in their order."""
    with ThreadPoolExecutor(len(order_ids)) as threads:
        told = [threads.submit(room.wait, order_id, PATIENCE) for order_id in order_ids]
        while room._taken < len(order_ids):
            assert not any(each.done() for each in told)
        yield told


def test_the_end_of_an_order_wakes_those_who_wait_for_it_and_nobody_else(room: WaitingRoom, endings: Endings) -> None:
    with waiting(room, "a", "a", "b") as told:
        endings.over.add("a")
        assert [each.result(PATIENCE) for each in told[:2]] == [True, True]
        assert not told[2].done()
        endings.over.add("b")
        assert told[2].result(PATIENCE) is True


def test_who_waits_in_vain_is_let_go_when_the_time_is_over(room: WaitingRoom) -> None:
    began = monotonic()
    assert room.wait("a", 0.05) is True
    assert 0.05 <= monotonic() - began < PATIENCE


def test_all_orders_are_asked_for_together_a_hundred_at_a_time(room: WaitingRoom, endings: Endings) -> None:
    ids = [f"order-{n}" for n in range(201)]
    with waiting(room, *ids):
        endings.asked.clear()
        while len(endings.asked) < 6:
            endings.was_asked.wait(0.01)
        endings.over.update(ids)
    rounds = [endings.asked[n : n + 3] for n in range(len(endings.asked) - 2)]
    assert [100, 100, 1] in [[len(each) for each in three] for three in rounds if frozenset().union(*three) == set(ids)]


def test_nobody_asks_while_nobody_waits(room: WaitingRoom, endings: Endings) -> None:
    assert room._watch is None
    room.wait("a", 0.05)
    assert room._watch is not None
    with waiting(room, "b") as told:
        endings.over.add("b")
        assert told[0].result(PATIENCE)
    asked = len(endings.asked)
    endings.was_asked.clear()
    assert not endings.was_asked.wait(0.1)
    assert len(endings.asked) - asked <= 1  # the look that was under way
    assert room._watch.is_alive()


def test_the_watch_outlives_every_error_and_tells_of_it_once(
    room: WaitingRoom, endings: Endings, caplog: pytest.LogCaptureFixture
) -> None:
    endings.errors = [StoreUnavailable("throttled"), ValueError("odd"), KeyError("odder")]
    endings.over.add("a")
    with caplog.at_level(logging.WARNING, "api.waiting"), waiting(room, "a") as told:
        assert told[0].result(PATIENCE) is True
    assert [record.message for record in caplog.records] == ["orders that clients wait for cannot be watched"]


def test_one_hundred_that_cannot_be_read_do_not_hide_the_others(room: WaitingRoom, endings: Endings) -> None:
    ids = [f"order-{n}" for n in range(101)]
    is_mended = Event()

    def among(order_ids: Collection[str]) -> frozenset[str]:
        if len(order_ids) == 100 and not is_mended.is_set():
            raise StoreUnavailable("throttled")
        return frozenset(order_ids) & endings.over

    endings.among = among  # type: ignore[method-assign]
    with waiting(room, *ids) as told:
        endings.over.update(ids)
        [first] = wait(told, PATIENCE, FIRST_COMPLETED).done
        assert first.result() is True
        is_mended.set()
        assert all(each.result(PATIENCE) for each in told)


def test_one_too_many_does_not_wait_and_a_place_that_is_left_is_free_again(endings: Endings) -> None:
    room = WaitingRoom(endings, places=2, interval=0.01)
    with waiting(room, "a", "b"):
        assert room.wait("c", PATIENCE) is False
        endings.over.update("abc")
    assert room.wait("c", PATIENCE) is True
    assert room._waiting == {}


def test_who_waits_when_the_process_stops_is_woken_and_nobody_waits_any_more(room: WaitingRoom) -> None:
    with waiting(room, "a", "b") as told:
        room.close()
        assert [each.result(1) for each in told] == [False, False]
    assert room.wait("a", PATIENCE) is False


def test_they_read_their_orders_a_few_at_a_time(room: WaitingRoom) -> None:
    at_once, most, lock = 0, 0, Lock()

    def read() -> None:
        nonlocal at_once, most
        with room.turn():
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
def served(room: WaitingRoom, monkeypatch: pytest.MonkeyPatch) -> WaitingRoom:
    """The room in which the views let clients wait."""
    monkeypatch.setattr(views, "room", lambda: room)
    return room


@pytest.fixture
def finish(endings: Endings, served: WaitingRoom) -> Callable[[str], None]:
    """Complete the order as soon as somebody has waited for it."""

    def when_asked(order_ids: Collection[str]) -> frozenset[str]:
        for order_id in order_ids:
            OrderTable("test-orders").transition(Attempt(order_id, 1), OrderStatus.FAILED, NOON, reason="OutOfStock")
        return frozenset(order_ids)

    def finish(_: str) -> None:
        endings.among = when_asked  # type: ignore[method-assign]

    return finish


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_wait_ends_with_the_order(post: Any, client: Client, finish: Any, calls: list[str], method: str) -> None:
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
def test_a_preferred_wait_is_a_wait_and_is_confirmed(
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
def test_a_preference_that_means_nothing_here_is_ignored(
    post: Any, client: Client, served: WaitingRoom, calls: list[str], preference: str
) -> None:
    location = post(ORDER)["Location"]
    calls.clear()
    response = client.get(location, headers={"Prefer": preference})
    assert (response.status_code, response.json()["status"], calls) == (200, "Pending", ["GetItem"])
    assert "Preference-Applied" not in response


def test_the_parameter_is_stronger_than_the_preference(post: Any, client: Client, served: WaitingRoom) -> None:
    began = monotonic()
    response = client.get(f"{post(ORDER)['Location']}?wait=0", headers={"Prefer": "wait=20"})
    assert response.json()["status"] == "Pending"
    assert "Preference-Applied" not in response
    assert monotonic() - began < PATIENCE


@pytest.mark.parametrize("wait", ["", "21", "-1", "1.5", "soon", "1_0", "+5", " 5", "٣", "9" * 5000])
def test_a_wait_is_from_0_to_20_seconds(post: Any, client: Client, calls: list[str], wait: str) -> None:
    location = post(ORDER)["Location"]
    calls.clear()
    response = client.get(location, {"wait": wait})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["type"] == "urn:order-api:problem:invalid-query"
    assert response.json()["errors"] == [{"field": "wait", "detail": EXPECTED}]
    assert calls == []


def test_a_wait_does_not_stand_twice(post: Any, client: Client) -> None:
    response = client.get(f"{post(ORDER)['Location']}?wait=1&wait=1")
    assert response.json()["errors"] == [{"field": "wait", "detail": "stands twice"}]


def test_an_order_that_is_over_is_answered_at_once(post: Any, client: Client, calls: list[str]) -> None:
    created = post(ORDER)
    OrderTable("test-orders").transition(
        Attempt(created.json()["order_id"], 1), OrderStatus.FAILED, NOON, reason="OutOfStock"
    )
    calls.clear()
    response = client.get(created["Location"], headers={"Prefer": "wait=20"})
    assert (response.json()["status"], response["Preference-Applied"], calls) == ("Failed", "wait=20", ["GetItem"])


def test_anothers_order_and_none_are_not_found_without_a_wait(
    post: Any, client: Client, served: WaitingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = post(ORDER)["Location"]
    monkeypatch.setattr("api.identity.ANYBODY", Caller("somebody else"))
    monkeypatch.setattr(served, "wait", lambda *_: pytest.fail("it waits"))
    for address in (location, "/orders/none/"):
        response = client.get(f"{address}?wait=20")
        assert (response.status_code, response.json()["type"]) == (404, "urn:order-api:problem:order-not-found")


def test_where_there_is_no_room_the_order_is_answered_as_it_stands_and_nothing_is_confirmed(
    post: Any, client: Client, served: WaitingRoom
) -> None:
    served.close()
    response = client.get(post(ORDER)["Location"], headers={"Prefer": "wait=20"})
    assert (response.status_code, response.json()["status"]) == (200, "Pending")
    assert "Preference-Applied" not in response


def test_a_table_that_is_away_after_the_wait_is_told(post: Any, client: Client, served: WaitingRoom, on: Any) -> None:
    location = post(ORDER)["Location"]
    wait = served.wait

    def then_it_is_away(*asked: Any) -> bool:
        told = wait(*asked)
        refuse(on, "GetItem", "ThrottlingException")
        return told

    served.wait = then_it_is_away  # type: ignore[method-assign]
    response = client.get(f"{location}?wait=1")
    assert (response.status_code, response["Retry-After"]) == (503, "2")
