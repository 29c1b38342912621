from typing import Any

import pytest

from orders.domain.adjustment import (
    DISCOUNT,
    MAX_ADJUSTMENT,
    MAX_ADJUSTMENTS,
    MAX_LABEL,
    SHIPPING,
    TAX,
    Adjustment,
)
from orders.domain.order import MAX_LINES, MAX_QUANTITY, Price
from tests.orders.examples import an_order, dollars, line


def test_adjustments_are_part_of_the_total() -> None:
    adjustments = (Adjustment(DISCOUNT, "10 % off", -200), Adjustment(TAX, "VAT", 342), Adjustment(SHIPPING, "Post", 0))

    assert an_order(lines=(line(cents=1999),), adjustments=adjustments).total == dollars(1999 - 200 + 342)


def test_a_discount_of_the_whole_price_makes_an_order_free() -> None:
    assert an_order(lines=(line(cents=1999),), adjustments=(Adjustment(DISCOUNT, "Voucher", -1999),)).total == dollars(
        0
    )


def test_adjustments_never_reduce_a_total_below_zero() -> None:
    too_much = (Adjustment(DISCOUNT, "Voucher", -2000),)

    for make in (lambda: Price((line(cents=1999),), too_much), lambda: an_order(adjustments=too_much)):
        with pytest.raises(ValueError, match="reduce the total to -1; a price rule must keep it at 0 or more"):
            make()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": ""}, "kind must match"),
        ({"kind": "Tax"}, "kind must match"),
        ({"kind": "t" * 41}, "kind must match"),
        ({"kind": 7}, "kind must match"),
        ({"label": ""}, "label must be a string of 1 to 100"),
        ({"label": "x" * (MAX_LABEL + 1)}, "label must be a string of 1 to 100"),
        ({"label": None}, "label must be a string of 1 to 100"),
        ({"amount": 1.5}, "whole number of minor units"),
        ({"amount": True}, "whole number of minor units"),
        ({"amount": MAX_ADJUSTMENT + 1}, "whole number of minor units"),
        ({"amount": -MAX_ADJUSTMENT - 1}, "whole number of minor units"),
    ],
)
def test_an_invalid_adjustment_is_rejected(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Adjustment(**{"kind": TAX, "label": "VAT", "amount": 1} | changes)


def test_an_order_has_a_limited_number_of_adjustments() -> None:
    tax = Adjustment(TAX, "VAT", 1)

    assert an_order(adjustments=(tax,) * MAX_ADJUSTMENTS).total == dollars(1999 + MAX_ADJUSTMENTS)
    with pytest.raises(ValueError, match="at most 20 adjustments, not 21"):
        an_order(adjustments=(tax,) * (MAX_ADJUSTMENTS + 1))


def test_the_largest_total_is_a_number_that_every_json_reader_has() -> None:
    lines = tuple(line(f"Product {number}", MAX_QUANTITY, 10**11) for number in range(MAX_LINES))

    largest = Price(lines, (Adjustment(TAX, "VAT", MAX_ADJUSTMENT),) * MAX_ADJUSTMENTS)

    assert largest.total.amount < 2**53
