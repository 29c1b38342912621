"""Completing an order: its status and its reservation, in two DynamoDB tables and one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from botocore.exceptions import ClientError

from orders.adapters import aws
from orders.adapters.aws import cancellation_codes, client, store_errors
from orders.adapters.order_table import OrderTable
from orders.adapters.settings import Setting, read
from orders.adapters.stock_table import closing
from orders.errors import IllegalReservation
from orders.inventory import ReservationState
from orders.order import OrderStatus
from orders.task import Task


@dataclass(frozen=True, slots=True)
class CompletionTables:
    """A ``Till``: the orders and the reservations tables, written in one transaction."""

    orders: OrderTable
    reservations: str

    @classmethod
    def from_settings(cls) -> CompletionTables:
        """Raises MissingSetting."""
        return cls(OrderTable.from_settings(), read(Setting.RESERVATIONS_TABLE))

    def complete(self, task: Task, at: datetime) -> None:
        completion = self.orders.change(task, OrderStatus.COMPLETED, at)
        sale = closing(self.reservations, task, ReservationState.SOLD, at, held_by=task.attempt)
        with store_errors():
            try:
                client("dynamodb").transact_write_items(TransactItems=[{"Update": completion}, {"Update": sale}])
            except ClientError as error:
                match cancellation_codes(error):
                    case [aws.CONDITION_FAILED, _]:
                        self.orders.already(task, OrderStatus.COMPLETED)
                    case [aws.INNOCENT, aws.CONDITION_FAILED]:
                        raise IllegalReservation(f"order {task.order_id} holds no stock to sell") from error
                    case _:
                        raise
