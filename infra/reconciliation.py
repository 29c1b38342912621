"""The scheduled check of the ledgers, in a stack with ``reconcile_schedule``."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.adapters import payment_environment
from infra.network import Network
from infra.operations import Watched
from infra.policies import ServicePrincipal, ServiceRole, Statement, allow
from infra.settings import Settings
from infra.tables import permit_environment
from orders.contract import BY_CREATION_INDEX, PROVIDER_TABLE

CONTAINER = "reconcile"

LEDGERS = ("orders", "products", "stock", "reservations", "payments")

COMMAND = ["python", "api/manage.py", "reconcile", "--metrics"]

CPU_UNITS = 512
MEMORY_MIB = 1024
"""The command needs less than 256 MiB, however many orders there are; this is the least that goes with half a core."""

MAX_RETRIES = 3
MAX_RETRY_SECONDS = 3600
"""How often, and for how long, the schedule tries again to start a task, for example while Fargate has no capacity."""


class Reconciliation(pulumi.ComponentResource):
    """A task of the API's image that runs ``reconcile``, and the schedule that starts it.

    The task only reads.  A repair is an operator's decision.
    """

    def __init__(self, settings: Settings, network: Network, watched: Watched) -> None:
        super().__init__("order-processing:infra:Reconciliation", "order-reconcile")
        child = pulumi.ResourceOptions(parent=self)
        api = watched.api
        name = settings.name("order-reconcile")
        role = ServiceRole(
            "order-reconcile-task",
            f"{name}-task",
            ServicePrincipal("ecs-tasks.amazonaws.com", api.cluster.arn),
            _permissions(settings, watched),
            opts=child,
        )
        task = aws.ecs.TaskDefinition(
            "order-reconcile",
            family=name,
            requires_compatibilities=["FARGATE"],
            network_mode="awsvpc",
            cpu=str(CPU_UNITS),
            memory=str(MEMORY_MIB),
            runtime_platform={"cpu_architecture": "ARM64", "operating_system_family": "LINUX"},
            execution_role_arn=api.execution_role.arn,
            task_role_arn=role.arn,
            container_definitions=_container(settings, watched),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[api.execution_role.policy, role.policy]),
        )
        starter = ServiceRole(
            "order-reconcile-schedule",
            f"{name}-schedule",
            ServicePrincipal("scheduler.amazonaws.com", api.cluster.arn),
            [
                allow("ecs:RunTask", on=task.arn) | {"Condition": {"ArnEquals": {"ecs:cluster": api.cluster.arn}}},
                *(_allow_passing(arn) for arn in (role.arn, api.execution_role.arn)),
            ],
            opts=child,
        )
        aws.scheduler.Schedule(
            "order-reconcile",
            name=name,
            schedule_expression=settings.reconcile_schedule,
            flexible_time_window={"mode": "OFF"},
            target={
                "arn": api.cluster.arn,
                "role_arn": starter.arn,
                "ecs_parameters": {
                    "task_definition_arn": task.arn,
                    "launch_type": "FARGATE",
                    "network_configuration": {
                        "subnets": [subnet.id for subnet in network.task_subnets],
                        "security_groups": [network.groups.tasks.id],
                        "assign_public_ip": network.tasks_are_public,
                    },
                },
                "retry_policy": {
                    "maximum_retry_attempts": MAX_RETRIES,
                    "maximum_event_age_in_seconds": MAX_RETRY_SECONDS,
                },
            },
            # The tasks pull their image through the network.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[starter.policy, network]),
        )
        self.register_outputs({})


def _permissions(settings: Settings, watched: Watched) -> list[Statement]:
    tables = watched.tables
    read_all = ("dynamodb:BatchGetItem", "dynamodb:Scan")
    # Step Functions cannot describe an Express execution, so the command does not ask.
    describe = [] if settings.is_express else [allow("states:DescribeExecution", on=watched.workflow.execution_arns)]
    return [
        allow(*read_all, "dynamodb:GetItem", on=tables["orders"].arn),
        allow("dynamodb:Query", on=pulumi.Output.concat(tables["orders"].arn, "/index/", BY_CREATION_INDEX)),
        *(allow("dynamodb:Scan", on=tables[name].arn) for name in ("products", "stock")),
        *(allow(*read_all, on=tables[name].arn) for name in ("reservations", "payments")),
        # A reader hides the messages while it reads the others, and makes them visible again.
        allow("sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", on=watched.queues.dead_letters.arn),
        *describe,
    ]


def _allow_passing(role_arn: pulumi.Input[str]) -> Statement:
    """Allow giving the role to a task.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html
    """
    return allow("iam:PassRole", on=role_arn) | {
        "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
    }


def _container(settings: Settings, watched: Watched) -> pulumi.Output[str]:
    tables, queues, workflow, api = watched.tables, watched.queues, watched.workflow, watched.api
    environment = {
        **{f"{name.upper()}_TABLE": tables[name].name for name in (*LEDGERS, PROVIDER_TABLE)},
        **payment_environment(settings),
        "ORDER_DLQ_URL": queues.dead_letters.url,
        "ORDER_WORKFLOW_ARN": workflow.arn,
        "ORDER_WORKFLOW_TYPE": settings.workflow_type,
        "ORDER_WATCHDOG_QUEUE_URL": queues.watchdog.url,
        **permit_environment(settings, tables),  # it is read, but a check acquires no permit
        "AWS_REGION": settings.region,
        "AWS_DEFAULT_REGION": settings.region,  # boto3 reads this one
        "API_METRICS_NAMESPACE": settings.name("order-processing"),
    }
    return pulumi.Output.json_dumps(
        [
            {
                "name": CONTAINER,
                "image": api.image_uri,
                "command": COMMAND,
                "essential": True,
                "environment": [{"name": name, "value": value} for name, value in environment.items()],
                "readonlyRootFilesystem": True,
                "linuxParameters": {"capabilities": {"drop": ["ALL"]}},
                "logConfiguration": api.log_configuration(settings, CONTAINER),
            }
        ]
    )
