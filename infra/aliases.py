"""Which version of a function or of the workflow gets the orders."""

from __future__ import annotations

import pulumi

from infra.settings import Settings

LIVE = "live"
"""The alias through which everything is invoked; ``release`` moves it where the stack releases gradually."""


def held_back(settings: Settings, opts: pulumi.ResourceOptions, *routing: str) -> pulumi.ResourceOptions:
    """The options of an alias: in a stack with ``gradual_release`` Pulumi leaves alone what it points at.

    The first ``pulumi up`` still points it at the first version, as it makes the alias.
    """
    held = pulumi.ResourceOptions(ignore_changes=list(routing) if settings.gradual_release else None)
    return pulumi.ResourceOptions.merge(opts, held)
