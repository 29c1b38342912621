"""The resources that the Pulumi program declares for a stack's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks

from local.configuration import stack_config
from local.process import ROOT
from local.program import run_program
from local.resources import CALL_RESULTS
from orders.contract import EXPRESS


class Resource(NamedTuple):
    """One resource with its arguments, in Pulumi's spelling."""

    type: str
    name: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stack:
    """The resources of one stack with one type of workflow."""

    name: str
    workflow_type: str
    resources: tuple[Resource, ...]

    def all(self, kind: str) -> list[Mapping[str, Any]]:
        """Return the arguments of every resource of a type, such as ``aws:sqs/queue:Queue``."""
        return [resource.inputs for resource in self.resources if resource.type == kind]

    @property
    def is_express(self) -> bool:
        """Whether AWS charges the workflow's duration instead of its transitions."""
        return self.workflow_type == EXPRESS

    @property
    def logs_every_step(self) -> bool:
        """Whether the workflow logs its whole history."""
        (machine,) = self.all("aws:sfn/stateMachine:StateMachine")
        return bool(machine.get("loggingConfiguration", {}).get("level") == "ALL")

    @property
    def min_tasks(self) -> float:
        """The number of the API's tasks without load."""
        (service,) = self.all("aws:ecs/service:Service")
        minimums = [target["minCapacity"] for target in self.all("aws:appautoscaling/target:Target")]
        return float(max(service.get("desiredCount", 1), *minimums, 0))

    @property
    def functions(self) -> dict[str, Mapping[str, Any]]:
        """The arguments of each function by its name without the stack's prefix."""
        functions = self.all("aws:lambda/function:Function")
        return {each["name"].removeprefix(f"{self.name}-"): each for each in functions}


@cache
def plan(name: str, workflow_type: str) -> Stack:
    """Run the Pulumi program with a stack's settings and this type of workflow, and return what it declares."""
    program = _Plan()
    run_program(MockMonitor(program), stack_config(name) | {"order-processing:workflow_type": workflow_type}, name)
    # Pulumi registers independent resources in any order.
    return Stack(name, workflow_type, tuple(sorted(program.resources, key=lambda each: (each.type, each.name))))


def stack_names() -> list[str]:
    """Return the stacks that have a settings file."""
    return sorted(path.name.split(".")[1] for path in ROOT.glob("Pulumi.*.yaml"))


@dataclass
class _Plan(Mocks):
    """Record each resource, and return outputs of the same form as AWS's."""

    resources: list[Resource] = field(default_factory=list)

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if not args.custom:
            return "", args.inputs
        self.resources.append(Resource(args.typ, args.name, args.inputs))
        service, _, kind = args.typ.removeprefix("aws:").split(":")[0].partition("/")
        arn, url = f"arn:aws:{service}:us-west-2:123456789012:{kind}/{args.name}", f"https://{service}.example"
        outputs = {"arn": arn, "streamArn": f"{arn}/stream/1", "stateMachineVersionArn": f"{arn}:1", "version": "1"}
        outputs |= {"url": url, "apiEndpoint": url, "repositoryUrl": url, "dnsName": f"{service}.example"}
        outputs |= {"digest": f"sha256:{0:064x}"}
        return args.name, args.inputs | outputs | {"arnSuffix": args.name, "keyId": args.name, "prefixListId": "pl-1"}

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        return dict(CALL_RESULTS[args.token]), []
