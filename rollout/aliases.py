"""The aliases through which functions and workflow are invoked: reading and changing their versions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import boto3

from infra.aliases import LIVE
from orders.contract import FUNCTION_NAMES

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Routing:
    """The version that gets the orders, and optionally a new one that gets ``percent`` of them."""

    stable: str
    new: str | None = None
    percent: int = 0

    def __str__(self) -> str:
        return f"version {self.stable}" + (f", {self.percent} % to version {self.new}" if self.new else "")


class Alias(Protocol):
    """The live alias of a function or of the workflow."""

    @property
    def name(self) -> str:
        """The name of the function or the state machine."""

    def routing(self) -> Routing:
        """Return the versions that the alias points to."""

    def newest(self) -> str:
        """Return the version that was published last."""

    def point(self, routing: Routing) -> None:
        """Change the versions that the alias points to; idempotent."""


@cache
def client(service: str) -> Any:
    """Return the process's client of an AWS service; its region, credentials and endpoint are in the environment."""
    return boto3.client(service)


@dataclass(frozen=True, slots=True)
class FunctionAlias:
    """An ``Alias`` of a Lambda function."""

    name: str

    def routing(self) -> Routing:
        alias = client("lambda").get_alias(FunctionName=self.name, Name=LIVE)
        weights = alias.get("RoutingConfig", {}).get("AdditionalVersionWeights") or {}
        for new, weight in weights.items():
            return Routing(alias["FunctionVersion"], new, round(weight * WHOLE))
        return Routing(alias["FunctionVersion"])

    def newest(self) -> str:
        pages = client("lambda").get_paginator("list_versions_by_function").paginate(FunctionName=self.name)
        versions: list[str] = list(pages.search("Versions[?Version != '$LATEST'].Version"))
        return max(versions, key=int)

    def point(self, routing: Routing) -> None:
        weights = {routing.new: routing.percent / WHOLE} if routing.new else {}
        client("lambda").update_alias(
            FunctionName=self.name,
            Name=LIVE,
            FunctionVersion=routing.stable,
            RoutingConfig={"AdditionalVersionWeights": weights},
        )


@dataclass(frozen=True, slots=True)
class WorkflowAlias:
    """An ``Alias`` of a state machine; a version's ARN is the state machine's with a number appended."""

    arn: str

    @property
    def name(self) -> str:
        return self.arn.rpartition(":")[2]

    def routing(self) -> Routing:
        alias = client("stepfunctions").describe_state_machine_alias(stateMachineAliasArn=f"{self.arn}:{LIVE}")
        by_number = {
            _number(each["stateMachineVersionArn"]): int(each["weight"]) for each in alias["routingConfiguration"]
        }
        # While two versions share the orders, the older one is the stable one.
        stable, *others = sorted(by_number, key=int)
        return Routing(stable, others[0], by_number[others[0]]) if others else Routing(stable)

    def newest(self) -> str:
        versions = client("stepfunctions").list_state_machine_versions(stateMachineArn=self.arn)["stateMachineVersions"]
        return max((_number(each["stateMachineVersionArn"]) for each in versions), key=int)

    def point(self, routing: Routing) -> None:
        shares = {routing.stable: WHOLE - routing.percent} | ({routing.new: routing.percent} if routing.new else {})
        client("stepfunctions").update_state_machine_alias(
            stateMachineAliasArn=f"{self.arn}:{LIVE}",
            routingConfiguration=[
                {"stateMachineVersionArn": f"{self.arn}:{version}", "weight": share}
                for version, share in shares.items()
            ],
        )


def aliases_of(stack: str) -> list[Alias]:
    """Return the stack's aliases: the functions, then the workflow that calls them.

    Raises:
        LookupError: the account has no such stack in this region.
    """
    name = f"{stack}-order-workflow"
    pages = client("stepfunctions").get_paginator("list_state_machines").paginate()
    for arn in pages.search(f"stateMachines[?name == '{name}'].stateMachineArn"):
        return [*(FunctionAlias(f"{stack}-{function}") for function in FUNCTION_NAMES.values()), WorkflowAlias(arn)]
    raise LookupError(f"there is no state machine {name} in this account and region")


def _number(version_arn: str) -> str:
    return version_arn.rpartition(":")[2]
