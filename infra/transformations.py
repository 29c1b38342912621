"""Changing the arguments of every resource that is made from now on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
from pulumi.runtime import register_stack_transformation

Arguments = Mapping[str, Any]
"""Of a resource, by their names in Python; those that it could have and has not are ``None``."""


def for_each(change: Callable[[str, Arguments], Arguments]) -> None:
    """Let ``change`` say, of each resource's type and arguments, which arguments are to be others.

    It is not asked of what was made before.
    """

    def transform(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
        given = dict(args.props)
        return pulumi.ResourceTransformationResult({**given, **change(args.type_, given)}, args.opts)

    register_stack_transformation(transform)
