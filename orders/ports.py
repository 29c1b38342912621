"""The interfaces between the use cases and the outside; ``orders.wiring`` chooses an adapter for each.

Every method may raise StoreUnavailable: an AWS service throttled the call or could not be reached; retry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from orders.domain.actor import Actor
from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.events import OrderEvent
from orders.domain.history import HistoryEventType
from orders.domain.malformed_row import MalformedRow
from orders.domain.money import Money
from orders.domain.order import Order, OrderLine, OrderStatus, Price, StoredOrder
from orders.domain.order_request import OrderRequest
from orders.domain.payment import Payment, PaymentRequest, PaymentState, ProviderPayment, Refund, RefundState
from orders.domain.permit import Permit
from orders.domain.public_events import PublicEvent
from orders.domain.reservation import Reservation, ReservationState
from orders.domain.search import CreationWindow, OpenOrder, OrderFilter, Page
from orders.domain.stock import Move, ProductStock
from orders.domain.workflow import Execution

MAX_PROVIDER_CALL_SECONDS = 3
"""The longest time that a call of a payment provider may take, inclusive.

A step makes at most two of them, in a function that may run for 7 s in an Express workflow.
"""

MAX_IDS_PER_CALL = 100
"""The most order ids that ``FinishedOrders.among`` takes, inclusive."""


class OrderRepository(Protocol):
    """Stores orders."""

    def add(self, order: Order) -> None:
        """Store a new order.

        Raises:
            OrderExists: an order with this id is already stored, and stays as it is.  It may be this one, stored by an
                earlier call whose response was lost.
        """

    def get(self, order_id: str) -> Order:
        """Return the order as last written.

        Raises:
            OrderNotFound: no order has this id.
            MalformedOrder: the item with this id is not an order.  Every other method raises it too.
        """

    def transition(self, attempt: Attempt, status: OrderStatus, at: datetime, reason: str | None = None) -> Order:
        """Change the status of an order in this attempt, if ``TRANSITIONS`` allows it.  Idempotent.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: the order is in another attempt, or its status cannot change to this one.
        """

    def fail_or_cancel(self, attempt: Attempt, at: datetime, reason: str, *, is_compensated: bool = True) -> Order:
        """End the attempt: ``Cancelled`` if the customer asked for it, else ``Failed``, with the reason.  Idempotent.

        Without ``is_compensated`` the history does not say that everything was undone.

        Raises:
            OrderContention: the customer cancelled at the same moment; retry.
            OrderNotFound, IllegalTransition: as for ``transition``.
        """

    def request_cancellation(self, order_id: str, at: datetime, by: Actor | None = None) -> Order:
        """Record that a customer, or an operator, cancels, unless the capture has begun.  Idempotent.

        An order that failed for a technical reason stays ``Failed``; a redrive then ends it as ``Cancelled``.

        A cancellation and a capture meet only here and in ``begin_capture``: the first write wins, and the other fails.

        Raises:
            OrderNotFound: no order has this id.
            TooLateToCancel: the capture has begun, or the order is completed, or failed with a business rejection.
        """

    def mark_closed(self, order_id: str) -> None:
        """Remove an order with a final status from the open orders.  Idempotent.

        Each change of the status does so itself; only a status that was written by hand leaves the order there.
        """

    def begin_capture(self, attempt: Attempt, at: datetime) -> None:
        """Record that the attempt is about to capture, unless the customer has cancelled.  Idempotent.

        Raises:
            OrderCancelled: the customer cancelled first.
            OrderNotFound, IllegalTransition: as for ``transition``.
        """

    def record_event(self, attempt: Attempt, kind: HistoryEventType, reason: str | None = None) -> None:
        """Add an event to the order's history, now.

        An event that is late, exceeds ``HISTORY_SOFT_LIMIT`` or cannot be written is dropped: no order fails because of
        its history.
        """


class RedriveRepository(OrderRepository, Protocol):
    """Stores orders, and reopens failed ones for an operator."""

    def reopen(self, attempt: Attempt, at: datetime, by: Actor | None = None) -> Order:
        """Change a failed order to ``Pending``, in the attempt after this one.  Idempotent.

        ``by`` is the person who redrives it, for the history.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: the order is not ``Failed``, or is in another attempt.
        """

    def park(self, attempt: Attempt, at: datetime, by: Actor | None = None) -> Order:
        """Mark a failed order as given up, so that its dead letter can be deleted.  Idempotent.

        Raises:
            OrderNotFound, IllegalTransition: as for ``reopen``.
        """


class RefundedOrders(Protocol):
    """Shows refunds in the orders."""

    def get(self, order_id: str) -> Order:
        """As ``OrderRepository.get``."""

    def record_refund(self, attempt: Attempt, refund: Refund, at: datetime) -> Order:
        """Add a refund that was made to the order's ``refunded`` and to its history, once.  Idempotent.

        Raises:
            OrderNotFound: no order has this id.
            IllegalTransition: the attempt has not completed the order.
        """


class CompletionStore(Protocol):
    """Writes an order and its reservation in one transaction."""

    def complete(self, attempt: Attempt, at: datetime) -> None:
        """Change the order to ``Completed`` and its reservation to ``SOLD``, both or neither.  Idempotent.

        Raises:
            OrderNotFound, IllegalTransition: as for ``OrderRepository.transition``.
            IllegalReservation: the attempt holds no stock.
            StockContention: another transaction wrote the same items; retry.
        """


class OrderSearch(Protocol):
    """Lists orders, the newest first.  Eventually consistent: a new order may be missing for a moment."""

    def page(self, order_filter: OrderFilter, limit: int, cursor: str | None = None) -> Page:
        """Return the newest orders that match the filter and are older than the cursor.

        Orders placed after the first page was read appear on no later page.
        """


class OpenOrders(Protocol):
    """Finds the orders without a final status.  Eventually consistent: may lag by a moment."""

    def oldest(self) -> OpenOrder | None:
        """Return the order that has been open for the longest time, or None if there is none."""


class FinishedOrders(Protocol):
    """Finds the orders with a final status.  Eventually consistent: may lag by a moment."""

    def among(self, order_ids: Collection[str]) -> frozenset[str]:
        """Return those of the orders, at most ``MAX_IDS_PER_CALL``, whose status is final."""


class Catalogue(Protocol):
    """The products and their prices."""

    def get_unit_prices(self, product_names: Collection[str]) -> Mapping[str, Money]:
        """Return the unit prices of those products, at most ``MAX_LINES`` and without duplicates, that are sold.

        Raises:
            MalformedOrder: the price of one of them cannot be read.
        """


class Pricing(Protocol):
    """The price rule of new orders; a stored order keeps its price when the rule changes."""

    def price(self, request: OrderRequest, owner: str | None, at: datetime) -> Price:
        """Return the order's lines at their prices, and the adjustments; the total is what the customer is charged.

        Args:
            request: the customer's request, which is valid.
            owner: the authenticated caller; None where the API has no authentication.
            at: when the order is placed.

        Raises:
            UnknownProduct: the catalogue lacks a product.
            MixedCurrencies: the products have different currencies.
            MalformedOrder: the price of a product cannot be read.
        """


class StockRepository(Protocol):
    """The available units of each product, and the reservations.

    Every method raises MalformedOrder if a row that it needs cannot be read.
    """

    def reserve(self, attempt: Attempt, lines: Sequence[OrderLine], at: datetime) -> ReservationState:
        """Take the units of every line from the stock and hold them for the attempt, all or none.  Idempotent.

        Raises:
            OutOfStock: a product has fewer units left, all its rows together; nothing was taken.
            IllegalReservation: this attempt has already released its stock, or another one holds stock.
            StockContention: other transactions wrote the same items, also during a few immediate retries; retry.
        """

    def release(self, attempt: Attempt, at: datetime) -> ReservationState:
        """Return the units that the order holds to the stock, once.  Idempotent, and a no-op without a reservation.

        It also returns what an earlier attempt still holds because its own release failed for good.  If this attempt
        has no reservation yet, a tombstone prevents one that is still under way.

        Raises:
            OrderAlreadyCompleted: the units are sold, by this or another attempt.
            StockContention: as for ``reserve``.
        """


class ProductStocks(Protocol):
    """The rows of every product's stock, for an operator; orders may change them at any time.

    Every method that changes them raises UnknownProduct if there is no such product, and StockContention if orders
    changed the same rows at every try; what was done until then stays, and the same call continues from there.
    """

    def get(self, product_name: str) -> ProductStock:
        """Return a product's stock.

        Raises:
            UnknownProduct: there is no such product.
        """

    def all(self) -> Iterator[ProductStock | MalformedRow]:
        """Yield the stock of every product, and each row that cannot be read."""

    def reservations(self) -> Iterator[Reservation | MalformedRow]:
        """Yield every order's reservation, and each row that cannot be read."""

    def add(self, product_name: str, units: int) -> None:
        """Add units, divided over the rows: all or none."""

    def open_rows(self, product_name: str, shards: int) -> None:
        """Add rows until there are as many as ``shards``, with a part of row 0's units.  Idempotent."""

    def close_rows(self, product_name: str, shards: int) -> None:
        """Remove the rows beyond the first ``shards``, and move their units to row 0.  Idempotent."""

    def move(self, product_name: str, move: Move) -> None:
        """Move units between two rows: all or none."""

    def retire(self, product_name: str, at: datetime) -> None:
        """Remove the product from the catalogue of new orders; its stock stays.  Idempotent."""


