import json
from typing import Any

import pytest

from cost.recorder import Call, Recorder, UncountedCall, Units
from local.emulator import Aws
from local.ports import Ports

KEY = {"order_id": {"S": "1"}}
SMALL = KEY | {"note": {"S": "x"}}
LARGE = KEY | {"note": {"S": "x" * 2_000}}


class Table(Recorder):
    """A recorder before a table that has one item, which each call replaces by the next of ``states``."""

    states: list[Any]

    def _item(self, table: str, _given: Any) -> Any:
        self._indexes.setdefault(table, [])
        return self.states[0]

    def _forward(self, *_: Any) -> tuple[int, Any, bytes]:
        self.states = self.states[1:]
        return 200, [], b"{}"


@pytest.fixture
def recorder() -> Table:
    return Table(Aws(Ports(1, 2), "us-west-2", 1))


def call(recorder: Table, operation: str, request: dict[str, Any]) -> None:
    headers = {
        "Authorization": "AWS4-HMAC-SHA256 Credential=key/20260101/us-west-2/dynamodb/aws4_request, …",
        "X-Amz-Target": f"DynamoDB_20120810.{operation}",
    }
    recorder.pass_on("POST", "/", headers, json.dumps(request).encode())


def test_an_update_costs_by_the_larger_item(recorder: Table) -> None:
    recorder.states = [SMALL, LARGE]

    call(recorder, "UpdateItem", {"TableName": "orders", "Key": KEY})

    assert recorder.take() == [Call("dynamodb", "UpdateItem", {"orders": Units(writes=2)})]


def test_each_item_of_a_transaction_is_paid_twice(recorder: Table) -> None:
    recorder.states = [SMALL, SMALL]
    update = {"Update": {"TableName": "orders", "Key": KEY}}

    call(recorder, "TransactWriteItems", {"TransactItems": [update, {"Put": {"TableName": "sales", "Item": SMALL}}]})

    assert recorder.take()[0].units == {"orders": Units(writes=2), "sales": Units(writes=2)}


def test_a_batch_is_read_item_by_item_and_consistently_only_if_asked(recorder: Table) -> None:
    recorder.states = [SMALL] * 3
    wanted = {"Keys": [KEY, KEY]}

    call(recorder, "BatchGetItem", {"RequestItems": {"orders": wanted}})
    call(recorder, "BatchGetItem", {"RequestItems": {"orders": wanted | {"ConsistentRead": True}}})

    assert [each.units["orders"].reads for each in recorder.take()] == [1, 2]


def test_a_call_of_dynamodb_that_nobody_can_price_is_not_free(recorder: Table) -> None:
    recorder.states = [SMALL, SMALL]

    call(recorder, "Scan", {"TableName": "orders"})

    with pytest.raises(UncountedCall, match="dynamodb Scan"):
        recorder.take()


def test_what_was_taken_is_not_counted_again(recorder: Table) -> None:
    recorder.states = [SMALL, SMALL]
    call(recorder, "GetItem", {"TableName": "orders", "Key": KEY, "ConsistentRead": True})

    assert len(recorder.take()) == 1
    assert recorder.take() == []
