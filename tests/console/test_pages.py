"""The pages in process: with AWS's responses, with its errors, and for requests that another site sends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.stub import ANY, Stubber
from django.test import Client

from console import execution as execution_module
from console import jobs
from console import stack as console_stack
from orders import wiring
from orders.aws.clients import client as aws_client
from orders.contract import ADAPTER_CALLS
from orders.domain.adjustment import Adjustment
from orders.domain.order import Order, OrderStatus
from tests.console.conftest import AT, EXECUTION
from tests.console.recorded import DECLINED, describe
from tests.orders.aws.table_harness import TableHarness
from tests.orders.usecases.test_odd_rows import set_attribute

POLICY = Path(__file__).parents[2] / "docs" / "console.md"

TOKEN = "a" * 32
"""A form's token, which a page has in its cookie and in its forms."""


@pytest.fixture
def calls(tables: TableHarness) -> Iterator[list[tuple[str, str, dict[str, Any]]]]:
    """The calls of AWS: service, operation and parameters."""
    made: list[tuple[str, str, dict[str, Any]]] = []

    def record(params: dict[str, Any], model: Any, **_: Any) -> None:
        made.append((model.service_model.service_name, model.name, params))

    clients = [aws_client(service) for service in ("dynamodb", "sqs", "stepfunctions", "logs")]
    for client in clients:
        client.meta.events.register("provide-client-params", record)
    yield made
    for client in clients:
        client.meta.events.unregister("provide-client-params", record)


@pytest.fixture
def steps(stub: Callable[[str], Stubber]) -> Stubber:
    execution_module.read_definition.cache_clear()
    return stub("stepfunctions")


@pytest.fixture
def logs(stub: Callable[[str], Stubber]) -> Stubber:
    """The logs, which have no lines about an order."""
    stubber = stub("logs")
    for _ in range(20):
        stubber.add_response("filter_log_events", {"events": []})
    return stubber


def send(browser: Client, address: str, **fields: str) -> Any:
    """Send a form as the page does."""
    browser.cookies["console_csrf"] = TOKEN
    return browser.post(address, {"csrfmiddlewaretoken": TOKEN, **fields}, headers={"origin": "http://localhost"})


