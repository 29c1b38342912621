"""Everything that can go wrong with an order.

    OrderError
    ├── InvalidRequest                  the client must change the request; no order changes
    │   ├── UnknownProduct
    │   ├── MixedCurrencies
    │   ├── UnsupportedPayment
    │   ├── TooLateToCancel
    │   ├── IdempotencyKeyReused
    │   ├── RefundKeyReused
    │   └── RefundNotPossible
    ├── Rejected                        a business rule ends the order; a retry cannot help
    │   ├── PaymentDeclined
    │   ├── PaymentActionRequired
    │   ├── PaymentMethodUnusable
    │   ├── OutOfStock
    │   └── OrderCancelled
    ├── Waiting                         there is no capacity yet; the message waits in its queue
    │   └── NoPermitFree
    ├── Transient                       a retry may help; the state machine retries
    │   ├── PaymentProviderUnavailable
    │   ├── PaymentProviderTimeout
    │   ├── OrderContention
    │   ├── StockContention
    │   └── StoreUnavailable
    └── Broken                          neither helps; a person must look
        ├── MalformedTask
        ├── MalformedOrder
        │   └── WrittenByNewerVersion
        ├── OrderNotFound
        ├── OrderExists
        ├── OrderAlreadyCompleted
        ├── IllegalTransition
        ├── IllegalPayment
        ├── IllegalReservation
        └── PaymentKeyReused

A class's name is the error's name in the state machine: AWS Lambda reports an exception by its class, and Step
Functions matches that name in ``Retry`` and ``Catch``.  ``make definition`` writes the definition's lists of errors
from this tree.  Messages carry identifiers, never names of people or card data.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar, TypeVar

from orders.domain.malformed_row import MalformedRow, NewerRow


class OrderError(Exception):
    """The root of the tree."""

    reason: ClassVar[str] = "a technical error on our side"
    """The error in words that the customer may read, in the order's history."""


class InvalidRequest(OrderError):
    """The request cannot be carried out as sent; no order changes."""


class UnknownProduct(InvalidRequest):
    """The catalogue lacks products: all of ``product_names``."""

    def __init__(self, *product_names: str) -> None:
        super().__init__(f"there is no product {', '.join(map(repr, product_names))}")
        self.product_names = product_names


class MixedCurrencies(InvalidRequest):
    """The products of one order are sold in different currencies."""


class UnsupportedPayment(InvalidRequest):
    """The payment provider accepts no payment of this amount or in this currency."""


class TooLateToCancel(InvalidRequest):
    """The order's capture has begun, or it is completed, or failed because it was rejected."""


class IdempotencyKeyReused(InvalidRequest):
    """An earlier request with another body used the same idempotency key."""


class RefundKeyReused(InvalidRequest):
    """An earlier refund of the order with another amount or reason used the same idempotency key."""


class RefundNotPossible(InvalidRequest):
    """The order is not completed, less than the amount is left of its payment, or the provider refused the refund."""


class Rejected(OrderError):
    """A business rule ends the order, with this error as its reason: no alarm, no dead letter."""

    states: ClassVar[tuple[str, ...]] = ()
    """The states of the workflow that catch the error by its name."""

    def __init__(self, message: str = "", decline_code: str | None = None) -> None:
        super().__init__(message)
        self.decline_code = decline_code
        """The payment provider's own code for the rejection, if it has one: for an operator, not for the customer."""


class PaymentDeclined(Rejected):
    """The bank declined the payment: the order ends ``Failed``."""

    reason = "the bank declined the payment"
    states = ("AuthorizePayment",)


class PaymentActionRequired(Rejected):
    """The bank requires that the customer confirms the payment, such as by 3-D Secure: the order ends ``Failed``."""

    reason = "the bank requires the customer to confirm the payment"
    states = ("AuthorizePayment",)


class PaymentMethodUnusable(Rejected):
    """The payment method is unknown, expired, or meant for another payment: the order ends ``Failed``."""

    reason = "the payment method could not be used"
    states = ("AuthorizePayment",)


class OutOfStock(Rejected):
    """A product has fewer units left than the order needs: the order ends ``Failed``."""

    reason = "there was not enough stock"
    states = ("ReserveInventory",)


class OrderCancelled(Rejected):
    """The customer cancelled before the capture began: the order ends ``Cancelled``."""

    states = ("AuthorizePayment", "CapturePayment")


class Waiting(OrderError):
    """There is no capacity yet, and nothing was done; the caller waits and calls again."""


class NoPermitFree(Waiting):
    """As many orders are in flight as the limit allows."""


class Transient(OrderError):
    """The same call may succeed later; the state machine retries it, for the stock after a few immediate retries."""


class PaymentProviderUnavailable(Transient):
    """The provider rejected the call before it had any effect."""

    reason = "the payment provider could not be reached"


class PaymentProviderTimeout(Transient):
    """The provider did not respond in time: the outcome is unknown, so retry with the same idempotency key."""

    reason = "the payment provider did not respond in time"


class OrderContention(Transient):
    """Another write changed the order at the same moment."""


class StockContention(Transient):
    """Another order changed the same product at the same moment."""


class StoreUnavailable(Transient):
    """An AWS service throttled the call or could not be reached."""


class Broken(OrderError):
    """A defect, or a message that belongs to no order: a person must look."""

    is_retried_by_compensation: ClassVar[bool] = False
    """Whether the compensation's states retry the error, because the next call may succeed."""


class MalformedTask(Broken):
    """A message that does not name an order, an attempt and a known operation."""


class MalformedOrder(Broken):
    """A row of an order, or of what it needs, that cannot be read; the message names its table, key and attribute."""

    def __init__(self, row: MalformedRow) -> None:
        super().__init__(str(row))
        self.row = row


class WrittenByNewerVersion(MalformedOrder):
    """A row that only a newer version can change; this version changes nothing of its order."""

    def __init__(self, row: NewerRow) -> None:
        super().__init__(row)


class OrderNotFound(Broken):
    """No order has this id."""


class OrderExists(Broken):
    """An order with this id is already stored."""


class OrderAlreadyCompleted(Broken):
    """The order is ``Completed`` and its stock is sold, so there is nothing to compensate."""


class IllegalTransition(Broken):
    """The order's status or attempt does not allow the change."""


class IllegalPayment(Broken):
    """The payment's state does not allow the operation, such as the capture of a voided payment."""

    # A void fails with it if a late capture came first; the next call finds the captured payment and refunds it.
    is_retried_by_compensation = True


class IllegalReservation(Broken):
    """The reservation's state does not allow the operation, such as reserving stock that was already released."""


class PaymentKeyReused(Broken):
    """The payment provider received one idempotency key with two different requests."""


Root = TypeVar("Root", bound=OrderError)


def errors_below(root: type[Root]) -> tuple[type[Root], ...]:
    """Return all descendants of an error class, each class before its own descendants."""
    return tuple(error for child in root.__subclasses__() for error in (child, *errors_below(child)))


REASONS = MappingProxyType({error.__name__: error.reason for error in errors_below(OrderError)})
"""The reason of each error, by its name."""

REJECTIONS = frozenset(error.__name__ for error in errors_below(Rejected))
"""Failure reasons that are business rejections: they raise no alarm and are never redriven."""
