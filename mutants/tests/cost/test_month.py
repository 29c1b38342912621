import re
from typing import Any

import pytest

from cost.counts import Counts
from cost.month import BY_USE, FREE, PRICED, UnpricedResource, charges
from cost.prices import PriceList, UnknownPrice
from cost.stack import Stack
from local.process import ROOT
from tests.infra.program import Resource

PRICES = PriceList.load()
NO_ORDERS = Counts({}, {}, ())

HOURS = 730
TASK = ("aws:ecs/taskDefinition:TaskDefinition", {"cpu": "512", "memory": "1024"})


def month(*resources: tuple[str, dict[str, Any]]) -> float:
    """What a stack of nothing but these costs."""
    declared = tuple(Resource(kind, "one", inputs, "", "", frozenset(), ()) for kind, inputs in resources)
    found = charges(Stack("test", "STANDARD", declared), NO_ORDERS, PRICES)
    return sum(PRICES.dollars(each.price, each.quantity) for each in found)


def test_a_type_that_nobody_priced_stops_the_calculation() -> None:
    with pytest.raises(UnpricedResource, match="aws:rds/cluster:Cluster"):
        month(("aws:rds/cluster:Cluster", {}))


def test_no_type_is_both_paid_and_free() -> None:
    assert PRICED.keys().isdisjoint(BY_USE.keys() | FREE.keys())
    assert BY_USE.keys().isdisjoint(FREE)


def test_tasks_are_paid_by_their_size_and_number_and_by_their_public_address() -> None:
    hour = 0.5 * 0.03238 + 1 * 0.00356
    service = ("aws:ecs/service:Service", {"desiredCount": 2.0})
    public = ("aws:ecs/service:Service", {"desiredCount": 1.0, "networkConfiguration": {"assignPublicIp": True}})

    assert month(TASK, service) == pytest.approx(2 * hour * HOURS)
    assert month(TASK, public) == pytest.approx((hour + 0.005) * HOURS)


def test_the_least_that_autoscaling_keeps_is_what_runs() -> None:
    service = ("aws:ecs/service:Service", {"desiredCount": 1.0})
    target = ("aws:appautoscaling/target:Target", {"minCapacity": 3.0})

    assert month(TASK, service, target) == pytest.approx(3 * month(TASK, service))


def test_an_interface_endpoint_is_paid_for_each_zone_and_a_gateway_endpoint_is_not() -> None:
    interface = {"vpcEndpointType": "Interface", "subnetIds": ["a", "b"]}

    assert month(("aws:ec2/vpcEndpoint:VpcEndpoint", interface)) == pytest.approx(2 * 0.01 * HOURS)
    assert month(("aws:ec2/vpcEndpoint:VpcEndpoint", {"vpcEndpointType": "Gateway"})) == 0


def test_a_load_balancer_before_the_internet_has_an_address_in_each_zone() -> None:
    kind = "aws:lb/loadBalancer:LoadBalancer"

    assert month((kind, {"internal": True, "subnets": ["a", "b"]})) == pytest.approx(0.0225 * HOURS)
    assert month((kind, {"subnets": ["a", "b"]})) == pytest.approx((0.0225 + 2 * 0.005) * HOURS)


def test_a_queue_that_feeds_a_function_is_polled_all_month_and_a_stream_is_free() -> None:
    kind = "aws:lambda/eventSourceMapping:EventSourceMapping"

    assert month((kind, {"eventSourceArn": "arn:aws:sqs:us-west-2:1:orders"})) == pytest.approx(657_000 * 0.4e-6)
    assert month((kind, {"eventSourceArn": "arn:aws:dynamodb:us-west-2:1:table/orders/stream/1"})) == 0


def test_an_alarm_costs_by_the_metrics_that_it_looks_at() -> None:
    kind = "aws:cloudwatch/metricAlarm:MetricAlarm"
    two = [{"id": "a", "metric": {}}, {"id": "b", "metric": {}}, {"id": "c", "expression": "a / b"}]

    assert month((kind, {"metricName": "Errors"})) == pytest.approx(0.1)
    assert month((kind, {"metricQueries": two})) == pytest.approx(0.2)


def test_a_web_acl_costs_by_its_rules() -> None:
    assert month(("aws:wafv2/webAcl:WebAcl", {"rules": [{}, {}, {}]})) == pytest.approx(8)


def test_metrics_of_the_logs_are_paid_by_the_month() -> None:
    found = charges(Stack("test", "STANDARD", ()), Counts({}, {}, ("one", "two")), PRICES)

    assert sum(PRICES.dollars(each.price, each.quantity) for each in found) == pytest.approx(0.6)


def test_a_price_that_is_not_in_the_list_is_not_zero() -> None:
    with pytest.raises(UnknownPrice, match="'gold'"):
        PRICES.dollars("gold", 1)
    with pytest.raises(UnknownPrice, match="'luck'"):
        PRICES.assumed("luck")


def test_every_price_and_assumption_is_used_and_says_where_it_is_from() -> None:
    code = "".join((ROOT / "cost" / f"{name}.py").read_text() for name in ("month", "order", "report"))
    named = set(re.findall(r'"([a-z_]+)"', code))

    assert {*PRICES.prices, *PRICES.assumptions} <= named
    for price in PRICES.prices.values():
        assert price.price > 0
        assert "https://" in price.source or "to be checked" in price.source
    assert all(each.why for each in PRICES.assumptions.values())
