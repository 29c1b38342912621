import json
from collections import Counter

import pytest

from local.program import stack_config
from orders.adapters.items import encode
from orders.adapters.open_orders import BY_OPEN_SINCE
from orders.adapters.order_index import BY_CREATION, BY_CUSTOMER
from orders.adapters.order_table import to_item
from orders.money import Money
from tests.infra.program import Program, run_program
from tests.orders.examples import an_order

TABLE = "dynamodb/table:Table"
KEYS = {
    "dev-orders": "order_id",
    "dev-products": "product_name",
    "dev-reservations": "order_id",
    "dev-payments": "payment_id",
}


def catalogue(program: Program) -> dict[str, dict[str, str]]:
    items = [json.loads(item.inputs["item"]) for item in program.all("dynamodb/tableItem:TableItem")]
    return {
        item["product_name"]["S"]: {name: text for name, value in item.items() for text in value.values()}
        for item in items
    }


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_table_has_one_string_key(program: Program, name: str, key: str) -> None:
    table = program.one(TABLE, name).inputs
    assert table["hashKey"] == key
    assert "rangeKey" not in table
    assert {"name": key, "type": "S"} in table["attributes"]


def test_the_orders_are_listed_by_keys_that_every_order_has_while_it_is_open(program: Program) -> None:
    order = to_item(an_order())
    table = program.one(TABLE, "dev-orders").inputs
    types = {attribute["name"]: attribute["type"] for attribute in table["attributes"]}
    indexes = {index["name"]: (index["hashKey"], index["rangeKey"]) for index in table["globalSecondaryIndexes"]}

    assert indexes == {
        BY_CUSTOMER: ("customer", "listed_at"),
        BY_CREATION: ("shard", "listed_at"),
        BY_OPEN_SINCE: ("shard", "open_since"),
    }
    assert types == {"order_id": "S", "customer": "S", "listed_at": "S", "shard": "N", "open_since": "S"}
    assert {name: next(iter(value)) for name, value in encode(order).items() if name in types} == types


def test_a_list_has_nothing_of_an_order_but_its_keys(program: Program) -> None:
    indexes = program.one(TABLE, "dev-orders").inputs["globalSecondaryIndexes"]
    assert {index["projectionType"] for index in indexes} == {"KEYS_ONLY"}


@pytest.mark.parametrize("name", KEYS)
def test_a_table_is_encrypted_recoverable_and_paid_by_request(program: Program, name: str) -> None:
    table = program.one(TABLE, name).inputs
    assert table["serverSideEncryption"] == {"enabled": True}
    assert table["pointInTimeRecovery"] == {"enabled": True}
    assert table["billingMode"] == "PAY_PER_REQUEST"


def test_only_the_orders_have_a_stream_and_it_tells_before_and_after(program: Program) -> None:
    streams = {table.inputs["name"]: table.inputs.get("streamViewType") for table in program.all(TABLE)}
    assert streams.pop("dev-orders") == "NEW_AND_OLD_IMAGES"
    assert set(streams.values()) == {None}
    assert {table.inputs["name"] for table in program.all(TABLE) if table.inputs["streamEnabled"]} == {"dev-orders"}


@pytest.mark.slow
def test_a_stack_for_development_is_deleted_without_ceremony_and_another_is_not(program: Program) -> None:
    other = run_program({"aws:region": "us-west-2"}, stack="prod")
    assert {table.inputs["deletionProtectionEnabled"] for table in program.all(TABLE)} == {False}
    assert {table.inputs["deletionProtectionEnabled"] for table in other.all(TABLE)} == {True}


def test_nothing_of_a_stack_for_development_stays_behind(program: Program) -> None:
    kept = [each for each in program.resources if each.is_protected or each.is_retained]
    assert [each.type for each in kept] == ["docker-build:index:Image"]  # which goes with its repository
    assert {each.inputs["forceDelete"] for each in program.all("ecr/repository:Repository")} == {True}


@pytest.mark.slow
def test_the_tables_of_production_outlive_the_stack() -> None:
    prod = run_program(stack_config("prod"), "prod")
    assert {(table.is_protected, table.is_retained) for table in prod.all(TABLE)} == {(True, True)}
    assert {each.inputs["forceDelete"] for each in prod.all("ecr/repository:Repository")} == {False}


def test_the_shop_opens_with_plenty_of_the_test_product_and_none_of_another(program: Program) -> None:
    stock = {name: int(product["available"]) for name, product in catalogue(program).items()}
    assert stock["Test Product"] == 10_000
    assert stock["Sold Out Product"] == 0
    assert len(stock) >= 5


def test_the_products_have_different_prices_that_orders_can_calculate_with(program: Program) -> None:
    prices = [Money(int(each["unit_price"]), each["currency"]) for each in catalogue(program).values()]
    assert Counter(prices).most_common(1)[0][1] == 1
    assert {price.currency for price in prices} == {"USD"}


def test_an_item_has_the_types_that_the_stock_counts_with(program: Program) -> None:
    items = [json.loads(item.inputs["item"]) for item in program.all("dynamodb/tableItem:TableItem")]
    assert {"product_name": {"S": "Test Product"}, "unit_price": {"N": "1999"}, "currency": {"S": "USD"}}.items() <= (
        next(item for item in items if item["product_name"]["S"] == "Test Product").items()
    )


def test_a_second_deployment_does_not_put_sold_stock_back(program: Program) -> None:
    items = program.all("dynamodb/tableItem:TableItem")
    assert len(items) == len(stack_config("dev")["order-processing:catalogue"])
    assert {item.ignored_changes for item in items} == {("item",)}
    assert {item.inputs["tableName"] for item in items} == {"dev-products"}
