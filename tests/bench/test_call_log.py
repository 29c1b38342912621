from typing import Any

import pytest

from bench.call_log import consumed_units, item_size

KEY = {"order_id": {"S": "1"}}
LARGE = KEY | {"note": {"S": "x" * 2_000}}
HUGE = KEY | {"note": {"S": "x" * 5_000}}


def units(operation: str, request: dict[str, Any], response: dict[str, Any]) -> list[tuple[str, str, float]]:
    return list(consumed_units(operation, request, response))


def test_an_index_is_counted_apart_from_its_table() -> None:
    consumed = {
        "TableName": "orders",
        "CapacityUnits": 4.0,
        "GlobalSecondaryIndexes": {"by_day": {"CapacityUnits": 1.0}, "by_customer": {"CapacityUnits": 1.0}},
    }

    assert units("UpdateItem", {}, {"ConsumedCapacity": consumed}) == [
        ("orders", "writes", 2),
        ("orders", "index_writes", 2),
    ]


def test_a_transaction_is_counted_table_by_table() -> None:
    consumed = [{"TableName": "orders", "CapacityUnits": 2.0}, {"TableName": "sales", "CapacityUnits": 4.0}]

    assert [each for each in units("TransactWriteItems", {}, {"ConsumedCapacity": consumed}) if each[2]] == [
        ("orders", "writes", 2),
        ("sales", "writes", 4),
    ]


def test_a_rejected_write_is_charged_by_the_item_that_exists() -> None:
    request = {"TableName": "orders", "Key": KEY}

    assert units("UpdateItem", request, {"Error": {}}) == [("orders", "writes", 1)]
    assert units("UpdateItem", request, {"Error": {}, "Item": LARGE}) == [("orders", "writes", 2)]


def test_each_item_of_a_rejected_transaction_is_charged_twice() -> None:
    update = {"Update": {"TableName": "orders", "Key": KEY}}
    request = {"TransactItems": [update, {"Put": {"TableName": "sales", "Item": KEY}}]}

    assert units("TransactWriteItems", request, {"Error": {}}) == [("orders", "writes", 2), ("sales", "writes", 2)]


def test_a_batch_read_is_charged_by_the_item_and_twice_as_much_if_consistent() -> None:
    read = {"Keys": [KEY, KEY]}

    assert units("BatchGetItem", {"RequestItems": {"orders": read}}, {}) == [("orders", "reads", 1)]
    assert units("BatchGetItem", {"RequestItems": {"orders": read | {"ConsistentRead": True}}}, {}) == [
        ("orders", "reads", 2)
    ]


def test_a_read_is_charged_by_each_started_4_kib() -> None:
    consumed = {"ConsumedCapacity": {"TableName": "orders", "CapacityUnits": 0.5}}

    assert units("GetItem", {}, consumed) == [("orders", "reads", 0.5)]
    assert units("GetItem", {}, consumed | {"Item": HUGE}) == [("orders", "reads", 1)]


def test_an_operation_that_cannot_be_measured_has_no_units() -> None:
    assert units("DescribeTable", {"TableName": "orders"}, {}) == []


def test_a_scan_is_charged_by_the_size_of_its_items_and_at_least_one_unit() -> None:
    consistent = {"TableName": "orders", "ConsistentRead": True}

    assert units("Scan", consistent, {}) == [("orders", "reads", 1)]
    assert units("Scan", consistent, {"Items": [HUGE]}) == [("orders", "reads", 2)]
    assert units("Scan", {"TableName": "orders"}, {}) == [("orders", "reads", 0.5)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"name": {"S": "Zoë"}}, 4 + 4),
        ({"n": {"N": "1999"}}, 1 + 3),
        ({"n": {"N": "-1999"}}, 1 + 4),
        ({"n": {"N": "0"}}, 1 + 1),
        ({"n": {"N": "1000"}}, 1 + 2),
        ({"b": {"BOOL": True}, "z": {"NULL": True}}, 4),
        ({"m": {"M": {"a": {"S": "b"}}}}, 1 + 3 + 1 + 2),
        ({"l": {"L": [{"S": "a"}, {"S": "b"}]}}, 1 + 3 + 2 + 2),
        ({"s": {"SS": ["ab", "c"]}, "t": {"NS": ["12", "3"]}}, 1 + 3 + 1 + 4),
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(item: dict, expected: int) -> None:
    assert item_size(item) == expected


def test_a_value_of_an_unknown_type_is_an_error() -> None:
    with pytest.raises(ValueError, match="type B"):
        item_size({"b": {"B": "eA=="}})