class PaymentLedger(Protocol):
    """Our own record of every payment, whichever provider takes the money."""

    def find(self, payment_id: str) -> Payment | None:
        """Return the payment as last written, or None if there is none.

        Raises:
            MalformedOrder: the row cannot be read; the other methods raise it too.
        """

    def begin(self, payment: Payment) -> Payment:
        """Store a new payment, unless one with its id is stored already; return the stored one."""

    def change(self, payment: Payment, sources: Collection[PaymentState]) -> Payment:
        """Write the payment's state and amounts if the stored state is one of ``sources``; return the stored payment.

        Raises:
            IllegalPayment: there is no such payment.
        """

    def grant_refund(self, payment_id: str, refund: Refund) -> Payment:
        """Write a pending refund into the payment's row, in one conditional write; return the stored payment.

        The payment lacks the refund afterwards if the payment is not captured, or if the refunds that were granted
        before leave less than the refund's amount.

        Raises:
            IllegalPayment: there is no such payment.
        """

    def adopt_refund(self, payment: Payment, refund: Refund) -> bool:
        """Write a refund that only the provider has into the payment's row, as one that was made.

        Returns:
            False if the row's money has changed since the payment was read, or a refund is pending.
        """

    def settle_refund(self, payment_id: str, refund: Refund, outcome: RefundState) -> Payment:
        """Write a refund's outcome, and count one that was made as refunded, once; return the stored payment.

        A refund that was made stays ``DONE``.  One that was refused can still become ``DONE``: the provider has it.

        Raises:
            IllegalPayment: there is no such payment.
        """


