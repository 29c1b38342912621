"""The page on the cost agrees with the counts, the prices and the Pulumi program."""

import copy

import pytest

from bench.cost.report import FILE, MILLION, README, Report
from bench.cost.stack import Stack, stack_names
from bench.cost.usage import COMPLETED, MAX_TRANSITIONS, load_usage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> Report:
    return Report.of(load_usage())


def costs(report: Report, stack: Stack) -> dict[str, float]:
    """The dollars of each charge for a million completed orders."""
    return {charge.what: MILLION * charge.dollars for charge in report.bill(COMPLETED, stack)}


def test_the_page_is_what_make_cost_writes(report: Report) -> None:
    assert FILE.read_text() == report.page(), "run make cost, or .venv/bin/python -m bench.cost --keep-counts"


def test_the_readme_has_the_headline(report: Report) -> None:
    assert f"\n{report.headline}\n" in README.read_text(), "run .venv/bin/python -m bench.cost --keep-counts"


def test_a_completed_order_takes_at_most_five_state_transitions(report: Report) -> None:
    assert 0 < report.usage["outcomes"][COMPLETED]["counted"]["transitions"] <= MAX_TRANSITIONS == 5


def test_the_bill_of_a_completed_order_is_counts_times_prices(report: Report) -> None:
    standard, express = (costs(report, stack) for stack in report.stacks[:2])
    counted = report.usage["outcomes"][COMPLETED]["counted"]
    writes = sum(units["writes"] for units in counted["tables"].values())

    assert standard["state transitions"] == pytest.approx(counted["transitions"] * 25)
    assert standard["DynamoDB writes"] == pytest.approx(writes * 0.625)
    assert express["SNS publishes"] == pytest.approx(counted["publishes"] * 0.5)
    assert express["Express executions"] == pytest.approx(1)


def test_an_express_workflow_has_no_transitions_and_costs_less(report: Report) -> None:
    standard, express = report.stacks[:2]

    assert costs(report, express)["state transitions"] == 0
    saved = report.million(COMPLETED, standard) - report.million(COMPLETED, express)
    assert saved > 0.9 * costs(report, standard)["state transitions"]


def test_every_stack_with_settings_is_on_the_page(report: Report) -> None:
    assert list(report.months) == stack_names()
    assert {"dev", "prod"} <= set(report.months)


def test_twice_the_transitions_cost_twice_as_much(report: Report) -> None:
    usage = copy.deepcopy(report.usage)
    usage["outcomes"][COMPLETED]["counted"]["transitions"] *= 2
    doubled = Report(usage, report.prices, report.stacks)
    standard = report.stacks[0]

    added = doubled.million(COMPLETED, standard) - report.million(COMPLETED, standard)

    assert added == pytest.approx(costs(report, standard)["state transitions"])
