"""The judge of `make demo`, `make load` and `make chaos` can find against them."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from local.system_reader import find_discrepancies

SHELF = {"Cup": 10}


def order(status: str = "Completed") -> dict[str, Any]:
    return {"order_id": "a", "status": status, "total": 1999}


def payment(captured: int = 1999, refunded: int = 0, state: str = "CAPTURED", order_id: str = "a") -> dict[str, Any]:
    return {"order_id": order_id, "amount": 1999, "captured": captured, "refunded": refunded, "state": state}


def found(*rows: dict[str, Any], left: int = 9, taken: int = 1) -> list[str]:
    tables = {
        "orders_table": [row for row in rows if "total" in row],
        "payments_table": [row for row in rows if "captured" in row],
    }
    reader: Any = SimpleNamespace(
        items=lambda table: iter(tables[table]),
        available=lambda: {"Cup": left},
        taken=lambda: Counter({"Cup": taken}),
    )
    return find_discrepancies(reader, SHELF)


def test_an_order_that_was_paid_once_for_what_it_bought_balances() -> None:
    assert found(order(), payment()) == []
    assert found(order("Failed"), payment(1999, 1999, "REFUNDED"), left=10, taken=0) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([order("Processing")], "order a is still Processing"),
        ([order()], "order a is Completed and owes 1999, but 0 was kept"),
        ([order(), payment(), payment()], "order a is Completed and owes 1999, but 3998 was kept"),
        ([order("Failed"), payment()], "order a is Failed and owes 0, but 1999 was kept"),
        (
            [order("Cancelled"), payment(0, 0, "AUTHORIZED")],
            "order a is Cancelled, but 1999 is still held on the card",
        ),
        ([payment(order_id="b")], "a payment names the order b, which is not there"),
    ],
)
def test_money_that_is_not_where_it_belongs_is_found(rows: list[dict[str, Any]], sentence: str) -> None:
    assert found(*rows) == [sentence]


def test_units_that_were_lost_or_made_are_found() -> None:
    assert found(left=8) == ["Cup: 8 left and 1 taken do not make 10"]
    assert found(left=10) == ["Cup: 10 left and 1 taken do not make 10"]


def test_units_that_the_shop_did_not_have_are_found_though_they_add_up() -> None:
    assert found(left=-2, taken=12) == ["Cup is oversold by 2"]
