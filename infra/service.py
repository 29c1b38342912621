"""The API's ECS service and its scaling."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from infra.api import CONTAINER, Api
from infra.load_balancer import LoadBalancer
from infra.network import Network
from infra.settings import Settings
from orders.contract import API_PORT

GRACE_SECONDS = 60
"""ECS ignores failed health checks for this long after a task starts, which takes a few seconds."""

CPU_PERCENT = 60
REQUESTS_PER_TASK = 3000
"""The average CPU use, and the average number of requests per minute, above which tasks are added."""


class ApiService(pulumi.ComponentResource):
    """The service, which keeps as many tasks running as the load needs.

    ``readers`` process the orders that the API stores; they are updated before it.
    """

    name: str

    def __init__(
        self,
        settings: Settings,
        network: Network,
        load_balancer: LoadBalancer,
        api: Api,
        readers: Sequence[pulumi.Resource],
    ) -> None:
        super().__init__("order-processing:infra:ApiService", "order-api-service")
        self.name = settings.name("order-api")
        service = self._service(settings, network, load_balancer, api, readers)
        self._scale(settings, load_balancer, api, service)
        self.register_outputs({})

    def _service(
        self,
        settings: Settings,
        network: Network,
        load_balancer: LoadBalancer,
        api: Api,
        readers: Sequence[pulumi.Resource],
    ) -> aws.ecs.Service:
        return aws.ecs.Service(
            "order-api",
            name=self.name,
            cluster=api.cluster.arn,
            task_definition=api.task.arn,
            launch_type="FARGATE",
            desired_count=settings.api_min_tasks,
            # Start new tasks beside the old ones, and roll back if they do not become healthy.
            deployment_minimum_healthy_percent=100,
            deployment_maximum_percent=200,
            deployment_circuit_breaker={"enable": True, "rollback": True},
            health_check_grace_period_seconds=GRACE_SECONDS,
            network_configuration={
                "subnets": [subnet.id for subnet in network.task_subnets],
                "security_groups": [network.groups.tasks.id],
                "assign_public_ip": network.tasks_are_public,
            },
            load_balancers=[
                {
                    "target_group_arn": load_balancer.target_group.arn,
                    "container_name": CONTAINER,
                    "container_port": API_PORT,
                }
            ],
            enable_ecs_managed_tags=True,
            propagate_tags="SERVICE",
            wait_for_steady_state=True,
            opts=pulumi.ResourceOptions(
                parent=self,
                # ECS rejects a target group that no load balancer uses.  A task pulls its image as soon as the service
                # exists, and for that it needs every route, rule and endpoint of the network.  A new version of the
                # API may store what only the new versions of the readers understand.
                depends_on=[load_balancer.listener, network, *readers],
                # The scaling below sets the number of tasks, and with gradual_release `make release` the revision.
                ignore_changes=["desiredCount", *(["taskDefinition"] if settings.gradual_release else [])],
            ),
        )

    def _scale(self, settings: Settings, load_balancer: LoadBalancer, api: Api, service: aws.ecs.Service) -> None:
        child = pulumi.ResourceOptions(parent=self)
        tasks = aws.appautoscaling.Target(
            "order-api",
            service_namespace="ecs",
            scalable_dimension="ecs:service:DesiredCount",
            resource_id=pulumi.Output.concat("service/", api.cluster.name, "/", service.name),
            min_capacity=settings.api_min_tasks,
            max_capacity=settings.api_max_tasks,
            opts=child,
        )
        requests = pulumi.Output.concat(load_balancer.arn_suffix, "/", load_balancer.target_group.arn_suffix)
        for name, target, metric, label in (
            ("cpu", CPU_PERCENT, "ECSServiceAverageCPUUtilization", None),
            ("requests", REQUESTS_PER_TASK, "ALBRequestCountPerTarget", requests),
        ):
            aws.appautoscaling.Policy(
                f"order-api-{name}",
                name=settings.name(f"order-api-{name}"),
                policy_type="TargetTrackingScaling",
                service_namespace=tasks.service_namespace,
                scalable_dimension=tasks.scalable_dimension,
                resource_id=tasks.resource_id,
                target_tracking_scaling_policy_configuration={
                    "target_value": target,
                    "predefined_metric_specification": {"predefined_metric_type": metric, "resource_label": label},
                },
                opts=child,
            )
