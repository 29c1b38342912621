import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.stock import choose_rows, moves_to_level

ROWS = st.lists(st.integers(0, 30), min_size=1, max_size=64).map(lambda units: dict(enumerate(units)))


@pytest.mark.parametrize(
    ("rows", "preferred", "chosen"),
    [
        ({0: 5, 1: 5, 2: 5}, 1, {1: 4}),  # the preferred row
        ({0: 5, 1: 3, 2: 5}, 1, {2: 4}),  # the next one that has enough
        ({0: 5, 1: 3, 2: 3}, 1, {0: 4}),  # from the last row on to the first
        ({0: 5, 1: 4}, 1, {1: 4}),  # a row that has exactly enough
        ({0: 0, 2: 4}, 1, {2: 4}),  # a row that does not exist
        ({0: 1, 1: 3, 2: 2}, 0, {1: 3, 2: 1}),  # several, the fullest first
        ({0: 1, 1: 1, 2: 2}, 0, {2: 2, 0: 1, 1: 1}),
        ({0: 1, 1: 0, 2: 2}, 0, None),
        ({}, 0, None),
    ],
)
def test_four_units_come_from_as_few_rows_as_possible(
    rows: dict[int, int], preferred: int, chosen: dict[int, int] | None
) -> None:
    assert choose_rows(rows, 4, preferred) == chosen


@given(rows=ROWS, quantity=st.integers(1, 200), preferred=st.integers(0, 63))
def test_rows_are_found_exactly_if_the_sum_suffices(rows: dict[int, int], quantity: int, preferred: int) -> None:
    chosen = choose_rows(rows, quantity, preferred)

    assert (chosen is not None) == (sum(rows.values()) >= quantity)
    if chosen is not None:
        assert sum(chosen.values()) == quantity
        assert all(0 < units <= rows[shard] for shard, units in chosen.items())


def test_rows_that_differ_by_one_unit_are_level_in_any_order() -> None:
    assert list(moves_to_level({0: 1, 1: 2})) == list(moves_to_level({0: 2, 1: 1})) == []


@given(rows=ROWS)
def test_moves_level_the_rows_without_ever_emptying_one_below_zero(rows: dict[int, int]) -> None:
    moves = list(moves_to_level(rows))
    after = dict(rows)
    for move in moves:
        assert move.units > 0
        after[move.source] -= move.units
        after[move.target] += move.units
        assert after[move.source] >= 0

    assert len(moves) < len(rows)
    assert sum(after.values()) == sum(rows.values())
    assert max(after.values()) - min(after.values()) <= 1
