import json
from collections import Counter

import pytest

from local.configuration import stack_config
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.contract import TABLES
from orders.domain.money import Money
from tests.infra.program import Program, plan
from tests.infra.stacks import OPTIONS
from tests.orders.examples import an_order

TABLE = "dynamodb/table:Table"
KEYS = {
    "dev-orders": "order_id",
    "dev-products": "product_name",
    "dev-stock": "product_name",
    "dev-reservations": "order_id",
    "dev-payments": "payment_id",
    "dev-simulator": "payment_id",
    "dev-permits": "permit",
}

MUG = {"product_name": "Mug", "unit_price": 1, "currency": "USD", "available": 11, "stock_shards": 3}
RETAINED = {"retain_data": True, "catalogue": [MUG, MUG | {"product_name": "Cup", "stock_shards": 1}]}


def items(program: Program, table: str) -> list[dict[str, dict[str, str]]]:
    declared = program.all("dynamodb/tableItem:TableItem")
    return [json.loads(item.inputs["item"]) for item in declared if item.inputs["tableName"] == table]


def catalogue(program: Program) -> dict[str, dict[str, str]]:
    return {
        item["product_name"]["S"]: {name: text for name, value in item.items() for text in value.values()}
        for item in items(program, "dev-products")
    }


def opening_stock(program: Program) -> dict[str, list[int]]:
    """Return the units of each row of each product, row 0 first."""
    rows = {name: [int(product["available"])] for name, product in catalogue(program).items()}
    for row in sorted(items(program, "dev-stock"), key=lambda row: int(row["shard"]["N"])):
        rows[row["product_name"]["S"]].append(int(row["available"]["N"]))
        assert int(row["shard"]["N"]) == len(rows[row["product_name"]["S"]]) - 1
    return rows


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_table_has_one_key_and_the_stock_table_two(program: Program, name: str, key: str) -> None:
    table = program.one(TABLE, name).inputs
    assert table["hashKey"] == key
    assert {"name": key, "type": "N" if key == "permit" else "S"} in table["attributes"]
    assert table.get("rangeKey") == ("shard" if name == "dev-stock" else None)
    assert ({"name": "shard", "type": "N"} in table["attributes"]) == (name in {"dev-stock", "dev-orders"})


def test_every_open_order_has_the_keys_of_all_indexes(program: Program) -> None:
    order = to_item(an_order())
    table = program.one(TABLE, "dev-orders").inputs
    types = {attribute["name"]: attribute["type"] for attribute in table["attributes"]}
    indexes = {index["name"]: (index["hashKey"], index["rangeKey"]) for index in table["globalSecondaryIndexes"]}

    assert indexes == {
        "by_customer": ("customer", "listed_at"),
        "by_creation": ("shard", "listed_at"),
        "by_open_since": ("shard", "open_since"),
    }
    assert types == {"order_id": "S", "customer": "S", "listed_at": "S", "shard": "N", "open_since": "S"}
    assert {name: next(iter(value)) for name, value in encode(order).items() if name in types} == types


def test_an_index_holds_only_keys(program: Program) -> None:
    indexes = program.one(TABLE, "dev-orders").inputs["globalSecondaryIndexes"]
    assert {index["projectionType"] for index in indexes} == {"KEYS_ONLY"}


@pytest.mark.parametrize("name", [f"dev-{name}" for name in TABLES])
def test_a_table_is_encrypted_recoverable_and_billed_per_request(program: Program, name: str) -> None:
    table = program.one(TABLE, name).inputs
    assert table["serverSideEncryption"] == {"enabled": True}
    assert table["pointInTimeRecovery"] == {"enabled": True}
    assert table["billingMode"] == "PAY_PER_REQUEST"


def test_only_the_orders_table_has_a_stream_with_old_and_new_images(program: Program) -> None:
    streams = {table.inputs["name"]: table.inputs.get("streamViewType") for table in program.all(TABLE)}
    assert streams.pop("dev-orders") == "NEW_AND_OLD_IMAGES"
    assert set(streams.values()) == {None}
    assert {table.inputs["name"] for table in program.all(TABLE) if table.inputs["streamEnabled"]} == {"dev-orders"}


@pytest.mark.slow
def test_deletion_protection_covers_the_tables(program: Program) -> None:
    assert {table.inputs["deletionProtectionEnabled"] for table in program.all(TABLE)} == {False}
    assert {table.inputs["deletionProtectionEnabled"] for table in plan(**OPTIONS).all(TABLE)} == {True}


