"""Whether orders are over, asked of many at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

AT_ONCE = 100
"""Of so many orders one question can be."""


class Endings(Protocol):
    """The place that tells which orders are over.

    It may hear of an end a moment after it came.
    """

    def among(self, order_ids: Collection[str]) -> frozenset[str]:
        """Those of the orders, of which there are at most ``AT_ONCE``, whose status is final.

        Raises:
            StoreUnavailable: nobody can tell now; ask again.
        """
