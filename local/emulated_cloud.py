"""Create the Pulumi program's resources in the emulator, without the Pulumi CLI.

Pulumi's SDK supports unit tests with mocks: an object that receives every resource, in dependency order and with
resolved inputs, and returns its outputs.  Here that object creates the resource in the emulator and returns the real
outputs, so the laptop runs the same program as `pulumi up`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pulumi
from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks

from local.deployment import Deployment, DeploymentError
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
"""The services of a stack, by their names in a request's signature, in about the order of their first use."""


def create(aws: Aws, config: Mapping[str, Any], stack: str) -> Deployment:
    """Run the Pulumi program against the emulator.

    Raises:
        DeploymentError: the program rejects the configuration, or declares something that ``local/resources`` neither
            creates nor lists.
    """
    cloud = EmulatedCloud(aws)
    # The emulator is another process, so it can load its services while this one imports the program.
    with _short_switch_interval(), ThreadPoolExecutor(max_workers=1) as background:
        background.submit(aws.load, *SERVICES)
        try:
            outputs = run_program(MockMonitor(cloud), config, stack)
        except pulumi.RunError as error:
            raise DeploymentError(str(error)) from error
    # As text, so that the reader needs no Pulumi: only code archives are no JSON.
    return Deployment(stack, outputs, json.loads(json.dumps(cloud.resources, default=repr)))


@contextmanager
def _short_switch_interval() -> Iterator[None]:
    """Switch threads after 0.5 ms instead of 5: Pulumi's loop polls, which delays each thread with a response."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@dataclass
class EmulatedCloud(Mocks):
    """Creates each resource that the program declares, and returns its outputs."""

    aws: Aws
    resources: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        """Return the resource's id and outputs."""
        if not args.custom:
            return "", args.inputs
        self.resources.setdefault(args.typ, {})[args.name] = args.inputs
        if args.typ in NOT_EMULATED:
            return args.name, args.inputs | {"arn": f"arn:aws:not-emulated:::{args.name}", "digest": "not-emulated"}
        if args.typ not in CREATORS:
            raise DeploymentError(
                f"local/resources does not support {args.typ} ({args.name}); add it to CREATORS or NOT_EMULATED"
            )
        inputs = Inputs(args.inputs)
        created = CREATORS[args.typ](self.aws, inputs)
        ignored, _ = NOT_EMULATED_ARGUMENTS.get(args.typ, (frozenset(), ""))
        if unknown := inputs.unread - ignored - NOT_EMULATED_EVERYWHERE:
            raise DeploymentError(
                f"local/resources does not support {', '.join(sorted(unknown))} of {args.typ} ({args.name});"
                " read it in the type's creator or add it to NOT_EMULATED_ARGUMENTS"
            )
        return created.id, args.inputs | created.outputs

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        """Return the result of a provider's function."""
        if args.token in CALL_RESULTS:
            return dict(CALL_RESULTS[args.token]), []
        raise DeploymentError(f"the program calls {args.token}; add its result to CALL_RESULTS in local/resources")
