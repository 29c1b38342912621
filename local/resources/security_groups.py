"""Security groups and their rules."""

from __future__ import annotations

from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs, unique_name
from local.resources.ec2 import tagged


def create_security_group(aws: Aws, inputs: Inputs) -> Created:
    """Create a group without rules, as Pulumi's provider does: AWS's default allows all egress."""
    ec2 = aws.client("ec2")
    group = ec2.create_security_group(
        GroupName=unique_name(inputs),
        Description=inputs["description"],
        VpcId=inputs["vpcId"],
        **tagged("security-group", inputs),
    )["GroupId"]
    _empty(ec2, group)
    return Created(group)


def adopt_default_group(aws: Aws, inputs: Inputs) -> Created:
    """Remove all rules from the default group that AWS creates with every VPC."""
    ec2 = aws.client("ec2")
    (group,) = ec2.describe_security_groups(
        Filters=[{"Name": "vpc-id", "Values": [inputs["vpcId"]]}, {"Name": "group-name", "Values": ["default"]}]
    )["SecurityGroups"]
    _empty(ec2, group["GroupId"])
    tags = [{"Key": key, "Value": value} for key, value in inputs["tags"].items()]
    ec2.create_tags(Resources=[group["GroupId"]], Tags=tags)
    return Created(group["GroupId"])


def create_ingress_rule(aws: Aws, inputs: Inputs) -> Created:
    """Allow incoming traffic."""
    rule = aws.client("ec2").authorize_security_group_ingress(
        GroupId=inputs["securityGroupId"], IpPermissions=[_permission(inputs)]
    )["SecurityGroupRules"][0]
    return Created(rule["SecurityGroupRuleId"])


def create_egress_rule(aws: Aws, inputs: Inputs) -> Created:
    """Allow outgoing traffic."""
    rule = aws.client("ec2").authorize_security_group_egress(
        GroupId=inputs["securityGroupId"], IpPermissions=[_permission(inputs)]
    )["SecurityGroupRules"][0]
    return Created(rule["SecurityGroupRuleId"])


def _permission(inputs: Inputs) -> dict[str, Any]:
    description = {"Description": inputs["description"]}
    permission: dict[str, Any] = {
        "IpProtocol": inputs["ipProtocol"],
        "FromPort": int(inputs["fromPort"]),
        "ToPort": int(inputs["toPort"]),
    }
    if "referencedSecurityGroupId" in inputs:
        permission["UserIdGroupPairs"] = [{"GroupId": inputs["referencedSecurityGroupId"], **description}]
    elif "prefixListId" in inputs:
        permission["PrefixListIds"] = [{"PrefixListId": inputs["prefixListId"], **description}]
    else:
        permission["IpRanges"] = [{"CidrIp": inputs["cidrIpv4"], **description}]
    return permission


def _empty(ec2: Any, group: str) -> None:
    (current,) = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    if current["IpPermissions"]:
        ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=current["IpPermissions"])
    if current["IpPermissionsEgress"]:
        ec2.revoke_security_group_egress(GroupId=group, IpPermissions=current["IpPermissionsEgress"])