def test_destroying_a_dev_stack_leaves_nothing_behind(program: Program) -> None:
    kept = {each.type for each in program.resources if each.is_protected or each.is_retained}
    # They are deleted together with their repository and their table.
    assert kept == {"docker-build:index:Image", "aws:dynamodb/tableItem:TableItem"}
    assert {each.inputs["forceDelete"] for each in program.all("ecr/repository:Repository")} == {True}


@pytest.mark.slow
def test_production_tables_are_protected_and_retained(prod: Program) -> None:
    assert {(table.is_protected, table.is_retained) for table in prod.all(TABLE)} == {(True, True)}
    assert {each.inputs["forceDelete"] for each in prod.all("ecr/repository:Repository")} == {False}


@pytest.mark.slow
def test_destroying_a_stack_that_retains_its_data_keeps_the_products_too() -> None:
    program = plan(**RETAINED)
    products = program.one(TABLE, "dev-products")
    items = program.all("dynamodb/tableItem:TableItem")
    assert products.is_retained
    assert items
    assert [each.name for each in items if not each.is_retained and each.is_deleted_with != products.urn] == []


@pytest.mark.slow
def test_retained_tables_and_their_key_are_adopted_by_a_new_stack() -> None:
    key = "1234abcd-12ab-34cd-56ef-1234567890ab"
    program = plan(adopt_tables=True, customer_managed_key=True, adopt_key=key, catalogue=[])
    assert {each.imported_id for each in program.all(TABLE)} == {each.inputs["name"] for each in program.all(TABLE)}
    assert program.the("kms/key:Key").imported_id == key
    assert program.all("dynamodb/tableItem:TableItem") == []
    assert {each.imported_id for each in plan(customer_managed_key=True).resources} == {""}


def test_the_dev_catalogue_has_a_well_stocked_product_and_a_sold_out_one(program: Program) -> None:
    stock = {name: sum(rows) for name, rows in opening_stock(program).items()}
    assert stock["Test Product"] == 10_000
    assert stock["Sold Out Product"] == 0
    assert len(stock) >= 5


def test_the_products_have_different_valid_prices(program: Program) -> None:
    prices = [Money(int(each["unit_price"]), each["currency"]) for each in catalogue(program).values()]
    assert Counter(prices).most_common(1)[0][1] == 1
    assert {price.currency for price in prices} == {"USD"}


def test_a_catalogue_item_has_the_attribute_types_that_the_code_reads(program: Program) -> None:
    [product] = [item for item in items(program, "dev-products") if item["product_name"]["S"] == "Test Product"]
    assert product == {
        "product_name": {"S": "Test Product"},
        "unit_price": {"N": "1999"},
        "currency": {"S": "USD"},
        "available": {"N": "1250"},
        "stock_shards": {"N": "8"},
    }


def test_the_opening_stock_is_divided_over_a_products_rows(program: Program) -> None:
    configured = stack_config("dev")["order-processing:catalogue"]
    rows = opening_stock(program)

    assert {name: sum(units) for name, units in rows.items()} == {
        product["product_name"]: product["available"] for product in configured
    }
    assert {len(units) for units in rows.values()} == {8}
    assert all(max(units) - min(units) <= 1 for units in rows.values())


@pytest.mark.slow
def test_a_product_can_have_another_number_of_rows() -> None:
    assert opening_stock(plan(**RETAINED)) == {"Mug": [4, 4, 3], "Cup": [11]}


def test_a_product_is_on_sale_when_all_its_rows_exist(program: Program) -> None:
    declared = program.all("dynamodb/tableItem:TableItem")
    rows = {row.urn for row in declared if row.name.startswith("Test Product stock row ")}
    [product] = [each for each in declared if each.name == "Test Product"]

    assert len(rows) == 7
    assert rows <= product.dependencies


def test_a_smaller_catalogue_deletes_no_stock_row(program: Program) -> None:
    declared = program.all("dynamodb/tableItem:TableItem")
    assert {each.inputs["tableName"] for each in declared if each.is_retained} == {"dev-stock"}
    assert {each.inputs["tableName"] for each in declared if not each.is_retained} == {"dev-products"}


def test_a_second_deployment_does_not_reset_the_stock(program: Program) -> None:
    declared = program.all("dynamodb/tableItem:TableItem")
    assert len(declared) == 8 * len(stack_config("dev")["order-processing:catalogue"])
    assert {item.ignored_changes for item in declared} == {("item",)}
    assert {item.inputs["tableName"]: item.inputs.get("rangeKey") for item in declared} == {
        "dev-products": None,
        "dev-stock": "shard",
    }
