"""The API's service: its tasks, replaced one by one."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationArgs as Aim,
)
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs as Metric,
)

from infra.api import CONTAINER, PORT, Api
from infra.load_balancer import LoadBalancer
from infra.network import Network
from infra.settings import Settings

GRACE_SECONDS = 60
"""A task takes a few seconds to start; before this is over, ECS does not hold its health against it."""

CPU_PERCENT = 60
REQUESTS_PER_TASK = 3000
"""What a task should have to do on average: computing, and requests in a minute.  Above either, there will be more."""


class ApiService(pulumi.ComponentResource):
    """Keeps the tasks running, and as many of them as there is work for."""

    name: str

    def __init__(
        self,
        settings: Settings,
        network: Network,
        load_balancer: LoadBalancer,
        api: Api,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:ApiService", "order-api-service", None, opts)
        self.name = settings.name("order-api")
        service = self._service(settings, network, load_balancer, api)
        self._scale(settings, load_balancer, api, service)
        self.register_outputs({})

    def _service(self, settings: Settings, network: Network, load_balancer: LoadBalancer, api: Api) -> aws.ecs.Service:
        return aws.ecs.Service(
            "order-api",
            name=self.name,
            cluster=api.cluster.arn,
            task_definition=api.task.arn,
            launch_type="FARGATE",
            desired_count=settings.api_min_tasks,
            # New tasks beside the old, which leave once the new are healthy; if these never are, all is as before.
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
                    "container_port": PORT,
                }
            ],
            enable_ecs_managed_tags=True,
            propagate_tags="SERVICE",
            wait_for_steady_state=True,
            opts=pulumi.ResourceOptions(
                parent=self,
                # ECS takes a target group only once a load balancer uses it.
                depends_on=[load_balancer.listener],
                # How many there are now is for the scaling below to say.
                ignore_changes=["desiredCount"],
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
        aims = {
            "cpu": _aim_at(CPU_PERCENT, "ECSServiceAverageCPUUtilization"),
            "requests": _aim_at(REQUESTS_PER_TASK, "ALBRequestCountPerTarget", requests),
        }
        for name, aim in aims.items():
            aws.appautoscaling.Policy(
                f"order-api-{name}",
                name=settings.name(f"order-api-{name}"),
                policy_type="TargetTrackingScaling",
                service_namespace=tasks.service_namespace,
                scalable_dimension=tasks.scalable_dimension,
                resource_id=tasks.resource_id,
                target_tracking_scaling_policy_configuration=aim,
                opts=child,
            )


def _aim_at(value: int, metric: str, resource: pulumi.Output[str] | None = None) -> Aim:
    """As many tasks as keep the metric at this value."""
    return Aim(
        target_value=value,
        predefined_metric_specification=Metric(predefined_metric_type=metric, resource_label=resource),
    )
