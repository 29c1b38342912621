"""The API's cluster, task definition and service; ``local.api_server`` runs the API instead of a container."""

from __future__ import annotations

import json

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_cluster(aws: Aws, inputs: Inputs) -> Created:
    """Create an empty cluster."""
    cluster = aws.client("ecs").create_cluster(clusterName=inputs["name"], settings=inputs["settings"])["cluster"]
    return Created(cluster["clusterArn"], {"arn": cluster["clusterArn"]})


def create_task_definition(aws: Aws, inputs: Inputs) -> Created:
    """Register the task definition."""
    definition = aws.client("ecs").register_task_definition(
        family=inputs["family"],
        containerDefinitions=json.loads(inputs["containerDefinitions"]),
        cpu=inputs["cpu"],
        memory=inputs["memory"],
        networkMode=inputs["networkMode"],
        requiresCompatibilities=inputs["requiresCompatibilities"],
        executionRoleArn=inputs["executionRoleArn"],
        taskRoleArn=inputs["taskRoleArn"],
    )["taskDefinition"]
    return Created(definition["family"], {"arn": definition["taskDefinitionArn"], "revision": definition["revision"]})


def create_service(aws: Aws, inputs: Inputs) -> Created:
    """Create the service with a desired count of 0, so that no container is started."""
    network, breaker = inputs["networkConfiguration"], inputs["deploymentCircuitBreaker"]
    service = aws.client("ecs").create_service(
        serviceName=inputs["name"],
        cluster=inputs["cluster"],
        taskDefinition=inputs["taskDefinition"],
        launchType=inputs["launchType"],
        desiredCount=0,
        deploymentConfiguration={
            "minimumHealthyPercent": int(inputs["deploymentMinimumHealthyPercent"]),
            "maximumPercent": int(inputs["deploymentMaximumPercent"]),
            "deploymentCircuitBreaker": {"enable": breaker["enable"], "rollback": breaker["rollback"]},
        },
        healthCheckGracePeriodSeconds=int(inputs["healthCheckGracePeriodSeconds"]),
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": network["subnets"],
                "securityGroups": network["securityGroups"],
                "assignPublicIp": "ENABLED" if network["assignPublicIp"] else "DISABLED",
            }
        },
        loadBalancers=[
            {
                "targetGroupArn": each["targetGroupArn"],
                "containerName": each["containerName"],
                "containerPort": int(each["containerPort"]),
            }
            for each in inputs["loadBalancers"]
        ],
        enableECSManagedTags=inputs["enableEcsManagedTags"],
        propagateTags=inputs["propagateTags"],
    )["service"]
    return Created(service["serviceArn"], {"arn": service["serviceArn"]})
