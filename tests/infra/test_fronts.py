from typing import Any

import pulumi
import pytest

from local.program import stack_config
from tests.infra.fronts import EVERYTHING, HTTPS, IMAGE, PRODUCTION, TOKENS, Reach, fronts
from tests.infra.program import Program, run_program

pytestmark = pytest.mark.slow


def run_with(changes: dict[str, Any]) -> Program:
    return run_program(stack_config("dev") | {f"order-processing:{key}": value for key, value in changes.items()})


@pytest.mark.parametrize("changes", fronts(), ids=lambda changes: "-".join(map(str, changes.values()))[:90])
def test_every_front_can_be_planned_and_leaves_a_task_to_its_load_balancer(changes: dict[str, Any]) -> None:
    program = run_with(changes)
    reach = Reach(program)
    assert reach.into("dev-order-api-tasks") == {("dev-order-api-balancer", 8000)}
    assert reach.has_way("dev-order-api-link", "dev-order-api-balancer")
    assert program.outputs["api_url"]
    assert program.outputs["alb_dns_name"]
    assert len({resource.urn for resource in program.resources}) == len(program.resources)


def test_a_stack_may_be_in_production() -> None:
    assert run_with(PRODUCTION).outputs["api_url"]
    assert run_with(EVERYTHING).outputs["api_url"]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"certificate_arn": "", "domain_name": ""}, "production needs HTTPS all the way: set certificate_arn"),
        ({"task_network": "public"}, "production needs tasks without public addresses: set task_network to nat"),
        ({"load_balancer": "internet-facing"}, "production needs a load balancer that not everybody reaches"),
        ({"jwks_url": "", "jwt_issuer": "", "jwt_audience": ""}, "production needs an API that is not open"),
    ],
)
def test_what_only_a_test_may_have_stops_production_with_a_sentence(changes: dict[str, Any], advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice) as stopped:
        run_with(PRODUCTION | changes)
    assert len(str(stopped.value).splitlines()) == 1


def test_production_may_let_chosen_networks_reach_its_load_balancer() -> None:
    changes = {"load_balancer": "internet-facing", "load_balancer_cidrs": ["203.0.113.0/24"]}
    assert run_with(PRODUCTION | changes).outputs["alb_dns_name"]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"availability_zones": ["a"]}, r"availability_zones must be the letters of two or three zones.*\['a'\]"),
        ({"availability_zones": ["a", "a"]}, "availability_zones must be"),
        ({"availability_zones": ["us-west-2a", "us-west-2b"]}, "availability_zones must be"),
        ({"vpc_cidr": "10.0.0.0/24"}, "vpc_cidr must be a private IPv4 network from /16 to /22"),
        ({"vpc_cidr": "8.8.0.0/16"}, "vpc_cidr must be"),
        ({"vpc_cidr": "everything"}, "vpc_cidr must be"),
        ({"task_network": "private"}, "task_network must be one of public, nat, endpoints, not 'private'"),
        ({"nat_gateways": "two"}, "nat_gateways must be one or each-zone"),
        ({"load_balancer": "open"}, "load_balancer must be internal or internet-facing"),
        ({"load_balancer_cidrs": ["203.0.113.7/24"]}, "load_balancer_cidrs must be a list of IPv4 networks"),
        ({"load_balancer_cidrs": []}, "load_balancer_cidrs must be"),
        ({"certificate_arn": "mine", "domain_name": "a.example"}, "certificate_arn must be the ARN"),
        ({"certificate_arn": HTTPS["certificate_arn"]}, "certificate_arn and domain_name go together"),
        (HTTPS | {"domain_name": "https://orders"}, "domain_name must be a host's name"),
        ({"gateway_requests_per_second": 0}, "gateway_requests_per_second must be a whole number from 1"),
        ({"gateway_burst": 0}, "gateway_burst must be a whole number from 1"),
        ({"waf_requests_per_five_minutes": 9}, "waf_requests_per_five_minutes must be from 10"),
        ({"gateway_checks_tokens": True}, "gateway_checks_tokens needs jwks_url, jwt_issuer, jwt_audience"),
        ({"task_network": "endpoints"} | TOKENS, "task_network endpoints leads to .* not to jwks_url"),
        ({"task_network": "endpoints", "api_image": "nginx:1"}, "leads to images in ECR only: set api_image to one"),
        ({"api_min_tasks": 0}, "api_min_tasks must be a whole number from 1"),
        ({"api_max_tasks": 0}, r"api_max_tasks must be at least api_min_tasks \(1\)"),
        ({"api_secrets": {"token": "secret"}}, "api_secrets must give environment variables the ARN of a secret"),
        ({"api_secrets": ["secret"]}, "api_secrets must give environment variables"),
    ],
)
def test_a_wrong_front_stops_the_program_with_a_sentence(changes: dict[str, Any], advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice):
        run_with({"api_image": IMAGE} | changes)
