"""Roles and policies; the emulator enforces those of the functions and the API if ``enforce_iam`` is set."""

from __future__ import annotations

import json

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_role(aws: Aws, inputs: Inputs) -> Created:
    """Create a role with its trust policy, and its permissions boundary if it has one."""
    arguments = {
        "RoleName": inputs["name"],
        "Path": inputs["path"],
        "AssumeRolePolicyDocument": _for_any_account(inputs["assumeRolePolicy"]),
    }
    if "permissionsBoundary" in inputs:
        arguments["PermissionsBoundary"] = inputs["permissionsBoundary"]
    role = aws.client("iam").create_role(**arguments)["Role"]
    return Created(inputs["name"], {"arn": role["Arn"]})


def create_role_policy(aws: Aws, inputs: Inputs) -> Created:
    """Add an inline policy to a role."""
    aws.client("iam").put_role_policy(
        RoleName=inputs["role"], PolicyName=inputs["name"], PolicyDocument=with_emulator_actions(inputs["policy"])
    )
    return Created(f"{inputs['role']}:{inputs['name']}")


def create_policy(aws: Aws, inputs: Inputs) -> Created:
    """Create a managed policy."""
    policy = aws.client("iam").create_policy(
        PolicyName=inputs["name"], Path=inputs["path"], PolicyDocument=with_emulator_actions(inputs["policy"])
    )["Policy"]
    return Created(policy["Arn"], {"arn": policy["Arn"]})


def attach_policy(aws: Aws, inputs: Inputs) -> Created:
    """Attach a managed policy to a role."""
    aws.client("iam").attach_role_policy(RoleName=inputs["role"], PolicyArn=inputs["policyArn"])
    return Created(f"{inputs['role']}-{inputs['policyArn']}")


def _for_any_account(trust: str) -> str:
    """Remove the condition on the account: the services here, and ``local/`` in their place, name none."""
    document = json.loads(trust)
    for statement in document["Statement"]:
        if list(statement.get("Condition", {}).get("StringEquals", {})) == ["aws:SourceAccount"]:
            del statement["Condition"]
    return json.dumps(document)


def with_emulator_actions(policy: str) -> str:
    """Allow what the emulator names differently: AWS authorizes PublishBatch as ``sns:Publish``.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    """
    return policy.replace('"sns:Publish"', '"sns:Publish", "sns:PublishBatch"')
