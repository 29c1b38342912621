"""One attempt at one order: the input of every step, and every key that derives from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orders.contract import ORDER_ID_PATTERN
from orders.domain.errors import MalformedTask

_ORDER_ID = re.compile(ORDER_ID_PATTERN)

MAX_ATTEMPT_NUMBER = 9_999
"""Inclusive; with the longest order id it keeps an execution's name within AWS's 80 characters."""

_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict
mutants_xǁAttemptǁ__post_init____mutmut: MutantDict = {}  # type: ignore
mutants_xǁAttemptǁparse__mutmut: MutantDict = {}  # type: ignore
mutants_xǁAttemptǁfrom_execution_name__mutmut: MutantDict = {}  # type: ignore


@dataclass(frozen=True, slots=True)
class Attempt:
    """An order's id and the number of the attempt, counted from 1.

    Raises:
        MalformedTask: a field is missing or invalid.
    """

    order_id: str
    number: int

    @_mutmut_mutated(mutants_xǁAttemptǁ__post_init____mutmut)
    def __post_init__(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_orig(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_1(self) -> None:
        if not isinstance(self.order_id, str) and not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_2(self) -> None:
        if isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_3(self) -> None:
        if not isinstance(self.order_id, str) or _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_4(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(None):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_5(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask(None)
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_6(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("XXorder_id must be 1 to 64 letters, digits, hyphens or underscoresXX")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_7(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("ORDER_ID MUST BE 1 TO 64 LETTERS, DIGITS, HYPHENS OR UNDERSCORES")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_8(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int and not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_9(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(None) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_10(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_11(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_12(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 2 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_13(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 < self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_14(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number < MAX_ATTEMPT_NUMBER:
            raise MalformedTask(f"attempt must be a whole number from 1 to {MAX_ATTEMPT_NUMBER}")

    def xǁAttemptǁ__post_init____mutmut_15(self) -> None:
        if not isinstance(self.order_id, str) or not _ORDER_ID.fullmatch(self.order_id):
            raise MalformedTask("order_id must be 1 to 64 letters, digits, hyphens or underscores")
        if type(self.number) is not int or not 1 <= self.number <= MAX_ATTEMPT_NUMBER:
            raise MalformedTask(None)

    @classmethod
    @_mutmut_mutated(mutants_xǁAttemptǁparse__mutmut, is_classmethod = True)
    def parse(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_orig(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_1(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_2(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask(None)
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_3(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("XXthe message must be an object with order_id and attemptXX")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_4(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("THE MESSAGE MUST BE AN OBJECT WITH ORDER_ID AND ATTEMPT")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_5(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = None
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_6(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=None, number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_7(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=None)
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_8(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_9(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], )
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_10(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["XXorder_idXX"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_11(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["ORDER_ID"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_12(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["XXattemptXX"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_13(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["ATTEMPT"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[0]}") from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_14(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(None) from missing

    @classmethod
    def xǁAttemptǁparse__mutmut_15(cls, message: object) -> Attempt:
        """Return the attempt that a decoded message names, whatever else the message contains.

        Raises:
            MalformedTask: the message is not an object with a valid ``order_id`` and ``attempt``.
        """
        if not isinstance(message, Mapping):
            raise MalformedTask("the message must be an object with order_id and attempt")
        fields: Mapping[str, Any] = message
        try:
            return cls(order_id=fields["order_id"], number=fields["attempt"])
        except KeyError as missing:
            raise MalformedTask(f"the message has no {missing.args[1]}") from missing

    @classmethod
    @_mutmut_mutated(mutants_xǁAttemptǁfrom_execution_name__mutmut, is_classmethod = True)
    def from_execution_name(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_orig(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_1(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = None
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_2(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(None)
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_3(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.partition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_4(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition("XX.XX")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_5(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_6(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(None):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_7(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask(None)
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_8(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("XXthe execution's name must end in a dot and the number of the attemptXX")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_9(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("THE EXECUTION'S NAME MUST END IN A DOT AND THE NUMBER OF THE ATTEMPT")
        return cls(order_id, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_10(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(None, int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_11(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, None)

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_12(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(int(number))

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_13(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, )

    @classmethod
    def xǁAttemptǁfrom_execution_name__mutmut_14(cls, name: str) -> Attempt:
        """Return the attempt with this ``execution_name``.

        Raises:
            MalformedTask: no attempt has this name.
        """
        order_id, _, number = name.rpartition(".")
        if not _NUMBER.fullmatch(number):
            raise MalformedTask("the execution's name must end in a dot and the number of the attempt")
        return cls(order_id, int(None))

    @property
    def next(self) -> Attempt:
        """The attempt after this one.

        Raises:
            MalformedTask: this is the last possible attempt.
        """
        return Attempt(self.order_id, self.number + 1)

    @property
    def execution_name(self) -> str:
        """The name of the state machine's execution; AWS rejects a second execution with the same name."""
        return f"{self.order_id}.{self.number}"

    @property
    def execution_input(self) -> dict[str, Any]:
        """The execution's whole input: small, canonical, and without personal data."""
        return {"order_id": self.order_id, "attempt": self.number}

    @property
    def payment_id(self) -> str:
        """The id of this attempt's payment; every attempt has its own payment."""
        return f"{self.order_id}.{self.number}"

    def idempotency_key(self, operation: str) -> str:
        """Return the payment provider's idempotency key for an operation: the same in every retry."""
        return f"{self.order_id}.{self.number}:{operation}"

