"""What the page counts is what the system does: one order is placed and counted again."""

import pytest

from cost.count import count
from cost.counts import COMPLETED, READ, Counts
from local.ports import Ports
from local.scenarios import DEMO_SCENARIOS

pytestmark = pytest.mark.slow


def test_a_completed_order_makes_what_was_counted() -> None:
    before = Counts.load()

    now = count(Ports.unused(), DEMO_SCENARIOS[:1], timed_orders=2)

    assert now.outcomes[COMPLETED].counted == before.outcomes[COMPLETED].counted, "run make cost"
    assert now.outcomes[READ].counted == before.outcomes[READ].counted, "run make cost"
    assert set(now.custom_metrics) <= set(before.custom_metrics), "run make cost"
    assert now.outcomes[COMPLETED].measured.log_bytes == pytest.approx(
        before.outcomes[COMPLETED].measured.log_bytes, rel=0.1
    )
