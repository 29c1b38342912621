"""The API's cluster and task definition; its container is run by ``local.api_server``."""

from __future__ import annotations

import json

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_cluster(aws: Aws, inputs: Inputs) -> Created:
    """An empty cluster."""
    cluster = aws.client("ecs").create_cluster(clusterName=inputs["name"])["cluster"]
    return Created(cluster["clusterArn"], {"arn": cluster["clusterArn"]})


def create_task_definition(aws: Aws, inputs: Inputs) -> Created:
    """The task definition, with its containers as the program declares them."""
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
