"""The API's image repository; no image is pushed to it here."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_repository(aws: Aws, inputs: Inputs) -> Created:
    """An empty repository."""
    repository = aws.client("ecr").create_repository(repositoryName=inputs["name"])["repository"]
    return Created(inputs["name"], {"arn": repository["repositoryArn"], "repositoryUrl": repository["repositoryUri"]})


def create_lifecycle_policy(aws: Aws, inputs: Inputs) -> Created:
    """Which images the repository would let go of, had it any."""
    aws.client("ecr").put_lifecycle_policy(repositoryName=inputs["repository"], lifecyclePolicyText=inputs["policy"])
    return Created(inputs["repository"])
