"""Roles and their policies; the emulator enforces those of the functions and of the API."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_role(aws: Aws, inputs: Inputs) -> Created:
    """A role with its trust policy."""
    role = aws.client("iam").create_role(RoleName=inputs["name"], AssumeRolePolicyDocument=inputs["assumeRolePolicy"])[
        "Role"
    ]
    return Created(inputs["name"], {"arn": role["Arn"]})


def create_role_policy(aws: Aws, inputs: Inputs) -> Created:
    """An inline policy."""
    aws.client("iam").put_role_policy(
        RoleName=inputs["role"], PolicyName=inputs["name"], PolicyDocument=inputs["policy"]
    )
    return Created(f"{inputs['role']}:{inputs['name']}")
