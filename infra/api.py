"""The API: a container on ECS Fargate."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from infra.adapters import Needs, payment_provider, table
from infra.image import ApiImage
from infra.policies import REGISTRY_LOGIN, ServicePrincipal, ServiceRole, Statement, allow, allow_logs, allow_unscoped
from infra.settings import Settings
from infra.tables import Tables
from orders.contract import (
    ADAPTER_CALLS,
    API_PORT,
    BY_CREATION_INDEX,
    BY_CUSTOMER_INDEX,
    CONTAINER_STOP_SECONDS,
    HEALTH_PATH,
)

CONTAINER = "api"

TRUSTED_PROXIES = 1
"""How many trusted proxies append to X-Forwarded-For: only the load balancer, which appends its peer's address.

That address is a direct client's or, for a request through the API Gateway, that of the gateway's VPC link: an HTTP API
sets ``Forwarded`` but not X-Forwarded-For.  With 2, a client of an internet-facing load balancer could forge its
address.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
"""

_IS_HEALTHY = f"from urllib.request import urlopen; urlopen('http://127.0.0.1:{API_PORT}{HEALTH_PATH}', timeout=2)"
"""In Python, because a slim image has no curl."""


class Api(pulumi.ComponentResource):
    """The cluster, the task definition that runs the image, and the task's roles and log group."""

    cluster: aws.ecs.Cluster
    task: aws.ecs.TaskDefinition
    task_role: ServiceRole
    execution_role: ServiceRole
    image_uri: pulumi.Output[str]
    logs: aws.cloudwatch.LogGroup

    def __init__(self, settings: Settings, tables: Tables, image: ApiImage) -> None:
        super().__init__("order-processing:infra:Api", "order-api")
        child = pulumi.ResourceOptions(parent=self)
        name = settings.name("order-api")
        insights = "enabled" if settings.container_insights else "disabled"
        self.cluster = aws.ecs.Cluster(
            "order-api", name=name, settings=[{"name": "containerInsights", "value": insights}], opts=child
        )
        refunds = self._refunds = _needs_of_refunds(settings, tables)
        self.task_role = ServiceRole(
            "order-api-task",
            f"{name}-task",
            ServicePrincipal("ecs-tasks.amazonaws.com", tables["orders"].arn),
            [
                allow(
                    "dynamodb:BatchGetItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem",
                    on=tables["orders"].arn,
                ),
                *(
                    allow("dynamodb:Query", on=pulumi.Output.concat(tables["orders"].arn, "/index/", index))
                    for index in (BY_CUSTOMER_INDEX, BY_CREATION_INDEX)
                ),
                allow("dynamodb:BatchGetItem", on=tables["products"].arn),
                *refunds.permissions,
            ],
            opts=child,
        )
        logs = self.logs = aws.cloudwatch.LogGroup(
            "order-api", name=f"/ecs/{name}", retention_in_days=settings.log_retention_days, opts=child
        )
        execution_role = self.execution_role = self._execution_role(settings, name, image.repository, logs)
        self.image_uri = image.uri
        self.task = aws.ecs.TaskDefinition(
            "order-api",
            family=name,
            requires_compatibilities=["FARGATE"],
            network_mode="awsvpc",
            cpu=str(settings.api_cpu),
            memory=str(settings.api_memory),
            runtime_platform={"cpu_architecture": "ARM64", "operating_system_family": "LINUX"},
            execution_role_arn=execution_role.arn,
            task_role_arn=self.task_role.arn,
            container_definitions=self._container(settings, tables),
            opts=pulumi.ResourceOptions(
                parent=self,
                depends_on=[execution_role.policy, self.task_role.policy],
                # `make release` may have to go back to a revision, and an inactive one cannot be deployed again.
                # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
                retain_on_delete=settings.gradual_release,
            ),
        )
        self.register_outputs({})

    def _execution_role(
        self, settings: Settings, name: str, repository: aws.ecr.Repository, logs: aws.cloudwatch.LogGroup
    ) -> ServiceRole:
        """Declare the role with which ECS pulls the image, writes logs and reads secrets for the task."""
        return ServiceRole(
            "order-api-execution",
            f"{name}-execution",
            ServicePrincipal("ecs-tasks.amazonaws.com", repository.arn),
            [
                allow_unscoped(REGISTRY_LOGIN),
                allow(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer",
                    on=repository.arn,
                ),
                allow_logs(logs),
                *(_allow_reading(arn) for arn in sorted(set(settings.api_secrets.values()))),
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

    def log_configuration(self, settings: Settings, container: str) -> dict[str, Any]:
        """Return the container definition's configuration that writes to the log group."""
        return {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": self.logs.name,
                "awslogs-region": settings.region,
                "awslogs-stream-prefix": container,
            },
        }

    def _container(self, settings: Settings, tables: Tables) -> pulumi.Output[str]:
        environment = {
            "ORDERS_TABLE": tables["orders"].name,
            "PRODUCTS_TABLE": tables["products"].name,
            "AWS_REGION": settings.region,
            "AWS_DEFAULT_REGION": settings.region,  # boto3 reads this one
            "API_BIND": f"0.0.0.0:{API_PORT}",
            **self._refunds.environment,
            "API_REQUESTS_PER_MINUTE": str(settings.api_requests_per_minute),
            "API_TRUSTED_PROXIES": str(TRUSTED_PROXIES),
            "API_METRICS_NAMESPACE": settings.name("order-processing"),
            "API_CORS_ORIGINS": ",".join(settings.api_cors_origins),
        } | _optional_settings(settings)
        return pulumi.Output.json_dumps(
            [
                {
                    "name": CONTAINER,
                    "image": self.image_uri,
                    "essential": True,
                    "portMappings": [{"containerPort": API_PORT, "protocol": "tcp"}],
                    "environment": [{"name": name, "value": value} for name, value in environment.items()],
                    "secrets": [{"name": name, "valueFrom": arn} for name, arn in settings.api_secrets.items()],
                    # gunicorn writes only its heartbeat files, and those in memory, under /dev/shm.
                    "readonlyRootFilesystem": True,
                    "linuxParameters": {"capabilities": {"drop": ["ALL"]}},
                    "stopTimeout": CONTAINER_STOP_SECONDS,
                    "healthCheck": {
                        "command": ["CMD", "python", "-c", _IS_HEALTHY],
                        "interval": 10,
                        "timeout": 5,
                        "retries": 3,
                        "startPeriod": 30,
                    },
                    "logConfiguration": self.log_configuration(settings, CONTAINER),
                }
            ]
        )


def _needs_of_refunds(settings: Settings, tables: Tables) -> Needs:
    """Return what the API needs to refund an order; where it cannot reach the provider, a refund stays pending."""
    ledgers = (table(tables, name, "GetItem", "UpdateItem") for name in ADAPTER_CALLS["payments"])
    return sum(ledgers, start=payment_provider(settings))


def _allow_reading(arn: str) -> Statement:
    """Allow reading one secret or parameter.

    A secret's ARN may be followed by the key of one value, which is not part of the permission's resource.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    """
    parts = arn.split(":")
    action = "secretsmanager:GetSecretValue" if parts[2] == "secretsmanager" else "ssm:GetParameters"
    return allow(action, on=":".join(parts[:7]))


def _optional_settings(settings: Settings) -> dict[str, str]:
    """Return the variables with which the API checks tokens and custom fields; empty ones are left out."""
    variables = {
        "API_JWKS_URL": settings.jwks_url,
        "API_JWT_ISSUER": settings.jwt_issuer,
        "API_JWT_AUDIENCE": settings.jwt_audience,
        "API_PRODUCTION": "true" if settings.production else "",
        "API_ORDER_FIELDS": settings.order_fields_schema,
    }
    return {name: value for name, value in variables.items() if value}
