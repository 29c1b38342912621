"""Permits in DynamoDB: one item per permit in use, whose key is the permit's number.

A number below the limit without an item is a free permit, so there can never be more permits in use than the limit.
docs/decisions.md compares this with a counter and with the index of open orders.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from orders.aws.clients import ConditionFailed, client, translate_aws_errors
from orders.aws.items import decode, encode
from orders.aws.reads import scan
from orders.aws.schemas import PERMITS, SCHEMA_VERSION, VERSION_ATTRIBUTE
from orders.contract import PERMITS_KEY
from orders.domain.attempt import Attempt
from orders.domain.errors import MalformedOrder, NoPermitFree
from orders.domain.permit import Permit
from orders.domain.timestamp import format_utc


@dataclass(frozen=True, slots=True)
class PermitTable:
    """A ``Permits`` on the permits table; ``limit`` is the number of permits.

    After the limit was lowered, no permit is free until fewer than the new limit are in use.
    """

    table: str
    limit: int

    def acquire(self, attempt: Attempt) -> tuple[Permit, bool]:
        in_use = self.in_use()
        for permit in in_use:
            if permit.attempt == attempt:
                return permit, False
        free = list(set(range(self.limit)) - {permit.number for permit in in_use}) if len(in_use) < self.limit else []
        random.shuffle(free)  # so that concurrent calls rarely try the same number
        for number in free:
            permit = Permit(number, attempt, datetime.now(UTC))
            if self._put(permit):
                return permit, True
        raise NoPermitFree(f"all {self.limit} permits are in use")

    def _put(self, permit: Permit) -> bool:
        """Return False if the number was taken in the meantime."""
        try:
            with translate_aws_errors():
                client("dynamodb").put_item(
                    TableName=self.table,
                    Item=encode(
                        {
                            PERMITS_KEY: permit.number,
                            VERSION_ATTRIBUTE: SCHEMA_VERSION,
                            "attempt": permit.attempt.execution_name,
                            "acquired_at": format_utc(permit.acquired_at),
                        }
                    ),
                    ConditionExpression="attribute_not_exists(#permit)",
                    ExpressionAttributeNames={"#permit": PERMITS_KEY},
                )
        except ConditionFailed:
            return False
        return True

    def release(self, permit: Permit) -> None:
        with suppress(ConditionFailed), translate_aws_errors():
            client("dynamodb").delete_item(
                TableName=self.table,
                Key=encode({PERMITS_KEY: permit.number}),
                ConditionExpression="attempt = :attempt",
                ExpressionAttributeValues=encode({":attempt": permit.attempt.execution_name}),
            )

    def release_all(self, attempts: Collection[Attempt]) -> None:
        for permit in self.in_use():
            if permit.attempt in attempts:
                self.release(permit)

    def in_use(self) -> Sequence[Permit]:
        return list(self._permits())

    def _permits(self) -> Iterator[Permit]:
        for item in map(decode, scan(self.table)):
            with suppress(MalformedOrder):  # it belongs to no attempt; its number is never free
                row = PERMITS.read(item)
                yield Permit(row[PERMITS_KEY], row["attempt"], row["acquired_at"])
