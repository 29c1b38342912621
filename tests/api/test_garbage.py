"""Whatever is sent, the API answers, and stores an order only when it says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# Every example posts to the same tables, and counts its own writes only.
pytestmark = pytest.mark.slow

SAME_TABLES = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

FIELDS = ("customer_name", "product_name", "quantity", "payment_method")
VALID = {
    "customer_name": st.just("Test Customer"),
    "product_name": st.just("Test Product"),
    "quantity": st.integers(1, 1000),
    "payment_method": st.just("tok_visa"),
}

text = st.text() | st.text(st.characters(categories=["Cs", "Cc"]))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | text
garbage = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(text | st.sampled_from(FIELDS), inner), max_leaves=20
)
almost_orders = st.fixed_dictionaries(
    {name: valid | valid | garbage for name, valid in VALID.items() if name != "payment_method"},
    optional={"payment_method": VALID["payment_method"] | garbage},
)


def answers_and_keeps_its_books(post: Any, calls: list[str], body: Any) -> None:
    calls.clear()
    response = post(body)
    assert response.status_code in {201, 400, 415, 422}
    assert calls.count("PutItem") == (1 if response.status_code == 201 else 0)
    assert response.json()


@SAME_TABLES
@given(body=garbage | almost_orders)
def test_json_of_any_shape_is_answered(post: Any, calls: list[str], body: Any) -> None:
    answers_and_keeps_its_books(post, calls, json.dumps(body).encode())


@SAME_TABLES
@given(body=st.binary(max_size=200), order=almost_orders, at=st.floats(0, 1))
def test_bytes_of_any_kind_are_answered(post: Any, calls: list[str], body: Any, order: Any, at: Any) -> None:
    whole = json.dumps(order).encode()
    cut = int(len(whole) * at)
    answers_and_keeps_its_books(post, calls, whole[:cut] + body + whole[cut:])
