"""``python api/manage.py reconcile``: options, output and exit status."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError

from orders.domain.errors import PaymentProviderUnavailable, StoreUnavailable
from orders.domain.order import OrderStatus
from orders.payments.simulated import PaymentMethod
from orders.usecases.reconcile import Reconciliation
from tests.api.commands import call
from tests.orders.usecases.order_system import ALL_STEPS, UNITS, OrderSystem

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("option", ["--opening-stock", "--stock"])
def test_consistent_ledgers_exit_with_0(system: OrderSystem, option: str) -> None:
    system.run(system.place(), *ALL_STEPS)

    assert call("reconcile", f"{option}=Test Product={UNITS}") == (0, "No discrepancies found.\n")
    assert call("reconcile", "--repair") == (0, "No discrepancies found.\n")


def test_a_discrepancy_is_printed_repaired_and_gone(system: OrderSystem) -> None:
    system.place()
    sentence = "order order-1 is Pending in attempt 1 and has no execution"

    assert call("reconcile") == (1, f"{sentence}; would start its execution\n1 discrepancy found.\n")
    assert system.started() == []
    assert call("reconcile", "--repair") == (
        0,
        f"{sentence}; would start its execution\n{sentence}: start its execution: done\nNo discrepancies found.\n",
    )
    assert system.started() == ["order-1.1"]


@pytest.mark.parametrize("option", ["--idle-minutes", "--minutes"])
def test_an_order_may_be_idle_for_the_given_minutes(system: OrderSystem, option: str) -> None:
    system.place()

    assert call("reconcile", option, "9999")[0] == 0


def test_discrepancies_are_counted(system: OrderSystem) -> None:
    status, printed = call("reconcile", f"--opening-stock=Test Product={UNITS + 1},Mug=3")

    assert status == 1
    assert printed.endswith("2 discrepancies found.\n")


def test_a_repair_that_fails_is_printed_and_can_be_repeated(system: OrderSystem) -> None:
    attempt = system.place(method=PaymentMethod.FLAKY)
    for _ in range(2):
        with pytest.raises(PaymentProviderUnavailable):
            system.run(attempt, "authorize")
    system.send_dead_letter(system.run(attempt, "authorize", "States.Timeout"))

    status, printed = call("reconcile", "--repair")

    assert status == 1
    assert "void or refund the payment: failed: PaymentProviderUnavailable: payment order-1.1" in printed
    assert [call("reconcile", "--repair")[0] for _ in range(2)] == [1, 0]
    assert system.status() == (OrderStatus.FAILED, 1)


def test_an_unavailable_table_stops_the_command(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    def throttled(*_: object) -> None:
        raise StoreUnavailable("DynamoDB returned ThrottlingException")

    monkeypatch.setattr(Reconciliation, "find_discrepancies", throttled)

    with pytest.raises(CommandError, match=r"^DynamoDB returned ThrottlingException$"):
        call("reconcile")


@pytest.mark.parametrize(
    "setting", ["ORDERS_TABLE", "PRODUCTS_TABLE", "STOCK_TABLE", "RESERVATIONS_TABLE", "ORDER_WORKFLOW_ARN"]
)
def test_a_missing_setting_is_named(system: OrderSystem, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.delenv(setting)

    with pytest.raises(CommandError, match=f"^the environment variable {setting} is not set$"):
        call("reconcile")


@pytest.mark.parametrize("stock", ["Mug", "=3", "Mug=many", "Mug=3,", "Mug=-1"])
def test_an_opening_stock_in_another_format_is_rejected(stock: str) -> None:
    with pytest.raises(CommandError, match="--opening-stock"):
        call("reconcile", f"--opening-stock={stock}")


@pytest.mark.parametrize(("window", "status"), [("--since", 0), ("--until", 1)])
def test_only_the_orders_of_the_window_are_checked(system: OrderSystem, window: str, status: int) -> None:
    system.place()
    an_hour_later = (system.placed_at + timedelta(hours=1)).isoformat()

    assert call("reconcile", window, an_hour_later)[0] == status


def test_the_units_of_a_window_are_not_counted(system: OrderSystem) -> None:
    with pytest.raises(CommandError, match="leave out --since and --until"):
        call("reconcile", "--since", "2026-11-27T00:00:00Z", "--opening-stock", "Mug=3")


@pytest.mark.parametrize("time", ["yesterday", "2026-11-27", "2026-11-27T00:00:00"])
def test_a_time_without_a_zone_is_rejected(time: str) -> None:
    with pytest.raises(CommandError, match="must be a time with its zone"):
        call("reconcile", "--since", time)


def test_the_metric_counts_the_discrepancies(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_METRICS_NAMESPACE", "dev-order-processing")
    system.place("order-1")
    system.place("order-2")

    status, printed = call("reconcile", "--metrics")

    (line,) = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert (status, line["Discrepancies"]) == (1, 2)
    assert line["_aws"]["CloudWatchMetrics"] == [
        {
            "Namespace": "dev-order-processing",
            "Dimensions": [[]],
            "Metrics": [{"Name": "Discrepancies", "Unit": "Count"}],
        }
    ]


def test_the_metric_needs_a_namespace(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("API_METRICS_NAMESPACE", raising=False)

    with pytest.raises(CommandError, match="API_METRICS_NAMESPACE"):
        call("reconcile", "--metrics")


def test_the_progress_is_shown_on_a_terminal(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    system.run(system.place(), *ALL_STEPS)
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)

    assert call("reconcile") == (0, "No discrepancies found.\n")

    assert "orders [##############################] 1 of about 1" in screen.getvalue()
    assert "payments 1" in screen.getvalue()
