import pytest
from botocore.stub import Stubber

from orders.aws.clients import client
from orders.aws.product_table import ProductTable
from orders.domain.errors import StoreUnavailable
from orders.domain.order import MAX_LINES
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import dollars

pytestmark = pytest.mark.slow


@pytest.fixture
def catalogue(tables: TableHarness) -> ProductTable:
    tables.put_product("Saucer", available=2, cents=299)
    return ProductTable("dev-products")


def test_only_products_in_the_catalogue_have_a_price(catalogue: ProductTable) -> None:
    assert catalogue.get_unit_prices(["Spoon", "Saucer"]) == {"Saucer": dollars(299)}


def test_the_products_of_the_largest_order_are_priced_in_one_call(
    catalogue: ProductTable, tables: TableHarness
) -> None:
    prices = {f"Cup {number}": dollars(number) for number in range(1, MAX_LINES + 1)}
    for name, price in prices.items():
        tables.put_product(name, available=1, cents=price.amount)

    assert catalogue.get_unit_prices(list(prices)) == prices


def test_an_incomplete_response_is_retryable(catalogue: ProductTable) -> None:
    names = ["Cup", "Saucer"]
    left_over = {"dev-products": {"Keys": [{"product_name": {"S": "Cup"}}]}}
    with Stubber(client("dynamodb")) as stubber:
        stubber.add_response("batch_get_item", {"Responses": {"dev-products": []}, "UnprocessedKeys": left_over})
        with pytest.raises(StoreUnavailable):
            catalogue.get_unit_prices(names)
