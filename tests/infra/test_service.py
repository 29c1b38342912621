import json
from typing import Any

import pytest

from tests.infra.fronts import ENDPOINTS, EVERYTHING, IMAGE, Reach, front
from tests.infra.program import Program

pytestmark = pytest.mark.slow

SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:dev/token-a1b2c3"
PARAMETER = "arn:aws:ssm:us-west-2:123456789012:parameter/dev/token"


@pytest.fixture(scope="module")
def stack() -> Program:
    return front(api_image=IMAGE)


def service(program: Program) -> Any:
    return program.the("ecs/service:Service").inputs


def container(program: Program) -> Any:
    (only,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    return only


def test_it_runs_the_task_behind_the_load_balancer(stack: Program) -> None:
    assert service(stack)["taskDefinition"] == stack.the("ecs/taskDefinition:TaskDefinition").arn
    (target,) = service(stack)["loadBalancers"]
    assert target == {
        "targetGroupArn": stack.the("lb/targetGroup:TargetGroup").arn,
        "containerName": container(stack)["name"],
        "containerPort": container(stack)["portMappings"][0]["containerPort"],
    }
    assert stack.the("lb/listener:Listener").urn in stack.the("ecs/service:Service").dependencies


@pytest.mark.parametrize(
    ("changes", "kind"),
    [({"api_image": IMAGE}, "public"), (EVERYTHING, "private"), (ENDPOINTS, "private")],
)
def test_a_task_has_an_address_on_the_internet_only_where_it_has_no_other_way_out(
    changes: dict[str, Any], kind: str
) -> None:
    program = front(**changes)
    network = service(program)["networkConfiguration"]
    assert network["assignPublicIp"] is (kind == "public")
    assert len(network["subnets"]) == len(changes.get("availability_zones", ["a", "b"]))
    assert all(subnet.startswith(kind) for subnet in network["subnets"])
    assert network["securityGroups"] == ["dev-order-api-tasks"]
    ways = {Reach(program).default_route(subnet) for subnet in network["subnets"]}
    assert (None in ways) is (changes.get("task_network") == "endpoints")


def test_a_deployment_that_does_not_get_well_is_taken_back_and_orders_are_served_meanwhile(stack: Program) -> None:
    assert service(stack)["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert service(stack)["deploymentMinimumHealthyPercent"] == 100
    assert service(stack)["deploymentMaximumPercent"] == 200
    start = container(stack)["healthCheck"]["startPeriod"]
    assert start <= service(stack)["healthCheckGracePeriodSeconds"]


def test_there_are_as_many_tasks_as_there_is_work_within_bounds() -> None:
    program = front(api_image=IMAGE, api_min_tasks=3, api_max_tasks=9)
    target = program.the("appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (3, 9)
    assert target["resourceId"] == "service/dev-order-api/dev-order-api"
    assert service(program)["desiredCount"] == 3
    assert program.the("ecs/service:Service").ignored_changes == ("desiredCount",)
    aims = {
        each.name: each.inputs["targetTrackingScalingPolicyConfiguration"]["predefinedMetricSpecification"]
        for each in program.all("appautoscaling/policy:Policy")
    }
    balancer, group = program.the("lb/loadBalancer:LoadBalancer"), program.the("lb/targetGroup:TargetGroup")
    assert aims == {
        "order-api-cpu": {"predefinedMetricType": "ECSServiceAverageCPUUtilization"},
        "order-api-requests": {
            "predefinedMetricType": "ALBRequestCountPerTarget",
            "resourceLabel": f"loadBalancer/{balancer.inputs['name']}/targetGroup/{group.inputs['name']}",
        },
    }


def test_a_container_can_change_nothing_of_itself(stack: Program) -> None:
    assert container(stack)["readonlyRootFilesystem"] is True
    assert container(stack)["linuxParameters"] == {"capabilities": {"drop": ["ALL"]}}


@pytest.mark.parametrize("wanted", [True, False])
def test_tasks_are_measured_one_by_one_if_an_operator_wants_it(wanted: bool) -> None:  # noqa: FBT001  by name
    (setting,) = front(container_insights=wanted).the("ecs/cluster:Cluster").inputs["settings"]
    assert setting == {"name": "containerInsights", "value": "enabled" if wanted else "disabled"}


def test_a_secret_is_read_by_ecs_when_a_task_starts_and_only_that_one() -> None:
    program = front(api_secrets={"TOKEN": f"{SECRET}:token::", "OTHER": PARAMETER})
    assert container(program)["secrets"] == [
        {"name": "TOKEN", "valueFrom": f"{SECRET}:token::"},
        {"name": "OTHER", "valueFrom": PARAMETER},
    ]
    added = [each for each in program.statements_of("dev-order-api-execution") if "123456789012:" in each["Resource"]]
    secrets = [each for each in added if each["Resource"] in {SECRET, PARAMETER}]
    assert secrets == [
        {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": SECRET},
        {"Effect": "Allow", "Action": ["ssm:GetParameters"], "Resource": PARAMETER},
    ]
    assert "Resource" in str(program.statements_of("dev-order-api-task"))
    assert SECRET not in str(program.statements_of("dev-order-api-task"))
