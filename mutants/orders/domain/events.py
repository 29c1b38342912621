"""The events that the system publishes about an order, and the one that it consumes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedTask
from orders.domain.order import OrderStatus
from orders.domain.timestamp import format_utc
from orders.domain.trace import parse_trace_header


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


class OrderEventType(StrEnum):
    """The kinds of events; each has its own topic."""

    ORDER_CREATED = "OrderCreated"
    ORDER_FINISHED = "OrderFinished"
mutants_xǁOrderEventǁas_message__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """Something that happened to an order.

    It carries no personal data; a subscriber that needs more reads the order from the API.
    """

    type: OrderEventType
    order_id: str
    attempt_number: int
    status: OrderStatus
    occurred_at: datetime
    trace_header: str | None = None

    @_mutmut_mutated(mutants_xǁOrderEventǁas_message__mutmut)
    def as_message(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_orig(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_1(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = None
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_2(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "XXtypeXX": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_3(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "TYPE": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_4(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "XXorder_idXX": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_5(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "ORDER_ID": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_6(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "XXattemptXX": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_7(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "ATTEMPT": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_8(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "XXstatusXX": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_9(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "STATUS": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_10(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "XXoccurred_atXX": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_11(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "OCCURRED_AT": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_12(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(None),
        }
        return message | ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_13(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message & ({"trace_header": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_14(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if (self.trace_header) and False else {})

    def xǁOrderEventǁas_message__mutmut_15(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"trace_header": self.trace_header} if (self.trace_header) or True else {})

    def xǁOrderEventǁas_message__mutmut_16(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"XXtrace_headerXX": self.trace_header} if self.trace_header else {})

    def xǁOrderEventǁas_message__mutmut_17(self) -> dict[str, Any]:
        """Return the event as a JSON object, with ``trace_header`` only if the order has a trace."""
        message = {
            "type": self.type,
            "order_id": self.order_id,
            "attempt": self.attempt_number,
            "status": self.status,
            "occurred_at": format_utc(self.occurred_at),
        }
        return message | ({"TRACE_HEADER": self.trace_header} if self.trace_header else {})

mutants_xǁOrderEventǁas_message__mutmut['_mutmut_orig'] = OrderEvent.xǁOrderEventǁas_message__mutmut_orig # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_1'] = OrderEvent.xǁOrderEventǁas_message__mutmut_1 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_2'] = OrderEvent.xǁOrderEventǁas_message__mutmut_2 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_3'] = OrderEvent.xǁOrderEventǁas_message__mutmut_3 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_4'] = OrderEvent.xǁOrderEventǁas_message__mutmut_4 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_5'] = OrderEvent.xǁOrderEventǁas_message__mutmut_5 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_6'] = OrderEvent.xǁOrderEventǁas_message__mutmut_6 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_7'] = OrderEvent.xǁOrderEventǁas_message__mutmut_7 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_8'] = OrderEvent.xǁOrderEventǁas_message__mutmut_8 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_9'] = OrderEvent.xǁOrderEventǁas_message__mutmut_9 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_10'] = OrderEvent.xǁOrderEventǁas_message__mutmut_10 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_11'] = OrderEvent.xǁOrderEventǁas_message__mutmut_11 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_12'] = OrderEvent.xǁOrderEventǁas_message__mutmut_12 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_13'] = OrderEvent.xǁOrderEventǁas_message__mutmut_13 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_14'] = OrderEvent.xǁOrderEventǁas_message__mutmut_14 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_15'] = OrderEvent.xǁOrderEventǁas_message__mutmut_15 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_16'] = OrderEvent.xǁOrderEventǁas_message__mutmut_16 # type: ignore # mutmut generated
mutants_xǁOrderEventǁas_message__mutmut['xǁOrderEventǁas_message__mutmut_17'] = OrderEvent.xǁOrderEventǁas_message__mutmut_17 # type: ignore # mutmut generated


@dataclass(frozen=True, slots=True)
class OrderChange:
    """A committed write to the orders table.

    ``before`` is None for a new order, ``reason`` the order's ``failure_reason``, and ``placed_at`` its ``created_at``.
    """

    order_id: str
    attempt_number: int
    before: OrderStatus | None
    after: OrderStatus
    at: datetime
    placed_at: datetime
    reason: str | None = None
    trace_header: str | None = None

    @property
    def event(self) -> OrderEvent | None:
        """The event to publish: for a new order, or for one that has just reached a final status; else None."""
        if self.before is None:
            kind = OrderEventType.ORDER_CREATED
        elif self.after.is_final and self.before is not self.after:
            kind = OrderEventType.ORDER_FINISHED
        else:
            return None
        return OrderEvent(kind, self.order_id, self.attempt_number, self.after, self.at, self.trace_header)
mutants_xǁOrderCreatedǁparse__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class OrderCreated:
    """A new order whose workflow is to start, and the trace of the request that placed it."""

    attempt: Attempt
    trace_header: str | None = None

    @classmethod
    @_mutmut_mutated(mutants_xǁOrderCreatedǁparse__mutmut, is_classmethod = True)
    def parse(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_orig(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_1(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = None
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_2(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(None)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_3(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask(None) from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_4(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("XXthe message is not JSONXX") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_5(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not json") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_6(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("THE MESSAGE IS NOT JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_7(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = None
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_8(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(None)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_9(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get(None) != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_10(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("XXtypeXX") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_11(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("TYPE") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_12(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") == OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_13(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(None)
        return cls(attempt, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_14(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(None, parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_15(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, None)

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_16(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(parse_trace_header(event.get("trace_header")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_17(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, )

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_18(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(None))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_19(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get(None)))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_20(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("XXtrace_headerXX")))

    @classmethod
    def xǁOrderCreatedǁparse__mutmut_21(cls, body: str) -> OrderCreated:
        """Return the event in a message of the processing queue.

        Raises:
            MalformedTask: the message is not an ``OrderCreated`` event.
        """
        try:
            event = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MalformedTask("the message is not JSON") from error
        attempt = Attempt.parse(event)
        if event.get("type") != OrderEventType.ORDER_CREATED:
            raise MalformedTask(f"the message's type must be {OrderEventType.ORDER_CREATED}")
        return cls(attempt, parse_trace_header(event.get("TRACE_HEADER")))

mutants_xǁOrderCreatedǁparse__mutmut['_mutmut_orig'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_orig # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_1'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_1 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_2'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_2 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_3'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_3 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_4'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_4 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_5'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_5 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_6'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_6 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_7'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_7 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_8'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_8 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_9'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_9 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_10'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_10 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_11'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_11 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_12'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_12 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_13'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_13 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_14'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_14 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_15'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_15 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_16'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_16 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_17'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_17 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_18'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_18 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_19'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_19 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_20'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_20 # type: ignore # mutmut generated
mutants_xǁOrderCreatedǁparse__mutmut['xǁOrderCreatedǁparse__mutmut_21'] = OrderCreated.xǁOrderCreatedǁparse__mutmut_21 # type: ignore # mutmut generated
