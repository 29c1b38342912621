"""The aliases through which functions and the workflow are invoked."""

from __future__ import annotations

import pulumi

from infra.settings import Settings

LIVE = "live"
"""The name of every alias.  With ``gradual_release``, ``make release`` moves it to a new version."""


def alias_options(settings: Settings, opts: pulumi.ResourceOptions, *routing: str) -> pulumi.ResourceOptions:
    """Return an alias's options: with ``gradual_release``, Pulumi creates it and then ignores its routing."""
    ignored = pulumi.ResourceOptions(ignore_changes=list(routing) if settings.gradual_release else None)
    return pulumi.ResourceOptions.merge(opts, ignored)
