"""What a rollout moves, in its order: the aliases of functions and workflow, and the service that runs the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import boto3
from botocore.exceptions import WaiterError

from infra.aliases import LIVE
from orders.contract import EXPRESS, EXPRESS_MAX_SECONDS, FUNCTION_NAMES

WHOLE = 100

DRAIN_POLL_SECONDS = 15

Wait = Callable[[float], None]
"""Waits for this many seconds."""

Report = Callable[[str], object]
"""Receives a line for the operator."""


@dataclass(frozen=True, slots=True)
class Routing:
    """The version that gets the orders, and optionally a new one that gets ``percent`` of them."""

    stable: str
    new: str | None = None
    percent: int = 0

    def __str__(self) -> str:
        return f"version {self.stable}" + (f", {self.percent} % to version {self.new}" if self.new else "")


class Alias(Protocol):
    """The live alias of a function or of the workflow, or the API's service, which has no alias."""

    @property
    def name(self) -> str:
        """The name of the function, the state machine or the service."""

    def routing(self) -> Routing:
        """Return the versions that the alias points to."""

    def newest(self) -> str:
        """Return the version that was published last."""

    def point(self, routing: Routing) -> None:
        """Change the versions that the alias points to; idempotent."""

    def drain(self, wait: Wait, report: Report) -> None:
        """Return once nothing runs that a version has started to which the alias no longer points."""


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

    def drain(self, wait: Wait, report: Report) -> None:
        """Return at once: a call that still runs ends by itself, and starts nothing in another version."""


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

    def drain(self, wait: Wait, report: Report) -> None:
        """Wait for the executions that have started by now: each keeps the version with which it started.

        An Express workflow cannot list its executions, so this waits for as long as one may take.
        """
        report(f"waiting for the executions that {self.name} has started")
        wait(DRAIN_POLL_SECONDS)  # AWS may use the old routing for some seconds
        if client("stepfunctions").describe_state_machine(stateMachineArn=self.arn)["type"] == EXPRESS:
            wait(EXPRESS_MAX_SECONDS)
            return
        started = self._running()
        while started & self._running():
            wait(DRAIN_POLL_SECONDS)

    def _running(self) -> set[str]:
        pages = client("stepfunctions").get_paginator("list_executions")
        found = pages.paginate(stateMachineArn=self.arn, statusFilter="RUNNING").search("executions[].executionArn")
        return set(found)


@dataclass(frozen=True, slots=True)
class ApiService:
    """An ``Alias`` of the API's service in ECS; its versions are the revisions of the task definition.

    ECS replaces the tasks of a service and cannot split its requests, so a share of the requests means all of them.
    """

    name: str

    def routing(self) -> Routing:
        return Routing(_number(self._describe()["taskDefinition"]))

    def newest(self) -> str:
        # Without a revision this is the newest active one.
        definition = client("ecs").describe_task_definition(taskDefinition=self.name)["taskDefinition"]
        return str(definition["revision"])

    def point(self, routing: Routing) -> None:
        """Replace the tasks, and return once only those of the new revision run.

        Raises:
            RolloutAborted: the new tasks are not healthy yet, or ECS has gone back by itself because they did not
                become healthy.
        """
        revision = routing.new or routing.stable
        if self.routing() == Routing(revision):
            return
        ecs = client("ecs")
        ecs.update_service(cluster=self.name, service=self.name, taskDefinition=f"{self.name}:{revision}")
        try:
            ecs.get_waiter("services_stable").wait(cluster=self.name, services=[self.name])
        except WaiterError as error:
            raise RolloutAborted(f"the tasks of {self.name}:{revision} are not healthy yet; {self._advice}") from error
        # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
        (primary,) = [each for each in self._describe()["deployments"] if each["status"] == "PRIMARY"]
        if (running := _number(primary["taskDefinition"])) != revision:
            raise RolloutAborted(
                f"the tasks of {self.name}:{revision} did not become healthy, so ECS runs revision {running} again; "
                f"{self._advice}"
            )

    def drain(self, wait: Wait, report: Report) -> None:
        """Return at once: the tasks of the other revision have stopped."""

    @property
    def _advice(self) -> str:
        return f"look for the reason with: aws ecs describe-services --cluster {self.name} --services {self.name}"

    def _describe(self) -> dict[str, Any]:
        (service,) = client("ecs").describe_services(cluster=self.name, services=[self.name])["services"]
        found: dict[str, Any] = service
        return found


class RolloutAborted(Exception):
    """The new versions get no orders; the message has the reason."""


Stages = tuple[tuple[Alias, ...], ...]
"""The aliases in the order of a rollout; those of one stage move together."""


def stages_of(stack: str) -> Stages:
    """Return the stack's stages: the functions, the workflow that calls them, and the API whose orders both process.

    Raises:
        LookupError: the account has no such stack in this region.
    """
    name = f"{stack}-order-workflow"
    pages = client("stepfunctions").get_paginator("list_state_machines").paginate()
    for arn in pages.search(f"stateMachines[?name == '{name}'].stateMachineArn"):
        functions = tuple(FunctionAlias(f"{stack}-{function}") for function in FUNCTION_NAMES.values())
        return functions, (WorkflowAlias(arn),), (ApiService(f"{stack}-order-api"),)
    raise LookupError(f"there is no state machine {name} in this account and region")


def _number(version_arn: str) -> str:
    return version_arn.rpartition(":")[2]
