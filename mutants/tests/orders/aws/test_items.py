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
def test_what_was_written_is_read_back_to_the_type(plain: dict[str, Any]) -> None:
    assert repr(decode(encode(plain))) == repr(plain)


def test_values_are_written_with_the_types_that_a_query_expects() -> None:
    assert encode({"name": "ü", "quantity": 1, "state": ReservationState.SOLD, "held": {"Cup": 3}, "lines": ["a"]}) == {
        "name": {"S": "ü"},
        "quantity": {"N": "1"},
        "state": {"S": "SOLD"},
        "held": {"M": {"Cup": {"N": "3"}}},
        "lines": {"L": [{"S": "a"}]},
    }


def test_a_fraction_is_never_written() -> None:
    with pytest.raises(TypeError, match="Float types are not supported"):
        encode({"unit_price": 19.99})


def test_a_price_that_someone_wrote_with_a_point_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match=r"19\.99"):
        decode({"unit_price": {"N": "19.99"}})
