"""``python api/manage.py stock``: arguments, output and exit status."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from django.core.management import CommandError

from orders.domain.attempt import Attempt
from orders.domain.errors import StockContention
from orders.usecases.stock import StockKeeping
from tests.api.commands import call
from tests.orders.examples import NOON, line
from tests.orders.usecases.order_system import OrderSystem

pytestmark = pytest.mark.slow


def test_the_list_has_a_line_for_each_product(system: OrderSystem) -> None:
    system.tables.put_product("Cup", available=3, rows=[4])
    system.stock.reserve(Attempt("order-1", 1), [line("Cup", quantity=2)], NOON)
    call("stock", "retire", "Cup")

    assert call("stock", "list") == (
        0,
        (
            "product       available       held       sold  rows\n"
            "Cup                   5          2          0     2  retired\n"
            "Test Product        100          0          0     1\n"
        ),
    )
    assert call("stock", "list", "Cup")[1].count("\n") == 2


NO_ONE_CAN_ORDER = [" Cup", "Cup ", "C\0up", "n" * 201, "\u200b", "\u202epuC"]


@pytest.mark.parametrize("name", NO_ONE_CAN_ORDER)
def test_the_list_marks_a_product_whose_name_no_order_can_have(system: OrderSystem, name: str) -> None:
    system.tables.put_product(name, available=3)
    lines = call("stock", "list")[1].splitlines()
    assert [line.endswith("  no order can have this name") for line in lines] == [
        line.startswith(name) for line in lines
    ]
    assert sum(line.startswith(name) for line in lines) == 1
    assert call("stock", "retire", name)[0] == 0


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_product_is_found_in_every_normalization_form(system: OrderSystem, form: str, typed: str) -> None:
    name = normalize(form, "Caf\u00e9")
    system.tables.put_product(name, available=3)
    assert call("stock", "add", normalize(typed, name), "4") == (0, f"{name} has 7 available units in 1 row: 7.\n")
    assert "no order" not in call("stock", "list", normalize(typed, name))[1]


def test_units_are_added(system: OrderSystem) -> None:
    assert call("stock", "add", "Test Product", "50") == (0, "Test Product has 150 available units in 1 row: 150.\n")


def test_a_product_is_spread_over_rows(system: OrderSystem) -> None:
    assert call("stock", "shards", "Test Product", "3") == (
        0,
        "Test Product has 100 available units in 3 rows: 34, 33, 33.\n",
    )


def test_a_product_is_retired(system: OrderSystem) -> None:
    assert call("stock", "retire", "Test Product") == (0, "Test Product is retired: no new order can name it.\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["add", "Test Product", "0"], "'0' must be at least 1"),
        (["add", "Test Product", "-5"], "UNITS"),
        (["shards", "Test Product", "0"], "'0' must be at least 1"),
        (["shards", "Test Product", "65"], "'65' must be at most 64"),
        (["list", "Spoon"], "there is no product 'Spoon'"),
        (["sell"], "invalid choice"),
        ([], "ACTION"),
    ],
)
def test_a_wrong_argument_is_explained(arguments: list[str], problem: str, system: OrderSystem) -> None:
    with pytest.raises(CommandError, match=problem):
        call("stock", *arguments)


def test_contention_stops_the_command(system: OrderSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    def contend(*_: object) -> None:
        raise StockContention("the stock changed at the same moment")

    monkeypatch.setattr(StockKeeping, "add", contend)

    with pytest.raises(CommandError, match=r"^the stock changed at the same moment: run the command again$"):
        call("stock", "add", "Test Product", "1")


@pytest.mark.parametrize("setting", ["PRODUCTS_TABLE", "STOCK_TABLE", "RESERVATIONS_TABLE"])
def test_a_missing_setting_is_named(system: OrderSystem, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.delenv(setting)

    with pytest.raises(CommandError, match=f"^the environment variable {setting} is not set$"):
        call("stock", "list")
