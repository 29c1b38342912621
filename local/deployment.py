"""The Pulumi program, deployed into the emulator without the Pulumi CLI.

Pulumi's SDK has a seam for unit tests: an object that sees every resource, in the order of their dependencies and with
their inputs resolved, and answers with the outputs.  Here that object creates the resource on the emulator and answers
with what came of it, so what runs on the laptop is the program that `pulumi up` runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks

from local.emulator import Aws
from local.program import run_program
from local.resources import CALL_RESULTS, CREATORS, NOT_EMULATED, NOT_EMULATED_ARGUMENTS, NOT_EMULATED_EVERYWHERE
from local.resources.created import Inputs

SERVICES = (
    "iam",
    "sts",
    "ec2",
    "elasticloadbalancing",
    "apigateway",
    "dynamodb",
    "logs",
    "lambda",
    "sns",
    "sqs",
    "ecr",
    "ecs",
    "states",
    "events",
    "monitoring",
)
"""Those of a stack, by their names in a signature, in about the order in which it needs them."""


class DeploymentError(Exception):
    """The program wants something that the emulator is not prepared for."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What the program left behind: the stack's outputs, and each resource's arguments by type and name."""

    stack: str
    outputs: Mapping[str, Any]
    resources: Mapping[str, Mapping[str, Mapping[str, Any]]]

    @property
    def not_emulated(self) -> Iterator[tuple[str, str]]:
        """What the program declares and the emulator is not given, with the reason."""
        for kind in sorted(self.resources):
            if kind in NOT_EMULATED:
                yield kind, NOT_EMULATED[kind]
            if kind in NOT_EMULATED_ARGUMENTS:
                arguments, reason = NOT_EMULATED_ARGUMENTS[kind]
                if declared := arguments & {name for each in self.resources[kind].values() for name in each}:
                    yield f"{kind.rpartition(':')[2]} {', '.join(sorted(declared))}", reason
        arguments, reason = NOT_EMULATED_EVERYWHERE
        yield f"everything's {', '.join(sorted(arguments))}", reason

    def the_only(self, kind: str) -> Mapping[str, Any]:
        """The arguments of the one resource of a type."""
        (arguments,) = self.resources[kind].values()
        return arguments


def deploy(aws: Aws, config: Mapping[str, Any], stack: str) -> Deployment:
    """Run the Pulumi program against the emulator.

    Raises:
        DeploymentError: the program declares something that is neither created nor known to be left out.
    """
    cloud = _EmulatedCloud(aws)
    # The emulator is another process, so while the program is read here it can get ready there.
    with _eager_threads(), ThreadPoolExecutor(max_workers=1) as meanwhile:
        meanwhile.submit(aws.load, *SERVICES)
        outputs = run_program(MockMonitor(cloud), config, stack)
    return Deployment(stack, outputs, cloud.resources)


@contextmanager
def _eager_threads() -> Iterator[None]:
    """Pulumi's loop is busy while it waits, and a thread whose answer has come would get its turn 5 ms later."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@dataclass
class _EmulatedCloud(Mocks):
    aws: Aws
    resources: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if not args.custom:
            return "", args.inputs
        self.resources.setdefault(args.typ, {})[args.name] = args.inputs
        if args.typ in NOT_EMULATED:
            return args.name, args.inputs | {"arn": f"arn:aws:left-out:::{args.name}"}
        if args.typ not in CREATORS:
            raise DeploymentError(f"local/resources says nothing of {args.typ} ({args.name})")
        inputs = Inputs(args.inputs)
        created = CREATORS[args.typ](self.aws, inputs)
        known, _ = NOT_EMULATED_ARGUMENTS.get(args.typ, (frozenset(), ""))
        if unheard := inputs.unread - known - NOT_EMULATED_EVERYWHERE[0]:
            raise DeploymentError(
                f"local/resources says nothing of {', '.join(sorted(unheard))} of {args.typ} ({args.name})"
            )
        return created.id, args.inputs | created.outputs

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        if args.token in CALL_RESULTS:
            return dict(CALL_RESULTS[args.token]), []
        raise DeploymentError(f"the program calls {args.token}, which the emulator cannot answer")
