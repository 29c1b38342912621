"""The default price rule: the catalogue's unit prices, without adjustments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from orders.domain.errors import MixedCurrencies, UnknownProduct
from orders.domain.money import Money
from orders.domain.name import spellings
from orders.domain.order import OrderLine, Price
from orders.domain.order_request import OrderRequest
from orders.ports import Catalogue


@dataclass(frozen=True, slots=True)
class CataloguePricing:
    """A ``Pricing`` on which other rules can build."""

    catalogue: Catalogue

    def price(self, request: OrderRequest, owner: str | None, at: datetime) -> Price:  # noqa: ARG002  the port's
        """As ``Pricing.price``."""
        products = self._find_products([line.product_name for line in request.lines])
        if unknown := [line.product_name for line in request.lines if line.product_name not in products]:
            raise UnknownProduct(*unknown)
        if len({price.currency for _, price in products.values()}) > 1:
            raise MixedCurrencies("the products of one order are sold in different currencies")
        return Price(
            tuple(
                OrderLine(name, line.quantity, price)
                for line in request.lines
                for name, price in [products[line.product_name]]
            )
        )

    def _find_products(self, names: Sequence[str]) -> Mapping[str, tuple[str, Money]]:
        """Return the products' names in the catalogue, and their prices, by their names in the request.

        A name in the catalogue may be in another normalization form, because operators write it there.
        """
        prices = self.catalogue.get_unit_prices(names)
        products = {name: (name, price) for name, price in prices.items()}
        others = {other: name for name in names if name not in products for other in spellings(name)[1:]}
        if others:
            found = self.catalogue.get_unit_prices(others)
            products |= {others[other]: (other, price) for other, price in found.items()}
        return products
