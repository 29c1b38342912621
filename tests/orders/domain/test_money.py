import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.money import Money
from tests.orders.strategies import amounts, currencies, monies

quantities = st.integers(min_value=0, max_value=10_000)


@given(first=amounts, second=amounts, currency=currencies)
def test_a_sum_is_exact_in_minor_units(first: int, second: int, currency: str) -> None:
    assert Money(first, currency) + Money(second, currency) == Money(first + second, currency)


@given(first=amounts, second=amounts, quantity=quantities, currency=currencies)
def test_multiplication_distributes_over_addition(first: int, second: int, quantity: int, currency: str) -> None:
    one, other = Money(first, currency), Money(second, currency)

    assert (one + other) * quantity == one * quantity + other * quantity


@given(price=monies, quantity=st.integers(min_value=0, max_value=50))
def test_multiplication_is_repeated_addition(price: Money, quantity: int) -> None:
    assert price * quantity == sum([price] * quantity, start=Money(0, price.currency))


@given(amount=amounts, other_amount=amounts, pair=st.lists(currencies, min_size=2, max_size=2, unique=True))
def test_different_currencies_cannot_be_added(amount: int, other_amount: int, pair: list[str]) -> None:
    with pytest.raises(ValueError, match=f"cannot add {pair[1]} to {pair[0]}"):
        Money(amount, pair[0]) + Money(other_amount, pair[1])


@pytest.mark.parametrize("amount", [19.99, 1.0, -1, True, "1999", None])
def test_an_amount_must_be_a_whole_number_of_minor_units(amount: object) -> None:
    with pytest.raises(ValueError, match="whole number of minor units"):
        Money(amount, "USD")  # type: ignore[arg-type]


@pytest.mark.parametrize("factor", [0.5, 1.5, 2.0, -1])
def test_a_fractional_or_negative_factor_is_rejected(factor: float) -> None:
    with pytest.raises(ValueError, match="whole number of minor units"):
        Money(1999, "USD") * factor  # type: ignore[operator]


@pytest.mark.parametrize("currency", ["", "usd", "US", "USDT", "U$D", "USD\n", "ÜSD"])
def test_a_currency_must_be_three_capital_letters(currency: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1999, currency)
