"""Which adapter serves which port: the only place that chooses.

What only operators' commands use is imported where it is used: the functions of the workflow start faster without it.
Every function raises MissingSetting for an environment variable that is not set, and InvalidSetting for an invalid one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from orders.aws.completion_tables import CompletionTables
from orders.aws.dead_letter_queue import DeadLetterQueue
from orders.aws.event_topics import EventTopics
from orders.aws.order_queries import OrderQueries
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.aws.permit_table import PermitTable
from orders.aws.processing_queue import ProcessingQueue
from orders.aws.product_table import ProductTable
from orders.aws.state_machine import Deadlines, StateMachine
from orders.aws.stock_rows import StockRows
from orders.aws.stock_table import StockTable
from orders.contract import PAYMENT_PROVIDERS, PROVIDER_TABLE, SIMULATED, STRIPE
from orders.domain.actor import Actor
from orders.domain.events import OrderEventType
from orders.domain.search import EVERY_ORDER, CreationWindow
from orders.domain.workflow import WorkflowType
from orders.environment import InvalidSetting, Setting, read_optional_setting, read_setting, read_table
from orders.payments.simulated import SimulatedProvider, SimulatedRules
from orders.payments.stripe_rules import StripeRules
from orders.ports import Executions, PaymentProvider, PaymentRules, Pricing
from orders.usecases.admission import AdmittedWorkflow
from orders.usecases.compensate import Compensation
from orders.usecases.payments import Payments
from orders.usecases.place import OrderPlacement
from orders.usecases.pricing import CataloguePricing
from orders.usecases.watchdog import Watchdog

if TYPE_CHECKING:
    from orders.aws.ledgers import LedgerTables
    from orders.usecases.reconcile import Reconciliation
    from orders.usecases.redrive import Redrive
    from orders.usecases.refund import Refunds
    from orders.usecases.stock import StockKeeping


def orders() -> OrderTable:
    """Return the ``OrderRepository`` and ``RedriveRepository``."""
    return OrderTable(read_table("orders"))


def order_search() -> OrderQueries:
    """Return the ``OrderSearch``."""
    return OrderQueries(read_table("orders"))


def open_orders() -> OrderQueries:
    """Return the ``OpenOrders``."""
    return OrderQueries(read_table("orders"))


def finished_orders() -> OrderQueries:
    """Return the ``FinishedOrders``."""
    return OrderQueries(read_table("orders"))


def refunds(*, starts_provider: bool = True) -> Refunds:
    """Return the use case that refunds completed orders; ``payments`` has the argument."""
    from orders.usecases.refund import Refunds

    return Refunds(orders(), payments(starts_provider=starts_provider))


def completion_store() -> CompletionTables:
    """Return the ``CompletionStore``."""
    return CompletionTables(orders(), read_table("reservations"))


def catalogue() -> ProductTable:
    """Return the ``Catalogue``."""
    return ProductTable(read_table("products"))


def pricing() -> Pricing:
    """Return the ``Pricing``; docs/extending.md has a rule with adjustments."""
    return CataloguePricing(catalogue())


def stock() -> StockTable:
    """Return the ``StockRepository``."""
    return StockTable(_stock_rows(), read_table("reservations"))


def payment_provider(name: str) -> PaymentProvider:
    """Return the ``PaymentProvider`` with this name."""
    if name == SIMULATED:
        return SimulatedProvider(read_table(PROVIDER_TABLE), read_table("payments"))
    if name == STRIPE:
        return _stripe(read_setting(Setting.STRIPE_SECRET_ARN), read_optional_setting(Setting.STRIPE_URL))
    raise _unknown_provider()


@cache
def _stripe(secret_arn: str, url: str) -> PaymentProvider:
    """Return the one provider of this process, which keeps its connections.

    Only a process that needs Stripe loads its packages, which takes half a second.
    """
    from orders.aws.secrets import Secret
    from orders.payments.stripe import API_URL, StripeProvider

    return StripeProvider(Secret(secret_arn), url or API_URL)


def payment_rules() -> PaymentRules:
    """Return the ``PaymentRules`` of the provider of new payments."""
    if _provider_name() == SIMULATED:
        return SimulatedRules()
    if _provider_name() == STRIPE:
        return StripeRules()
    raise _unknown_provider()


def payments(*, starts_provider: bool = True) -> Payments:
    """Return the payments.

    Args:
        starts_provider: whether to create the provider of new payments now, so that the first call needs not wait for
            its packages; False for a caller that may not need it.
    """
    name = _provider_name()
    if starts_provider:
        payment_provider(name)
    return Payments(PaymentTable(read_table("payments")), payment_provider, name, is_known_payment_method)


def event_publisher() -> EventTopics:
    """Return the ``EventPublisher``."""
    return EventTopics(
        {
            OrderEventType.ORDER_CREATED: read_setting(Setting.ORDER_EVENTS_TOPIC_ARN),
            OrderEventType.ORDER_FINISHED: read_setting(Setting.ORDER_COMPLETED_TOPIC_ARN),
        },
        read_setting(Setting.ORDER_PUBLIC_EVENTS_TOPIC_ARN),
    )


def processing_queue() -> ProcessingQueue:
    """Return the queue that the order consumer reads."""
    return ProcessingQueue(read_setting(Setting.ORDER_PROCESSING_QUEUE_URL))


def dead_letters() -> DeadLetterQueue:
    """Return the ``DeadLetterSender`` and ``DeadLetterReader``."""
    return DeadLetterQueue(read_setting(Setting.ORDER_DLQ_URL))


def permits() -> PermitTable:
    """Return the ``Permits``."""
    limit = read_setting(Setting.MAX_ORDERS_IN_FLIGHT)
    if not (limit.isascii() and limit.isdigit() and int(limit) > 0):
        raise InvalidSetting(f"the environment variable {Setting.MAX_ORDERS_IN_FLIGHT} must be a whole number from 1")
    return PermitTable(read_table("permits"), int(limit))


def workflow() -> AdmittedWorkflow:
    """Return the ``Workflow``."""
    return AdmittedWorkflow(state_machine(), permits())


def state_machine() -> StateMachine:
    """Return the state machine, which starts executions without a permit."""
    arn, kind = read_setting(Setting.ORDER_WORKFLOW_ARN), read_setting(Setting.ORDER_WORKFLOW_TYPE)
    if kind not in set(WorkflowType):
        raise InvalidSetting(f"the environment variable {Setting.ORDER_WORKFLOW_TYPE} must be STANDARD or EXPRESS")
    if kind == WorkflowType.STANDARD:
        return StateMachine(arn)
    return StateMachine(arn, Deadlines(read_setting(Setting.ORDER_WATCHDOG_QUEUE_URL)))


def executions() -> Executions:
    """Return the ``Executions`` of a workflow of either type."""
    from orders.aws.executions import ExpressExecutions, StandardExecutions

    machine = state_machine()
    workflow = AdmittedWorkflow(machine, permits())
    if machine.deadlines:
        return ExpressExecutions(machine, workflow, orders())
    return StandardExecutions(machine, workflow)


def placement() -> OrderPlacement:
    """Return the use case that places orders."""
    return OrderPlacement(pricing(), orders(), payment_rules())


def compensation(*, starts_provider: bool = True) -> Compensation:
    """Return the compensation from outside the workflow; ``payments`` has the argument."""
    return Compensation(orders(), stock(), payments(starts_provider=starts_provider))


def watchdog(*, starts_provider: bool = True) -> Watchdog:
    """Return the use case that compensates after an execution; ``payments`` has the argument."""
    return Watchdog(orders(), compensation(starts_provider=starts_provider), dead_letters())


def redrive(max_attempts: int, by: Actor | None = None) -> Redrive:
    """Return the use case that redrives the dead-letter queue on behalf of a person."""
    from orders.usecases.redrive import Redrive

    return Redrive(orders(), executions(), dead_letters(), compensation(), max_attempts, by)


def ledgers() -> LedgerTables:
    """Return the ``Ledgers``."""
    from orders.aws.ledgers import LedgerTables

    return LedgerTables(read_table("orders"), _stock_rows(), read_table("reservations"), read_table("payments"))


def reconciliation(
    opening_stock: Mapping[str, int],
    window: CreationWindow = EVERY_ORDER,
    on_progress: Callable[[str, int], None] = lambda *_: None,
    *,
    with_provider: bool = False,
) -> Reconciliation:
    """Return the use case that reconciles the ledgers."""
    from orders.usecases.reconcile import Reconciliation

    return Reconciliation(
        ledgers(),
        executions(),
        dead_letters(),
        watchdog(starts_provider=False),
        refunds(starts_provider=False),
        opening_stock,
        window,
        on_progress,
        with_provider,
    )


def stock_keeping() -> StockKeeping:
    """Return the use case that shows and changes the products' stock."""
    from orders.aws.product_stock_tables import ProductStockTables
    from orders.usecases.stock import StockKeeping

    return StockKeeping(ProductStockTables(_stock_rows(), read_table("reservations")))


def _stock_rows() -> StockRows:
    return StockRows(read_table("products"), read_table("stock"))


def is_known_payment_method(method: str) -> bool:
    """Return whether a payment method is one of any provider's: an order keeps its own after the provider changes."""
    return any(re.fullmatch(rules.method_pattern, method) for rules in (SimulatedRules(), StripeRules()))


def _provider_name() -> str:
    """Return the name of the provider of new payments: the simulated one, unless the setting names another."""
    return read_optional_setting(Setting.PAYMENT_PROVIDER) or SIMULATED


def _unknown_provider() -> InvalidSetting:
    return InvalidSetting(
        f"the environment variable {Setting.PAYMENT_PROVIDER} must be one of {', '.join(PAYMENT_PROVIDERS)}"
    )
