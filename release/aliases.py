"""The aliases through which everything is invoked: where they point, and pointing them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import boto3

from infra.aliases import LIVE
from infra.settings.functions import FUNCTIONS

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Routing:
    """Which version gets the orders, and which other one gets ``percent`` of them instead."""

    stable: str
    new: str | None = None
    percent: int = 0

    def __str__(self) -> str:
        return f"version {self.stable}" + (f", {self.percent} % to version {self.new}" if self.new else "")


class Alias(Protocol):
    """The live alias of a function or of the workflow."""

    @property
    def name(self) -> str:
        """What it is the alias of."""

    def routing(self) -> Routing:
        """Where it points."""

    def newest(self) -> str:
        """The version that was published last."""

    def point(self, routing: Routing) -> None:
        """Point it elsewhere; doing it twice is doing it once."""


@cache
def client(service: str) -> Any:
    """The process's client for an AWS service; region, credentials and endpoint come from the environment."""
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
        versions = (str(each["Version"]) for page in pages for each in page["Versions"])
        return max((each for each in versions if each.isdigit()), key=int)

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
    """An ``Alias`` of a state machine, by the state machine's ARN; its versions are numbers behind that."""

    arn: str

    @property
    def name(self) -> str:
        return self.arn.rpartition(":")[2]

    def routing(self) -> Routing:
        alias = client("stepfunctions").describe_state_machine_alias(stateMachineAliasArn=f"{self.arn}:{LIVE}")
        by_number = {
            _number(each["stateMachineVersionArn"]): int(each["weight"]) for each in alias["routingConfiguration"]
        }
        # While two versions share the orders the older one is the one to go back to.
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
    """The stack's aliases, the functions before the workflow that calls them.

    Raises:
        LookupError: there is no such stack here.
    """
    name = f"{stack}-order-workflow"
    pages = client("stepfunctions").get_paginator("list_state_machines").paginate()
    for machine in (each for page in pages for each in page["stateMachines"]):
        if machine["name"] == name:
            functions = [FunctionAlias(f"{stack}-{function}") for function in FUNCTIONS.values()]
            return [*functions, WorkflowAlias(machine["stateMachineArn"])]
    raise LookupError(f"there is no state machine {name} in this account and region")


def _number(version_arn: str) -> str:
    return version_arn.rpartition(":")[2]
