import pytest

from orders.adapters.product_table import ProductTable
from orders.adapters.settings import MissingSetting
from orders.errors import UnknownProduct
from tests.orders.adapters.books import Books
from tests.orders.examples import dollars


@pytest.fixture
def catalogue(books: Books) -> ProductTable:
    books.shelve("Saucer", available=2, cents=299)
    return ProductTable("dev-products")


def test_a_product_costs_what_the_catalogue_says(catalogue: ProductTable) -> None:
    assert catalogue.price_of("Saucer") == dollars(299)


def test_a_product_that_the_shop_does_not_sell_has_no_price(catalogue: ProductTable) -> None:
    with pytest.raises(UnknownProduct, match="Spoon"):
        catalogue.price_of("Spoon")


def test_the_catalogue_is_found_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTS_TABLE", "dev-products")
    assert ProductTable.from_settings() == ProductTable("dev-products")

    monkeypatch.delenv("PRODUCTS_TABLE")
    with pytest.raises(MissingSetting, match="PRODUCTS_TABLE"):
        ProductTable.from_settings()
