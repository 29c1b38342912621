"""Complete an order: its status and its reservation, in two DynamoDB tables and one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from botocore.exceptions import ClientError

from orders.aws import clients
from orders.aws.clients import cancellation_codes, client, is_validation_error, translate_aws_errors
from orders.aws.order_table import OrderTable
from orders.aws.stock_table import reservation_update
from orders.domain.attempt import Attempt
from orders.domain.errors import IllegalReservation
from orders.domain.order import OrderStatus
from orders.domain.reservation import ReservationState


@dataclass(frozen=True, slots=True)
class CompletionTables:
    """A ``CompletionStore`` on the orders and reservations tables."""

    orders: OrderTable
    reservations: str

    def complete(self, attempt: Attempt, at: datetime) -> None:
        completion = self.orders.status_update(attempt, OrderStatus.COMPLETED, at)
        sale = reservation_update(self.reservations, attempt, ReservationState.SOLD, at, held_by=attempt.number)
        with translate_aws_errors():
            try:
                client("dynamodb").transact_write_items(TransactItems=[{"Update": completion}, {"Update": sale}])
            except ClientError as error:
                match cancellation_codes(error):
                    case [clients.CONDITIONAL_CHECK_FAILED, _]:
                        self.orders.confirm_applied(attempt, OrderStatus.COMPLETED)
                    case [clients.NO_ERROR, clients.CONDITIONAL_CHECK_FAILED]:
                        raise IllegalReservation(f"order {attempt.order_id} holds no stock to sell") from error
                    case _:
                        if is_validation_error(error):
                            self.orders.get(attempt.order_id)  # raises MalformedOrder, if it is one
                        raise
