"""Redrive the dead-letter queue: run each failed order again, as its next attempt.

The order is written first, then the execution started, and only then the message deleted.  Each step is idempotent, so
after a crash the next redrive continues where the last one stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from orders.domain.attempt import Attempt
from orders.domain.dead_letter import DeadLetter
from orders.domain.errors import REJECTIONS, OrderError
from orders.domain.order import Order, OrderStatus
from orders.ports import DeadLetterReader, Executions, PaymentProvider, RedriveRepository, StockRepository
from orders.usecases.compensate import release_and_void

DEFAULT_MAX_ATTEMPTS = 3


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


class Action(StrEnum):
    """What a redrive does with a message."""

    REDRIVE = "redriven"
    START = "started"
    PARK = "parked"
    COMPENSATE = "compensated"
    DELETE = "deleted"
    SKIP = "skipped"


@dataclass(frozen=True, slots=True)
class Plan:
    """The action for a message, the attempt that it applies to, and a clause that describes it to a person."""

    message: DeadLetter
    action: Action
    attempt: Attempt | None
    clause: str

    @property
    def subject(self) -> str:
        """The attempt that the message is about, or else the message's id."""
        attempt = self.message.attempt
        if attempt is None:
            return f"message {self.message.message_id}"
        return f"order {attempt.order_id}, attempt {attempt.number}"
