"""``python api/manage.py redrive``: options, confirmation, output and exit status."""

from __future__ import annotations

import signal
import sys
from io import StringIO
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from botocore.exceptions import ClientError
from django.core.management import CommandError, call_command

from api.management.commands.redrive import CONFIRMATION_THRESHOLD
from orders.aws.clients import client
from orders.aws.state_machine import StateMachine
from orders.domain.actor import Actor, Role
from orders.domain.attempt import Attempt
from tests.api.commands import call
from tests.orders.usecases.order_system import ALL_STEPS, OrderSystem

pytestmark = pytest.mark.slow

MANY = CONFIRMATION_THRESHOLD + 1
"""So many messages need a confirmation."""


def type_at_terminal(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    keyboard = StringIO(line + "\n")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True, readline=keyboard.readline))


def test_a_redriven_order_is_printed_and_counted(system: OrderSystem) -> None:
    system.fail()

    status, printed = call("redrive")

    assert status == 0
    assert printed.splitlines() == [
        "order order-1, attempt 1: done: redrive it as attempt 2",
        "1 message: 1 redriven, 0 started, 0 parked, 0 compensated, 0 deleted, 0 skipped.",
    ]
    assert system.started() == ["order-1.2"]


@pytest.mark.parametrize(
    ("options", "events"),
    [([], ["OrderRunAgain"]), (["--max-attempts", "1"], ["OrderParked"])],
    ids=["redriven", "parked"],
)
def test_the_history_names_who_redrove_or_parked_an_order(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch, options: list[str], events: list[str]
) -> None:
    attempt = system.fail()

    assert call("redrive", "--by", "olga", *options)[0] == 0

    last = system.orders.get(attempt.order_id).history[-1]
    assert ([last.kind], last.by) == (events, Actor(Role.OPERATOR, "olga"))


def test_without_by_the_history_names_the_login_name(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "otto")
    attempt = system.fail()

    call("redrive")

    assert system.orders.get(attempt.order_id).history[-1].by == Actor(Role.OPERATOR, "otto")


