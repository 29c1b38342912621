"""What may differ from stack to stack, read once and checked together before the first resource.

The keys stand in ``Pulumi.<stack>.yaml`` as ``order-processing:<key>``; the region is ``aws:region``.  Each module here
has a group of them, with their defaults and the rules that they keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pulumi

from infra.settings.api import ApiSettings
from infra.settings.catalogue import CatalogueSettings
from infra.settings.deployer import DeployerSettings
from infra.settings.front import FrontSettings
from infra.settings.functions import FunctionSettings
from infra.settings.network import ANYWHERE, ENDPOINTS, PUBLIC, NetworkSettings
from infra.settings.operations import OperationSettings
from infra.settings.protection import ProtectionSettings
from infra.settings.service import ServiceSettings
from infra.settings.tags import TagSettings
from infra.settings.values import Group, WrongSettings, broken, given
from infra.settings.workflow import WorkflowSettings

_STACK = re.compile(r"(?=.{1,16}$)[a-z](?:-?[a-z0-9])*")
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")


@dataclass(frozen=True, kw_only=True)
class Settings(
    ApiSettings,
    CatalogueSettings,
    DeployerSettings,
    FrontSettings,
    FunctionSettings,
    NetworkSettings,
    OperationSettings,
    ProtectionSettings,
    ServiceSettings,
    TagSettings,
    WorkflowSettings,
):
    """The stack's settings.

    Raises:
        WrongSettings: one or more of them are wrong.
    """

    stack: str
    """Prefixes every name."""

    region: str

    production: bool = False
    """Whether the stack has real customers: it then refuses every setting that only a test may have."""

    def __post_init__(self) -> None:
        if wrong := [*self._complaints(), *(each for group in _groups() for each in group.complaints(self))]:
            raise WrongSettings("\n".join(wrong))

    @classmethod
    def load(cls) -> Settings:
        """The settings of the stack that is being deployed.

        Raises:
            WrongSettings: one or more of them are wrong.
            pulumi.ConfigTypeError: a number or a truth value is not one.
        """
        config = pulumi.Config()
        chosen = {key: value for group in _groups() for key, value in given(group, config).items()}
        return cls(
            stack=pulumi.get_stack(),
            region=pulumi.Config("aws").get("region", ""),
            production=config.get_bool("production") or False,
            **chosen,
        )

    def name(self, name: str) -> str:
        """The physical name of something in this stack: ``dev-orders`` for ``orders``."""
        return f"{self.stack}-{name}"

    def _complaints(self) -> Iterator[str]:
        """What is wrong with the stack, and with what its groups say together."""
        yield from broken(
            (
                "The stack's name",
                self.stack,
                "1 to 16 small letters, digits and single hyphens, beginning with a letter, as it prefixes every name",
                _STACK.fullmatch(self.stack),
            ),
            ("aws:region", self.region, "the code of a region such as us-west-2", _REGION.fullmatch(self.region)),
        )
        missing = [key for key, value in self.token_settings.items() if not value]
        if self.production and missing:
            yield f"production needs an API that is not open to everybody: set {', '.join(missing)} too."
        elif 0 < len(missing) < len(self.token_settings):
            yield f"{', '.join(self.token_settings)} go together: set all or none, {', '.join(missing)} too."
        if self.production:
            yield from self._test_settings()
        yield from self._front_complaints()

    def _test_settings(self) -> Iterator[str]:
        """What only a stack without customers may have."""
        for origin in self.api_cors_origins:
            if not origin.startswith("https:"):
                yield f"api_cors_origins must list https:// origins in production, not {origin!r}."
        if self.unprotected:
            yield f"production needs data that nobody deletes by accident: set {', '.join(self.unprotected)} to true."
        if self.unlabelled:
            yield f"production needs somebody to ask and somebody who pays: set {', '.join(self.unlabelled)} too."
        if self.github_repository and not self.github_environment:
            yield "production is deployed by approval: set github_environment too."
        if not self.certificate_arn:
            yield "production needs HTTPS all the way: set certificate_arn and domain_name."
        if self.task_network == PUBLIC:
            yield "production needs tasks without public addresses: set task_network to nat."
        if not self.is_internal and ANYWHERE in self.load_balancer_cidrs:
            yield (
                "production needs a load balancer that not everybody reaches: set load_balancer to internal, behind "
                "the API Gateway, or load_balancer_cidrs to those who may."
            )

    def _front_complaints(self) -> Iterator[str]:
        """What is wrong with the way in and the way out."""
        if self.gateway_checks_tokens and self.is_open:
            yield f"gateway_checks_tokens needs {', '.join(self.token_settings)}."
        if self.task_network == ENDPOINTS and self.jwks_url:
            yield "task_network endpoints leads to AWS's services only, and not to jwks_url: set it to nat."
        if self.task_network == ENDPOINTS and not self.image_is_in_ecr:
            yield "task_network endpoints leads to images in ECR only: set api_image to one, or task_network to nat."


def _groups() -> tuple[type[Group], ...]:
    """Those of which the settings are made."""
    return cast("tuple[type[Group], ...]", Settings.__bases__)
