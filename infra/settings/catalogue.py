"""The catalogue's first products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from annotated_types import Predicate
from pydantic import BaseModel, Field, Strict

from infra.settings.group import CONFIG, LIST, SettingsGroup
from orders.contract import CURRENCY_PATTERN, MAX_STOCK_SHARDS


class Product(BaseModel):
    """A product as the stack is created with it; orders change its stock from then on."""

    model_config = CONFIG

    product_name: Annotated[str, Predicate(str.strip)]
    unit_price: int = Field(ge=0)
    """In minor units."""
    currency: str = Field(pattern=rf"\A{CURRENCY_PATTERN}\Z")
    available: int = Field(ge=0)
    stock_shards: int = Field(default=8, ge=1, le=MAX_STOCK_SHARDS)
    """The rows that the stock is spread over, from 1 to ``MAX_STOCK_SHARDS``; more bear more orders per second.

    Like the stock, it only counts when the product is created: ``python api/manage.py stock shards`` changes it.
    """


class CatalogueSettings(SettingsGroup):
    """Settings of the catalogue."""

    catalogue: Annotated[tuple[Annotated[Product, Strict(strict=False)], ...], LIST] = Field(
        default=(),
        description="a list of products, each with exactly a product_name, a unit_price in whole minor units, a "
        f"currency such as USD, a whole number available and, if not 8, stock_shards from 1 to {MAX_STOCK_SHARDS}",
    )

    def violations(self) -> Iterator[str]:
        names = [product.product_name for product in self.catalogue]
        if len(set(names)) != len(names):
            yield f"catalogue must name each product once, not {names}."
