"""Record the AWS calls of other processes with botocore's event hooks.

Each Lambda function runs in a process of its own.  ``CallLog`` therefore copies this module as ``sitecustomize``, which
every Python process imports when it starts, and the copy appends a line for each call to a file.  That is also why this
module imports nothing of the project.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from botocore.handlers import BUILTIN_HANDLERS

FILE = "CALL_LOG_FILE"
"""The environment variable with the path of the log."""

READ_BYTES = 4096
WRITE_BYTES = 1024
TRANSACTION = 2
"""DynamoDB charges an item of a transaction twice, for its preparation and for its commit.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

_SINGLE_WRITES = ("DeleteItem", "PutItem", "UpdateItem")


@dataclass(frozen=True, slots=True)
class Call:
    """One call; ``units`` are DynamoDB's request units as table, kind and number, and empty if they are unknown."""

    service: str
    operation: str
    units: list[tuple[str, str, float]]


@dataclass
class CallLog:
    """The calls of every Python process that has ``environment``; the log lies in ``folder``."""

    folder: Path
    _offset: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        shutil.copy(__file__, self.folder / "sitecustomize.py")
        self.file.touch()

    @property
    def file(self) -> Path:
        """The log."""
        return self.folder / "calls"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that make a Python process record its calls."""
        return {"PYTHONPATH": str(self.folder), FILE: str(self.file)}

    def take(self) -> list[Call]:
        """Return the calls since the last ``take``."""
        with self.file.open("rb") as log:
            log.seek(self._offset)
            lines = log.readlines()
        self._offset += sum(map(len, lines))
        return [Call(*json.loads(line)) for line in lines]


def consumed_units(
    operation: str, request: Mapping[str, Any], response: Mapping[str, Any]
) -> Iterator[tuple[str, str, float]]:
    """Return the request units of a DynamoDB call as table, kind and number, or nothing if they cannot be measured.

    The emulator computes them by AWS's rules, with these exceptions that are computed here.  It reports nothing for a
    ``BatchGetItem``, which is counted for items of up to 4 KiB, and nothing for a rejected write, which AWS charges.
    Queries and scans are counted by the size of their items.  For an item that is read it reports the same units
    whatever the item's size.
    """
    consumed, item = response.get("ConsumedCapacity"), response.get("Item", {})
    match operation:
        case "BatchGetItem":
            for table, read in request["RequestItems"].items():
                yield table, "reads", len(read["Keys"]) * (1 if read.get("ConsistentRead") else 0.5)
        case "Query" | "Scan":
            size = sum(map(item_size, response.get("Items", [])))
            units = max(1, ceil(size / READ_BYTES)) * (1 if request.get("ConsistentRead") else 0.5)
            yield request["TableName"], "reads", units
        case "GetItem" if consumed:
            yield consumed["TableName"], "reads", consumed["CapacityUnits"] * _blocks(item, READ_BYTES)
        case "DeleteItem" | "PutItem" | "UpdateItem" | "TransactWriteItems" if consumed:
            for each in consumed if isinstance(consumed, list) else [consumed]:
                in_indexes = sum(index["CapacityUnits"] for index in each.get("GlobalSecondaryIndexes", {}).values())
                yield each["TableName"], "writes", each["CapacityUnits"] - in_indexes
                yield each["TableName"], "index_writes", in_indexes
        case "DeleteItem" | "PutItem" | "UpdateItem":
            yield request["TableName"], "writes", _blocks(item, WRITE_BYTES)
        case "TransactWriteItems":
            for action in request["TransactItems"]:
                yield from ((write["TableName"], "writes", TRANSACTION) for write in action.values())


def _blocks(item: Mapping[str, Any], size: int) -> int:
    return max(1, ceil(item_size(item) / size))


def item_size(item: Mapping[str, Any]) -> int:
    """Return the bytes of an item in DynamoDB's JSON: its attributes' names and values.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    """
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":  # a byte for two significant digits, one for the number, and one for a minus sign
            digits = content.lstrip("-").replace(".", "").strip("0")
            return ceil(len(digits) / 2) + 1 + int(content.startswith("-"))
        case "BOOL" | "NULL":
            return 1
        case "M":
            return 3 + len(content) + item_size(content)
        case "L":
            return 3 + sum(1 + _value_size(each) for each in content)
        case "SS" | "NS":
            return sum(_value_size({kind[0]: each}) for each in content)
    raise ValueError(f"the size of a DynamoDB value of type {kind} is unknown")


def _prepare(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
    """Request the capacity, and after a rejected write the item by whose size AWS charges it."""
    if model.name in ("GetItem", "TransactWriteItems", *_SINGLE_WRITES):
        params["ReturnConsumedCapacity"] = "INDEXES"
    if model.name in _SINGLE_WRITES and "ConditionExpression" in params:
        params["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    context["call_log_request"] = params


def _record(parsed: Mapping[str, Any], model: Any, context: Mapping[str, Any], **_: Any) -> None:
    service = model.service_model.service_name
    units = list(consumed_units(model.name, context["call_log_request"], parsed)) if service == "dynamodb" else []
    os.write(_log, json.dumps([service, model.name, units]).encode() + b"\n")


if __name__ == "sitecustomize":
    _log = os.open(os.environ[FILE], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    # botocore registers these in every session, so the recorded process needs no change.
    BUILTIN_HANDLERS.append(("before-parameter-build.dynamodb", _prepare))
    BUILTIN_HANDLERS.append(("after-call", _record))
