"""The stacks' configuration, as the Pulumi CLI reads it."""

from __future__ import annotations

from typing import Any

import yaml

from local.process import ROOT


def stack_config(stack: str) -> dict[str, Any]:
    """Return the configuration in ``Pulumi.<stack>.yaml``."""
    config: dict[str, Any] = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8"))["config"]
    return config
