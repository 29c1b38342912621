"""The scheduled check of the ledgers."""

import json
from typing import Any

import pytest

from api.management.commands.reconcile import Command
from orders.contract import BY_CREATION_INDEX
from tests.infra.program import Program, plan
from tests.infra.sources import settings_read_by
from tests.infra.stacks import ENDPOINTS, SCHEDULED

pytestmark = pytest.mark.slow

TASK = "ecs/taskDefinition:TaskDefinition"
SCHEDULE = "scheduler/schedule:Schedule"


@pytest.fixture(scope="module")
def scheduled() -> Program:
    return plan(**SCHEDULED)


def container_of(program: Program) -> dict[str, Any]:
    (task,) = [each for each in program.all(TASK) if each.inputs["family"] == "dev-order-reconcile"]
    (only,) = json.loads(task.inputs["containerDefinitions"])
    return only


def allowed(program: Program, role: str) -> set[tuple[str, str]]:
    return {(action, each["Resource"]) for each in program.statements_of(role) for action in each["Action"]}


def test_a_stack_without_a_schedule_has_no_task_and_no_alarm(program: Program) -> None:
    assert program.all(SCHEDULE) == []
    assert [each.inputs["family"] for each in program.all(TASK)] == ["dev-order-api"]
    names = [each.inputs["name"] for each in program.all("cloudwatch/metricAlarm:MetricAlarm")]
    assert "dev-order-discrepancies" not in names


def test_the_schedule_starts_the_task_in_the_network_of_the_api(scheduled: Program) -> None:
    schedule, service = scheduled.the(SCHEDULE).inputs, scheduled.the("ecs/service:Service").inputs
    (task,) = [each for each in scheduled.all(TASK) if each.inputs["family"] == "dev-order-reconcile"]
    target = schedule["target"]

    assert (schedule["name"], schedule["scheduleExpression"]) == ("dev-order-reconcile", "rate(1 day)")
    assert schedule["flexibleTimeWindow"] == {"mode": "OFF"}
    assert target["arn"] == service["cluster"]
    assert target["roleArn"] == scheduled.one("iam/role:Role", "dev-order-reconcile-schedule").arn
    assert target["ecsParameters"] == {
        "taskDefinitionArn": task.arn,
        "launchType": "FARGATE",
        "networkConfiguration": service["networkConfiguration"],
    }


def test_the_task_runs_a_read_only_command_of_the_apis_image(scheduled: Program) -> None:
    (api,) = [each for each in scheduled.all(TASK) if each.inputs["family"] == "dev-order-api"]
    (api_container,) = json.loads(api.inputs["containerDefinitions"])
    container = container_of(scheduled)

    assert container["image"] == api_container["image"]
    assert container["command"][:3] == ["python", "api/manage.py", "reconcile"]
    options = Command().create_parser("manage.py", "reconcile").parse_args(container["command"][3:])
    assert (options.metrics, options.repair) == (True, False)
    assert container["readonlyRootFilesystem"] is True
    assert container["linuxParameters"] == {"capabilities": {"drop": ["ALL"]}}
    assert container["logConfiguration"]["options"]["awslogs-group"] == "/ecs/dev-order-api"


def test_the_task_gets_the_settings_that_the_command_reads(scheduled: Program) -> None:
    environment = {each["name"]: each["value"] for each in container_of(scheduled)["environment"]}

    assert environment["API_METRICS_NAMESPACE"] == "dev-order-processing"
    assert environment["ORDER_WORKFLOW_ARN"] == scheduled.outputs["order_workflow_arn"]
    own = {name for name in environment if name.startswith(("API_", "AWS_"))}
    assert settings_read_by("api") <= set(environment) - own


def test_the_task_only_reads(scheduled: Program) -> None:
    tables = {each.inputs["name"]: each.arn for each in scheduled.all("dynamodb/table:Table")}
    executions = scheduled.outputs["order_workflow_arn"].replace(":stateMachine:", ":execution:")
    queue = scheduled.one("sqs/queue:Queue", "dev-order-dlq").arn

    assert allowed(scheduled, "dev-order-reconcile-task") == {
        ("dynamodb:BatchGetItem", tables["dev-orders"]),
        ("dynamodb:GetItem", tables["dev-orders"]),
        ("dynamodb:Scan", tables["dev-orders"]),
        ("dynamodb:Query", f"{tables['dev-orders']}/index/{BY_CREATION_INDEX}"),
        ("dynamodb:Scan", tables["dev-products"]),
        ("dynamodb:Scan", tables["dev-stock"]),
        ("dynamodb:BatchGetItem", tables["dev-reservations"]),
        ("dynamodb:Scan", tables["dev-reservations"]),
        ("dynamodb:BatchGetItem", tables["dev-payments"]),
        ("dynamodb:Scan", tables["dev-payments"]),
        ("sqs:ReceiveMessage", queue),
        ("sqs:ChangeMessageVisibility", queue),
        ("states:DescribeExecution", f"{executions}:*"),
    }


def test_the_schedule_may_only_start_this_task_in_this_cluster_with_its_roles(scheduled: Program) -> None:
    (task,) = [each for each in scheduled.all(TASK) if each.inputs["family"] == "dev-order-reconcile"]
    run, *passing = scheduled.statements_of("dev-order-reconcile-schedule")

    assert (run["Action"], run["Resource"]) == (["ecs:RunTask"], task.arn)
    assert run["Condition"] == {"ArnEquals": {"ecs:cluster": scheduled.the("ecs/cluster:Cluster").arn}}
    assert {each["Resource"] for each in passing} == {task.inputs["taskRoleArn"], task.inputs["executionRoleArn"]}
    for each in passing:
        assert each["Action"] == ["iam:PassRole"]
        assert each["Condition"] == {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
    trust = json.loads(scheduled.one("iam/role:Role", "dev-order-reconcile-schedule").inputs["assumeRolePolicy"])
    assert trust["Statement"][0]["Principal"] == {"Service": "scheduler.amazonaws.com"}


def test_an_express_workflow_needs_no_permission_to_describe_executions(express_program: Program) -> None:
    actions = {action for action, _ in allowed(express_program, "dev-order-reconcile-task")}

    assert "states:DescribeExecution" not in actions
    assert "sqs:ReceiveMessage" in actions


def test_a_discrepancy_raises_an_alarm_until_a_run_finds_none(scheduled: Program) -> None:
    alarm = scheduled.one("cloudwatch/metricAlarm:MetricAlarm", "dev-order-discrepancies").inputs

    assert (alarm["namespace"], alarm["metricName"], alarm.get("dimensions", {})) == (
        "dev-order-processing",
        "Discrepancies",
        {},
    )
    assert (alarm["threshold"], alarm["statistic"], alarm["treatMissingData"]) == (1, "Maximum", "ignore")
    assert alarm["comparisonOperator"] == "GreaterThanOrEqualToThreshold"


def test_a_network_without_internet_reaches_the_queue_and_the_executions() -> None:
    endpoints = plan(**ENDPOINTS | SCHEDULED).all("ec2/vpcEndpoint:VpcEndpoint")

    assert {"sqs", "states"} <= {each.inputs["serviceName"].rpartition(".")[2] for each in endpoints}
