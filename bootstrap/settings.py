"""The settings of ``bootstrap/``, checked together before the first resource."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pulumi

from infra.settings import STACK_NAME, STACK_NAME_RULE
from infra.settings.operations import PROVIDER_ARN


class InvalidBootstrapSettings(pulumi.RunError):
    """At least one setting is invalid; the message has one line for each violation."""


@dataclass(frozen=True, slots=True)
class BootstrapSettings:
    """The account's settings."""

    region: str
    """The region of the state's bucket and key."""

    stacks: tuple[str, ...]
    """The stacks that may be deployed in the account."""

    github_oidc_provider_arn: str
    """The account's identity provider for GitHub; if empty, the program creates it."""

    @classmethod
    def load(cls) -> BootstrapSettings:
        """Return the settings in ``Pulumi.<stack>.yaml``.

        Raises:
            InvalidBootstrapSettings: at least one of them is invalid.
        """
        config = pulumi.Config()
        region = pulumi.Config("aws").get("region", "")
        stacks = _listed(config, "stacks")
        provider = config.get("github_oidc_provider_arn", "")
        sentences = []
        if not region:
            sentences.append("aws:region must be the code of a region such as us-west-2.")
        if not isinstance(stacks, list) or not stacks or len(set(map(str, stacks))) != len(stacks):
            sentences.append(f"stacks must be a list of different stacks' names, such as [dev, prod], not {stacks!r}.")
        else:
            invalid = [each for each in stacks if not isinstance(each, str) or not re.fullmatch(STACK_NAME, each)]
            sentences += [f"stacks must have names of {STACK_NAME_RULE}, not {each!r}." for each in invalid]
        if provider and not re.fullmatch(PROVIDER_ARN, provider):
            sentences.append(
                "github_oidc_provider_arn must be the ARN of the account's provider "
                f"token.actions.githubusercontent.com, or empty, not {provider!r}."
            )
        if sentences:
            raise InvalidBootstrapSettings("\n".join(sentences))
        return cls(region, tuple(stacks), provider)


def _listed(config: pulumi.Config, key: str) -> Any:
    """Return the YAML's list, or the text if it is none."""
    try:
        return config.get_object(key, [])
    except pulumi.ConfigTypeError:
        return config.get(key)