def test_without_a_login_name_the_history_names_an_operator(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.management.arguments.getuser", Mock(side_effect=KeyError("uid not found")))
    attempt = system.fail()

    call("redrive")

    assert system.orders.get(attempt.order_id).history[-1].by == Actor(Role.OPERATOR)


def test_a_skipped_message_is_printed_without_its_body_and_exits_with_1(system: OrderSystem) -> None:
    client("sqs").send_message(QueueUrl=system.queue.url, MessageBody="the body")

    status, printed = call("redrive")

    assert status == 1
    assert "skipped: it names no order\n" in printed
    assert "the body" not in printed


def test_a_dry_run_prints_every_plan_and_changes_nothing(system: OrderSystem) -> None:
    system.fail("order-1")
    system.send_dead_letter(system.run(system.place("order-2"), *ALL_STEPS))
    before = system.snapshot()

    status, printed = call("redrive", "--dry-run")

    assert status == 0
    assert "order order-1, attempt 1: would redrive it as attempt 2\n" in printed
    assert "order order-2, attempt 1: skipped: the order is Completed, but" in printed
    assert printed.endswith("1 skipped; nothing was changed.\n")
    assert system.snapshot() == before
    assert system.count_dead_letters() == 2


@pytest.mark.parametrize(
    ("options", "started"),
    [
        (["--order", "order-2"], ["order-2.2"]),
        (["--error", "OrderContention"], ["order-2.2"]),
        (["--older-than", "60"], []),
        (["--max-attempts", "1"], []),
    ],
)
def test_the_options_select_and_limit(system: OrderSystem, options: list[str], started: list[str]) -> None:
    system.fail("order-1", "States.Timeout")
    system.fail("order-2", "OrderContention")

    assert call("redrive", *options)[0] == 0

    assert system.started() == started


def test_without_a_terminal_many_messages_need_yes(system: OrderSystem) -> None:
    system.fail_many(MANY)
    before = system.snapshot()

    sentence = f"^{MANY} messages would change, and there is no terminal to confirm: add --yes$"
    with pytest.raises(CommandError, match=sentence):
        call("redrive")

    assert system.snapshot() == before


def test_an_operator_who_declines_changes_nothing(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.fail_many(MANY)
    type_at_terminal(monkeypatch, "n")

    with pytest.raises(CommandError, match="nothing was changed"):
        call("redrive")

    assert (system.started(), system.count_dead_letters()) == ([], MANY)


@pytest.mark.parametrize("arguments", [[], ["--yes"]])
def test_an_operator_who_confirms_redrives_all(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    system.fail_many(MANY)
    if not arguments:
        type_at_terminal(monkeypatch, "y")

    status, printed = call("redrive", *arguments)

    assert (status, len(system.started()), system.dead_letters()) == (0, MANY, [])
    summary = f"{MANY} messages: {MANY} redriven, 0 started, 0 parked, 0 compensated, 0 deleted, 0 skipped.\n"
    assert printed.endswith(summary)


def test_many_pages_are_redriven_and_each_order_starts_once(system: OrderSystem) -> None:
    system.fail_many(25)

    status, printed = call("redrive", "--yes", "--parallel", "1")

    assert (status, system.started()) == (0, [f"order-{number:02}.2" for number in range(25)])
    assert printed.endswith("25 messages: 25 redriven, 0 started, 0 parked, 0 compensated, 0 deleted, 0 skipped.\n")


def test_a_dry_run_of_many_pages_shows_each_message_once_and_makes_all_visible(system: OrderSystem) -> None:
    system.fail_many(25)

    status, printed = call("redrive", "--dry-run", "--parallel", "1")

    assert status == 0
    assert len(set(printed.splitlines())) == len(printed.splitlines()) == 26
    assert system.count_dead_letters() == 25


def test_a_few_messages_of_many_pages_need_no_confirmation(system: OrderSystem) -> None:
    system.fail_many(25)

    assert call("redrive", "--order", "order-24", "--parallel", "1")[0] == 0

    assert system.started() == ["order-24.2"]
    assert system.count_dead_letters() == 24


def test_more_pages_than_were_read_are_estimated_before_anything_changes(system: OrderSystem) -> None:
    system.fail_many(25)

    with pytest.raises(CommandError, match=r"^15 or more of about 25 messages would change, and there is no terminal"):
        call("redrive", "--parallel", "1")

    assert (system.started(), system.count_dead_letters()) == ([], 25)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_redrive_that_is_stopped_finishes_what_is_in_hand_and_can_be_resumed(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    system.fail_many(25)
    start = StateMachine.start
    before, signalled = signal.getsignal(number), list[Attempt]()

    def interrupt(machine: StateMachine, attempt: Attempt, trace_header: str | None = None) -> bool:
        if not signalled:
            signalled.append(attempt)
            signal.raise_signal(number)
        return start(machine, attempt, trace_header)

    with monkeypatch.context() as patch:
        patch.setattr(StateMachine, "start", interrupt)
        status, printed = call("redrive", "--yes", "--parallel", "1")

    started = len(system.started())
    assert status == 130
    assert 1 <= started < 25
    assert f"{started} messages: {started} redriven" in printed.replace("1 message:", "1 messages:")
    assert printed.endswith("; stopped: run the command again for the rest.\n")
    assert system.count_dead_letters() == 25 - started
    assert signal.getsignal(number) == before

    assert call("redrive", "--yes")[0] == 0
    assert len(system.started()) == 25
    assert system.dead_letters() == []


def test_an_error_of_aws_in_the_middle_prints_what_was_done(
    system: OrderSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.fail_many(12)
    start, started = StateMachine.start, []

    def deny_the_third(machine: StateMachine, attempt: Attempt, trace_header: str | None = None) -> bool:
        if len(started) == 2:
            raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "StartExecution")
        started.append(attempt)
        return start(machine, attempt, trace_header)

    monkeypatch.setattr(StateMachine, "start", deny_the_third)
    printed = StringIO()

    with pytest.raises(CommandError, match=r"^AWS rejected StartExecution: AccessDeniedException: no$"):
        call_command("redrive", "--yes", "--parallel", "1", stdout=printed)

    assert "2 messages: 2 redriven" in printed.getvalue()
    assert system.count_dead_letters() == 10


def test_the_progress_is_shown_on_a_terminal(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.fail_many(12)
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)

    call("redrive", "--yes", "--parallel", "1")

    assert "messages [#########################.....] 10 of about 12" in screen.getvalue()
    assert screen.getvalue().endswith("\r\033[K"), "the line is removed at the end"


@pytest.mark.parametrize("number", ["0", "129", "many"])
def test_a_number_of_threads_out_of_range_is_rejected(number: str) -> None:
    with pytest.raises(CommandError, match=rf"'{number}' must be"):
        call("redrive", "--parallel", number)


@pytest.mark.parametrize("setting", ["ORDERS_TABLE", "PAYMENTS_TABLE", "ORDER_DLQ_URL", "ORDER_WORKFLOW_ARN"])
def test_a_missing_setting_is_named(system: OrderSystem, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.delenv(setting)

    with pytest.raises(CommandError, match=f"^the environment variable {setting} is not set$"):
        call("redrive")


def test_an_error_of_aws_is_one_sentence(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.fail()
    monkeypatch.setenv("ORDERS_TABLE", "another-table")

    with pytest.raises(CommandError, match=r"^AWS rejected GetItem: ResourceNotFoundException: "):
        call("redrive")

    assert system.count_dead_letters() == 1


@pytest.mark.parametrize("number", ["-1", "many", "1.5", "99999999"])
def test_minutes_that_are_no_whole_number_are_rejected(number: str) -> None:
    with pytest.raises(CommandError, match="must be a whole number from 0 to 9999999"):
        call("redrive", f"--older-than={number}")