mutants_xǁDeadLetterFilterǁmatches__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class DeadLetterFilter:
    """The criteria by which an operator selects messages; None matches every message.

    ``older_than`` is exclusive.
    """

    order_id: str | None = None
    older_than: timedelta | None = None
    error: str | None = None

    @_mutmut_mutated(mutants_xǁDeadLetterFilterǁmatches__mutmut)
    def matches(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_orig(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_1(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = None
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_2(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None or (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_3(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_4(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None and attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_5(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is not None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_6(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id == self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_7(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return True
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_8(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None or now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_9(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_10(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now + message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_11(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at < self.older_than:
            return False
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_12(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return True
        return self.error is None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_13(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None and message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_14(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is not None or message.error == self.error

    def xǁDeadLetterFilterǁmatches__mutmut_15(self, message: DeadLetter, now: datetime) -> bool:
        """Return whether the message meets all criteria."""
        attempt = message.attempt
        if self.order_id is not None and (attempt is None or attempt.order_id != self.order_id):
            return False
        if self.older_than is not None and now - message.sent_at <= self.older_than:
            return False
        return self.error is None or message.error != self.error

mutants_xǁDeadLetterFilterǁmatches__mutmut['_mutmut_orig'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_orig # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_1'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_1 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_2'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_2 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_3'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_3 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_4'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_4 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_5'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_5 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_6'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_6 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_7'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_7 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_8'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_8 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_9'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_9 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_10'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_10 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_11'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_11 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_12'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_12 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_13'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_13 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_14'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_14 # type: ignore # mutmut generated
mutants_xǁDeadLetterFilterǁmatches__mutmut['xǁDeadLetterFilterǁmatches__mutmut_15'] = DeadLetterFilter.xǁDeadLetterFilterǁmatches__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut: MutantDict = {}  # type: ignore
mutants_xǁRedriveǁcarry_out__mutmut: MutantDict = {}  # type: ignore
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut: MutantDict = {}  # type: ignore
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut: MutantDict = {}  # type: ignore
mutants_xǁRedriveǁ_plan_for_open_order__mutmut: MutantDict = {}  # type: ignore
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut: MutantDict = {}  # type: ignore
mutants_xǁRedriveǁ_compensate__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class Redrive:
    """The repositories and queues that a redrive needs, and the most attempts that an order may have."""

    orders: RedriveRepository
    executions: Executions
    dead_letters: DeadLetterReader
    stock: StockRepository
    provider: PaymentProvider
    max_attempts: int = DEFAULT_MAX_ATTEMPTS

    @_mutmut_mutated(mutants_xǁRedriveǁplan__mutmut)
    def plan(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_orig(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_1(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = None
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_2(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is not None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_3(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(None, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_4(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, None, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_5(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, None)
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_6(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_7(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_8(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_9(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, )
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_10(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "XXit names no orderXX")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_11(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "IT NAMES NO ORDER")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_12(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = None
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_13(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(None)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_14(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number >= attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_15(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(None, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_16(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, None, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_17(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, None)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_18(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_19(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_20(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, )
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_21(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(None, attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_22(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, None, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_23(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, None)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_24(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(attempt, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_25(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, order)
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_26(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, )
        except OrderError as error:
            return _skip(message, error)

    def xǁRedriveǁplan__mutmut_27(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(None, error)

    def xǁRedriveǁplan__mutmut_28(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, None)

    def xǁRedriveǁplan__mutmut_29(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(error)

    def xǁRedriveǁplan__mutmut_30(self, message: DeadLetter) -> Plan:
        """Decide what to do with a message, and change nothing."""
        attempt = message.attempt
        if attempt is None:
            return Plan(message, Action.SKIP, None, "it names no order")
        try:
            order = self.orders.get(attempt.order_id)
            if order.attempt_number > attempt.number:
                return self._plan_for_past_attempt(message, attempt, order)
            return self._plan_for_current_attempt(message, attempt, order)
        except OrderError as error:
            return _skip(message, )

    @_mutmut_mutated(mutants_xǁRedriveǁcarry_out__mutmut)
    def carry_out(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_orig(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_1(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_2(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_3(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_4(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_5(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_6(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(None, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_7(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, None)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_8(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_9(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, )
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_10(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(None, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_11(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, None)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_12(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_13(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, )
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_14(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(None)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_15(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(None)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_16(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(None, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_17(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, None)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_18(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_19(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, )
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_20(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(None, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_21(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, None)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_22(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_23(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, )
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_24(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(None, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_25(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, None)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_26(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_27(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, )
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_28(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(None)
        except OrderError as error:
            return _skip(plan.message, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_29(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(None, error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_30(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, None)
        return plan

    def xǁRedriveǁcarry_out__mutmut_31(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(error)
        return plan

    def xǁRedriveǁcarry_out__mutmut_32(self, plan: Plan, now: datetime) -> Plan:
        """Carry out a plan.

        Returns:
            The plan, or one that skips the message and gives the error, if it could not be carried out.
        """
        try:
            match plan:
                case Plan(action=Action.REDRIVE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.reopen(attempt, now)
                    self.executions.start(attempt.next)
                case Plan(action=Action.START, attempt=Attempt() as attempt):
                    self.executions.start(attempt)
                case Plan(action=Action.PARK, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                    self.orders.park(attempt, now)
                case Plan(action=Action.COMPENSATE, attempt=Attempt() as attempt):
                    self._compensate(attempt, now)
                case Plan(action=Action.SKIP):
                    return plan
            self.dead_letters.delete(plan.message)
        except OrderError as error:
            return _skip(plan.message, )
        return plan

    @_mutmut_mutated(mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut)
    def _plan_for_current_attempt(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_orig(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_1(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number <= attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_2(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(None, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_3(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, None, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_4(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, None, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_5(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, None)
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_6(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_7(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_8(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_9(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, )
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_10(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_11(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_12(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_13(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_14(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(None, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_15(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, None, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_16(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, None)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_17(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_18(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_19(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, )
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_20(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(None, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_21(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, None, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_22(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, None, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_23(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, None)
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_24(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_25(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_26(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_27(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, )
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_28(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "XXfinish its compensation, the customer cancelled itXX")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_29(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "FINISH ITS COMPENSATION, THE CUSTOMER CANCELLED IT")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_30(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is not None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_31(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(None, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_32(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, None, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_33(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, None, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_34(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, None)
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_35(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_36(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_37(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_38(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, )
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_39(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(None, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_40(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, None, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_41(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, None, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_42(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, None)
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_43(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_44(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_45(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_46(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, )
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_47(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "XXthe order is Completed, but the message reports a failureXX")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_48(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_49(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "THE ORDER IS COMPLETED, BUT THE MESSAGE REPORTS A FAILURE")
        return self._plan_for_open_order(message, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_50(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(None, attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_51(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, None, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_52(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, None)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_53(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(attempt, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_54(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, order)

    def xǁRedriveǁ_plan_for_current_attempt__mutmut_55(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.attempt_number < attempt.number:
            return Plan(message, Action.SKIP, attempt, f"the order has only reached attempt {order.attempt_number}")
        match order.status:
            case OrderStatus.FAILED:
                return self._plan_for_failed_order(message, attempt, order)
            case OrderStatus.CANCELLED:
                return Plan(message, Action.COMPENSATE, attempt, "finish its compensation, the customer cancelled it")
            case OrderStatus.COMPLETED if message.error is None:  # a duplicate event, not a failure
                return Plan(message, Action.DELETE, attempt, f"delete it, attempt {attempt.number} completed the order")
            case OrderStatus.COMPLETED:
                return Plan(message, Action.SKIP, attempt, "the order is Completed, but the message reports a failure")
        return self._plan_for_open_order(message, attempt, )

    @_mutmut_mutated(mutants_xǁRedriveǁ_plan_for_failed_order__mutmut)
    def _plan_for_failed_order(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_orig(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_1(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason not in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_2(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = None
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_3(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(None, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_4(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, None, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_5(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, None, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_6(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, None)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_7(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_8(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_9(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_10(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, )
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_11(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number > self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_12(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(None, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_13(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, None, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_14(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, None, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_15(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, None)
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_16(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_17(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_18(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_19(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, )
        return Plan(message, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_20(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(None, Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_21(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, None, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_22(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, None, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_23(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, None)

    def xǁRedriveǁ_plan_for_failed_order__mutmut_24(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(Action.REDRIVE, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_25(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, attempt, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_26(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, f"redrive it as attempt {attempt.next.number}")

    def xǁRedriveǁ_plan_for_failed_order__mutmut_27(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        if order.failure_reason in REJECTIONS:  # only the compensation failed
            clause = f"finish its compensation, the order was rejected with {order.failure_reason}"
            return Plan(message, Action.COMPENSATE, attempt, clause)
        if order.attempt_number >= self.max_attempts:
            return Plan(message, Action.PARK, attempt, f"park it after {order.attempt_number} attempts")
        return Plan(message, Action.REDRIVE, attempt, )

    @_mutmut_mutated(mutants_xǁRedriveǁ_plan_for_open_order__mutmut)
    def _plan_for_open_order(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_orig(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_1(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = None
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_2(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(None)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_3(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.rfind(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_4(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None or order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_5(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is not None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_6(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is not OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_7(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(None, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_8(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, None, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_9(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, None, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_10(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, None)
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_11(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_12(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_13(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_14(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, )
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_15(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None or execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_16(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_17(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(None, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_18(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, None, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_19(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, None, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_20(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, None)
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_21(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_22(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_23(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_24(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, )
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_25(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "XXthe attempt is still runningXX")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_26(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "THE ATTEMPT IS STILL RUNNING")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_27(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = None
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_28(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(None, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_29(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, None, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_30(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, None, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_31(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, None)

    def xǁRedriveǁ_plan_for_open_order__mutmut_32(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_33(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, attempt, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_34(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, clause)

    def xǁRedriveǁ_plan_for_open_order__mutmut_35(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        execution = self.executions.find(attempt)
        if execution is None and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, attempt, f"start attempt {attempt.number}, which never started")
        if execution is not None and execution.is_running:
            return Plan(message, Action.SKIP, attempt, "the attempt is still running")
        clause = f"the order is {order.status}, but no execution is running: reconcile it first"
        return Plan(message, Action.SKIP, attempt, )

    @_mutmut_mutated(mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut)
    def _plan_for_past_attempt(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_orig(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_1(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = None
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_2(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(None) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_3(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.rfind(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_4(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_5(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(None, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_6(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, None, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_7(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, None, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_8(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, None)
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_9(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_10(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_11(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_12(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, )
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_13(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following or order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_14(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt != following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_15(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is not OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_16(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(None, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_17(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, None, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_18(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, None, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_19(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, None)
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_20(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_21(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_22(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_23(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, )
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_24(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = None
        return Plan(message, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_25(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(None, Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_26(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, None, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_27(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, None, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_28(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, None)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_29(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(Action.SKIP, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_30(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, attempt, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_31(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, clause)

    def xǁRedriveǁ_plan_for_past_attempt__mutmut_32(self, message: DeadLetter, attempt: Attempt, order: Order) -> Plan:
        """The order is in a later attempt: an earlier redrive may have stopped before it deleted the message."""
        following = attempt.next
        if self.executions.find(following) is not None:
            return Plan(message, Action.DELETE, attempt, f"delete it, attempt {following.number} has already started")
        if order.attempt == following and order.status is OrderStatus.PENDING:
            return Plan(message, Action.START, following, f"start attempt {following.number}, which never started")
        clause = f"the order is {order.status} in attempt {order.attempt_number}, a newer one"
        return Plan(message, Action.SKIP, attempt, )

    @_mutmut_mutated(mutants_xǁRedriveǁ_compensate__mutmut)
    def _compensate(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.stock, self.provider, now)

    def xǁRedriveǁ_compensate__mutmut_orig(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.stock, self.provider, now)

    def xǁRedriveǁ_compensate__mutmut_1(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(None, self.stock, self.provider, now)

    def xǁRedriveǁ_compensate__mutmut_2(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, None, self.provider, now)

    def xǁRedriveǁ_compensate__mutmut_3(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.stock, None, now)

    def xǁRedriveǁ_compensate__mutmut_4(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.stock, self.provider, None)

    def xǁRedriveǁ_compensate__mutmut_5(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(self.stock, self.provider, now)

    def xǁRedriveǁ_compensate__mutmut_6(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.provider, now)

    def xǁRedriveǁ_compensate__mutmut_7(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.stock, now)

    def xǁRedriveǁ_compensate__mutmut_8(self, attempt: Attempt, now: datetime) -> None:
        """Finish the compensation that the attempt's workflow could not: two attempts must not both take money."""
        release_and_void(attempt, self.stock, self.provider, )

mutants_xǁRedriveǁplan__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁplan__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_1'] = Redrive.xǁRedriveǁplan__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_2'] = Redrive.xǁRedriveǁplan__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_3'] = Redrive.xǁRedriveǁplan__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_4'] = Redrive.xǁRedriveǁplan__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_5'] = Redrive.xǁRedriveǁplan__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_6'] = Redrive.xǁRedriveǁplan__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_7'] = Redrive.xǁRedriveǁplan__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_8'] = Redrive.xǁRedriveǁplan__mutmut_8 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_9'] = Redrive.xǁRedriveǁplan__mutmut_9 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_10'] = Redrive.xǁRedriveǁplan__mutmut_10 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_11'] = Redrive.xǁRedriveǁplan__mutmut_11 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_12'] = Redrive.xǁRedriveǁplan__mutmut_12 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_13'] = Redrive.xǁRedriveǁplan__mutmut_13 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_14'] = Redrive.xǁRedriveǁplan__mutmut_14 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_15'] = Redrive.xǁRedriveǁplan__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_16'] = Redrive.xǁRedriveǁplan__mutmut_16 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_17'] = Redrive.xǁRedriveǁplan__mutmut_17 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_18'] = Redrive.xǁRedriveǁplan__mutmut_18 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_19'] = Redrive.xǁRedriveǁplan__mutmut_19 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_20'] = Redrive.xǁRedriveǁplan__mutmut_20 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_21'] = Redrive.xǁRedriveǁplan__mutmut_21 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_22'] = Redrive.xǁRedriveǁplan__mutmut_22 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_23'] = Redrive.xǁRedriveǁplan__mutmut_23 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_24'] = Redrive.xǁRedriveǁplan__mutmut_24 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_25'] = Redrive.xǁRedriveǁplan__mutmut_25 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_26'] = Redrive.xǁRedriveǁplan__mutmut_26 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_27'] = Redrive.xǁRedriveǁplan__mutmut_27 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_28'] = Redrive.xǁRedriveǁplan__mutmut_28 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_29'] = Redrive.xǁRedriveǁplan__mutmut_29 # type: ignore # mutmut generated
mutants_xǁRedriveǁplan__mutmut['xǁRedriveǁplan__mutmut_30'] = Redrive.xǁRedriveǁplan__mutmut_30 # type: ignore # mutmut generated

mutants_xǁRedriveǁcarry_out__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁcarry_out__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_1'] = Redrive.xǁRedriveǁcarry_out__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_2'] = Redrive.xǁRedriveǁcarry_out__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_3'] = Redrive.xǁRedriveǁcarry_out__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_4'] = Redrive.xǁRedriveǁcarry_out__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_5'] = Redrive.xǁRedriveǁcarry_out__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_6'] = Redrive.xǁRedriveǁcarry_out__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_7'] = Redrive.xǁRedriveǁcarry_out__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_8'] = Redrive.xǁRedriveǁcarry_out__mutmut_8 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_9'] = Redrive.xǁRedriveǁcarry_out__mutmut_9 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_10'] = Redrive.xǁRedriveǁcarry_out__mutmut_10 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_11'] = Redrive.xǁRedriveǁcarry_out__mutmut_11 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_12'] = Redrive.xǁRedriveǁcarry_out__mutmut_12 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_13'] = Redrive.xǁRedriveǁcarry_out__mutmut_13 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_14'] = Redrive.xǁRedriveǁcarry_out__mutmut_14 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_15'] = Redrive.xǁRedriveǁcarry_out__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_16'] = Redrive.xǁRedriveǁcarry_out__mutmut_16 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_17'] = Redrive.xǁRedriveǁcarry_out__mutmut_17 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_18'] = Redrive.xǁRedriveǁcarry_out__mutmut_18 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_19'] = Redrive.xǁRedriveǁcarry_out__mutmut_19 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_20'] = Redrive.xǁRedriveǁcarry_out__mutmut_20 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_21'] = Redrive.xǁRedriveǁcarry_out__mutmut_21 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_22'] = Redrive.xǁRedriveǁcarry_out__mutmut_22 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_23'] = Redrive.xǁRedriveǁcarry_out__mutmut_23 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_24'] = Redrive.xǁRedriveǁcarry_out__mutmut_24 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_25'] = Redrive.xǁRedriveǁcarry_out__mutmut_25 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_26'] = Redrive.xǁRedriveǁcarry_out__mutmut_26 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_27'] = Redrive.xǁRedriveǁcarry_out__mutmut_27 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_28'] = Redrive.xǁRedriveǁcarry_out__mutmut_28 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_29'] = Redrive.xǁRedriveǁcarry_out__mutmut_29 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_30'] = Redrive.xǁRedriveǁcarry_out__mutmut_30 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_31'] = Redrive.xǁRedriveǁcarry_out__mutmut_31 # type: ignore # mutmut generated
mutants_xǁRedriveǁcarry_out__mutmut['xǁRedriveǁcarry_out__mutmut_32'] = Redrive.xǁRedriveǁcarry_out__mutmut_32 # type: ignore # mutmut generated

mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_1'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_2'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_3'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_4'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_5'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_6'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_7'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_8'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_8 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_9'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_9 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_10'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_10 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_11'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_11 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_12'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_12 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_13'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_13 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_14'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_14 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_15'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_16'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_16 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_17'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_17 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_18'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_18 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_19'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_19 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_20'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_20 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_21'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_21 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_22'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_22 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_23'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_23 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_24'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_24 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_25'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_25 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_26'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_26 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_27'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_27 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_28'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_28 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_29'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_29 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_30'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_30 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_31'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_31 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_32'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_32 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_33'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_33 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_34'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_34 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_35'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_35 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_36'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_36 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_37'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_37 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_38'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_38 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_39'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_39 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_40'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_40 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_41'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_41 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_42'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_42 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_43'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_43 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_44'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_44 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_45'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_45 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_46'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_46 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_47'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_47 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_48'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_48 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_49'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_49 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_50'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_50 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_51'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_51 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_52'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_52 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_53'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_53 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_54'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_54 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_current_attempt__mutmut['xǁRedriveǁ_plan_for_current_attempt__mutmut_55'] = Redrive.xǁRedriveǁ_plan_for_current_attempt__mutmut_55 # type: ignore # mutmut generated

mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_1'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_2'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_3'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_4'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_5'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_6'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_7'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_8'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_8 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_9'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_9 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_10'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_10 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_11'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_11 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_12'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_12 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_13'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_13 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_14'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_14 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_15'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_16'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_16 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_17'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_17 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_18'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_18 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_19'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_19 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_20'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_20 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_21'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_21 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_22'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_22 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_23'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_23 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_24'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_24 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_25'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_25 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_26'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_26 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_failed_order__mutmut['xǁRedriveǁ_plan_for_failed_order__mutmut_27'] = Redrive.xǁRedriveǁ_plan_for_failed_order__mutmut_27 # type: ignore # mutmut generated

mutants_xǁRedriveǁ_plan_for_open_order__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_1'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_2'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_3'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_4'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_5'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_6'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_7'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_8'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_8 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_9'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_9 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_10'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_10 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_11'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_11 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_12'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_12 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_13'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_13 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_14'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_14 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_15'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_16'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_16 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_17'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_17 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_18'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_18 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_19'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_19 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_20'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_20 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_21'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_21 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_22'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_22 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_23'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_23 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_24'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_24 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_25'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_25 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_26'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_26 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_27'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_27 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_28'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_28 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_29'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_29 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_30'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_30 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_31'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_31 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_32'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_32 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_33'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_33 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_34'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_34 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_open_order__mutmut['xǁRedriveǁ_plan_for_open_order__mutmut_35'] = Redrive.xǁRedriveǁ_plan_for_open_order__mutmut_35 # type: ignore # mutmut generated

mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_1'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_2'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_3'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_4'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_5'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_6'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_7'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_8'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_8 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_9'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_9 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_10'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_10 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_11'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_11 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_12'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_12 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_13'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_13 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_14'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_14 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_15'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_15 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_16'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_16 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_17'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_17 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_18'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_18 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_19'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_19 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_20'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_20 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_21'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_21 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_22'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_22 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_23'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_23 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_24'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_24 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_25'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_25 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_26'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_26 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_27'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_27 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_28'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_28 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_29'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_29 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_30'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_30 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_31'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_31 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_plan_for_past_attempt__mutmut['xǁRedriveǁ_plan_for_past_attempt__mutmut_32'] = Redrive.xǁRedriveǁ_plan_for_past_attempt__mutmut_32 # type: ignore # mutmut generated

mutants_xǁRedriveǁ_compensate__mutmut['_mutmut_orig'] = Redrive.xǁRedriveǁ_compensate__mutmut_orig # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_1'] = Redrive.xǁRedriveǁ_compensate__mutmut_1 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_2'] = Redrive.xǁRedriveǁ_compensate__mutmut_2 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_3'] = Redrive.xǁRedriveǁ_compensate__mutmut_3 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_4'] = Redrive.xǁRedriveǁ_compensate__mutmut_4 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_5'] = Redrive.xǁRedriveǁ_compensate__mutmut_5 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_6'] = Redrive.xǁRedriveǁ_compensate__mutmut_6 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_7'] = Redrive.xǁRedriveǁ_compensate__mutmut_7 # type: ignore # mutmut generated
mutants_xǁRedriveǁ_compensate__mutmut['xǁRedriveǁ_compensate__mutmut_8'] = Redrive.xǁRedriveǁ_compensate__mutmut_8 # type: ignore # mutmut generated
mutants_x__skip__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__skip__mutmut)
def _skip(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, message.attempt, f"{type(error).__name__}: {error}")


def x__skip__mutmut_orig(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, message.attempt, f"{type(error).__name__}: {error}")


def x__skip__mutmut_1(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(None, Action.SKIP, message.attempt, f"{type(error).__name__}: {error}")


def x__skip__mutmut_2(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, None, message.attempt, f"{type(error).__name__}: {error}")


def x__skip__mutmut_3(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, None, f"{type(error).__name__}: {error}")


def x__skip__mutmut_4(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, message.attempt, None)


def x__skip__mutmut_5(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(Action.SKIP, message.attempt, f"{type(error).__name__}: {error}")


def x__skip__mutmut_6(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, message.attempt, f"{type(error).__name__}: {error}")


def x__skip__mutmut_7(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, f"{type(error).__name__}: {error}")


def x__skip__mutmut_8(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, message.attempt, )


def x__skip__mutmut_9(message: DeadLetter, error: OrderError) -> Plan:
    return Plan(message, Action.SKIP, message.attempt, f"{type(None).__name__}: {error}")

mutants_x__skip__mutmut['_mutmut_orig'] = x__skip__mutmut_orig # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_1'] = x__skip__mutmut_1 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_2'] = x__skip__mutmut_2 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_3'] = x__skip__mutmut_3 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_4'] = x__skip__mutmut_4 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_5'] = x__skip__mutmut_5 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_6'] = x__skip__mutmut_6 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_7'] = x__skip__mutmut_7 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_8'] = x__skip__mutmut_8 # type: ignore # mutmut generated
mutants_x__skip__mutmut['x__skip__mutmut_9'] = x__skip__mutmut_9 # type: ignore # mutmut generated
