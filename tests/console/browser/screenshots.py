"""``make screenshots``: take docs/console.png, the page of an order that was compensated, from the running system."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace

from playwright.sync_api import sync_playwright

from local.api_client import ApiClient
from local.console_server import console_server
from local.ports import Ports
from local.process import ROOT, wait_until
from local.system import local_system
from orders.payments.simulated import PaymentMethod

FILE = ROOT / "docs" / "console.png"

SIZE = {"width": 1280, "height": 800}

TIMEOUT_SECONDS = 300


def main() -> int:
    ports = replace(Ports.unused(), console=Ports.unused().api)
    with local_system(ports, wait_scale=0.1) as system, console_server(system), sync_playwright() as playwright:
        client = ApiClient(system.api_url)

        def place(product: str) -> str:
            """Place an order, wait for its end, and return its id."""
            order = system.order | {"product_name": product, "payment_method": system.method(PaymentMethod.VISA)}
            order_id = str(client.place(order)["order_id"])
            wait_until(lambda: client.read(order_id)["status"] in {"Completed", "Failed"}, TIMEOUT_SECONDS, every=0.5)
            return order_id

        place("Test Product")  # starts the functions, so that the picture shows the usual durations
        order_id = place("Sold Out Product")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-US", timezone_id="UTC")
        page.goto(f"{ports.console_url}/orders/{order_id}/")
        page.locator("tr", has_text="the final event").wait_for(timeout=TIMEOUT_SECONDS * 1000)
        page.screenshot(path=FILE, clip={"x": 0, "y": 0, **SIZE}, full_page=True)
        browser.close()
    sys.stdout.write(f"written to {FILE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
