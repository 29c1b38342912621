"""The page on the cost says what the counts, the prices and the program say."""

import dataclasses

import pytest

from cost.__main__ import current
from cost.counts import MOST_TRANSITIONS, Counts
from cost.report import FILE, MILLION, README, Report
from cost.stack import stack_names

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> Report:
    return current(Counts.load())


def cell(report: Report, row: str, column: str) -> float:
    grid = report.order
    (found,) = [each for each in grid.rows if each[0] == row]
    return float(found[grid.heads.index(column)].replace("*", "").replace(",", ""))


def test_the_page_is_what_make_cost_writes(report: Report) -> None:
    written = FILE.read_text()

    assert written == report.document(), "run make cost, or .venv/bin/python -m cost --keep-counts"


def test_the_readme_has_the_headline(report: Report) -> None:
    assert f"\n{report.headline}\n" in README.read_text(), "run .venv/bin/python -m cost --keep-counts"


def test_a_completed_order_has_at_most_five_state_transitions(report: Report) -> None:
    assert 0 < report.counts.completed.counted.transitions <= MOST_TRANSITIONS == 5


def test_the_bill_of_a_completed_order_is_counts_times_prices(report: Report) -> None:
    counted = report.counts.completed.counted
    writes = sum(units.writes for units in counted.tables.values())

    assert cell(report, "state transitions", "dev, Standard") == pytest.approx(counted.transitions * 25)
    assert cell(report, "DynamoDB writes", "dev, Standard") == pytest.approx(writes * 0.625, abs=0.006)
    assert cell(report, "SNS publishes", "dev, Express") == pytest.approx(counted.publishes * 0.5)
    assert cell(report, "Express executions", "dev, Express") == pytest.approx(1)


def test_the_lines_of_a_bill_make_its_sum(report: Report) -> None:
    for column in report.order.heads[2:]:
        number = report.order.heads.index(column)
        lines = [float(row[number]) for row in report.order.rows[:-1] if row[number] != "none"]

        assert sum(lines) == pytest.approx(cell(report, "**together**", column), abs=0.01 * len(lines))


def test_an_express_workflow_pays_no_transition_and_costs_less(report: Report) -> None:
    standard, express = (cell(report, "**together**", f"dev, {kind}") for kind in ("Standard", "Express"))

    assert express < standard - 0.9 * cell(report, "state transitions", "dev, Standard")


def test_every_stack_with_settings_is_in_the_page(report: Report) -> None:
    assert {stack.name for stack in report.stacks} == set(stack_names()) >= {"dev"}
    assert report.months.heads[1:] == tuple(stack_names())


def test_twice_the_transitions_cost_twice_as_much(report: Report) -> None:
    completed = report.counts.completed
    twice = dataclasses.replace(completed.counted, transitions=2 * completed.counted.transitions)
    outcomes = {**report.counts.outcomes, "completed": dataclasses.replace(completed, counted=twice)}
    dearer = dataclasses.replace(report, counts=dataclasses.replace(report.counts, outcomes=outcomes))

    added = cell(dearer, "**together**", "dev, Standard") - cell(report, "**together**", "dev, Standard")

    assert added == pytest.approx(completed.counted.transitions * 25e-6 * MILLION)
