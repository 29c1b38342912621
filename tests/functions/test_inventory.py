"""What the inventory steps answer the state machine, and what they leave on the shelf."""

import pytest

from tests.functions.refusals import Refusals
from tests.functions.runtime import Printed
from tests.functions.shop import PRODUCT, QUANTITY, Shop, step, steps


def test_a_reservation_takes_the_units_off_the_shelf(shop: Shop) -> None:
    shop.place()

    assert step("reserve") == {"state": "RESERVED"}
    assert shop.available() == 10 - QUANTITY
    assert shop.books.reservation()["quantities"] == {PRODUCT: QUANTITY}


def test_a_release_puts_them_back(shop: Shop) -> None:
    shop.place()
    steps("reserve")

    assert step("release") == {"state": "RELEASED"}
    assert shop.available() == 10


def test_a_step_that_is_asked_again_answers_the_same_and_moves_the_units_once(shop: Shop) -> None:
    shop.place()

    assert [step("reserve"), step("reserve")] == [{"state": "RESERVED"}] * 2
    assert shop.available() == 10 - QUANTITY
    assert [step("release"), step("release")] == [{"state": "RELEASED"}] * 2
    assert shop.available() == 10


def test_a_reservation_that_is_asked_again_after_the_sale_says_so(shop: Shop) -> None:
    shop.place()
    steps("authorize", "reserve", "complete")

    assert step("reserve") == {"state": "SOLD"}


def test_a_release_without_a_reservation_bars_it(shop: Shop) -> None:
    shop.place()

    assert step("release") == {"state": "RELEASED"}
    assert step("reserve")["errorType"] == "IllegalReservation"
    assert shop.available() == 10


def test_a_sold_out_product_is_out_of_stock_and_nothing_is_taken(shop: Shop) -> None:
    shop.books.shelve(PRODUCT, available=QUANTITY - 1)
    shop.place()

    assert step("reserve")["errorType"] == "OutOfStock"
    assert shop.available() == QUANTITY - 1
    assert shop.books.reservation() is None


def test_the_stock_of_a_completed_order_is_not_given_back(shop: Shop) -> None:
    shop.place()
    steps("authorize", "reserve", "complete")

    assert step("release")["errorType"] == "OrderAlreadyCompleted"
    assert shop.available() == 10 - QUANTITY


def test_an_order_that_nobody_placed_is_not_found(shop: Shop) -> None:
    assert step("reserve")["errorType"] == "OrderNotFound"


@pytest.mark.parametrize("operation", ["reserve", "release"])
@pytest.mark.parametrize(
    ("code", "error"),
    [("ThrottlingException", "StoreUnavailable"), ("TransactionConflictException", "StockContention")],
)
def test_what_time_may_mend_has_the_name_of_an_error_that_is_asked_again(
    shop: Shop, refusals: Refusals, operation: str, code: str, error: str
) -> None:
    shop.place()
    steps("reserve")
    refusals.add("TransactWriteItems", code)

    assert step(operation)["errorType"] == error


def test_the_metrics_count_what_was_tried_and_what_became_of_it(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("reserve", "release")
    step("reserve")

    assert printed.metrics == {"StepTried": 3, "StockReserved": 1, "StockReleased": 1}


def test_the_log_tells_what_became_of_the_stock(shop: Shop, printed: Printed) -> None:
    shop.place()
    steps("reserve")

    assert printed.about("message", "operation", "attempt", "state") == [
        ("step started", "reserve", 1, None),
        ("step completed", "reserve", 1, "RESERVED"),
    ]
