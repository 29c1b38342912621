"""A permit: the right of one attempt to be in the workflow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from orders.domain.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Permit:
    """One of the numbered permits, from 0, with the attempt that holds it."""

    number: int
    attempt: Attempt
    acquired_at: datetime = field(compare=False)
