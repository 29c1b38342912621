"""``python api/manage.py redrive``: the orders of the dead-letter queue run again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError

from orders.aws.clients import client
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.order_table import OrderTable
from orders.aws.state_machine import StateMachine
from orders.domain.attempt import Attempt
from orders.domain.errors import StoreUnavailable
from orders.domain.order import OrderStatus, PaymentMethod
from tests.api.office import PRICE, UNITS, Office

pytestmark = pytest.mark.slow

PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED = OrderStatus


class Crash(BaseException):
    """The process is gone; nothing catches this."""


def crash_at(where: type, method: str) -> Callable[[], None]:
    """Let the next call die before it does anything; the answer lets it live again."""

    def die(*_: Any) -> None:
        raise Crash

    patch = pytest.MonkeyPatch()
    patch.setattr(where, method, die)
    return patch.undo


def terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """An operator who types this line."""
    keyboard = StringIO(answer + "\n")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True, readline=keyboard.readline))


def test_a_failed_order_runs_again_as_its_next_attempt(office: Office) -> None:
    office.fail()

    status, printed = office.command("redrive")

    assert (status, office.standing()) == (0, (PENDING, 2))
    assert office.order().failure_reason is None
    assert office.started() == ["order-1.2"]
    assert office.letters() == []
    assert printed == (
        "order order-1, attempt 1: done: run it again as attempt 2\n"
        "1 letter: 1 run again, 0 started, 0 parked, 0 settled, 0 cleared, 0 left.\n"
    )


def test_the_next_attempt_can_pay_reserve_and_complete(office: Office) -> None:
    first = office.fail()
    office.command("redrive")

    second = office.step(first.next, "authorize", "reserve", "capture", "complete")

    assert office.standing() == (COMPLETED, 2)
    assert (office.kept(first), office.kept(second)) == (0, PRICE)
    assert office.books.available("Test Product") == UNITS - 1


def test_what_the_attempt_could_not_undo_is_undone_before_the_customer_pays_again(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "capture", "VoidFailed")
    office.write(attempt)

    status, _ = office.command("redrive")

    assert status == 0
    assert office.kept(attempt) == 0
    assert office.books.available("Test Product") == UNITS


def test_an_order_that_the_shop_refused_is_undone_to_the_end_and_not_run_again(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "OutOfStock")
    office.write(attempt, "PaymentProviderUnavailable")

    status, printed = office.command("redrive")

    assert (status, office.standing(), office.letters(), office.started()) == (0, (FAILED, 1), [], [])
    assert "undo what is left of it, the answer was OutOfStock" in printed
    assert (office.books.payment() or {})["state"] == "VOIDED"
    assert office.books.available("Test Product") == UNITS


def test_an_order_that_the_customer_cancelled_is_undone_to_the_end_and_not_run_again(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve")
    office.orders.request_cancellation(attempt.order_id, datetime.now(UTC))
    office.step(attempt, "OrderCancelled")
    office.write(attempt, "PaymentProviderUnavailable")

    status, printed = office.command("redrive")

    assert (status, office.letters(), office.started()) == (0, [], [])
    assert office.standing() == (OrderStatus.CANCELLED, 1)
    assert "undo what is left of it, the customer cancelled the order" in printed
    assert (office.books.payment() or {})["state"] == "VOIDED"
    assert office.books.available("Test Product") == UNITS


def test_a_copy_of_the_event_of_an_order_that_was_completed_goes(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "capture", "complete")
    office.queue.send({"type": "OrderCreated", **attempt.execution_input})
    before = office.order()

    status, printed = office.command("redrive")

    assert (status, office.letters(), office.started()) == (0, [], [])
    assert "clear it, attempt 1 completed the order" in printed
    assert (office.order(), office.kept(attempt)) == (before, PRICE)


def test_an_order_whose_money_cannot_be_given_back_is_not_run_again(office: Office) -> None:
    attempt = office.place(method=PaymentMethod.FLAKY)
    for _ in range(2):
        with pytest.raises(Exception, match="busy"):
            office.step(attempt, "authorize")
    office.step(attempt, "authorize", "States.Timeout")
    office.write(attempt)

    status, printed = office.command("redrive")

    assert (status, office.standing()) == (1, (FAILED, 1))
    assert "left: PaymentProviderUnavailable: payment order-1.1: the provider is busy" in printed
    assert len(office.letters()) == 1


def test_a_parked_order_has_its_money_and_stock_given_back(office: Office) -> None:
    attempt = office.step(office.place(), "authorize", "reserve", "capture", "VoidFailed")
    office.write(attempt)

    status, _ = office.command("redrive", "--max-attempts", "1")

    assert (status, office.letters()) == (0, [])
    assert office.order().parked_at is not None
    assert office.kept(attempt) == 0
    assert office.books.available("Test Product") == UNITS


def test_an_order_whose_money_cannot_be_given_back_is_not_parked(office: Office) -> None:
    attempt = office.place(method=PaymentMethod.FLAKY)
    for _ in range(2):
        with pytest.raises(Exception, match="busy"):
            office.step(attempt, "authorize")
    office.write(office.step(attempt, "authorize", "States.Timeout"))

    status, _ = office.command("redrive", "--max-attempts", "1")

    assert (status, len(office.letters())) == (1, 1)
    assert office.order().parked_at is None


def test_the_next_attempt_starts_when_the_order_is_in_it_and_not_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.fail()
    start, seen = StateMachine.start, []

    def look(machine: StateMachine, attempt: Attempt, trace_header: str | None) -> bool:
        seen.append((attempt.number, office.standing()))
        return start(machine, attempt, trace_header)

    monkeypatch.setattr(StateMachine, "start", look)

    office.command("redrive")

    assert seen == [(2, (PENDING, 2))]


@pytest.mark.parametrize(
    ("where", "method"),
    [(OrderTable, "run_again"), (StateMachine, "start"), (DeadLetterQueue, "throw_away")],
)
def test_a_redrive_that_crashed_is_healed_by_the_next(office: Office, where: type, method: str) -> None:
    office.fail()
    live_again = crash_at(where, method)
    with pytest.raises(Crash):
        office.command("redrive")
    live_again()
    assert len(office.letters()) == 1

    status, _ = office.command("redrive")

    assert (status, office.standing()) == (0, (PENDING, 2))
    assert office.started() == ["order-1.2"]
    assert office.letters() == []


def test_a_letter_whose_next_attempt_even_completed_is_cleared(office: Office) -> None:
    first = office.fail()
    office.command("redrive")
    office.step(first.next, "authorize", "reserve", "capture", "complete")
    office.write(first)

    status, printed = office.command("redrive")

    assert (status, office.standing(), office.letters()) == (0, (COMPLETED, 2), [])
    assert "clear it, attempt 2 was started before" in printed


def test_two_letters_of_one_attempt_run_it_again_once(office: Office) -> None:
    attempt = office.fail()
    office.write(attempt)

    status, _ = office.command("redrive")

    assert (status, office.standing(), office.letters()) == (0, (PENDING, 2), [])
    assert office.started() == ["order-1.2"]


def test_a_new_order_that_never_started_is_started(office: Office) -> None:
    attempt = office.place()
    office.queue.send({"type": "OrderCreated", **attempt.execution_input, "status": "Pending"})

    status, _ = office.command("redrive")

    assert (status, office.standing(), office.letters()) == (0, (PENDING, 1), [])
    assert office.started() == ["order-1.1"]


@pytest.mark.parametrize("body", ["no JSON", "[]", '{"order_id": "order-1"}', '{"order_id": "a b", "attempt": 1}'])
def test_a_message_that_is_no_orders_is_left(office: Office, body: str) -> None:
    client("sqs").send_message(QueueUrl=office.queue.url, MessageBody=body)

    status, printed = office.command("redrive")

    assert status == 1
    assert "left: it is no order's" in printed
    assert body not in printed
    assert visible(office) == 1


def test_an_event_that_the_watchdog_gave_up_on_is_the_orders_too(office: Office) -> None:
    attempt = stuck(office)
    detail = {"name": attempt.execution_name, "status": "ABORTED"}
    office.queue.send({"detail-type": "Step Functions Execution Status Change", "detail": detail})
    _, printed = office.command("redrive")
    assert printed.startswith("order order-1, attempt 1: left: the order is Processing, but nothing runs")

    office.command("reconcile", "--repair")
    status, _ = office.command("redrive")

    assert (status, office.standing(), office.letters()) == (0, (PENDING, 2), [])


def completed(office: Office) -> Attempt:
    return office.step(office.place(), "authorize", "reserve", "capture", "complete")


def running(office: Office) -> Attempt:
    attempt = office.place()
    office.machine.start(attempt)
    return office.step(attempt, "authorize")


def stuck(office: Office) -> Attempt:
    attempt = running(office)
    office.stop(attempt)
    return attempt


def forgotten(office: Office) -> Attempt:
    return office.step(office.place(), "authorize")


def newer(office: Office) -> Attempt:
    attempt = office.fail()
    client("sqs").purge_queue(QueueUrl=office.queue.url)
    office.books.reopen(attempt.order_id)
    office.step(attempt.next, "authorize")
    return attempt


@pytest.mark.parametrize(
    ("arrange", "reason"),
    [
        (completed, "the order is Completed, but the letter tells of a failure"),
        (running, "the attempt is still running"),
        (stuck, "the order is Processing, but nothing runs: reconcile it first"),
        (forgotten, "the order is Processing, but nothing runs: reconcile it first"),
        (newer, "the order is Processing in attempt 2, a newer one"),
        (lambda _: Attempt("order-9", 1), "OrderNotFound: there is no order order-9"),
        (lambda office: office.place().next, "the order has only reached attempt 1"),
    ],
)
def test_an_order_that_cannot_run_again_is_left_with_the_reason(
    office: Office, arrange: Callable[[Office], Attempt], reason: str
) -> None:
    office.write(arrange(office))
    before = office.everything()

    status, printed = office.command("redrive")

    assert status == 1
    assert f"left: {reason}\n" in printed
    assert office.everything() == before


def test_a_dry_run_tells_all_and_changes_nothing(office: Office) -> None:
    office.fail("order-1")
    completed_task = office.step(office.place("order-2"), "authorize", "reserve", "capture", "complete")
    office.write(completed_task)
    before = office.everything()

    status, printed = office.command("redrive", "--dry-run")

    assert status == 0
    assert "order order-1, attempt 1: would run it again as attempt 2\n" in printed
    assert "order order-2, attempt 1: left: the order is Completed, but" in printed
    assert printed.endswith("1 left; nothing was changed.\n")
    assert office.everything() == before
    assert visible(office) == 2


def test_after_three_attempts_an_order_is_parked_and_its_letter_goes(office: Office) -> None:
    attempt = office.fail()
    for _ in range(2):
        assert office.command("redrive")[0] == 0
        attempt = office.step(attempt.next, "authorize", "void", "States.Timeout")
        office.write(attempt)

    status, printed = office.command("redrive")

    assert (status, office.standing(), office.letters()) == (0, (FAILED, 3), [])
    assert office.order().parked_at is not None
    assert "park it after 3 attempts" in printed
    assert office.started() == ["order-1.2", "order-1.3"]


def test_a_crash_after_the_mark_leaves_the_letter_to_be_parked_again(office: Office) -> None:
    office.fail()
    live_again = crash_at(DeadLetterQueue, "throw_away")
    with pytest.raises(Crash):
        office.command("redrive", "--max-attempts", "1")
    live_again()
    parked_at = office.order().parked_at
    assert parked_at is not None

    status, _ = office.command("redrive", "--max-attempts", "1")

    assert (status, office.letters(), office.order().parked_at) == (0, [], parked_at)


def test_a_parked_order_runs_again_if_its_letter_is_sent_back_and_more_attempts_are_allowed(office: Office) -> None:
    attempt = office.fail()
    office.command("redrive", "--max-attempts", "1")
    office.write(attempt)

    office.command("redrive", "--max-attempts", "2")

    assert office.standing() == (PENDING, 2)
    assert office.order().parked_at is None


def test_a_cancelled_wish_outlives_the_redrive(office: Office) -> None:
    attempt = office.step(office.place(), "authorize")
    office.orders.request_cancellation("order-1", datetime.now(UTC))
    office.orders.transition(attempt, FAILED, datetime.now(UTC), "States.Timeout")
    office.write(attempt)

    office.command("redrive")

    with pytest.raises(Exception, match="was cancelled before its payment"):
        office.step(attempt.next, "authorize")


@pytest.mark.parametrize(
    ("filters", "again"),
    [
        (["--order", "order-2"], ["order-2.2"]),
        (["--error", "OrderContention"], ["order-2.2"]),
        (["--older-than", "0"], ["order-1.2", "order-2.2"]),
        (["--older-than", "5"], []),
        (["--order", "order-1", "--error", "OrderContention"], []),
    ],
)
def test_only_the_letters_that_the_operator_means_are_touched(
    office: Office, filters: list[str], again: list[str]
) -> None:
    office.fail("order-1", "States.Timeout")
    office.fail("order-2", "OrderContention")

    status, _ = office.command("redrive", *filters)

    assert (status, office.started()) == (0, again)
    assert visible(office) == 2 - len(again)


def test_one_orders_bad_luck_does_not_stop_the_others(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.fail("order-1")
    office.fail("order-2")
    start = StateMachine.start

    def refuse_the_first(machine: StateMachine, attempt: Attempt, trace_header: str | None) -> bool:
        if attempt.order_id == "order-1":
            raise StoreUnavailable("Step Functions answered ThrottlingException")
        return start(machine, attempt, trace_header)

    monkeypatch.setattr(StateMachine, "start", refuse_the_first)

    status, printed = office.command("redrive")

    assert (status, office.started()) == (1, ["order-2.2"])
    assert "order order-1, attempt 1: left: StoreUnavailable: Step Functions answered ThrottlingException" in printed
    assert [letter["order_id"] for letter in office.letters()] == ["order-1"]


def fail_many(office: Office) -> None:
    for number in range(11):
        office.fail(f"order-{number}")


def test_without_a_terminal_more_than_ten_letters_are_refused(office: Office) -> None:
    fail_many(office)
    before = office.everything()

    with pytest.raises(
        CommandError, match="this would touch 11 letters, and there is no terminal to ask at: add --yes"
    ):
        office.command("redrive")

    assert office.everything() == before


def test_an_operator_who_says_no_changes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_many(office)
    terminal(monkeypatch, "n")

    with pytest.raises(CommandError, match="nothing was changed"):
        office.command("redrive")

    assert (office.started(), visible(office)) == ([], 11)


@pytest.mark.parametrize("arguments", [[], ["--yes"]])
def test_an_operator_who_agrees_runs_them_all(
    office: Office, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    fail_many(office)
    if not arguments:
        terminal(monkeypatch, "y")

    status, printed = office.command("redrive", *arguments)

    assert (status, len(office.started()), office.letters()) == (0, 11, [])
    assert printed.endswith("11 letters: 11 run again, 0 started, 0 parked, 0 settled, 0 cleared, 0 left.\n")


@pytest.mark.parametrize("setting", ["ORDERS_TABLE", "PAYMENTS_TABLE", "ORDER_DLQ_URL", "ORDER_WORKFLOW_ARN"])
def test_a_missing_setting_is_named_in_a_sentence(
    office: Office, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.delenv(setting)

    with pytest.raises(CommandError, match=f"^the environment variable {setting} is not set$"):
        office.command("redrive")


def test_what_aws_refuses_is_told_in_a_sentence(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.fail()
    monkeypatch.setenv("ORDERS_TABLE", "another-table")

    with pytest.raises(CommandError, match=r"^AWS refused GetItem: ResourceNotFoundException: "):
        office.command("redrive")

    assert visible(office) == 1


@pytest.mark.parametrize("number", ["-1", "many", "1.5", "99999999"])
def test_minutes_are_a_whole_number(office: Office, number: str) -> None:
    with pytest.raises(CommandError, match="is no whole number"):
        office.command("redrive", f"--older-than={number}")


def visible(office: Office) -> int:
    """The messages that another reader would see."""
    answer = client("sqs").get_queue_attributes(
        QueueUrl=office.queue.url, AttributeNames=["ApproximateNumberOfMessages"]
    )
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])
