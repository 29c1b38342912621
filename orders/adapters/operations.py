"""What an operator's command works with, put together from the environment.

The API's own server never asks for these settings: they are read when a command runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from orders.adapters.dead_letter_queue import DeadLetterQueue
from orders.adapters.executions import executions
from orders.adapters.ledgers import LedgerTables
from orders.adapters.order_table import OrderTable
from orders.adapters.settings import MissingSetting
from orders.adapters.simulated_gateway import SimulatedGateway
from orders.adapters.state_machine import StateMachine
from orders.adapters.stock_table import StockTable
from orders.errors import OrderError
from orders.reconcile import Reconciliation
from orders.redrive import Redrive
from orders.watchdog import Watchdog


class OperationFailed(Exception):
    """The command cannot go on; the message is one sentence for the operator."""


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Raises OperationFailed for a missing setting, and for whatever AWS refuses."""
    try:
        yield
    except (MissingSetting, OrderError) as error:
        raise OperationFailed(str(error)) from error
    except ClientError as error:
        answer = error.response["Error"]
        raise OperationFailed(
            f"AWS refused {error.operation_name}: {answer.get('Code')}: {answer.get('Message')}"
        ) from error
    except BotoCoreError as error:
        raise OperationFailed(f"AWS could not be asked: {error}") from error


def redrive(max_attempts: int) -> Redrive:
    """Raises MissingSetting."""
    orders = OrderTable.from_settings()
    return Redrive(
        orders=orders,
        executions=executions(StateMachine.from_settings(), orders),
        letters=DeadLetterQueue.from_settings(),
        stock=StockTable.from_settings(),
        gateway=SimulatedGateway.from_settings(),
        max_attempts=max_attempts,
    )


def reconciliation(stock_at_start: Mapping[str, int]) -> Reconciliation:
    """Raises MissingSetting."""
    orders, stock, gateway = OrderTable.from_settings(), StockTable.from_settings(), SimulatedGateway.from_settings()
    queue = DeadLetterQueue.from_settings()
    return Reconciliation(
        ledgers=LedgerTables.from_settings(),
        executions=executions(StateMachine.from_settings(), orders),
        letters=queue,
        watchdog=Watchdog(orders, stock, gateway, queue),
        stock_at_start=stock_at_start,
    )
