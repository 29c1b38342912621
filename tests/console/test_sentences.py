"""What the console says about orders, money, times and errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    SSOTokenLoadError,
)

from console import timeline
from console.execution import ExecutionRecord, parse_visits
from console.formats import duration, money
from console.logs import LogLine, Milestones, milestones, parse_line
from console.problems import explain
from console.summary import Tone, summarize
from console.timeline import Kind
from orders.domain.errors import StoreUnavailable, WrittenByNewerVersion
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.malformed_row import NewerRow
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus
from orders.domain.payment import NO_CURRENCY, Payment, PaymentState
from orders.domain.reservation import Reservation, ReservationState
from orders.environment import MissingSetting
from tests.console.conftest import AT, EXECUTION
from tests.console.recorded import DECLINED, at, begun, entered, failed, scheduled

TOTAL = Money(1999, "USD")


def order(**changes: Any) -> Order:
    line = OrderLine("Test Product", 1, TOTAL)
    return Order("order-1", "Test Customer", (line,), "tok_visa", AT, AT + timedelta(seconds=6), **changes)


def payment(state: PaymentState = PaymentState.CAPTURED, captured: int = 1999, refunded: int = 0) -> Payment:
    return Payment("order-1.1", "order-1", TOTAL, state, captured, refunded)


def reservation(state: ReservationState) -> Reservation:
    return Reservation("order-1", 1, state, {"Test Product": 1})


def execution(status: str, *events: dict[str, Any]) -> ExecutionRecord:
    return ExecutionRecord(EXECUTION, status, at(0), None, None, None, parse_visits(events))


SOLD, RELEASED = reservation(ReservationState.SOLD), reservation(ReservationState.RELEASED)
VOIDED = payment(PaymentState.VOIDED, 0)
TOMBSTONE = replace(VOIDED, amount=Money(0, NO_CURRENCY))
NEWER = NewerRow("orders", "order-1", "an order", "its status is Shipped")
WAITING = (begun(), entered(2, "AuthorizePayment", 0), scheduled(3, 0), failed(4, 1, "PaymentProviderUnavailable"))


@pytest.mark.parametrize(
    ("found", "happened", "following", "tone"),
    [
        (
            summarize(order(), None, [], None),
            "waits for its workflow",
            "compare the orders in flight with the limit",
            Tone.BUSY,
        ),
        (
            summarize(order(status=OrderStatus.PROCESSING), execution("RUNNING", *WAITING), [], None),
            "AuthorizePayment waits before retry 1, because the payment provider could not be reached",
            "the workflow retries by itself",
            Tone.BUSY,
        ),
        (
            summarize(order(status=OrderStatus.PROCESSING), execution("ABORTED", *WAITING), [], None),
            "ended ABORTED, and the order has no final status",
            "watchdog",
            Tone.URGENT,
        ),
        (
            summarize(order(status=OrderStatus.COMPLETED), execution("SUCCEEDED"), [payment()], SOLD),
            "completed in 6.0 s: $19.99 is captured and the stock is sold",
            "Nothing to do",
            Tone.CALM,
        ),
        (
            summarize(order(status=OrderStatus.COMPLETED), None, [payment(captured=0)], SOLD),
            "The ledgers contradict each other",
            "offers a repair",
            Tone.URGENT,
        ),
        (
            summarize(order(status=OrderStatus.FAILED, failure_reason="OutOfStock"), None, [VOIDED], RELEASED),
            "there was not enough stock (OutOfStock). No money is held or taken",
            "business outcome",
            Tone.CALM,
        ),
        (
            summarize(order(status=OrderStatus.FAILED, failure_reason="States.Timeout"), None, [VOIDED], RELEASED),
            "technical reason: a step ran longer than its time limit (States.Timeout)",
            "starts attempt 2",
            Tone.URGENT,
        ),
        (
            summarize(
                order(status=OrderStatus.FAILED, failure_reason="States.Timeout", attempt_number=3, parked_at=AT),
                None,
                [VOIDED],
                RELEASED,
            ),
            "technical reason",
            "parked after 3 attempts",
            Tone.CALM,
        ),
        (
            summarize(order(status=OrderStatus.CANCELLED, failure_reason="OrderCancelled"), None, [VOIDED], RELEASED),
            "The order was cancelled before its payment was captured",
            "Nothing to do",
            Tone.CALM,
        ),
        (
            summarize(order(status=OrderStatus.FAILED, failure_reason="OutOfStock"), None, None, None),
            "its money and stock cannot be read",
            "problem below",
            Tone.URGENT,
        ),
        (
            summarize(
                order(status=OrderStatus.FAILED, failure_reason="States.Timeout", attempt_number=2),
                None,
                [TOMBSTONE, replace(payment(PaymentState.REFUNDED, 1999, 1999), payment_id="order-1.2")],
                replace(RELEASED, attempt_number=2),
            ),
            "$19.99 was refunded, and no stock is held",
            "starts attempt 3",
            Tone.URGENT,
        ),
        (
            summarize(order(status=OrderStatus("Shipped"), newer_row=NEWER), None, [payment()], SOLD),
            "A newer version of the system wrote this order: its status is Shipped",
            "Deploy that version again",
            Tone.URGENT,
        ),
    ],
)
def test_the_summary_says_what_happened_and_what_to_do(found: Any, happened: str, following: str, tone: Tone) -> None:
    assert happened in found.happened
    assert following in found.following
    assert found.tone is tone


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Money(1999, "USD"), "$19.99"),
        (Money(1999, "JPY"), "¥1,999"),
        (Money(1999, "KWD"), "KWD1.999"),
        (Money(2**53 - 1, "EUR"), "€90,071,992,547,409.91"),
    ],
)
def test_money_has_its_currencys_decimals(amount: Money, text: str) -> None:
    assert money(amount) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 ms"), (0.0123, "12 ms"), (3.44, "3.4 s"), (725, "12 min 5 s"), (7400, "2 h 3 min")]
)
def test_a_duration_has_at_most_two_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def client_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "GetExecutionHistory")


@pytest.mark.parametrize(
    ("error", "title", "following"),
    [
        (client_error("AccessDeniedException"), "Your credentials may not call GetExecutionHistory", "docs/console.md"),
        (client_error("ExpiredTokenException"), "AWS does not accept your credentials", "aws sso login"),
        (client_error("TooManyRequestsException"), "AWS throttles the console", "tries again by itself"),
        (client_error("StateMachineDoesNotExist"), "did not find what it reads", "region and the stack"),
        (client_error("ValidationException"), "AWS rejected GetExecutionHistory", "details say why"),
        (WrittenByNewerVersion(NEWER), "A newer version wrote this row", "Deploy that version"),
        (StoreUnavailable("DynamoDB responded with ThrottlingException"), "AWS throttles the console", "few seconds"),
        (StoreUnavailable("SQS could not be reached: ReadTimeoutError"), "AWS cannot be reached", "network"),
        (EndpointConnectionError(endpoint_url="https://sqs"), "AWS cannot be reached", "network"),
        (NoCredentialsError(), "There are no AWS credentials", "aws sso login"),
        (SSOTokenLoadError(error_msg="expired"), "Your AWS session has expired", "aws sso login"),
        (MissingSetting("the environment variable ORDERS_TABLE is not set"), "lacks a setting", "make console"),
        (ZeroDivisionError("division by zero"), "The console has a defect", "Report it"),
    ],
)
def test_an_error_is_explained_with_the_next_step(error: Exception, title: str, following: str) -> None:
    problem = explain(error)

    assert title in problem.title
    assert following in problem.following
    assert problem.details


def test_the_timeline_divides_the_time_from_the_request_to_the_final_event() -> None:
    marks = Milestones(published=AT + timedelta(seconds=0.4), started=at(-0.1), finished=at(5.5))
    declined = order(status=OrderStatus.FAILED, failure_reason="PaymentDeclined")

    found = timeline.build(declined, 1, execution("SUCCEEDED", *DECLINED), marks, at(60))
    totals = dict(found.by_kind)

    assert [span.label for span in found.spans] == [
        "API, stream, publisher",
        "Topic, queue, permit",
        "AuthorizePayment",
        "ReleaseInventory",
        "VoidPayment",
        "FailOrder",
        "Stream, publisher: the final event",
    ]
    assert [segment.kind for segment in found.spans[2].segments] == [Kind.FAILED_CALL, Kind.WAIT, Kind.FAILED_CALL]
    assert totals[Kind.WAIT] == pytest.approx(2)
    assert found.seconds == pytest.approx(6.5)
    assert not found.is_open
    assert all(
        0 <= part.left <= 100 and part.left + part.width <= 100.01 for each in found.spans for part in each.segments
    )


def test_the_timeline_of_a_waiting_order_is_open() -> None:
    found = timeline.build(order(), 1, None, Milestones(), AT + timedelta(seconds=30))

    assert [(span.label, span.seconds) for span in found.spans] == [("Stream, topic, queue, permit", None)]
    assert found.is_open
    assert found.seconds == pytest.approx(30)


def test_a_redriven_attempt_begins_with_its_redrive() -> None:
    reopened = HistoryEvent(HistoryEventType.REOPENED, at(-3), 2)
    again = replace(order(attempt_number=2), history=(reopened,))

    found = timeline.build(again, 2, execution("SUCCEEDED", *DECLINED), Milestones(), at(60))

    assert found.spans[0].label == "Redrive to start"
    assert found.spans[0].seconds == pytest.approx(3)


def line(message: str, details: str = "") -> LogLine:
    return LogLine(AT, "order-consumer", "INFO", message, details)


def test_the_logs_show_when_an_event_was_published() -> None:
    lines = [
        line("event published", '"event": "OrderCreated"'),
        line("workflow started"),
        line("event published", '"event": "OrderFinished"'),
    ]

    assert milestones(lines) == Milestones(AT, AT, AT)
    assert milestones([]) == Milestones()


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            '{"level":"INFO","message":"step started","timestamp":"2026-11-22T12:00:00.500+00:00","attempt":1}',
            ("INFO", "step started", '"attempt": 1'),
        ),
        ("[ERROR] PaymentDeclined: no\nTraceback", ("ERROR", "[ERROR] PaymentDeclined: no", "Traceback")),
        ("START RequestId: 1", ("", "START RequestId: 1", "")),
        ("[1, 2]", ("", "[1, 2]", "")),
        ("[" * 100_000, ("", "[" * 100_000, "")),
    ],
)
def test_a_log_line_is_read_whatever_wrote_it(message: str, expected: tuple[str, str, str]) -> None:
    found = parse_line("order-payment", {"timestamp": 1_795_000_000_000, "message": message})

    assert (found.level, found.message, found.details) == expected
