"""Roles and their policies; the emulator enforces those of the functions and of the API."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_role(aws: Aws, inputs: Inputs) -> Created:
    """A role with its trust policy, inside its boundary if it has one."""
    arguments = {"RoleName": inputs["name"], "AssumeRolePolicyDocument": inputs["assumeRolePolicy"]}
    if "permissionsBoundary" in inputs:
        arguments["PermissionsBoundary"] = inputs["permissionsBoundary"]
    role = aws.client("iam").create_role(**arguments)["Role"]
    return Created(inputs["name"], {"arn": role["Arn"]})


def create_role_policy(aws: Aws, inputs: Inputs) -> Created:
    """An inline policy."""
    aws.client("iam").put_role_policy(
        RoleName=inputs["role"], PolicyName=inputs["name"], PolicyDocument=inputs["policy"]
    )
    return Created(f"{inputs['role']}:{inputs['name']}")


def create_policy(aws: Aws, inputs: Inputs) -> Created:
    """A policy of its own."""
    policy = aws.client("iam").create_policy(PolicyName=inputs["name"], PolicyDocument=inputs["policy"])["Policy"]
    return Created(policy["Arn"], {"arn": policy["Arn"]})


def attach_policy(aws: Aws, inputs: Inputs) -> Created:
    """A policy of its own, given to a role."""
    aws.client("iam").attach_role_policy(RoleName=inputs["role"], PolicyArn=inputs["policyArn"])
    return Created(f"{inputs['role']}-{inputs['policyArn']}")


def create_identity_provider(aws: Aws, inputs: Inputs) -> Created:
    """Somebody else's word for who is calling."""
    arn = aws.client("iam").create_open_id_connect_provider(Url=inputs["url"], ClientIDList=inputs["clientIdLists"])[
        "OpenIDConnectProviderArn"
    ]
    return Created(arn, {"arn": arn})
