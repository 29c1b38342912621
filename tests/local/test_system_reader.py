"""Discrepancies that `make demo`, `make load` and `make chaos` must find."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from local.system_reader import find_discrepancies

OPENING_STOCK = {"Cup": 10}


def order(status: str = "Completed") -> dict[str, Any]:
    return {"order_id": "a", "status": status, "total": 1999}


def payment(captured: int = 1999, refunded: int = 0, state: str = "CAPTURED", order_id: str = "a") -> dict[str, Any]:
    return {"order_id": order_id, "amount": 1999, "captured": captured, "refunded": refunded, "state": state}


def found(*rows: dict[str, Any], available: int = 9, reserved_or_sold: int = 1) -> list[str]:
    tables = {
        "orders_table": [row for row in rows if "total" in row],
        "payments_table": [row for row in rows if "captured" in row],
    }
    reader: Any = SimpleNamespace(
        items=lambda table: iter(tables[table]),
        available=lambda: {"Cup": available},
        reserved_or_sold=lambda: Counter({"Cup": reserved_or_sold}),
    )
    return find_discrepancies(reader, OPENING_STOCK)


def test_an_order_paid_once_and_a_refunded_one_have_no_discrepancy() -> None:
    assert found(order(), payment()) == []
    assert found(order("Failed"), payment(1999, 1999, "REFUNDED"), available=10, reserved_or_sold=0) == []


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
        ([payment(order_id="b")], "a payment names order b, which does not exist"),
    ],
)
def test_a_wrong_amount_is_found(rows: list[dict[str, Any]], sentence: str) -> None:
    assert found(*rows) == [sentence]


def test_lost_and_surplus_units_are_found() -> None:
    assert found(available=8) == ["Cup: 8 available and 1 reserved or sold do not add up to 10"]
    assert found(available=10) == ["Cup: 10 available and 1 reserved or sold do not add up to 10"]


def test_oversold_units_are_found_even_if_they_add_up() -> None:
    assert found(available=-2, reserved_or_sold=12) == ["Cup is oversold by 2"]
