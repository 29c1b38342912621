"""What a person sees and does in the console."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from local.api_client import ApiClient
from local.process import wait_until
from local.system import LocalSystem
from local.system_reader import SystemReader
from tests.console.browser.conftest import TIMEOUT_SECONDS

expect.set_options(timeout=TIMEOUT_SECONDS * 1000)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def node(page: Page, state: str) -> object:
    """Return a state in the picture."""
    return page.locator("g.node", has=page.locator("text.name", has_text=state))


def mark(page: Page) -> None:
    """Leave a mark in the page that a reload would remove."""
    page.evaluate("window.mark = 1")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.mark === 1"))


def test_an_order_is_placed_and_reaches_completed_without_a_reload(page: Page) -> None:
    page.goto("/laptop/")
    page.get_by_role("button", name="Completed", exact=True).click()
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}/$"))
    mark(page)

    expect(page.locator(".big .status")).to_have_text("✓ Completed")
    expect(page.locator(".happened")).to_contain_text("$19.99 is captured and the stock is sold")
    expect(node(page, "CompleteOrder")).to_have_class(re.compile("node-done"))
    assert is_marked(page)
    expect(page.get_by_role("region", name="Money").get_by_role("row")).to_contain_text(["Payment", "CAPTURED"])
    expect(page.get_by_text("SOLD", exact=True)).to_be_visible()


def test_a_declined_order_shows_its_path_and_its_compensation(page: Page, declined: str) -> None:
    page.goto(f"/orders/{declined}/")

    expect(page.locator(".happened")).to_contain_text("the bank declined the payment (PaymentDeclined)")
    expect(page.locator(".following")).to_contain_text("Nothing to do")
    expect(node(page, "AuthorizePayment")).to_contain_text("✗")
    expect(node(page, "AuthorizePayment")).to_contain_text("PaymentDeclined")
    expect(node(page, "VoidPayment")).to_contain_text("↩")
    expect(node(page, "CapturePayment")).to_contain_text("not reached")
    expect(page.get_by_role("row", name=re.compile("^AuthorizePayment"))).to_be_visible()


def test_a_flaky_provider_shows_each_call_and_the_waits_between_them(page: Page, placed: Callable[..., str]) -> None:
    page.goto(f"/orders/{placed('tok_flaky', 'Desk Lamp')}/")

    expect(page.locator(".happened")).to_contain_text(re.compile(r"after \d+ retries"))
    expect(page.locator(".total")).to_contain_text("wait before a retry")
    step = page.locator(".steps details").first
    step.locator("summary").click()
    expect(step.get_by_role("cell", name="PaymentProviderUnavailable").first).to_be_visible()
    expect(step).to_contain_text("✓ succeeded")


def test_the_input_and_output_of_a_step_and_the_logs_are_read_on_demand(page: Page, declined: str) -> None:
    page.goto(f"/orders/{declined}/")
    step = page.locator(".steps details").first
    step.locator("summary").click()
    expect(step.locator("pre").first).to_contain_text(f'"order_id": "{declined}"')

    page.get_by_text("This order's lines in the functions' logs").click()
    expect(page.get_by_role("region", name="Log lines")).to_contain_text("workflow started")


def test_a_dead_letter_is_explained_and_redriven_with_progress(page: Page, dead: str) -> None:
    page.goto(f"/orders/{dead}/")
    expect(page.locator(".following")).to_contain_text("redrive it: that starts attempt 2")
    expect(page.locator("#dead-letter")).to_contain_text("A redrive would redrive it as attempt 2")

    page.get_by_role("link", name="Dead letters", exact=True).click()
    row = page.get_by_role("row", name=re.compile(dead[:8]))
    expect(row).to_contain_text("PaymentProviderUnavailable")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Redrive the selected").click()
    expect(page.locator("main .lead")).to_contain_text("Ended: 1 done")
    expect(page.get_by_text(f"order {dead}, attempt 1: done: redrive it as attempt 2")).to_be_visible()

    page.goto(f"/orders/{dead}/")
    expect(page.get_by_role("navigation", name="Attempts")).to_contain_text("Attempt 2")
    page.get_by_role("link", name="Attempt 1").click()
    expect(node(page, "SendToDeadLetterQueue")).to_contain_text("✓")


def waiting_order(system: LocalSystem, client: ApiClient) -> str:
    """Place an order whose payment is retried for a while, and return its id once it is being processed."""
    order_id = str(client.place(system.order | {"payment_method": "tok_unavailable"})["order_id"])
    assert wait_until(lambda: client.read(order_id)["status"] != "Pending", TIMEOUT_SECONDS)
    return order_id


def test_an_order_is_cancelled(page: Page, system: LocalSystem, client: ApiClient) -> None:
    order_id = waiting_order(system, client)
    page.goto(f"/orders/{order_id}/")
    page.get_by_role("button", name="Cancel the order").click()

    expect(page.locator(".big .status")).to_have_text("⊘ Cancelled")
    expect(page.locator(".history")).to_contain_text("by the operator")


def test_an_execution_is_stopped_and_the_watchdog_compensates(
    page: Page, system: LocalSystem, client: ApiClient
) -> None:
    page.goto(f"/orders/{waiting_order(system, client)}/")
    button = page.get_by_role("button", name="Stop the execution")
    expect(page.locator("#stop-effect")).to_contain_text("The watchdog then releases the stock")
    button.click()

    expect(page.locator(".big .status")).to_have_text("✗ Failed")
    expect(page.locator(".happened")).to_contain_text("ExecutionAborted")


def test_a_change_is_shown_within_a_second(page: Page, system: LocalSystem, client: ApiClient) -> None:
    """The second is the console's; the machine's own time for one read of the page is measured and added."""
    order_id = waiting_order(system, client)
    page.goto(f"/orders/{order_id}/")
    mark(page)
    page.evaluate(
        """() => { window.shown = new Promise((resolve) => new MutationObserver((_, observer) => {
             if (!document.body.textContent.includes("Renamed Customer")) return;
             observer.disconnect(); resolve(performance.now());
           }).observe(document.body, {subtree: true, childList: true, characterData: true})); }"""
    )
    one_read = page.evaluate(
        """async () => { const start = performance.now();
             await fetch(location.href, {headers: {"X-Fragment": "1"}}); return performance.now() - start; }"""
    )
    before = page.evaluate("performance.now()")
    system.aws.client("dynamodb").update_item(
        TableName=system.output("orders_table"),
        Key={"order_id": {"S": order_id}},
        UpdateExpression="SET customer_name = :name",
        ExpressionAttributeValues={":name": {"S": "Renamed Customer"}},
    )

    assert page.evaluate("window.shown") - before < 1000 + 5 * one_read
    assert is_marked(page)
    client.cancel(order_id)


def test_a_discrepancy_is_found_and_repaired(page: Page, system: LocalSystem, placed: Callable[..., str]) -> None:
    order_id = placed("tok_declined", "Coffee Mug", "Failed")
    system.aws.client("dynamodb").update_item(
        TableName=system.output("orders_table"),
        Key={"order_id": {"S": order_id}},
        UpdateExpression="SET open_since = created_at",
    )
    page.goto("/ledgers/")
    page.get_by_role("button", name="Check the ledgers").click()
    finding = page.locator(".findings li", has_text=order_id)
    expect(finding).to_contain_text("counts as open")
    finding.get_by_role("button", name="Repair: remove it from the open orders").click()
    expect(page.locator("main .lead")).to_contain_text("Ended: 1 done")

    row = SystemReader(system).item("orders_table", order_id=order_id)
    assert row is not None
    assert "open_since" not in row


def test_the_list_follows_new_orders_and_filters_them(page: Page, placed: Callable[..., str], declined: str) -> None:
    page.goto("/orders/?status=Completed")
    mark(page)
    order_id = placed()

    expect(page.locator(f"#order-{order_id}")).to_contain_text("✓ Completed")
    assert is_marked(page)
    expect(page.locator(f"#order-{declined}")).to_have_count(0)


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_axe_finds_no_violation(new_page: Callable[..., Page], declined: str, dead: str, look: str) -> None:
    size = {"width": 390, "height": 844} if look == "phone" else {"width": 1280, "height": 900}
    page = new_page(viewport=size, color_scheme="dark" if look == "dark" else "light")
    addresses = ["/orders/", f"/orders/{declined}/", f"/orders/{dead}/", "/dead-letters/", "/ledgers/", "/laptop/"]
    for address in [*addresses, "/orders/no-such-order/"]:
        page.goto(address)
        expect(page.locator("[aria-busy]")).to_have_count(0)
        for details in page.locator("details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
        expect(page.locator("[aria-busy]")).to_have_count(0)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(each["id"], [at["html"] for at in each["nodes"]]) for each in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"


def test_the_keyboard_reaches_everything_in_order(page: Page, declined: str) -> None:
    page.goto(f"/orders/{declined}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".steps summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".steps details").first.locator("pre").first).to_be_visible()


def test_an_open_part_and_the_focus_survive_an_update(page: Page, system: LocalSystem, client: ApiClient) -> None:
    order_id = waiting_order(system, client)
    page.goto(f"/orders/{order_id}/")
    summary = page.locator(".steps summary").first
    summary.focus()
    page.keyboard.press("Enter")
    client.cancel(order_id)

    expect(page.locator(".big .status")).to_have_text("⊘ Cancelled")
    expect(page.locator(".steps details").first.locator("pre").first).to_be_visible()
    expect(summary).to_be_focused()


def test_the_pages_are_readable_without_scripts(new_page: Callable[..., Page], declined: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"/orders/{declined}/")
    expect(page.locator(".happened")).to_contain_text("the bank declined the payment")
    page.get_by_role("link", name="Show the lines").first.is_visible()
    page.goto(f"/orders/{declined}/logs")
    expect(page.get_by_role("region", name="Log lines")).to_contain_text("workflow started")


def test_the_api_leads_to_the_console_and_the_documentation(page: Page, system: LocalSystem) -> None:
    page.goto(f"{system.api_url}/")
    expect(page.get_by_role("link", name="API documentation")).to_have_attribute("href", "/docs/")
    page.get_by_role("link", name="Order console").click()

    expect(page.get_by_role("heading", name="Orders", level=1)).to_be_visible()


def test_paused_updates_stop(page: Page, placed: Callable[..., str]) -> None:
    page.goto("/orders/")
    page.get_by_role("button", name="Pause updates").click()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    placed()
    before = len(requests)  # one may have been under way
    placed()

    assert len(requests) == before