mutants_xǁAttemptǁ__post_init____mutmut['_mutmut_orig'] = Attempt.xǁAttemptǁ__post_init____mutmut_orig # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_1'] = Attempt.xǁAttemptǁ__post_init____mutmut_1 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_2'] = Attempt.xǁAttemptǁ__post_init____mutmut_2 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_3'] = Attempt.xǁAttemptǁ__post_init____mutmut_3 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_4'] = Attempt.xǁAttemptǁ__post_init____mutmut_4 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_5'] = Attempt.xǁAttemptǁ__post_init____mutmut_5 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_6'] = Attempt.xǁAttemptǁ__post_init____mutmut_6 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_7'] = Attempt.xǁAttemptǁ__post_init____mutmut_7 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_8'] = Attempt.xǁAttemptǁ__post_init____mutmut_8 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_9'] = Attempt.xǁAttemptǁ__post_init____mutmut_9 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_10'] = Attempt.xǁAttemptǁ__post_init____mutmut_10 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_11'] = Attempt.xǁAttemptǁ__post_init____mutmut_11 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_12'] = Attempt.xǁAttemptǁ__post_init____mutmut_12 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_13'] = Attempt.xǁAttemptǁ__post_init____mutmut_13 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_14'] = Attempt.xǁAttemptǁ__post_init____mutmut_14 # type: ignore # mutmut generated
mutants_xǁAttemptǁ__post_init____mutmut['xǁAttemptǁ__post_init____mutmut_15'] = Attempt.xǁAttemptǁ__post_init____mutmut_15 # type: ignore # mutmut generated

mutants_xǁAttemptǁparse__mutmut['_mutmut_orig'] = Attempt.xǁAttemptǁparse__mutmut_orig # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_1'] = Attempt.xǁAttemptǁparse__mutmut_1 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_2'] = Attempt.xǁAttemptǁparse__mutmut_2 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_3'] = Attempt.xǁAttemptǁparse__mutmut_3 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_4'] = Attempt.xǁAttemptǁparse__mutmut_4 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_5'] = Attempt.xǁAttemptǁparse__mutmut_5 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_6'] = Attempt.xǁAttemptǁparse__mutmut_6 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_7'] = Attempt.xǁAttemptǁparse__mutmut_7 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_8'] = Attempt.xǁAttemptǁparse__mutmut_8 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_9'] = Attempt.xǁAttemptǁparse__mutmut_9 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_10'] = Attempt.xǁAttemptǁparse__mutmut_10 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_11'] = Attempt.xǁAttemptǁparse__mutmut_11 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_12'] = Attempt.xǁAttemptǁparse__mutmut_12 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_13'] = Attempt.xǁAttemptǁparse__mutmut_13 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_14'] = Attempt.xǁAttemptǁparse__mutmut_14 # type: ignore # mutmut generated
mutants_xǁAttemptǁparse__mutmut['xǁAttemptǁparse__mutmut_15'] = Attempt.xǁAttemptǁparse__mutmut_15 # type: ignore # mutmut generated

mutants_xǁAttemptǁfrom_execution_name__mutmut['_mutmut_orig'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_orig # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_1'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_1 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_2'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_2 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_3'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_3 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_4'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_4 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_5'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_5 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_6'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_6 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_7'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_7 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_8'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_8 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_9'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_9 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_10'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_10 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_11'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_11 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_12'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_12 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_13'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_13 # type: ignore # mutmut generated
mutants_xǁAttemptǁfrom_execution_name__mutmut['xǁAttemptǁfrom_execution_name__mutmut_14'] = Attempt.xǁAttemptǁfrom_execution_name__mutmut_14 # type: ignore # mutmut generated
