import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orders import wiring
from orders.aws.completion_tables import CompletionTables
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.event_topics import EventTopics
from orders.aws.executions import ExpressExecutions, StandardExecutions
from orders.aws.order_queries import OrderQueries
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.aws.permit_table import PermitTable
from orders.aws.processing_queue import ProcessingQueue
from orders.aws.product_table import ProductTable
from orders.aws.secrets import Secret
from orders.aws.state_machine import Deadlines, StateMachine
from orders.aws.stock_rows import StockRows
from orders.aws.stock_table import StockTable
from orders.contract import TABLES
from orders.domain.events import OrderEventType
from orders.environment import InvalidSetting, MissingSetting, Setting, read_setting
from orders.payments.simulated import SimulatedProvider, SimulatedRules
from orders.payments.stripe import StripeProvider
from orders.payments.stripe_rules import StripeRules
from orders.usecases.admission import AdmittedWorkflow
from orders.usecases.payments import Payments

ROOT = Path(__file__).parents[2]

TOPICS = {
    OrderEventType.ORDER_CREATED: "the-order-events-topic-arn",
    OrderEventType.ORDER_FINISHED: "the-order-completed-topic-arn",
}
QUERIES = OrderQueries("the-orders-table")
STANDARD = StateMachine("the-order-workflow-arn")
PERMITS = PermitTable("the-permits-table", 8)
EXPRESS = StateMachine("the-order-workflow-arn", Deadlines("the-order-watchdog-queue-url"))

ADAPTERS = [
    (wiring.orders, OrderTable("the-orders-table"), ["ORDERS_TABLE"]),
    (wiring.order_search, QUERIES, ["ORDERS_TABLE"]),
    (wiring.open_orders, QUERIES, ["ORDERS_TABLE"]),
    (wiring.finished_orders, QUERIES, ["ORDERS_TABLE"]),
    (
        wiring.completion_store,
        CompletionTables(OrderTable("the-orders-table"), "the-reservations-table"),
        ["ORDERS_TABLE", "RESERVATIONS_TABLE"],
    ),
    (wiring.catalogue, ProductTable("the-products-table"), ["PRODUCTS_TABLE"]),
    (
        wiring.stock,
        StockTable(StockRows("the-products-table", "the-stock-table"), "the-reservations-table"),
        ["PRODUCTS_TABLE", "STOCK_TABLE", "RESERVATIONS_TABLE"],
    ),
    (
        wiring.payments,
        Payments(
            PaymentTable("the-payments-table"),
            wiring.payment_provider,
            "simulated",
            wiring.is_known_payment_method,
        ),
        ["PAYMENTS_TABLE", "SIMULATOR_TABLE"],
    ),
    (
        wiring.event_publisher,
        EventTopics(TOPICS, "the-order-public-events-topic-arn"),
        ["ORDER_EVENTS_TOPIC_ARN", "ORDER_COMPLETED_TOPIC_ARN", "ORDER_PUBLIC_EVENTS_TOPIC_ARN"],
    ),
    (wiring.dead_letters, DeadLetterQueue("the-order-dlq-url"), ["ORDER_DLQ_URL"]),
    (wiring.processing_queue, ProcessingQueue("the-order-processing-queue-url"), ["ORDER_PROCESSING_QUEUE_URL"]),
    (wiring.permits, PERMITS, ["PERMITS_TABLE", "MAX_ORDERS_IN_FLIGHT"]),
    (wiring.state_machine, STANDARD, ["ORDER_WORKFLOW_ARN", "ORDER_WORKFLOW_TYPE"]),
    (
        wiring.workflow,
        AdmittedWorkflow(STANDARD, PERMITS),
        ["ORDER_WORKFLOW_ARN", "ORDER_WORKFLOW_TYPE", "PERMITS_TABLE", "MAX_ORDERS_IN_FLIGHT"],
    ),
]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in (*Setting, *(f"{table.upper()}_TABLE" for table in TABLES)):
        monkeypatch.setenv(setting, f"the-{setting.lower().replace('_', '-')}")
    monkeypatch.setenv(Setting.ORDER_WORKFLOW_TYPE, "STANDARD")
    monkeypatch.setenv(Setting.MAX_ORDERS_IN_FLIGHT, "8")
    monkeypatch.delenv(Setting.PAYMENT_PROVIDER)


