"""Everything that can go wrong with an order.

    OrderError
    ├── Rejected                        the business says no; asking again cannot help
    │   ├── PaymentDeclined
    │   ├── OutOfStock
    │   ├── UnknownProduct
    │   ├── MixedCurrencies
    │   ├── OrderCancelled
    │   └── TooLateToCancel
    ├── Transient                       time may help; the state machine asks again
    │   ├── PaymentProviderUnavailable
    │   ├── PaymentProviderTimeout
    │   ├── OrderContention
    │   ├── StockContention
    │   └── StoreUnavailable
    └── Broken                          neither helps; someone must look
        ├── MalformedTask
        ├── MalformedOrder
        ├── OrderNotFound
        ├── OrderExists
        ├── OrderAlreadyCompleted
        ├── IllegalTransition
        ├── IllegalPayment
        ├── IllegalReservation
        └── IdempotencyKeyReused

A class's name is the error's name in the state machine: AWS Lambda reports an exception by its class, and Step
Functions matches that name in ``Retry`` and ``Catch``.  Messages carry identifiers, never names of people or card data.
"""


class OrderError(Exception):
    """The root of the tree."""


class Rejected(OrderError):
    """The business says no: the order ends ``Failed`` with a reason, and nobody is called."""


class PaymentDeclined(Rejected):
    """The bank refused; asking again cannot help."""


class OutOfStock(Rejected):
    """A product has fewer units left than the order wants."""


class UnknownProduct(Rejected):
    """The catalogue has no such product; ``product_names`` are all that it lacks."""

    def __init__(self, *product_names: str) -> None:
        super().__init__(f"there is no product {', '.join(map(repr, product_names))}")
        self.product_names = product_names


class MixedCurrencies(Rejected):
    """The products of one order are sold in different currencies."""


class OrderCancelled(Rejected):
    """The customer cancelled before the capture began: the order ends ``Cancelled``."""


class TooLateToCancel(Rejected):
    """The capture has begun, or the order is over: it cannot be cancelled any more."""


class Transient(OrderError):
    """The same request may succeed later; only the state machine repeats it."""


class PaymentProviderUnavailable(Transient):
    """The provider refused the call before it had any effect."""


class PaymentProviderTimeout(Transient):
    """The provider did not answer in time: the outcome is unknown, so ask again with the same idempotency key."""


class OrderContention(Transient):
    """Another write changed the order at the same moment."""


class StockContention(Transient):
    """Another order changed the same product at the same moment."""


class StoreUnavailable(Transient):
    """DynamoDB throttled the call or could not be reached."""


class Broken(OrderError):
    """A defect, or a message that no order explains: a person must look."""


class MalformedTask(Broken):
    """A message or a task that does not name an order, an attempt and a known operation."""


class MalformedOrder(Broken):
    """An item of the order table that is not an order; what stands in it is not repeated."""


class OrderNotFound(Broken):
    """No order has this id."""


class OrderExists(Broken):
    """An order with this id is already stored."""


class OrderAlreadyCompleted(Broken):
    """There is nothing to undo: the order is ``Completed`` and its stock is sold."""


class IllegalTransition(Broken):
    """The order's status, or the attempt that it is in, does not allow the change."""


class IllegalPayment(Broken):
    """The payment's state does not allow the operation, such as the capture of a voided payment."""


class IllegalReservation(Broken):
    """The reservation's state does not allow the operation, such as holding stock that was already given back."""


class IdempotencyKeyReused(Broken):
    """The key of an earlier request came with another request behind it."""


def _names_from(error: type[OrderError]) -> frozenset[str]:
    return frozenset({error.__name__}).union(*map(_names_from, error.__subclasses__()))


REJECTIONS = _names_from(Rejected)
"""The reasons that are answers and no faults: nobody is called for them, and nothing runs again because of them."""
