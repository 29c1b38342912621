"""Changes to the arguments of every resource that the program declares afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
from pulumi.runtime import register_stack_transformation

Arguments = Mapping[str, Any]
"""A resource's arguments by their names in Python; an argument that is not set is ``None``."""


def for_each(change: Callable[[str, Arguments], Arguments]) -> None:
    """Apply ``change`` to the type and arguments of each later resource; it returns the arguments to replace."""

    def transform(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
        arguments = dict(args.props)
        return pulumi.ResourceTransformationResult({**arguments, **change(args.type_, arguments)}, args.opts)

    register_stack_transformation(transform)
