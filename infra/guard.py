"""The guard, which makes ``pulumi destroy`` stop before it deletes anything."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_random

from infra.settings import Settings


def guard_against_deletion(settings: Settings, everything: Sequence[pulumi.Resource]) -> None:
    """Declare a resource without a purpose of its own that depends on all others, so that Pulumi deletes it first.

    With ``deletion_protection`` Pulumi may not delete it, and so deletes nothing.  Without the guard, a destroy that
    skips its preview fails only when it reaches the protected tables, after almost everything else is gone.

    The guard always exists: Pulumi could not remove a protected one when ``deletion_protection`` is set to false.
    """
    pulumi_random.RandomId(
        "deletion-guard",
        byte_length=1,
        opts=pulumi.ResourceOptions(depends_on=list(everything), protect=settings.deletion_protection),
    )
