"""What the simulation reads, what it says about protections, and what it writes."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.capacity import page
from bench.capacity.__main__ import main
from bench.capacity.assumptions import Assumptions
from bench.capacity.cases import FAST, SLOW, burst, hot_product, outage, run
from bench.capacity.limits import Limits
from bench.capacity.model import Simulation
from bench.capacity.stack import Stack, match, max_wait
from bench.capacity.svg import line_chart
from infra.function import MEMORY_MIB, TIMEOUT_SECONDS
from infra.queues import MAX_RECEIVES, VISIBILITY_TIMEOUT_SECONDS

A = Assumptions.load()


def stack(name: str = "prod", **changes: object) -> Stack:
    return replace(Stack.load(name, A), **changes)


@pytest.mark.parametrize("name", ["dev", "prod"])
def test_a_setting_that_the_stack_lacks_has_its_default(name: str) -> None:
    read = stack(name)

    assert read.max_orders_in_flight == 2 * read.concurrency["payment"]
    assert Stack.load(name, A, workflow_type="EXPRESS").max_orders_in_flight == read.concurrency["payment"]
    assert (read.stock_shards, read.stream_parallelization_factor) == (8, 10)


def test_functions_without_reserved_concurrency_share_what_the_account_has_left() -> None:
    read = Stack.load("prod", A, reserved_concurrency={"payment": 100, "status": -1})

    assert read.concurrency["payment"] == 100
    assert read.concurrency["status"] == read.concurrency["inventory"] == 900


def test_retries_are_read_from_the_definition() -> None:
    retrier = match(stack().tasks["authorize"]["Retry"], "Lambda.TooManyRequestsException")

    assert retrier is not None
    assert max_wait(retrier, 0) == retrier["IntervalSeconds"]
    assert max_wait(retrier, 100) == retrier["MaxDelaySeconds"]


def test_every_assumption_has_a_unit_a_kind_and_a_source() -> None:
    for name, entry in A.entries.items():
        assert entry["low"] <= entry["high"], name
        assert entry["unit"], name
        assert entry["kind"] in {"quota", "declared", "measured", "assumed"}, name
        assert entry["source"], name
        assert entry["kind"] != "quota" or "https://docs.aws.amazon.com/" in entry["source"], name


def test_declared_numbers_are_those_of_the_infrastructure() -> None:
    declared = (A["memory"], A["function_timeout"], A["visibility_timeout"], A["max_receives"])

    assert declared == (MEMORY_MIB, TIMEOUT_SECONDS, VISIBILITY_TIMEOUT_SECONDS, MAX_RECEIVES)


def test_a_setting_that_is_raised_stops_being_the_narrowest_limit() -> None:
    narrowest = Limits(stack(), A, SLOW).all()[0]
    raised = Limits(stack(concurrency=dict.fromkeys(stack().concurrency, 1_000)), A, SLOW).all()[0]

    assert "`payment`" in narrowest.name
    assert raised.name == "orders in flight"
    assert raised.rate > narrowest.rate


@pytest.mark.slow
def test_permits_keep_a_burst_from_losing_orders() -> None:
    case = burst(stack("dev"), 1_000, SLOW)
    with_permits = run(case, A)
    without = run(replace(case, stack=stack("dev", max_orders_in_flight=None)), A)

    assert with_permits.lost == 0
    assert with_permits.peak_in_flight == stack("dev").max_orders_in_flight
    assert with_permits.transitions < 6.5 < without.transitions
    assert without.lost > 0.1 * 1_000


@pytest.mark.slow
@pytest.mark.parametrize("hangs", [False, True])
def test_ten_minutes_without_the_provider_cost_minutes_and_few_orders(*, hangs: bool) -> None:
    """Only the orders with a permit are at risk, so a tenth of the page's rate shows the same loss."""
    result = run(outage(stack(), 5, 600, A, hangs=hangs), A)

    assert result.lost <= 20
    assert result.needs_attention <= result.lost
    assert result.p99 < 900


@pytest.mark.slow
def test_more_stock_rows_keep_a_hot_product_from_losing_orders() -> None:
    case = hot_product(stack(), 3_000, FAST)
    one_row = stack(max_orders_in_flight=None, stock_shards=1, quick_tries=1)

    assert run(case, A).lost == 0
    assert run(replace(case, stack=one_row), A).lost > 100


@pytest.mark.slow
def test_an_express_execution_ends_after_five_minutes_and_its_order_is_lost() -> None:
    express = Stack.load("prod", A, workflow_type="EXPRESS")
    endless = {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 60, "BackoffRate": 1.0, "MaxAttempts": 100}
    express.machine["States"]["AuthorizePayment"]["Retry"][:] = [endless]
    case = outage(express, 2, 600, A, hangs=False)
    simulation = Simulation(express, case.load, A).run()
    lost = [each for each in simulation.orders if each.outcome == "lost"]

    assert lost
    assert all(each.closed_at - (each.started_at or 0) == pytest.approx(300, abs=1) for each in lost)


def test_the_same_seed_gives_the_same_result() -> None:
    case = burst(stack(), 200, FAST)

    assert run(case, A, seed=5) == run(case, A, seed=5)
    assert run(case, A, seed=5) != run(case, A, seed=6)


def test_a_chart_is_well_formed_and_escapes_its_labels() -> None:
    chart = ET.fromstring(line_chart("a < b & c", "s", "orders", {"<one>": [(0, 0), (7, 1234)]}))  # noqa: S314  # our own

    assert chart.tag.endswith("svg")
    assert "a < b & c" in "".join(chart.itertext())


def test_the_page_was_written_with_the_inputs_of_today() -> None:
    stacks = [Stack.load(name, A) for name in ("dev", "prod")]

    assert page.digest(stacks, A) in (page.DOCS / "capacity.md").read_text(), "run `make capacity`"


@pytest.mark.slow
def test_a_quick_run_simulates_every_load_and_leaves_the_page_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page, "DOCS", tmp_path)

    assert main(["--quick", "--stack", "dev"]) == 0
    assert "one product" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_run_writes_the_page_and_a_plot_for_each_kind_of_load(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page, "DOCS", tmp_path)
    monkeypatch.setattr(page, "ROOT", tmp_path)
    monkeypatch.setattr("bench.capacity.__main__.ROOT", tmp_path)

    assert main(["--scale", "0.02", "--stack", "dev"]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "capacity-dev-bursts.svg",
        "capacity-dev-outage.svg",
        "capacity.md",
    ]