@pytest.mark.parametrize(("create", "adapter", "_"), ADAPTERS)
def test_an_adapter_uses_its_settings(create: Callable[[], Any], adapter: Any, _: list[str]) -> None:
    assert create() == adapter


@pytest.mark.parametrize(
    ("create", "missing"), [(create, name) for create, _, settings in ADAPTERS for name in settings]
)
@pytest.mark.parametrize("is_empty", [True, False])
def test_a_missing_or_empty_setting_is_named(
    create: Callable[[], Any],
    missing: str,
    is_empty: bool,  # noqa: FBT001  pytest passes parameters by name
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if is_empty:
        monkeypatch.setenv(missing, "")
    else:
        monkeypatch.delenv(missing)

    with pytest.raises(MissingSetting, match=f"the environment variable {missing} is not set"):
        create()


def test_an_express_workflow_also_needs_the_watchdogs_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "EXPRESS")
    assert wiring.state_machine() == EXPRESS

    monkeypatch.delenv("ORDER_WATCHDOG_QUEUE_URL")
    with pytest.raises(MissingSetting, match="ORDER_WATCHDOG_QUEUE_URL"):
        wiring.state_machine()


def test_executions_fit_the_workflows_type(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wiring.executions() == StandardExecutions(STANDARD, AdmittedWorkflow(STANDARD, PERMITS))

    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "EXPRESS")
    assert wiring.executions() == ExpressExecutions(
        EXPRESS, AdmittedWorkflow(EXPRESS, PERMITS), OrderTable("the-orders-table")
    )


def test_an_unknown_workflow_type_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDER_WORKFLOW_TYPE", "Express")

    with pytest.raises(InvalidSetting, match="ORDER_WORKFLOW_TYPE must be STANDARD or EXPRESS"):
        wiring.workflow()


def test_the_simulated_provider_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    simulated = SimulatedProvider("the-simulator-table", "the-payments-table")
    assert wiring.payments().provider(wiring.payments().new_provider) == simulated
    assert wiring.payment_rules() == SimulatedRules()

    monkeypatch.setenv("PAYMENT_PROVIDER", "simulated")
    assert wiring.payments().new_provider == "simulated"


def test_stripe_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYMENT_PROVIDER", "stripe")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    monkeypatch.delenv("STRIPE_URL")

    assert wiring.payment_rules() == StripeRules()
    payments = wiring.payments()
    assert payments.new_provider == "stripe"
    assert payments.provider("stripe") == StripeProvider(Secret("the-stripe-secret-arn"), "https://api.stripe.com")
    assert payments.provider("simulated") == SimulatedProvider("the-simulator-table", "the-payments-table")

    monkeypatch.delenv("STRIPE_SECRET_ARN")
    with pytest.raises(MissingSetting, match="STRIPE_SECRET_ARN"):
        wiring.payments()
    assert wiring.payments(starts_provider=False).new_provider == "stripe"


def test_stripe_is_loaded_only_where_it_is_the_provider() -> None:
    code = "import sys; from orders import wiring; wiring.payments(); sys.exit('stripe' in sys.modules)"
    environment = {"PAYMENTS_TABLE": "any", "SIMULATOR_TABLE": "any", "AWS_DEFAULT_REGION": "us-west-2"}

    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False, cwd=ROOT).returncode == 0


@pytest.mark.parametrize("create", [wiring.payments, wiring.payment_rules])
def test_an_unknown_payment_provider_is_rejected(create: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYMENT_PROVIDER", "Stripe")

    with pytest.raises(InvalidSetting, match="PAYMENT_PROVIDER must be one of simulated, stripe"):
        create()


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5"])
def test_an_invalid_limit_of_orders_in_flight_is_rejected(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("MAX_ORDERS_IN_FLIGHT", limit)

    with pytest.raises(InvalidSetting, match="MAX_ORDERS_IN_FLIGHT must be a whole number from 1"):
        wiring.permits()


@pytest.mark.parametrize("setting", Setting)
def test_a_setting_is_read_from_the_variable_with_its_name(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(setting.name, "dev-something")

    assert read_setting(setting) == "dev-something"
