import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.trace import parse_trace_header
from tests.orders.strategies import json_values

ROOT = "Root=1-67891233-abcdef012345678912345678"


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        (ROOT, ROOT),
        (f"{ROOT};Parent=463ac35c9f6413ad;Sampled=1", f"{ROOT};Parent=463ac35c9f6413ad;Sampled=1"),
        (f"Sampled=0; {ROOT}", f"{ROOT};Sampled=0"),
        (f"Self=1-67891234-12456789abcdef012345678;{ROOT}", ROOT),
        (f"{ROOT};Lineage=a87bd80c:1|68fd508a:5|c512fbe3:2;CalledFrom=app", ROOT),
        (f"{ROOT};Sampled=?", ROOT),
    ],
)
def test_a_trace_header_keeps_root_parent_and_sampling_decision(header: str, kept: str) -> None:
    assert parse_trace_header(header) == kept


@pytest.mark.parametrize("header", [None, 7, "", "Root=", "Root=1-6789-abc", "Parent=463ac35c9f6413ad", ROOT.upper()])
def test_a_header_without_a_root_is_none(header: object) -> None:
    assert parse_trace_header(header) is None


@given(json_values | st.text().map(lambda rest: f"{ROOT};{rest}"))
def test_everything_but_the_trace_is_dropped_from_a_client_header(header: object) -> None:
    kept = parse_trace_header(header)
    assert kept is None or re.fullmatch(rf"{ROOT}(;Parent=[0-9a-f]{{16}})?(;Sampled=[01])?", kept)
