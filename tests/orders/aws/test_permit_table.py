from functools import partial

import pytest

from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.permit_table import PermitTable
from orders.domain.attempt import Attempt
from orders.domain.errors import NoPermitFree
from orders.domain.permit import Permit
from tests.orders.aws.concurrency import run_concurrently
from tests.orders.aws.table_harness import TableHarness
from tests.orders.examples import FIRST, NOON, SECOND

pytestmark = pytest.mark.slow


@pytest.fixture
def permits(tables: TableHarness) -> PermitTable:
    return PermitTable("dev-permits", limit=3)


def test_an_attempt_acquires_one_permit_until_it_is_released(permits: PermitTable) -> None:
    permit, is_new = permits.acquire(FIRST)

    assert is_new
    assert permits.acquire(FIRST) == (permit, False)
    assert permits.in_use() == [permit]

    permits.release(permit)
    permits.release(permit)
    assert permits.in_use() == []


def test_only_as_many_attempts_as_the_limit_acquire_a_permit(permits: PermitTable) -> None:
    for number in range(3):
        permits.acquire(Attempt(f"order-{number}", 1))

    with pytest.raises(NoPermitFree, match="all 3 permits are in use"):
        permits.acquire(Attempt("order-3", 1))


def test_a_permit_that_another_attempt_holds_now_is_not_released(permits: PermitTable) -> None:
    permit, _ = permits.acquire(FIRST)

    permits.release(Permit(permit.number, SECOND, NOON))
    assert permits.in_use() == [permit]


def test_all_permits_of_the_given_attempts_are_released(permits: PermitTable) -> None:
    for attempt in (FIRST, SECOND):
        permits.acquire(attempt)

    permits.release_all([FIRST, Attempt("unknown", 1)])
    assert [permit.attempt for permit in permits.in_use()] == [SECOND]


def test_a_lower_limit_lets_no_order_start_until_enough_permits_are_released(permits: PermitTable) -> None:
    for number in range(3):
        permits.acquire(Attempt(f"order-{number}", 1))
    lowered = PermitTable("dev-permits", limit=1)

    permits.release_all([Attempt("order-0", 1), Attempt("order-1", 1)])
    with pytest.raises(NoPermitFree):
        lowered.acquire(FIRST)
    permits.release_all([Attempt("order-2", 1)])
    assert lowered.acquire(FIRST)


def test_an_odd_item_is_not_a_permit_in_use_and_its_number_is_never_acquired(permits: PermitTable) -> None:
    for number, attempt in ((0, "not an attempt"), (1, 7)):
        client("dynamodb").put_item(TableName="dev-permits", Item=encode({"permit": number, "attempt": attempt}))

    permit, _ = permits.acquire(FIRST)
    assert permit.number == 2
    with pytest.raises(NoPermitFree):
        permits.acquire(SECOND)


def test_concurrent_attempts_never_exceed_the_limit(permits: PermitTable) -> None:
    outcomes = run_concurrently(*(partial(permits.acquire, Attempt(f"order-{number}", 1)) for number in range(8)))

    assert outcomes.count(NoPermitFree) == 5
    assert len(permits.in_use()) == 3
