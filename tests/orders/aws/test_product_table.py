import pytest
from botocore.stub import Stubber

from orders import wiring
from orders.aws.clients import client
from orders.aws.product_table import ProductTable
from orders.domain.errors import StoreUnavailable
from orders.domain.order import MAX_LINES
from orders.environment import MissingSetting
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import dollars

pytestmark = pytest.mark.slow


@pytest.fixture
def catalogue(tables: TableHarness) -> ProductTable:
    tables.shelve("Saucer", available=2, cents=299)
    return ProductTable("dev-products")


def test_a_product_costs_what_the_catalogue_says(catalogue: ProductTable) -> None:
    assert catalogue.get_unit_prices(["Saucer"]) == {"Saucer": dollars(299)}


def test_a_product_that_the_shop_does_not_sell_has_no_price(catalogue: ProductTable) -> None:
    assert catalogue.get_unit_prices(["Spoon", "Saucer"]) == {"Saucer": dollars(299)}


def test_fifty_products_are_priced_run_concurrently(catalogue: ProductTable, tables: TableHarness) -> None:
    prices = {f"Cup {number}": dollars(number) for number in range(1, MAX_LINES + 1)}
    for name, price in prices.items():
        tables.shelve(name, available=1, cents=price.amount)

    assert catalogue.get_unit_prices(list(prices)) == prices


def test_half_an_answer_is_no_price_list(catalogue: ProductTable) -> None:
    names = ["Cup", "Saucer"]
    left_over = {"dev-products": {"Keys": [{"product_name": {"S": "Cup"}}]}}
    with Stubber(client("dynamodb")) as stubber:
        stubber.add_response("batch_get_item", {"Responses": {"dev-products": []}, "UnprocessedKeys": left_over})
        with pytest.raises(StoreUnavailable):
            catalogue.get_unit_prices(names)


def test_the_catalogue_is_found_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTS_TABLE", "dev-products")
    assert wiring.catalogue() == ProductTable("dev-products")

    monkeypatch.delenv("PRODUCTS_TABLE")
    with pytest.raises(MissingSetting, match="PRODUCTS_TABLE"):
        wiring.catalogue()
