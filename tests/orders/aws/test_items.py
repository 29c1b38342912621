from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.aws.items import decode, encode
from orders.domain.reservation import ReservationState

plain_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(min_value=-(10**38) + 1, max_value=10**38 - 1) | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
    max_leaves=10,
)


@given(plain=st.dictionaries(st.text(), plain_values, max_size=4))
def test_values_survive_the_round_trip_with_their_types(plain: dict[str, Any]) -> None:
    assert repr(decode(encode(plain))) == repr(plain)


def test_values_get_the_attribute_types_that_queries_expect() -> None:
    assert encode({"name": "ü", "quantity": 1, "state": ReservationState.SOLD, "held": {"Cup": 3}, "lines": ["a"]}) == {
        "name": {"S": "ü"},
        "quantity": {"N": "1"},
        "state": {"S": "SOLD"},
        "held": {"M": {"Cup": {"N": "3"}}},
        "lines": {"L": [{"S": "a"}]},
    }


def test_a_float_is_rejected() -> None:
    with pytest.raises(TypeError, match="Float types are not supported"):
        encode({"unit_price": 19.99})


def test_a_fractional_number_is_not_rounded() -> None:
    assert decode({"unit_price": {"N": "19.99"}, "lines": {"L": [{"N": "2.5"}]}}) == {
        "unit_price": Decimal("19.99"),
        "lines": [Decimal("2.5")],
    }