def text_of(response: Any) -> str:
    """Return the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&#x27;", "'").split())


def add_execution(steps: Stubber, status: str = "SUCCEEDED") -> None:
    steps.add_response("describe_execution", describe(status, EXECUTION))
    steps.add_response("get_execution_history", {"events": list(DECLINED)})
    definition = json.dumps(execution_module.newest_definition())
    machine = {"stateMachineArn": "arn:aws:states:us-west-2:1:stateMachine:m", "name": "m", "roleArn": "arn:aws:iam:r"}
    steps.add_response("describe_state_machine_for_execution", {**machine, "definition": definition, "updateDate": AT})


def fail(order: Order, reason: str = "States.Timeout") -> None:
    wiring.orders().fail_or_cancel(order.attempt, AT + timedelta(seconds=5), reason)


def test_an_empty_stack_leads_to_the_next_step(browser: Client) -> None:
    response = browser.get("/orders/")

    assert response.status_code == 200
    assert "There are no orders yet" in text_of(response)
    assert "0 of 8" in text_of(response)


def test_many_orders_are_listed_page_by_page_and_no_table_but_the_permits_is_scanned(
    browser: Client, stored: Callable[..., Order], calls: list[tuple[str, str, dict[str, Any]]]
) -> None:
    for number in range(60):
        stored(f"order-{number:02}")
    seen: list[str] = []
    address: str | None = "/orders/"
    while address:
        page = browser.get(address).content.decode()
        seen += re.findall(r'<tr id="order-(order-\d\d)"', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else None

    assert len(seen) == 60
    assert len(set(seen)) == 60
    scanned = {params["TableName"] for _, operation, params in calls if operation == "Scan"}
    assert scanned == {"dev-permits"}


def test_the_list_is_filtered_by_status_and_customer(browser: Client, stored: Callable[..., Order]) -> None:
    fail(stored("order-failed"), "OutOfStock")
    stored("order-open")

    assert "order-failed" in text_of(browser.get("/orders/?status=Failed"))
    assert b'<tr id="order-order-open"' not in browser.get("/orders/?status=Failed").content
    assert "No order matches" in text_of(browser.get("/orders/?customer=Somebody"))


@pytest.mark.parametrize("query", ["status=Lost", "created_after=yesterday", "created_before=2026-99-99"])
def test_an_invalid_filter_is_reported_or_ignored(browser: Client, query: str) -> None:
    response = browser.get(f"/orders/?{query}")

    assert response.status_code == 200
    assert query.startswith("status") or "must be a time" in text_of(response)


def test_an_order_joins_its_execution_money_and_history(
    browser: Client, stored: Callable[..., Order], steps: Stubber, logs: Stubber
) -> None:
    fail(stored(), "PaymentDeclined")
    add_execution(steps)

    text = text_of(browser.get("/orders/order-1/"))

    assert "the bank declined the payment (PaymentDeclined)" in text
    assert "$19.99" in text
    assert "✗ AuthorizePayment PaymentDeclined" in text
    assert "Everything was undone" in text
    assert "2.0 s wait before a retry" in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("AccessDeniedException", "Your credentials may not call DescribeExecution"),
        ("ThrottlingException", "AWS throttles the console"),
        ("ExpiredTokenException", "AWS does not accept your credentials"),
    ],
)
def test_the_rest_of_an_order_is_shown_when_step_functions_rejects_a_call(  # noqa: PLR0913, PLR0917  a test's fixtures
    browser: Client, stored: Callable[..., Order], steps: Stubber, logs: Stubber, code: str, words: str
) -> None:
    stored()
    steps.add_client_error("describe_execution", code, "not today")

    response = browser.get("/orders/order-1/")

    assert response.status_code == 200
    assert words in text_of(response)
    assert "1 $19.99 $19.99" in text_of(response)


def test_denied_logs_leave_the_page_and_are_explained(
    browser: Client, stored: Callable[..., Order], steps: Stubber, stub: Callable[[str], Stubber]
) -> None:
    stored()
    steps.add_client_error("describe_execution", "ExecutionDoesNotExist")
    denied = stub("logs")
    for _ in range(20):
        denied.add_client_error("filter_log_events", "AccessDeniedException", "no")

    assert "Your credentials may not call FilterLogEvents" in text_of(browser.get("/orders/order-1/"))
    assert "Your credentials may not call FilterLogEvents" in text_of(browser.get("/orders/order-1/logs"))


def test_the_logs_of_a_function_are_read_page_by_page(
    browser: Client, stored: Callable[..., Order], stub: Callable[[str], Stubber], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored()
    monkeypatch.setattr("console.logs.FUNCTION_NAMES", {"payment": "order-payment"})
    monkeypatch.setattr("console.logs.read_lines.__defaults__", (["order-payment"],))
    paged = stub("logs")
    common = {"logGroupName": "/aws/lambda/dev-order-payment", "filterPattern": '"order-1"'}
    times = {"startTime": ANY, "endTime": ANY}
    paged.add_response("filter_log_events", {"events": [], "nextToken": "more"}, {**common, **times})
    event = {"timestamp": 1_795_000_000_000, "message": "[ERROR] StockContention: again", "logStreamName": "a"}
    paged.add_response("filter_log_events", {"events": [event]}, {**common, **times, "nextToken": "more"})

    assert "StockContention: again" in text_of(browser.get("/orders/order-1/logs"))
    paged.assert_no_pending_responses()


def test_a_denied_table_is_a_page_with_the_next_step(browser: Client, stub: Callable[[str], Stubber]) -> None:
    stub("dynamodb").add_client_error("get_item", "AccessDeniedException", "no identity-based policy allows it")

    response = browser.get("/orders/order-1/")

    assert response.status_code == 502
    assert "Your credentials may not call GetItem" in text_of(response)
    assert "no identity-based policy allows it" in text_of(response)


def test_an_error_of_a_part_of_a_page_is_not_a_whole_page(browser: Client) -> None:
    part, page = (
        browser.get("/orders/order-9/logs", headers=headers).content.decode() for headers in ({"x-fragment": "1"}, {})
    )

    assert "there is no order order-9" in part
    assert "<html" not in part
    assert "<html" in page


def test_an_unknown_order_is_not_found(browser: Client) -> None:
    assert browser.get("/orders/no-such-order/").status_code == 404
    assert browser.get("/orders/find?order_id=no-such-order").status_code == 404
    assert browser.get("/no-such-page/").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io"])
def test_a_request_for_another_host_is_rejected(browser: Client, host: str) -> None:
    assert browser.get("/orders/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    ("destination", "status"), [("document", 200), ("image", 403), ("iframe", 403), ("empty", 403)]
)
def test_another_site_may_only_link_to_the_dead_letters(browser: Client, destination: str, status: int) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": destination}

    assert browser.get("/dead-letters/", headers=headers).status_code == status
    assert browser.get("/dead-letters/", headers=headers | {"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("address", ["/orders/", "/static/0/nothing", "/healthz"])
def test_every_response_forbids_other_hosts_inline_scripts_and_frames(browser: Client, address: str) -> None:
    policy = browser.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "address",
    [
        "/orders/order-1/cancel",
        "/orders/order-1/stop",
        "/orders/order-1/redrive",
        "/dead-letters/redrive",
        "/ledgers/check",
        "/ledgers/repair",
        "/laptop/hundred",
        "/jobs/1/stop",
    ],
)
def test_a_change_that_another_site_sends_is_rejected(
    browser: Client, stored: Callable[..., Order], address: str
) -> None:
    stored()
    browser.cookies["console_csrf"] = TOKEN
    forged = [
        browser.post(address, {"what": "all"}),
        browser.post(address, {"csrfmiddlewaretoken": "b" * 32}),
        browser.post(address, {"csrfmiddlewaretoken": TOKEN}, headers={"origin": "http://evil.example"}),
    ]

    assert [response.status_code for response in forged] == [403, 403, 403]
    assert browser.get(address).status_code == 405
    assert wiring.orders().get("order-1").cancel_requested_at is None


def test_a_cancellation_is_recorded_as_the_operators(browser: Client, stored: Callable[..., Order]) -> None:
    stored()

    assert send(browser, "/orders/order-1/cancel").status_code == 302
    order = wiring.orders().get("order-1")
    assert order.cancel_requested_at is not None
    assert [event.by.role for event in order.history if event.by] == ["operator"]


def test_a_cancellation_that_is_too_late_is_explained(browser: Client, stored: Callable[..., Order]) -> None:
    order = stored()
    wiring.orders().transition(order.attempt, OrderStatus.PROCESSING, AT)
    wiring.orders().begin_capture(order.attempt, AT)

    response = send(browser, "/orders/order-1/cancel")

    assert response.status_code == 502
    assert "TooLateToCancel" in text_of(response)


def test_an_order_with_the_payment_method_of_a_newer_version_is_not_cancelled(
    browser: Client, stored: Callable[..., Order]
) -> None:
    stored()
    set_attribute("orders", {"order_id": "order-1"}, "payment_method", "a newer one")

    response = send(browser, "/orders/order-1/cancel")

    assert response.status_code == 502
    assert "its payment_method is no payment provider's" in text_of(response)
    assert wiring.orders().get("order-1").cancel_requested_at is None


def test_a_stop_ends_the_execution_of_the_current_attempt(
    browser: Client, stored: Callable[..., Order], steps: Stubber
) -> None:
    stored()
    expected = {"executionArn": EXECUTION, "error": "StoppedInTheConsole", "cause": ANY}
    steps.add_response("stop_execution", {"stopDate": AT}, expected)

    assert send(browser, "/orders/order-1/stop").status_code == 302
    steps.assert_no_pending_responses()


def test_each_change_of_a_production_stack_is_confirmed_with_its_name(
    browser: Client, stored: Callable[..., Order], environment: pytest.MonkeyPatch
) -> None:
    stored()
    environment.setenv("CONSOLE_PRODUCTION", "true")
    console_stack.stack.cache_clear()

    asked = send(browser, "/orders/order-1/cancel", back="/orders/order-1/")
    wrong = send(browser, "/orders/order-1/cancel", confirm="prod")

    assert "Type the stack's name, dev , to confirm" in text_of(asked)
    assert "releases the hold on the card" in text_of(asked)
    assert "That is not the name of the stack" in text_of(wrong)
    assert wiring.orders().get("order-1").cancel_requested_at is None
    assert send(browser, "/orders/order-1/cancel", confirm="dev").status_code == 302
    assert wiring.orders().get("order-1").cancel_requested_at is not None


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_stays_in_the_console(
    browser: Client, stored: Callable[..., Order], environment: pytest.MonkeyPatch, back: str
) -> None:
    stored()
    environment.setenv("CONSOLE_PRODUCTION", "true")
    console_stack.stack.cache_clear()

    asked = send(browser, "/orders/order-1/cancel", back=back).content.decode()

    assert 'href="/orders/">Do not change anything' in asked


def test_markup_in_an_order_is_shown_as_text(browser: Client, stored: Callable[..., Order], steps: Stubber) -> None:
    stored(metadata={"note": "<script>alert(1)</script>"})
    steps.add_client_error("describe_execution", "ExecutionDoesNotExist")

    page = browser.get("/orders/order-1/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_order_of_a_newer_version_is_shown_and_cannot_be_cancelled(
    browser: Client, stored: Callable[..., Order], steps: Stubber
) -> None:
    stored()
    aws_client("dynamodb").update_item(
        TableName="dev-orders",
        Key={"order_id": {"S": "order-1"}},
        UpdateExpression="SET #status = :status",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":status": {"S": "Shipped"}},
    )
    steps.add_client_error("describe_execution", "ExecutionDoesNotExist")

    assert "? Shipped" in text_of(browser.get("/orders/"))
    page = text_of(browser.get("/orders/order-1/"))
    assert "A newer version of the system wrote this order: its status is Shipped" in page
    assert "Cancel the order" not in page
    rejected = text_of(send(browser, "/orders/order-1/cancel"))
    assert "A newer version wrote this row" in rejected
    assert "Deploy that version again" in rejected


def test_an_order_shows_its_adjustments_with_its_lines(
    browser: Client, stored: Callable[..., Order], steps: Stubber
) -> None:
    stored(adjustments=(Adjustment("discount", "Spring sale", -500), Adjustment("tax", "VAT", 285)))
    steps.add_client_error("describe_execution", "ExecutionDoesNotExist")

    page = text_of(browser.get("/orders/order-1/"))

    assert "Total $17.84" in page
    assert "Spring sale -$5.00 VAT $2.85" in page


def test_an_attempt_with_very_many_digits_is_the_newest_one(
    browser: Client, stored: Callable[..., Order], steps: Stubber, logs: Stubber
) -> None:
    stored()
    steps.add_client_error("describe_execution", "ExecutionDoesNotExist")

    assert browser.get(f"/orders/order-1/?attempt={'9' * 5_000}").status_code == 200


@pytest.mark.parametrize("order_id", ["a" * 3_000, "Jane Doe", "order/1"])
def test_an_id_that_no_order_can_have_is_not_found(browser: Client, order_id: str) -> None:
    assert browser.get("/orders/find", {"order_id": order_id}).status_code == 404


def test_an_unchanged_page_is_not_sent_again(browser: Client, stored: Callable[..., Order]) -> None:
    stored()
    first = browser.get("/orders/", headers={"x-fragment": "1"})
    again = browser.get("/orders/", headers={"x-fragment": "1", "if-none-match": first["ETag"]})
    fail(stored("order-2"), "OutOfStock")
    changed = browser.get("/orders/", headers={"x-fragment": "1", "if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert b"<html" not in first.content
    assert b"order-2" in changed.content


def finished(response: Any) -> jobs.Job:
    """Return the job that a response leads to, once it has ended."""
    job = jobs.find(response["Location"].split("/")[2])
    assert job is not None
    job.thread.join(120)
    assert job.ended is not None
    return job


def add_dead_letter(order: Order) -> None:
    wiring.dead_letters().send({**order.attempt.execution_input, "error": "States.Timeout", "cause": "slow"})


def test_dead_letters_say_what_a_redrive_would_do(browser: Client, stored: Callable[..., Order]) -> None:
    order = stored()
    fail(order)
    add_dead_letter(order)
    wiring.dead_letters().forward("not an order")

    text = text_of(browser.get("/dead-letters/"))

    assert "2 messages in the queue" in text
    assert "redrive it as attempt 2" in text
    assert "skip it: it names no order" in text
    assert wiring.dead_letters().count() == 2


def test_some_dead_letters_are_redriven_and_the_others_stay(
    browser: Client, stored: Callable[..., Order], steps: Stubber
) -> None:
    for name in ("order-1", "order-2"):
        order = stored(name)
        fail(order)
        add_dead_letter(order)
    page = browser.get("/dead-letters/").content.decode()
    messages = dict(re.findall(r'value="([^"]+)" aria-label="Select order (order-\d)', page))
    (wanted,) = [message for message, name in messages.items() if name == "order-2"]
    steps.add_response("start_execution", {"executionArn": EXECUTION, "startDate": AT})

    job = finished(send(browser, "/dead-letters/redrive", what="selected", message=wanted))

    assert job.problem is None
    assert [line.text for line in job.lines] == ["order order-2, attempt 1: done: redrive it as attempt 2"]
    redriven = wiring.orders().get("order-2")
    assert redriven.attempt_number == 2
    assert [event.by.role for event in redriven.history if event.by] == ["operator"]
    assert wiring.orders().get("order-1").attempt_number == 1
    assert wiring.dead_letters().count() == 1
    assert "Ended: 1 done" in text_of(browser.get(f"/jobs/{job.job_id}/"))


def test_a_redrive_of_nothing_changes_nothing(browser: Client, stored: Callable[..., Order]) -> None:
    order = stored()
    fail(order)
    add_dead_letter(order)

    response = send(browser, "/dead-letters/redrive", what="selected")

    assert "nothing" in response["Location"]
    assert wiring.orders().get("order-1").attempt_number == 1


def test_a_redrive_that_aws_denies_is_explained(browser: Client, stored: Callable[..., Order], steps: Stubber) -> None:
    order = stored()
    fail(order)
    add_dead_letter(order)
    steps.add_client_error("start_execution", "AccessDeniedException", "no")

    job = finished(send(browser, "/dead-letters/redrive", what="all"))

    assert job.problem is not None
    assert job.problem.title == "Your credentials may not call StartExecution"
    assert job.problem.title in text_of(browser.get(f"/jobs/{job.job_id}/"))


def test_a_check_of_the_ledgers_offers_repairs_and_carries_them_out(
    browser: Client, stored: Callable[..., Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.views.ledgers.now", lambda: AT + timedelta(minutes=1))
    order = stored()
    fail(order)

    check = finished(send(browser, "/ledgers/check", hours="1"))
    assert check.problem is None
    assert "neither parked nor in the dead-letter queue" in text_of(browser.get(f"/jobs/{check.job_id}/"))
    repairs = finished(send(browser, "/ledgers/repair", job=check.job_id))

    assert [line.text.rpartition(": ")[2] for line in repairs.lines] == ["done"]
    assert wiring.dead_letters().count() == 1


def test_the_buttons_of_the_laptop_do_not_exist_on_aws(browser: Client) -> None:
    assert browser.get("/laptop/").status_code == 404
    assert send(browser, "/laptop/hundred").status_code == 404
    assert "Try it" not in text_of(browser.get("/orders/"))


def test_the_documented_policy_covers_every_call(  # noqa: PLR0913, PLR0917  a test's fixtures
    browser: Client,
    stored: Callable[..., Order],
    calls: list[tuple[str, str, dict[str, Any]]],
    steps: Stubber,
    logs: Stubber,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = stored()
    fail(order, "PaymentDeclined")
    add_execution(steps)
    browser.get("/orders/")
    browser.get("/orders/order-1/")
    steps.add_response("get_execution_history", {"events": list(DECLINED)})
    browser.get("/orders/order-1/steps/1/1")
    browser.get("/orders/order-1/logs")
    fail(stored("order-2"))
    add_dead_letter(wiring.orders().get("order-2"))
    browser.get("/dead-letters/")
    steps.add_response("start_execution", {"executionArn": EXECUTION, "startDate": AT})
    finished(send(browser, "/dead-letters/redrive", what="all"))
    stored("order-3")
    steps.add_response("stop_execution", {"stopDate": AT})
    send(browser, "/orders/order-3/stop")
    send(browser, "/orders/order-3/cancel")
    made = {(service, operation) for service, operation, _ in calls}
    assert {("stepfunctions", "StopExecution"), ("logs", "FilterLogEvents"), ("sqs", "DeleteMessage")} <= made
    # What the steps of a compensation and of a repair call, as the infrastructure grants it.
    made |= {
        ("dynamodb", operation) for tables in ADAPTER_CALLS.values() for each in tables.values() for operation in each
    }

    policy = json.loads(re.search(r"^```json\n(.*?)^```$", POLICY.read_text(), re.MULTILINE | re.DOTALL)[1])  # type: ignore[index]
    allowed = {
        action
        for statement in policy["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }

    assert {action_of(service, operation) for service, operation in made} <= allowed


def action_of(service: str, operation: str) -> str:
    """Return the IAM action of an operation; one of a batch is that of its entries, and of a transaction as well."""
    prefix = {"stepfunctions": "states"}.get(service, service)
    name = operation if service == "dynamodb" else operation.removesuffix("Batch")
    return f"{prefix}:{name}"


def test_a_check_that_finds_too_many_discrepancies_ends_early_and_says_so(
    browser: Client, stored: Callable[..., Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.views.ledgers.now", lambda: AT + timedelta(minutes=1))
    monkeypatch.setattr("console.actions.MAX_DISCREPANCIES", 3)
    monkeypatch.setattr("console.views.jobs.SHOWN_DISCREPANCIES", 2)
    for number in range(5):
        fail(stored(f"order-{number}"))

    check = finished(send(browser, "/ledgers/check", hours="1"))

    assert len(check.results) == 3
    page = browser.get(f"/jobs/{check.job_id}/")
    assert page.content.count(b"neither parked nor") == 2
    assert "1 more discrepancy is not shown, and the check ended early" in text_of(page)
