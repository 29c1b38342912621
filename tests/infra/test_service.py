import json
from typing import Any

import pytest

from tests.infra.program import Program, plan
from tests.infra.reach import Reach
from tests.infra.stacks import ENDPOINTS, EVERYTHING, OPTIONS, PARAMETER, SECRET

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stack() -> Program:
    return plan(**OPTIONS)


def service(program: Program) -> Any:
    return program.the("ecs/service:Service").inputs


def container(program: Program) -> Any:
    (only,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    return only


def test_the_service_runs_the_task_behind_the_load_balancer(stack: Program) -> None:
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
    [(OPTIONS, "public"), (EVERYTHING, "private"), (ENDPOINTS, "private")],
)
def test_a_task_has_a_public_address_only_in_a_public_subnet(changes: dict[str, Any], kind: str) -> None:
    program = plan(**changes)
    network = service(program)["networkConfiguration"]
    assert network["assignPublicIp"] is (kind == "public")
    assert len(network["subnets"]) == len(changes.get("availability_zones", "ab"))
    assert all(subnet.startswith(kind) for subnet in network["subnets"])
    assert network["securityGroups"] == ["dev-order-api-tasks"]
    routes = {Reach(program).default_route(subnet) for subnet in network["subnets"]}
    assert (None in routes) is (changes.get("task_network") == "endpoints")


def test_a_failed_deployment_is_rolled_back_while_the_old_tasks_keep_running(stack: Program) -> None:
    assert service(stack)["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert service(stack)["deploymentMinimumHealthyPercent"] == 100
    assert service(stack)["deploymentMaximumPercent"] == 200
    start = container(stack)["healthCheck"]["startPeriod"]
    assert start <= service(stack)["healthCheckGracePeriodSeconds"]


def test_the_number_of_tasks_follows_the_load_within_the_configured_bounds(stack: Program) -> None:
    program = stack
    target = program.the("appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (3, 9)
    assert target["resourceId"] == "service/dev-order-api/dev-order-api"
    assert service(program)["desiredCount"] == 3
    assert program.the("ecs/service:Service").ignored_changes == ("desiredCount",)
    targets = {
        each.name: each.inputs["targetTrackingScalingPolicyConfiguration"]["predefinedMetricSpecification"]
        for each in program.all("appautoscaling/policy:Policy")
    }
    balancer = program.the("lb/loadBalancer:LoadBalancer").inputs["name"]
    group = program.the("lb/targetGroup:TargetGroup").inputs["namePrefix"].rstrip("-")
    assert targets == {
        "order-api-cpu": {"predefinedMetricType": "ECSServiceAverageCPUUtilization"},
        "order-api-requests": {
            "predefinedMetricType": "ALBRequestCountPerTarget",
            "resourceLabel": f"loadBalancer/{balancer}/targetGroup/{group}",
        },
    }


def test_a_containers_file_system_is_read_only(stack: Program) -> None:
    assert container(stack)["readonlyRootFilesystem"] is True
    assert container(stack)["linuxParameters"] == {"capabilities": {"drop": ["ALL"]}}


def test_an_operator_enables_container_insights(stack: Program, program: Program) -> None:
    for each, value in ((stack, "enabled"), (program, "disabled")):
        (setting,) = each.the("ecs/cluster:Cluster").inputs["settings"]
        assert setting == {"name": "containerInsights", "value": value}


def test_only_ecs_may_read_the_configured_secrets(stack: Program) -> None:
    assert container(stack)["secrets"] == [
        {"name": "TOKEN", "valueFrom": f"{SECRET}:token::"},
        {"name": "OTHER", "valueFrom": PARAMETER},
    ]
    added = [each for each in stack.statements_of("dev-order-api-execution") if "123456789012:" in each["Resource"]]
    secrets = [each for each in added if each["Resource"] in {SECRET, PARAMETER}]
    assert secrets == [
        {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": SECRET},
        {"Effect": "Allow", "Action": ["ssm:GetParameters"], "Resource": PARAMETER},
    ]
    assert "Resource" in str(stack.statements_of("dev-order-api-task"))
    assert SECRET not in str(stack.statements_of("dev-order-api-task"))
