"""AWS's rules under load that the emulators leave out, applied to one request at a time.

The limits are scaled down to what a laptop's load reaches; the names and shapes of the errors are AWS's.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import Any

from orders.contract import PROVIDER_TABLE, STOCK_SHARD_KEY, TABLES

STRICT_LIMITS = "STRICT_LIMITS"
"""The emulator's environment variable with the limits as JSON; without it, no rule applies."""

REJECTIONS_PATH = "/_strict/rejections"
"""The emulator's path that returns the number of rejected requests by rule."""

TARGETS = frozenset(
    {
        "DynamoDB_20120810.DeleteItem",
        "DynamoDB_20120810.PutItem",
        "DynamoDB_20120810.TransactWriteItems",
        "DynamoDB_20120810.UpdateItem",
        "AWSStepFunctions.StartExecution",
    }
)
"""The requests with a rule, by their ``X-Amz-Target`` header; every other request passes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How strict AWS is.

    Attributes:
        transaction_seconds: how long a transaction occupies its items.  On AWS it is 8 to 20 ms, an estimate.
        throttled_writes: the share of DynamoDB's writes that are throttled, from 0 to 1.
        starts: the bucket of StartExecution; on AWS it holds 1,300 calls in the large regions.
        starts_per_second: what flows into that bucket; on AWS it is 300.
        provider_seconds: the payment provider's latency.
        seed: determines which writes are throttled.
    """

    transaction_seconds: float = 0.015
    throttled_writes: float = 0.01
    starts: float = 30
    starts_per_second: float = 30
    provider_seconds: float = 0.1
    seed: int = 1


class Rejected(Exception):
    """AWS rejects the request.

    Attributes:
        status: the HTTP status.
        body: the error in AWS's JSON protocol, with its code under ``__type``.
        reason: the rule's name, by which rejections are counted.
    """

    def __init__(self, code: str, message: str, reason: str, **fields: Any) -> None:
        super().__init__(f"{code}: {message}")
        self.status = 400
        self.body = json.dumps({"__type": code, "message": message, **fields}).encode()
        self.reason = reason


@dataclass
class StrictRules:
    """Applies the limits to all requests of one emulator; may be used by several threads."""

    limits: Limits
    clock: Callable[[], float] = time.monotonic
    rejections: Counter[str] = field(default_factory=Counter)
    _occupied: dict[str, float] = field(default_factory=dict)
    _tokens: float = field(init=False)
    _filled_at: float = field(init=False)
    _random: Random = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._tokens, self._filled_at = self.limits.starts, self.clock()
        self._random = Random(self.limits.seed)  # noqa: S311  the choice of a throttled write protects nothing

    def delay(self, target: str, request: Mapping[str, Any]) -> float:
        """Return the seconds that AWS would take for the request.

        A transaction occupies its items for that time, so the request must be carried out and answered after it.

        Raises:
            Rejected: AWS would reject the request.
        """
        with self._lock:
            try:
                return self._delay(target.rpartition(".")[2], request)
            except Rejected as rejected:
                self.rejections[rejected.reason] += 1
                raise

    def _delay(self, operation: str, request: Mapping[str, Any]) -> float:
        if operation == "StartExecution":
            self._take_start()
            return 0
        if operation == "TransactWriteItems":
            return self._begin_transaction(
                [_item(write) for action in request["TransactItems"] for write in action.values()]
            )
        if self._is_occupied(_item(request)):
            raise Rejected("TransactionConflictException", "Transaction is ongoing for the item", "write conflicts")
        if self._is_throttled():
            raise Rejected(
                "ThrottlingException", "Throughput exceeds the current capacity of your table", "write throttles"
            )
        return self.limits.provider_seconds if request["TableName"].endswith(f"-{PROVIDER_TABLE}") else 0

    def _begin_transaction(self, items: list[str]) -> float:
        """Occupy the items.

        https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
        """
        codes = ["TransactionConflict" if self._is_occupied(item) else "None" for item in items]
        if "TransactionConflict" in codes:
            raise _cancelled(codes, "transaction conflicts")
        if self._is_throttled():
            raise _cancelled(["ThrottlingError", *codes[1:]], "transaction throttles")
        now = self.clock()
        self._occupied = {item: until for item, until in self._occupied.items() if until > now}
        self._occupied |= dict.fromkeys(items, now + self.limits.transaction_seconds)
        return self.limits.transaction_seconds

    def _is_occupied(self, item: str) -> bool:
        return self._occupied.get(item, 0) > self.clock()

    def _is_throttled(self) -> bool:
        return self._random.random() < self.limits.throttled_writes

    def _take_start(self) -> None:
        """Take a token for StartExecution.

        https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
        """
        now = self.clock()
        filled = self._tokens + (now - self._filled_at) * self.limits.starts_per_second
        self._tokens, self._filled_at = min(filled, self.limits.starts), now
        if self._tokens < 1:
            raise Rejected("ThrottlingException", "Rate exceeded", "start throttles")
        self._tokens -= 1


def _item(write: Mapping[str, Any]) -> str:
    """Return the table and the key of a write's item, as one string."""
    table = write["TableName"]
    key = write.get("Key") or {name: write["Item"][name] for name in _key_names(table)}
    return json.dumps([table, key], sort_keys=True)


def _key_names(table: str) -> Iterable[str]:
    name = table.rpartition("-")[2]
    return (TABLES[name], STOCK_SHARD_KEY) if name == "stock" else (TABLES[name],)


def _cancelled(codes: list[str], reason: str) -> Rejected:
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{', '.join(codes)}]"
    return Rejected(
        "TransactionCanceledException", message, reason, CancellationReasons=[{"Code": code} for code in codes]
    )
