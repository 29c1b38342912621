"""The API's image repository, to which no image is pushed here."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_repository(aws: Aws, inputs: Inputs) -> Created:
    """Create an empty repository."""
    repository = aws.client("ecr").create_repository(repositoryName=inputs["name"])["repository"]
    return Created(inputs["name"], {"arn": repository["repositoryArn"], "repositoryUrl": repository["repositoryUri"]})


def create_lifecycle_policy(aws: Aws, inputs: Inputs) -> Created:
    """Set the repository's lifecycle policy."""
    aws.client("ecr").put_lifecycle_policy(repositoryName=inputs["repository"], lifecyclePolicyText=inputs["policy"])
    return Created(inputs["repository"])
