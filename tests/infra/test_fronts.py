from typing import Any

import pulumi
import pytest

from tests.infra.program import plan
from tests.infra.reach import Reach
from tests.infra.stacks import EVERYTHING, HTTPS, IMAGE, PRODUCTION, TOKENS, networks

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("changes", networks(), ids=lambda changes: "-".join(map(str, changes.values()))[:90])
def test_every_combination_can_be_planned_and_only_the_load_balancer_reaches_a_task(changes: dict[str, Any]) -> None:
    program = plan(**changes)
    reach = Reach(program)
    assert reach.into("dev-order-api-tasks") == {("dev-order-api-balancer", 8000)}
    assert reach.is_open("dev-order-api-link", "dev-order-api-balancer") == (changes["load_balancer"] == "internal")
    assert program.outputs["api_url"]
    assert program.outputs["alb_dns_name"]
    assert len({resource.urn for resource in program.resources}) == len(program.resources)


def test_production_stacks_can_be_planned() -> None:
    assert plan(**PRODUCTION).outputs["api_url"]
    assert plan(**EVERYTHING).outputs["api_url"]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"certificate_arn": "", "domain_name": ""}, "production needs HTTPS on the whole path: set certificate_arn"),
        ({"task_network": "public"}, "production needs tasks without public addresses: set task_network to nat"),
        ({"load_balancer": "internet-facing"}, "production needs a load balancer with restricted access"),
        (
            {"jwks_url": "", "jwt_issuer": "", "jwt_audience": ""},
            "production needs an API that accepts only known callers",
        ),
    ],
)
def test_a_setting_that_is_unsafe_in_production_stops_the_program(changes: dict[str, Any], advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice) as stopped:
        plan(**PRODUCTION | changes)
    assert len(str(stopped.value).splitlines()) == 1


def test_production_may_admit_chosen_networks_to_its_load_balancer() -> None:
    changes = {"load_balancer": "internet-facing", "load_balancer_cidrs": ["203.0.113.0/24"]}
    assert plan(**PRODUCTION | changes).outputs["alb_dns_name"]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"availability_zones": ["usw2-az1"]}, r"must be the ids of two or three zones.*\['usw2-az1'\]"),
        ({"availability_zones": ["usw2-az1", "usw2-az1"]}, "availability_zones must be the ids"),
        ({"availability_zones": ["a", "b"]}, "availability_zones must be the ids"),
        ({"availability_zones": ["usw2-az1", "use1-az1"]}, "zones of us-west-2, such as usw2-az1, not use1-az1"),
        ({"availability_zones": ["us-west-2a", "us-west-2b"]}, "availability_zones must be"),
        ({"vpc_cidr": "10.0.0.0/24"}, "vpc_cidr must be a private IPv4 network from /16 to /22"),
        ({"vpc_cidr": "8.8.0.0/16"}, "vpc_cidr must be"),
        ({"vpc_cidr": "everything"}, "vpc_cidr must be"),
        ({"task_network": "private"}, "task_network must be one of public, nat, endpoints, not 'private'"),
        ({"nat_gateways": "two"}, "nat_gateways must be one of one, each-zone"),
        ({"load_balancer": "open"}, "load_balancer must be one of internal, internet-facing"),
        ({"load_balancer_cidrs": ["203.0.113.7/24"]}, "load_balancer_cidrs must be a list of IPv4 networks"),
        ({"load_balancer_cidrs": []}, "load_balancer_cidrs must be"),
        ({"certificate_arn": "mine", "domain_name": "a.example"}, "certificate_arn must be the ARN"),
        ({"certificate_arn": HTTPS["certificate_arn"]}, "certificate_arn and domain_name go together"),
        (HTTPS | {"domain_name": "https://orders"}, "domain_name must be a host's name"),
        ({"gateway_requests_per_second": 0}, "gateway_requests_per_second must be a whole number from 1"),
        ({"gateway_burst": 0}, "gateway_burst must be a whole number from 1"),
        ({"waf_requests_per_five_minutes": 9}, "waf_requests_per_five_minutes must be a whole number from 10"),
        ({"gateway_checks_tokens": True}, "gateway_checks_tokens needs jwks_url, jwt_issuer, jwt_audience"),
        ({"waf_logs": True}, "waf_logs has an effect only with a firewall: set waf to true"),
        ({"gateway_logs_callers": True}, "gateway_logs_callers needs an API Gateway"),
        ({"gateway_checks_tokens": True} | TOKENS, "gateway_checks_tokens needs an API Gateway"),
        ({"task_network": "endpoints"} | TOKENS, "task_network endpoints reaches only .* not jwks_url"),
        ({"task_network": "endpoints", "api_image": "nginx:1"}, "reaches only images in ECR: set api_image to one"),
        ({"api_min_tasks": 0}, "api_min_tasks must be a whole number from 1"),
        ({"api_max_tasks": 0}, r"api_max_tasks must be at least api_min_tasks \(1\)"),
        (
            {"api_secrets": {"token": "secret"}},
            "api_secrets must be a map from environment variables to the ARN of a secret",
        ),
        ({"api_secrets": ["secret"]}, "api_secrets must be a map"),
    ],
)
def test_an_invalid_setting_stops_the_program_with_a_sentence(changes: dict[str, Any], advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice):
        plan(**{"api_image": IMAGE} | changes)
