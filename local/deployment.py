"""Deploy the Pulumi program into the emulator."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from local.emulator import Aws


class DeploymentError(Exception):
    """The program rejects the configuration, or declares something that ``local/resources`` does not support."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """The stack's outputs, and each resource's arguments by type and name."""

    stack: str
    outputs: Mapping[str, Any]
    resources: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def the_only(self, kind: str) -> Mapping[str, Any]:
        """Return the arguments of the only resource of a type."""
        (arguments,) = self.resources[kind].values()
        return arguments


def deploy(aws: Aws, config: Mapping[str, Any], stack: str) -> Deployment:
    """Run the Pulumi program against the emulator, in a process of its own: Pulumi's SDK keeps 140 MiB in use.

    Raises:
        DeploymentError: as ``local.emulated_cloud.create``.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), _ignore_interrupts) as process:
        return process.submit(_deploy, aws, dict(config), stack).result()


def _ignore_interrupts() -> None:
    """Leave Ctrl-C, which reaches both processes, to the caller."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _deploy(aws: Aws, config: Mapping[str, Any], stack: str) -> Deployment:
    from local.emulated_cloud import create  # noqa: PLC0415  only this process imports Pulumi

    return create(aws, config, stack)