class PaymentRules(Protocol):
    """What a payment provider accepts, so far as it can be checked without a call, before an order is stored."""

    @property
    def default_method(self) -> str | None:
        """The payment method of an order that names none; None if every order must name one."""

    @property
    def known_methods(self) -> Sequence[str]:
        """All payment methods, if their number is fixed, else none."""

    @property
    def method_pattern(self) -> str:
        """The regular expression that every payment method matches as a whole, in the dialect of JSON Schema."""

    @property
    def expected_method(self) -> str:
        """A description of a valid payment method that completes "payment_method …"."""

    def check_amount(self, amount: Money) -> None:
        """Return if the provider takes payments of this amount, which is more than 0.

        Raises:
            UnsupportedPayment: it does not.
        """


class PaymentProvider(Protocol):
    """A payment provider, as far as Stripe, Adyen and Braintree have it in common.

    Every call has our id of the payment, and every call that changes something a key.  A key that comes again with the
    same request has no second effect.  Providers forget keys after a time, so a repeated operation may also raise
    IllegalPayment; the caller then looks the payment up.  An adapter makes one attempt at each call, in less than
    ``MAX_PROVIDER_CALL_SECONDS``: only the state machine retries.  Every operation may raise:

    - PaymentProviderUnavailable: the call had no effect.
    - PaymentProviderTimeout: the call may have had its effect.
    - PaymentKeyReused: the key was used with another request.
    - IllegalPayment: the payment's state does not allow the operation.
    """

    def checkout_reference(self, method: str) -> str | None:
        """Return the reference of the payment that the customer authorized at checkout, if that is the payment method.

        Makes no call.
        """

    def open(self, request: PaymentRequest, *, idempotency_key: str) -> str:
        """Create the payment, without any effect on the customer's money, and return the provider's reference for it.

        A provider that takes our own id for its reference needs no call.

        Raises:
            Rejected: the provider takes no payment like this; the customer may use another payment method.
        """

    def authorize(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        """Hold the amount on the customer's card.

        Raises:
            Rejected: the bank declined the payment, or the payment method cannot be used.
        """

    def capture(self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str) -> ProviderPayment:
        """Take the whole amount that is held."""

    def cancel(self, reference: str, request: PaymentRequest, *, idempotency_key: str) -> ProviderPayment:
        """Release the hold of a payment that was not captured.

        An authorization that arrives later has no effect.
        """

    def refund(
        self, reference: str, payment_id: str, amount: Money, *, idempotency_key: str, refund_id: str | None = None
    ) -> ProviderPayment:
        """Return a part of the captured amount, or all of it, to the customer; ``refund_id`` marks it for a look-up."""

    def has_refund(self, reference: str, payment_id: str, refund_id: str) -> bool:
        """Return whether the provider has made the refund with this id, however long ago."""

    def find(self, reference: str, payment_id: str) -> ProviderPayment | None:
        """Return the payment as it is now; None if there is none, or it belongs to another of our payments."""


class Workflow(Protocol):
    """Starts the state machine that processes orders."""

    def start(self, attempt: Attempt, trace_header: str | None = None) -> bool:
        """Start the attempt's execution, in that trace.

        Returns:
            False if it was already started, which is a success too.
        """


class Executions(Workflow, Protocol):
    """Starts and finds executions, for an operator."""

    def find(self, attempt: Attempt) -> Execution | None:
        """Return the attempt's execution; None if it never started, or Step Functions no longer keeps it."""

    def is_running_under_another_name(self, attempt: Attempt) -> bool:
        """Return whether an execution with the attempt's input runs, such as one that was started in the console."""


class Permits(Protocol):
    """The permits of the orders in flight: a fixed number, each held by at most one attempt."""

    def acquire(self, attempt: Attempt) -> tuple[Permit, bool]:
        """Return the attempt's permit, and whether it is new; False if the attempt already held it.

        Raises:
            NoPermitFree: all permits are in use.
        """

    def release(self, permit: Permit) -> None:
        """Release a permit, if its attempt still holds it.  Idempotent."""

    def release_all(self, attempts: Collection[Attempt]) -> None:
        """Release whatever the attempts hold.  Idempotent."""

    def in_use(self) -> Sequence[Permit]:
        """Return the permits in use."""


class DeadLetterSender(Protocol):
    """Sends to the dead-letter queue."""

    def send(self, message: Mapping[str, Any]) -> None:
        """Send a message, at least once."""

    def forward(self, body: str) -> None:
        """Send a message of another queue as it is, at least once."""


class DeadLetterReader(Protocol):
    """Reads the dead-letter queue."""

    def count(self) -> int:
        """Return about how many messages can be received now."""

    def receive_pages(self, size: int, *, briefly: bool = False) -> AbstractContextManager[Iterator[list[DeadLetter]]]:
        """Return the messages page by page, each message once and the oldest of a page first.

        Other readers do not receive them until the block ends.  Then those that were not deleted are visible again;
        after a crash only when their visibility timeout ends, which is shorter with ``briefly``, for readers that
        delete nothing.

        Args:
            size: the messages of every page but the last, which has fewer and may be empty.
            briefly: whether the reader only looks.
        """

    def delete(self, message: DeadLetter) -> None:
        """Delete a message that needs no more work."""


class EventPublisher(Protocol):
    """Publishes events to their subscribers."""

    def publish(self, events: Sequence[OrderEvent | PublicEvent]) -> Mapping[int, str]:
        """Publish the events, each at least once.

        Returns:
            The error codes of the events that could not be published, by their positions.
        """


class Ledgers(Protocol):
    """All rows of the tables, page by page: no page needs more than a few megabytes.

    A row that cannot be read is returned as its table and key, in its place.

    Every method but ``count_orders`` waits and retries while the store is throttled.

    Raises:
        StoreUnavailable: the store stays unavailable.
    """

    def count_orders(self) -> int | None:
        """Return about how many orders there are, or None if the caller may not know."""

    def orders(self, window: CreationWindow) -> Iterator[Sequence[StoredOrder | MalformedRow]]:
        """Yield the window's orders.

        Only an unbounded window includes items without the keys of the index by creation.
        """

    def attempt_numbers(self, order_ids: Collection[str]) -> Mapping[str, int | None]:
        """Return the current attempt of those orders that exist; None for an item that is not an order."""

    def payments(self) -> Iterator[Sequence[Payment | MalformedRow]]:
        """Yield every payment of every attempt."""

    def payments_by_id(self, payment_ids: Collection[str]) -> Sequence[Payment | MalformedRow]:
        """Return those of the payments that exist."""

    def reservations(self) -> Iterator[Sequence[Reservation | MalformedRow]]:
        """Yield every order's reservation."""

    def reservations_of(self, order_ids: Collection[str]) -> Sequence[Reservation | MalformedRow]:
        """Return the reservations of those orders that have one."""

    def stocks(self) -> Iterator[ProductStock | MalformedRow]:
        """Yield the stock of each product, and each product that is on sale whose price cannot be read."""
