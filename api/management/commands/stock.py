"""``python api/manage.py stock``: show and change the products' stock."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.management.arguments import positive_int, shard_count
from orders.aws.operator_errors import OperatorError, operator_errors
from orders.domain.errors import StockContention, UnknownProduct
from orders.domain.name import parse_name, spellings
from orders.domain.stock import ProductStock
from orders.usecases.stock import StockKeeping, StockLevel
from orders.wiring import stock_keeping


class Command(BaseCommand):
    """Exit with status 0 if the command was carried out, else with 1."""

    help = "Show the products' stock, add to it, spread it over rows, or take a product off sale."
    requires_system_checks = ()  # they import the API's views, which this command does not need

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the four actions."""
        actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
        listing = actions.add_parser("list", help="print the available, held and sold units of a product, or of all")
        listing.add_argument("product", metavar="PRODUCT", nargs="?")
        adding = actions.add_parser("add", help="add units to a product's stock")
        adding.add_argument("product", metavar="PRODUCT")
        adding.add_argument("units", metavar="UNITS", type=positive_int)
        spreading = actions.add_parser("shards", help="spread a product's stock over N rows")
        spreading.add_argument("product", metavar="PRODUCT")
        spreading.add_argument("shards", metavar="N", type=shard_count)
        retiring = actions.add_parser("retire", help="take a product off sale; running orders keep their units")
        retiring.add_argument("product", metavar="PRODUCT")

    def handle(self, *_: Any, **options: Any) -> None:
        """Carry out the action, and print the stock that it left."""
        try:
            with operator_errors():
                try:
                    self._run(stock_keeping(), options)
                except StockContention as error:
                    raise CommandError(f"{error}: run the command again") from error
        except OperatorError as error:
            raise CommandError(str(error)) from error

    def _run(self, operation: StockKeeping, options: dict[str, Any]) -> None:
        """Run the action on the product in the catalogue's spelling: a terminal may send another normalization form."""
        *others, last = spellings(options["product"]) if options["product"] else (None,)
        for product in others:
            with suppress(UnknownProduct):
                self._run_on(operation, options, product)
                return
        self._run_on(operation, options, last)

    def _run_on(self, operation: StockKeeping, options: dict[str, Any], product: Any) -> None:
        match options["action"]:
            case "list":
                levels, malformed = operation.levels(product)
                self._print_levels(levels)
                if malformed:
                    raise CommandError("\n".join(["These rows are not counted:", *map(str, malformed)]))
            case "add":
                self._print_rows(operation.add(product, options["units"]))
            case "shards":
                self._print_rows(operation.spread(product, options["shards"]))
            case _:
                operation.retire(product, datetime.now(UTC))
                self.stdout.write(f"{product} is retired: no new order can name it.")

    def _print_levels(self, levels: list[StockLevel]) -> None:
        width = max([len("product"), *(len(level.stock.product_name) for level in levels)])
        self.stdout.write(f"{'product':{width}} {'available':>10} {'held':>10} {'sold':>10} {'rows':>5}")
        for level in levels:
            stock = level.stock
            self.stdout.write(
                f"{stock.product_name:{width}} {stock.available:>10} {level.held:>10} {level.sold:>10} "
                f"{stock.shards:>5}{'  retired' if stock.is_retired else ''}"
                f"{'' if _can_be_ordered(stock.product_name) else '  no order can have this name'}"
            )

    def _print_rows(self, stock: ProductStock) -> None:
        rows = ", ".join(str(stock.rows[shard]) for shard in sorted(stock.rows))
        count = "1 row" if len(stock.rows) == 1 else f"{len(stock.rows)} rows"
        self.stdout.write(f"{stock.product_name} has {stock.available} available units in {count}: {rows}.")


def _can_be_ordered(product_name: str) -> bool:
    """Return whether an order's product can have this name; the lookup in another normalization form finds it too."""
    try:
        return product_name in spellings(parse_name(product_name))
    except ValueError:
        return False
