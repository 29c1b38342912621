import pytest

from cost.capacity import Index, index_of, index_write_units, read_units, size, write_units

KILOBYTE = {"k": {"S": "x" * 1023}}
MORE = {"k": {"S": "x" * 1024}}

BY_DAY = Index(frozenset({"day"}), frozenset({"day", "id"}))
"""Keeps the keys alone."""

MONDAY = {"id": {"S": "1"}, "day": {"S": "mon"}, "status": {"S": "Pending"}}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"name": {"S": "Zoë"}}, 4 + 4),
        ({"n": {"N": "1999"}}, 1 + 3),
        ({"n": {"N": "-1999"}}, 1 + 4),
        ({"n": {"N": "0"}}, 1 + 1),
        ({"n": {"N": "1000"}}, 1 + 2),
        ({"b": {"BOOL": True}, "z": {"NULL": True}}, 4),
        ({"m": {"M": {"a": {"S": "b"}}}}, 1 + 3 + 1 + 2),
        ({"l": {"L": [{"S": "a"}, {"S": "b"}]}}, 1 + 3 + 2 + 2),
        ({"s": {"SS": ["ab", "c"]}, "t": {"NS": ["12", "3"]}}, 1 + 3 + 1 + 4),
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(item: dict, expected: int) -> None:
    assert size(item) == expected


def test_a_value_of_a_kind_that_nobody_measured_is_not_taken_for_nothing() -> None:
    with pytest.raises(ValueError, match="type B"):
        size({"b": {"B": "eA=="}})


def test_a_write_takes_a_unit_for_each_kilobyte_begun_of_the_larger_item() -> None:
    assert write_units(None, KILOBYTE) == 1
    assert write_units(None, MORE) == 2
    assert write_units(MORE, KILOBYTE) == 2


def test_a_write_that_changes_nothing_because_nothing_is_there_takes_a_unit_too() -> None:
    assert write_units(None, None) == 1


def test_an_eventual_read_is_half_a_consistent_one_and_nothing_found_costs_as_well() -> None:
    assert read_units(MORE, consistent=True) == 1
    assert read_units(MORE, consistent=False) == 0.5
    assert read_units({"k": {"S": "x" * 4096}}, consistent=True) == 2
    assert read_units(None, consistent=True) == 1


def test_an_index_of_keys_is_written_when_an_order_comes_and_not_when_its_status_changes() -> None:
    completed = MONDAY | {"status": {"S": "Completed"}}

    assert index_write_units(BY_DAY, None, MONDAY) == 1
    assert index_write_units(BY_DAY, MONDAY, completed) == 0
    assert index_write_units(Index(BY_DAY.keys, None), MONDAY, completed) == 1


def test_an_index_entry_that_moves_is_written_twice() -> None:
    assert index_write_units(BY_DAY, MONDAY, MONDAY | {"day": {"S": "tue"}}) == 2


def test_an_item_without_the_index_key_is_not_in_the_index() -> None:
    closed = {"id": {"S": "1"}}

    assert index_write_units(BY_DAY, None, closed) == 0
    assert index_write_units(BY_DAY, MONDAY, closed) == 1


def test_an_index_keeps_what_its_description_says() -> None:
    description = {
        "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["status"]},
    }

    assert index_of(description, ["id"]) == Index(frozenset({"day"}), frozenset({"day", "id", "status"}))
    description["Projection"] = {"ProjectionType": "ALL"}
    assert index_of(description, ["id"]).entry(MONDAY) == MONDAY
