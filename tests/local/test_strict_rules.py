"""What AWS rejects under load, request by request."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from local.strict.rules import Limits, Rejected, StrictRules

DYNAMODB = "DynamoDB_20120810."
UNLIMITED = Limits(transaction_seconds=1, throttled_writes=0, starts=1000, starts_per_second=1000, provider_seconds=0)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def update(name: str, table: str = "dev-products") -> dict[str, Any]:
    return {"TableName": table, "Key": {"product_name": {"S": name}}}


def transaction(*names: str) -> dict[str, Any]:
    return {"TransactItems": [{"Update": update(name)} for name in names]}


def rejection(call: Callable[[], object]) -> dict[str, Any]:
    with pytest.raises(Rejected) as raised:
        call()
    body: dict[str, Any] = json.loads(raised.value.body)
    return body


def test_overlapping_transactions_on_one_item_conflict(clock: Clock) -> None:
    rules = StrictRules(UNLIMITED, clock)
    assert rules.delay(DYNAMODB + "TransactWriteItems", transaction("Cup", "Lamp")) == 1

    error = rejection(lambda: rules.delay(DYNAMODB + "TransactWriteItems", transaction("Mug", "Cup")))

    assert error["__type"] == "TransactionCanceledException"
    assert [reason["Code"] for reason in error["CancellationReasons"]] == ["None", "TransactionConflict"]
    assert "[None, TransactionConflict]" in error["message"]
    rules.delay(DYNAMODB + "TransactWriteItems", transaction("Mug"))  # the cancelled transaction occupies nothing
    clock.now += 1
    rules.delay(DYNAMODB + "TransactWriteItems", transaction("Cup"))
    assert rules.rejections == {"transaction conflicts": 1}


def test_a_put_and_an_update_of_one_item_are_writes_of_the_same_item(clock: Clock) -> None:
    rules = StrictRules(UNLIMITED, clock)
    put = {"TableName": "dev-orders", "Item": {"status": {"S": "Pending"}, "order_id": {"S": "order-1"}}}
    rules.delay(DYNAMODB + "TransactWriteItems", {"TransactItems": [{"Put": put}]})

    error = rejection(
        lambda: rules.delay(DYNAMODB + "UpdateItem", {"TableName": "dev-orders", "Key": {"order_id": {"S": "order-1"}}})
    )

    assert error["__type"] == "TransactionConflictException"


def test_rows_of_one_product_and_equal_keys_of_two_tables_do_not_conflict(clock: Clock) -> None:
    rules = StrictRules(UNLIMITED, clock)
    keys = [{"product_name": {"S": "Cup"}, "shard": {"N": shard}} for shard in "12"]
    writes = [{"Update": {"TableName": "dev-stock", "Key": key}} for key in keys]
    rules.delay(DYNAMODB + "TransactWriteItems", {"TransactItems": writes[:1]})

    rules.delay(DYNAMODB + "TransactWriteItems", {"TransactItems": writes[1:]})
    rules.delay(DYNAMODB + "PutItem", {"TableName": "dev-stock", "Item": keys[1] | {"shard": {"N": "3"}}})
    rules.delay(DYNAMODB + "TransactWriteItems", transaction("Cup"))

    assert not rules.rejections


def test_single_writes_at_the_same_time_do_not_conflict(clock: Clock) -> None:
    rules = StrictRules(UNLIMITED, clock)

    for operation in ("UpdateItem", "DeleteItem", "UpdateItem"):
        assert rules.delay(DYNAMODB + operation, update("Cup")) == 0


@pytest.mark.parametrize(
    ("operation", "request_", "code"),
    [
        ("UpdateItem", update("Cup"), "ThrottlingException"),
        ("TransactWriteItems", transaction("Cup", "Mug"), "TransactionCanceledException"),
    ],
)
def test_the_share_of_throttled_writes_is_the_limits(
    clock: Clock, operation: str, request_: dict[str, Any], code: str
) -> None:
    always = StrictRules(Limits(throttled_writes=1), clock)
    error = rejection(lambda: always.delay(DYNAMODB + operation, request_))
    assert error["__type"] == code
    assert [each["Code"] for each in error.get("CancellationReasons", [])] in ([], ["ThrottlingError", "None"])

    rules = StrictRules(Limits(transaction_seconds=0, throttled_writes=0.25), clock)
    for _ in range(2000):
        try:
            rules.delay(DYNAMODB + operation, request_)
        except Rejected:
            continue
    assert 400 < sum(rules.rejections.values()) < 600


def test_the_same_seed_throttles_the_same_writes(clock: Clock) -> None:
    def throttled(seed: int) -> list[bool]:
        rules = StrictRules(Limits(throttled_writes=0.5, seed=seed), clock)
        results = []
        for _ in range(50):
            try:
                rules.delay(DYNAMODB + "UpdateItem", update("Cup"))
                results.append(False)
            except Rejected:
                results.append(True)
        return results

    assert throttled(1) == throttled(1) != throttled(2)


def test_executions_start_only_while_the_bucket_holds_a_token(clock: Clock) -> None:
    rules = StrictRules(Limits(starts=2, starts_per_second=10), clock)
    start = "AWSStepFunctions.StartExecution"
    assert [rules.delay(start, {}) for _ in range(2)] == [0, 0]

    assert rejection(lambda: rules.delay(start, {})) == {"__type": "ThrottlingException", "message": "Rate exceeded"}

    clock.now += 0.15
    rules.delay(start, {})
    rejection(lambda: rules.delay(start, {}))
    clock.now += 3600
    assert [rules.delay(start, {}) for _ in range(2)] == [0, 0]
    rejection(lambda: rules.delay(start, {}))
    assert rules.rejections == {"start throttles": 3}


def test_the_payment_provider_has_latency(clock: Clock) -> None:
    rules = StrictRules(Limits(throttled_writes=0, provider_seconds=0.3), clock)
    payment = {"TableName": "dev-simulator", "Key": {"payment_id": {"S": "order-1.1"}}}

    assert rules.delay(DYNAMODB + "UpdateItem", payment) == 0.3
    assert rules.delay(DYNAMODB + "UpdateItem", update("Cup")) == 0
