import re
from typing import Any

import pytest

from bench.cost.bills import FOLDER, PriceList, UnpricedResource
from bench.cost.stack import Resource, Stack
from bench.cost.usage import Usage

PRICES = PriceList()
NO_ORDERS = Usage(outcomes={}, handler_ms={}, custom_metrics=[])

HOURS = 730
TASK = ("aws:ecs/taskDefinition:TaskDefinition", {"cpu": "512", "memory": "1024"})


def month(*resources: tuple[str, dict[str, Any]], usage: Usage = NO_ORDERS) -> float:
    """The monthly cost of a stack with these resources only."""
    stack = Stack("test", "STANDARD", tuple(Resource(kind, "one", inputs) for kind, inputs in resources))
    return sum(charge.dollars for charge in PRICES.monthly_bill(stack, usage))


def test_an_unpriced_type_stops_the_calculation() -> None:
    with pytest.raises(UnpricedResource, match="aws:rds/cluster:Cluster"):
        month(("aws:rds/cluster:Cluster", {}))


def test_no_type_is_both_priced_and_free() -> None:
    assert PRICES.uncharged.isdisjoint(PRICES.month_charges)


def test_tasks_are_charged_by_size_number_and_public_address() -> None:
    hour = 0.5 * 0.03238 + 1 * 0.00356
    service = ("aws:ecs/service:Service", {"desiredCount": 2.0})
    public = ("aws:ecs/service:Service", {"desiredCount": 1.0, "networkConfiguration": {"assignPublicIp": True}})

    assert month(TASK, service) == pytest.approx(2 * hour * HOURS)
    assert month(TASK, public) == pytest.approx((hour + 0.005) * HOURS)


def test_the_minimum_of_autoscaling_is_charged() -> None:
    service = ("aws:ecs/service:Service", {"desiredCount": 1.0})
    target = ("aws:appautoscaling/target:Target", {"minCapacity": 3.0})

    assert month(TASK, service, target) == pytest.approx(3 * month(TASK, service))


def test_an_interface_endpoint_is_charged_in_each_zone_and_a_gateway_endpoint_is_free() -> None:
    interface = {"vpcEndpointType": "Interface", "subnetIds": ["a", "b"]}

    assert month(("aws:ec2/vpcEndpoint:VpcEndpoint", interface)) == pytest.approx(2 * 0.01 * HOURS)
    assert month(("aws:ec2/vpcEndpoint:VpcEndpoint", {"vpcEndpointType": "Gateway"})) == 0
    assert month(("aws:ec2/vpcEndpoint:VpcEndpoint", {})) == 0


def test_a_load_balancer_that_faces_the_internet_has_an_address_in_each_zone() -> None:
    kind = "aws:lb/loadBalancer:LoadBalancer"

    assert month((kind, {"internal": True, "subnets": ["a", "b"]})) == pytest.approx(0.0225 * HOURS)
    assert month((kind, {"subnets": ["a", "b"]})) == pytest.approx((0.0225 + 2 * 0.005) * HOURS)


def test_a_queue_that_feeds_a_function_is_polled_all_month_and_a_stream_is_free() -> None:
    kind = "aws:lambda/eventSourceMapping:EventSourceMapping"

    assert month((kind, {"eventSourceArn": "arn:aws:sqs:us-west-2:1:orders"})) == pytest.approx(657_000 * 0.4e-6)
    assert month((kind, {"eventSourceArn": "arn:aws:dynamodb:us-west-2:1:table/orders/stream/1"})) == 0


def test_an_alarm_is_charged_by_its_metrics() -> None:
    kind = "aws:cloudwatch/metricAlarm:MetricAlarm"
    two = [{"id": "a", "metric": {}}, {"id": "b", "metric": {}}, {"id": "c", "expression": "a / b"}]

    assert month((kind, {"metricName": "Errors"})) == pytest.approx(0.1)
    assert month((kind, {"metricQueries": two})) == pytest.approx(0.2)


def test_a_web_acl_is_charged_by_its_rules() -> None:
    assert month(("aws:wafv2/webAcl:WebAcl", {"rules": [{}, {}, {}]})) == pytest.approx(8)


def test_metrics_from_the_logs_are_charged_by_the_month() -> None:
    assert month(usage=Usage(outcomes={}, handler_ms={}, custom_metrics=["one", "two"])) == pytest.approx(0.6)


def test_an_unknown_price_or_assumption_is_an_error() -> None:
    with pytest.raises(KeyError, match="gold"):
        PRICES.charge("a ring", "gold", 1)
    with pytest.raises(KeyError, match="luck"):
        PRICES.assume("luck")


def test_every_price_and_assumption_is_used_and_has_a_source() -> None:
    code = "".join((FOLDER / name).read_text() for name in ("bills.py", "charges.yaml", "report.py"))

    assert {*PRICES.prices, *PRICES.assumptions} <= set(re.findall(r"\w+", code))
    for price in PRICES.prices.values():
        assert price["price"] > 0
        assert "https://" in price["source"] or "to be checked" in price["source"]
    assert all(each["why"] for each in PRICES.assumptions.values())
