import dataclasses
from typing import Any

import pytest

from cost.counts import Counted, Counts, Measured, Outcome
from cost.order import bill, express_ms
from cost.prices import PriceList
from cost.recorder import Units
from cost.stack import Stack
from tests.infra.program import Resource

PRICES = PriceList.load()

ORDER = Outcome(
    Counted(
        api_requests=1,
        transitions=4,
        executions=1,
        publishes=2,
        dead_letters=1,
        invocations={"order-consumer": 1, "order-payment": 2, "order-watchdog": 1},
        tables={"orders": Units(5, 2, 1), "payments": Units(2, 0, 0.5)},
    ),
    Measured(log_bytes=2_000, response_bytes=500, stored_bytes=1_000, history_bytes=3_000, waited_ms=1_000),
)
COUNTS = Counts({"completed": ORDER}, {"order-consumer": 40, "order-payment": 50, "order-watchdog": 60}, ())
COUNTS = dataclasses.replace(COUNTS, handler_ms={**COUNTS.handler_ms, "order-inventory": 50, "order-status": 50})


def stack(*more: tuple[str, dict[str, Any]], workflow_type: str = "STANDARD", level: str = "ERROR") -> Stack:
    declared = [
        ("aws:sfn/stateMachine:StateMachine", {"loggingConfiguration": {"level": level}}),
        ("aws:cloudwatch/logGroup:LogGroup", {"retentionInDays": 30.0}),
        *(
            ("aws:lambda/function:Function", {"name": f"test-{name}", "memorySize": 512.0, "tracingConfig": tracing})
            for name, tracing in {
                "order-consumer": {"mode": "Active"},
                "order-payment": {"mode": "Active"},
                "order-watchdog": {"mode": "PassThrough"},
            }.items()
        ),
        *more,
    ]
    resources = tuple(Resource(kind, "one", inputs, "", "", frozenset(), ()) for kind, inputs in declared)
    return Stack("test", workflow_type, resources)


def quantities(where: Stack) -> dict[str, float]:
    return {line.what: line.quantity for line in bill(ORDER, COUNTS, where, PRICES)}


def test_an_order_is_billed_for_what_was_counted() -> None:
    assert quantities(stack()) == pytest.approx(
        {
            "data out": 500e-9,
            "DynamoDB writes": 7,
            "DynamoDB writes to indexes": 2,
            "DynamoDB reads": 1.5,
            "SNS publishes": 2,
            "SQS requests": 3 + 3 + 1,
            "Lambda invocations": 4,
            "Lambda time": (0.040 + 2 * 0.050 + 0.060) * 0.5,
            "state transitions": 4,
            "logs written": 2_000e-9,
            "logs kept": 2_000e-9 * 0.15,
            "traces": 0.05,
        }
    )


def test_what_stands_before_the_api_is_billed_where_there_is_one() -> None:
    front = stack(
        ("aws:apigatewayv2/api:Api", {}), ("aws:wafv2/webAcl:WebAcl", {}), ("aws:lb/loadBalancer:LoadBalancer", {})
    )

    added = {what: quantity for what, quantity in quantities(front).items() if what not in quantities(stack())}

    assert added == pytest.approx(
        {"API Gateway requests": 1, "WAF requests": 1, "load balancer capacity": 1 / 25 / 3600}
    )


def test_an_express_workflow_is_billed_by_its_time_and_logs_its_history_where_it_logs_all() -> None:
    express = quantities(stack(workflow_type="EXPRESS", level="ALL"))

    assert "state transitions" not in express
    assert express["Express executions"] == 1
    # Two calls of 50 ms, four states of 30 ms, a second of waiting, rounded up to a tenth.
    assert express_ms(ORDER, COUNTS, PRICES) == 1_300
    assert express["Express time"] == pytest.approx(1.3 / 16)
    assert express["logs written"] == pytest.approx(5_000e-9)
