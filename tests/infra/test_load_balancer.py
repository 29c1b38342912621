import json
import runpy
from typing import Any

import pytest

from infra.api import HEALTH_PATH, STOP_SECONDS
from infra.load_balancer import DRAINING_SECONDS
from local.program import stack_config
from tests.infra.fronts import ENDPOINTS, EVERYTHING, HTTPS, IMAGE, front
from tests.infra.program import ROOT, Program, run_program

pytestmark = pytest.mark.slow

LONGEST_REQUEST_SECONDS = 15
"""As api/gunicorn.conf.py reckons it."""


def balancer(program: Program) -> Any:
    return program.the("lb/loadBalancer:LoadBalancer").inputs


def listeners(program: Program) -> dict[int, Any]:
    return {int(each.inputs["port"]): each.inputs for each in program.all("lb/listener:Listener")}


@pytest.fixture(scope="module")
def gunicorn() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "api" / "gunicorn.conf.py"))


def test_in_dev_an_order_comes_in_by_http(program: Program) -> None:
    assert program.outputs["alb_dns_name"] == "dev-order-api.lb.example"
    assert balancer(program)["internal"] is False
    assert set(listeners(program)) == {80}
    (action,) = listeners(program)[80]["defaultActions"]
    assert action == {"type": "forward", "targetGroupArn": program.the("lb/targetGroup:TargetGroup").arn}


def test_with_a_certificate_an_order_comes_in_by_https_and_http_leads_there() -> None:
    program = front(**HTTPS)
    assert set(listeners(program)) == {80, 443}
    https, (redirect,) = listeners(program)[443], listeners(program)[80]["defaultActions"]
    assert https["certificateArn"] == HTTPS["certificate_arn"]
    assert "TLS13-1-2" in https["sslPolicy"]
    assert https["defaultActions"][0]["type"] == "forward"
    assert redirect["redirect"] == {"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"}


def test_an_internal_load_balancer_with_a_certificate_has_no_other_door() -> None:
    program = front(**HTTPS, load_balancer="internal")
    assert set(listeners(program)) == {443}
    assert balancer(program)["internal"] is True


@pytest.mark.parametrize(
    ("changes", "kind"), [({}, "public"), ({"load_balancer": "internal"}, "private"), (EVERYTHING, "private")]
)
def test_it_stands_in_every_zone_where_its_clients_reach_it(changes: dict[str, Any], kind: str) -> None:
    zones = changes.get("availability_zones", ["a", "b"])
    assert balancer(front(**changes))["subnets"] == [f"{kind}-{zone}" for zone in zones]


def test_what_two_servers_may_read_in_two_ways_reaches_none(program: Program) -> None:
    assert balancer(program)["dropInvalidHeaderFields"] is True
    assert balancer(program)["desyncMitigationMode"] == "defensive"


def test_it_closes_an_idle_connection_before_gunicorn_does(program: Program, gunicorn: dict[str, Any]) -> None:
    assert balancer(program)["idleTimeout"] < gunicorn["keepalive"]


def test_a_task_that_stops_ends_what_it_has_begun(program: Program, gunicorn: dict[str, Any]) -> None:
    group = program.the("lb/targetGroup:TargetGroup").inputs
    assert group["deregistrationDelay"] == DRAINING_SECONDS
    assert LONGEST_REQUEST_SECONDS < DRAINING_SECONDS
    assert LONGEST_REQUEST_SECONDS < gunicorn["graceful_timeout"] < STOP_SECONDS
    (container,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    assert container["stopTimeout"] == STOP_SECONDS


def test_a_table_that_is_away_costs_no_task(program: Program) -> None:
    check = program.the("lb/targetGroup:TargetGroup").inputs["healthCheck"]
    assert check["path"] == HEALTH_PATH == "/healthz"


@pytest.mark.parametrize("protected", [True, False])
def test_it_is_protected_as_the_tables_are(protected: bool) -> None:  # noqa: FBT001  pytest passes it by name
    assert balancer(front(deletion_protection=protected))["enableDeletionProtection"] is protected


@pytest.mark.parametrize("changes", [{}, EVERYTHING, ENDPOINTS | {"api_image": IMAGE}])
def test_the_longest_stack_has_no_name_that_aws_refuses(changes: dict[str, Any]) -> None:
    config = {f"order-processing:{key}": value for key, value in changes.items()}
    program = run_program(stack_config("dev") | config, stack="a-long-stacks-nm")
    for kind, longest in {
        "lb/loadBalancer:LoadBalancer": 32,
        "lb/targetGroup:TargetGroup": 32,
        "iam/role:Role": 64,
        "lambda/function:Function": 64,
        "wafv2/webAcl:WebAcl": 128,
        "apigatewayv2/api:Api": 128,
    }.items():
        names = [each.inputs["name"] for each in program.all(kind)]
        assert [name for name in names if len(name) > longest or name.startswith("internal-")] == []
    assert len(program.the("lb/loadBalancer:LoadBalancer").inputs["name"]) > 16
