"""Who may deploy: GitHub's identity provider, and the boundary around the roles of each stack."""

from __future__ import annotations

from functools import partial

import pulumi
import pulumi_aws as aws

from bootstrap.settings import BootstrapSettings
from infra.account_region import AccountRegion
from infra.deployer import AUDIENCE, ISSUER
from infra.deployer_permissions import boundary
from infra.policies import as_policy

EVERY_REGION = "*"
"""IAM has no regions, so a boundary applies in each."""


class Identity(pulumi.ComponentResource):
    """The account's identity provider for GitHub, of which it can have only one, and one boundary for each stack.

    A stack's deployer may give roles only this boundary, and cannot change it.
    """

    provider_arn: pulumi.Output[str]
    boundary_arns: dict[str, pulumi.Output[str]]

    def __init__(self, settings: BootstrapSettings) -> None:
        super().__init__("order-processing:bootstrap:Identity", "identity")
        protected = pulumi.ResourceOptions(parent=self, protect=True)
        if settings.github_oidc_provider_arn:
            self.provider_arn = pulumi.Output.from_input(settings.github_oidc_provider_arn)
        else:
            provider = aws.iam.OpenIdConnectProvider(
                "github", url=f"https://{ISSUER}", client_id_lists=[AUDIENCE], opts=protected
            )
            self.provider_arn = provider.arn
        account = self.provider_arn.apply(lambda arn: AccountRegion.of(arn, EVERY_REGION))
        self.boundary_arns = {
            stack: aws.iam.Policy(
                f"{stack}-boundary",
                name=f"order-processing-{stack}-boundary",
                path="/order-processing/",
                description=f"The most that a role of the stack {stack} may be allowed.",
                policy=account.apply(partial(boundary, stack)).apply(as_policy),
                opts=protected,
            ).arn
            for stack in settings.stacks
        }
        self.register_outputs({})
