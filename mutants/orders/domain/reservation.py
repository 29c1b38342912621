"""A reservation: the stock that one order holds, or has bought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


class ReservationState(StrEnum):
    """The state of the units that an order reserved."""

    RESERVED = "RESERVED"
    SOLD = "SOLD"
    RELEASED = "RELEASED"


@dataclass(frozen=True, slots=True)
class Reservation:
    """An order's row in the reservations table, with the attempt that wrote it last."""

    order_id: str
    attempt_number: int
    state: ReservationState
    quantities: Mapping[str, int]
