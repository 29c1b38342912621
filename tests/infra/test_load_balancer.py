import runpy
from typing import Any

import pytest

from orders.contract import CONTAINER_STOP_SECONDS, GRACEFUL_TIMEOUT_SECONDS, HEALTH_PATH, MAX_WAIT_SECONDS
from tests.infra.program import ROOT, Program, plan, run_program
from tests.infra.stacks import ENDPOINTS, EVERYTHING, HTTPS, OPTIONS, PRODUCTION

pytestmark = pytest.mark.slow


def balancer(program: Program) -> Any:
    return program.the("lb/loadBalancer:LoadBalancer").inputs


def listeners(program: Program) -> dict[int, Any]:
    return {int(each.inputs["port"]): each.inputs for each in program.all("lb/listener:Listener")}


@pytest.fixture(scope="module")
def gunicorn() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "api" / "gunicorn.conf.py"))


def test_the_dev_stack_accepts_http(program: Program) -> None:
    assert program.outputs["alb_dns_name"] == "dev-order-api.lb.example"
    assert balancer(program)["internal"] is False
    assert set(listeners(program)) == {80}
    (action,) = listeners(program)[80]["defaultActions"]
    assert action == {"type": "forward", "targetGroupArn": program.the("lb/targetGroup:TargetGroup").arn}


def test_with_a_certificate_http_redirects_to_https() -> None:
    program = plan(**HTTPS)
    assert set(listeners(program)) == {80, 443}
    https, (redirect,) = listeners(program)[443], listeners(program)[80]["defaultActions"]
    assert https["certificateArn"] == HTTPS["certificate_arn"]
    assert "TLS13-1-2" in https["sslPolicy"]
    assert https["defaultActions"][0]["type"] == "forward"
    assert redirect["redirect"] == {"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"}


def test_an_internal_load_balancer_with_a_certificate_listens_only_for_https() -> None:
    program = plan(**PRODUCTION)
    assert set(listeners(program)) == {443}
    assert balancer(program)["internal"] is True


@pytest.mark.parametrize(("changes", "kind"), [({}, "public"), (ENDPOINTS, "private"), (EVERYTHING, "private")])
def test_the_load_balancer_is_in_every_zone_where_its_clients_reach_it(changes: dict[str, Any], kind: str) -> None:
    zones = "abc"[: len(changes.get("availability_zones", "ab"))]
    assert balancer(plan(**changes))["subnets"] == [f"{kind}-{zone}" for zone in zones]


def test_ambiguous_requests_are_rejected(program: Program) -> None:
    assert balancer(program)["dropInvalidHeaderFields"] is True
    assert balancer(program)["desyncMitigationMode"] == "defensive"


def test_it_closes_an_idle_connection_before_gunicorn_does(program: Program, gunicorn: dict[str, Any]) -> None:
    assert balancer(program)["idleTimeout"] < gunicorn["keepalive"]


def test_a_stopping_task_has_time_for_the_requests_that_it_has(program: Program) -> None:
    draining = program.the("lb/targetGroup:TargetGroup").inputs["deregistrationDelay"]
    assert draining > MAX_WAIT_SECONDS
    assert MAX_WAIT_SECONDS < GRACEFUL_TIMEOUT_SECONDS < CONTAINER_STOP_SECONDS


def test_the_health_check_does_not_depend_on_dynamodb(program: Program) -> None:
    check = program.the("lb/targetGroup:TargetGroup").inputs["healthCheck"]
    assert check["path"] == HEALTH_PATH == "/healthz"


def test_deletion_protection_covers_the_load_balancer(program: Program) -> None:
    assert balancer(plan(**OPTIONS))["enableDeletionProtection"] is True
    assert balancer(program)["enableDeletionProtection"] is False


def test_every_name_of_the_stack_with_the_longest_name_fits_awss_limits() -> None:
    config = {f"order-processing:{key}": value for key, value in EVERYTHING.items()}
    program = run_program({"aws:region": "us-west-2"} | config, stack="a-long-stacks-nm")
    for kind, longest in {
        "lb/loadBalancer:LoadBalancer": 32,
        "iam/role:Role": 64,
        "lambda/function:Function": 64,
        "wafv2/webAcl:WebAcl": 128,
        "apigatewayv2/api:Api": 128,
    }.items():
        names = [each.inputs["name"] for each in program.all(kind)]
        assert names
        assert [name for name in names if len(name) > longest or name.startswith("internal-")] == []
    assert len(program.the("lb/loadBalancer:LoadBalancer").inputs["name"]) > 16
    assert len(program.the("lb/targetGroup:TargetGroup").inputs["namePrefix"]) <= 6
