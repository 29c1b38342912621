from typing import Any

import pytest

from bench.cost.bills import PriceList
from bench.cost.stack import Resource, Stack
from bench.cost.usage import OutcomeUsage, Usage

PRICES = PriceList()

ORDER = OutcomeUsage(
    counted={
        "api_requests": 1,
        "transitions": 4,
        "executions": 1,
        "publishes": 2,
        "dead_letters": 1,
        "invocations": {"order-consumer": 1, "order-payment": 2, "order-watchdog": 1},
        "tables": {
            "orders": {"writes": 5, "index_writes": 2, "reads": 1},
            "payments": {"writes": 2, "index_writes": 0, "reads": 0.5},
        },
    },
    measured={
        "log_bytes": 2_000,
        "response_bytes": 500,
        "stored_bytes": 1_000,
        "history_bytes": 3_000,
        "waited_ms": 1_000,
    },
)
USAGE = Usage(
    outcomes={"completed": ORDER},
    handler_ms={
        "order-consumer": 40,
        "order-inventory": 50,
        "order-payment": 50,
        "order-status": 50,
        "order-watchdog": 60,
    },
    custom_metrics=[],
)


def stack(*more: str, workflow_type: str = "STANDARD", level: str = "ERROR") -> Stack:
    modes = {"order-consumer": "Active", "order-payment": "Active", "order-watchdog": "PassThrough"}
    declared: list[tuple[str, dict[str, Any]]] = [
        ("aws:sfn/stateMachine:StateMachine", {"loggingConfiguration": {"level": level}}),
        ("aws:cloudwatch/logGroup:LogGroup", {"retentionInDays": 30.0}),
        *(
            (
                "aws:lambda/function:Function",
                {"name": f"test-{name}", "memorySize": 512.0, "tracingConfig": {"mode": mode}},
            )
            for name, mode in modes.items()
        ),
        *((kind, {}) for kind in more),
    ]
    return Stack("test", workflow_type, tuple(Resource(kind, "one", inputs) for kind, inputs in declared))


def quantities(where: Stack) -> dict[str, float]:
    return {charge.what: charge.quantity for charge in PRICES.order_bill(ORDER, USAGE, where) if charge.quantity}


def test_an_order_is_charged_for_the_counted_operations() -> None:
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


def test_the_gateway_the_firewall_and_the_load_balancer_are_charged_where_they_exist() -> None:
    edge = stack("aws:apigatewayv2/api:Api", "aws:wafv2/webAcl:WebAcl", "aws:lb/loadBalancer:LoadBalancer")

    added = {what: quantity for what, quantity in quantities(edge).items() if what not in quantities(stack())}

    assert added == pytest.approx(
        {"API Gateway requests": 1, "WAF requests": 1, "load balancer capacity": 1 / 25 / 3600}
    )


def test_an_express_workflow_is_charged_by_its_time_and_logs_its_history_if_it_logs_every_step() -> None:
    express = quantities(stack(workflow_type="EXPRESS", level="ALL"))

    assert "state transitions" not in express
    assert express["Express executions"] == 1
    # Two calls of 50 ms, four states of 30 ms, a second of waiting, rounded up to a tenth.
    assert PRICES.express_ms(ORDER, USAGE) == 1_300
    assert express["Express time"] == pytest.approx(1.3 / 16)
    assert express["logs written"] == pytest.approx(5_000e-9)
