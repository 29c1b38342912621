"""What the shop sells when its stack is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from infra.settings.values import READ, WrongSettings, is_whole

_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Product:
    """What the catalogue says of a product when the stack is made; from then on its stock changes with every order."""

    product_name: str
    unit_price: int
    """In minor units."""
    currency: str
    available: int

    @property
    def is_sellable(self) -> bool:
        """Whether an order could name the product and be priced."""
        return (
            isinstance(self.product_name, str)
            and bool(self.product_name.strip())
            and isinstance(self.currency, str)
            and bool(_CURRENCY.fullmatch(self.currency))
            and all(is_whole(number) and number >= 0 for number in (self.unit_price, self.available))
        )


def _products(entries: Any) -> tuple[Product, ...]:
    try:
        return tuple(Product(**entry) for entry in entries)
    except TypeError as error:
        raise WrongSettings(
            "catalogue must be a list of products with product_name, unit_price, currency and available, "
            f"not {entries!r}."
        ) from error


@dataclass(frozen=True, kw_only=True)
class CatalogueSettings:
    """The products."""

    catalogue: tuple[Product, ...] = field(default=(), metadata={READ: _products})

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        for product in self.catalogue:
            if not product.is_sellable:
                yield (
                    f"catalogue must give each product a product_name, a unit_price in whole minor units, a currency "
                    f"such as USD and a whole number available, not {product}."
                )
        names = [product.product_name for product in self.catalogue]
        if len({str(name) for name in names}) != len(names):
            yield f"catalogue must name each product once, not {names}."
