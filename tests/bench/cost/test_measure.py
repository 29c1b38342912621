"""The committed counts are those of the current code: one order is placed and counted again."""

import pytest

from bench.cost.measure import measure
from bench.cost.usage import COMPLETED, READ, load_usage
from local.ports import Ports
from local.scenarios import DEMO_SCENARIOS

pytestmark = pytest.mark.slow


def test_a_completed_order_has_the_committed_counts() -> None:
    before = load_usage()

    now = measure(Ports.unused(), DEMO_SCENARIOS[:1])

    assert now["outcomes"][COMPLETED]["counted"] == before["outcomes"][COMPLETED]["counted"], "run make cost"
    assert now["outcomes"][READ]["counted"] == before["outcomes"][READ]["counted"], "run make cost"
    assert set(now["custom_metrics"]) <= set(before["custom_metrics"]), "run make cost"
    assert now["outcomes"][COMPLETED]["measured"]["log_bytes"] == pytest.approx(
        before["outcomes"][COMPLETED]["measured"]["log_bytes"], rel=0.1
    )
