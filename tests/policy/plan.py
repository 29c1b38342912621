"""The program's resources in the format of ``terraform show -json``, which checkov reads.

pulumi_aws is generated from Terraform's AWS provider, so each of its types and arguments is Terraform's under another
name.  A few rules and a list of exceptions translate the names.

https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from tests.infra.program import Program, Resource

PROVIDER = "registry.terraform.io/hashicorp/aws"

BARE_MODULES = ("ec2", "vpc")
"""Modules whose names are not part of the names of Terraform's types."""

TYPES = {
    "iam/openIdConnectProvider": "aws_iam_openid_connect_provider",
    "lb/loadBalancer": "aws_lb",
    "sqs/redriveAllowPolicy": "aws_sqs_queue_redrive_allow_policy",
    "vpc/securityGroupEgressRule": "aws_vpc_security_group_egress_rule",
    "vpc/securityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
}
"""The types that do not follow the rule."""

MAPS = {"metadata", "parameters", "request_parameters", "response_parameters", "tags", "variables"}
"""Arguments whose keys the program chooses; every other mapping is a block, and Terraform has a list of blocks."""

SINGULARS = {"client_id_lists": "client_id_list", "thumbprint_lists": "thumbprint_list"}
"""Lists of plain values that Pulumi renames like lists of blocks."""


def plan(program: Program) -> dict[str, Any]:
    """Return a plan that creates everything."""
    ours = [each for each in program.resources if each.type.startswith("aws:")]
    by_urn = {each.urn: each for each in ours}
    resources = [_resource(each) for each in ours]
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": resources}},
        "resource_changes": [
            each | {"change": {"actions": ["create"], "before": None, "after": each["values"]}} for each in resources
        ],
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "full_name": PROVIDER}},
            "root_module": {"resources": [_configuration(each, by_urn) for each in ours]},
        },
    }


def terraform_type(pulumi_type: str) -> str:
    """Return ``aws_sqs_queue`` for ``aws:sqs/queue:Queue``."""
    token = pulumi_type.split(":")[1]
    module, _, kind = token.partition("/")
    return TYPES.get(token) or "_".join(
        ["aws", *([] if module in BARE_MODULES else [module.removesuffix("_")]), snake(kind)]
    )


def address(resource: Resource) -> str:
    """Return an address such as ``aws_sqs_queue.order-dlq``, which is the same in every stack."""
    return f"{terraform_type(resource.type)}.{_label(resource)}"


def snake(camel: str) -> str:
    """Return ``order_dlq`` for ``orderDlq``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", camel).lower()


def _label(resource: Resource) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", resource.name)


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "address": address(resource),
        "mode": "managed",
        "type": terraform_type(resource.type),
        "name": _label(resource),
        "provider_name": PROVIDER,
        "schema_version": 0,
        "values": _values(resource.inputs),
    }


def _configuration(resource: Resource, by_urn: Mapping[str, Resource]) -> dict[str, Any]:
    return {
        "address": address(resource),
        "mode": "managed",
        "type": terraform_type(resource.type),
        "name": _label(resource),
        "provider_config_key": "aws",
        "expressions": {
            _terraform_name(name, resource.inputs.get(name)): {"references": references}
            for name, urns in resource.references.items()
            if (references := _references(urns, by_urn))
        },
    }


def _references(urns: Iterable[str], by_urn: Mapping[str, Resource]) -> list[str]:
    known = sorted(address(by_urn[urn]) for urn in urns if urn in by_urn)
    return [reference for each in known for reference in (f"{each}.id", each)]


def _values(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {_terraform_name(name, value): _value(snake(name), value) for name, value in inputs.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value) if name in MAPS else [_values(value)]
    if isinstance(value, list | tuple):
        return [_values(each) if isinstance(each, Mapping) else each for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _terraform_name(name: str, value: Any) -> str:
    """Return the argument's name in Terraform; Pulumi's is a plural if the block may be repeated."""
    terraform = snake(name)
    if terraform in SINGULARS:
        return SINGULARS[terraform]
    is_blocks = isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value)
    return re.sub(r"(?<=index)es$|(?<!s)s$", "", re.sub(r"ies$", "y", terraform)) if is_blocks else terraform


def plan_text(program: Program) -> str:
    """Return the plan as the text of a file."""
    return json.dumps(plan(program), indent=1)
