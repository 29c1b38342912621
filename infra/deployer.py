"""The role with which GitHub Actions deploys the stack, and the bound of every role that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pulumi
import pulumi_aws as aws

from infra.account_region import AccountRegion
from infra.deployer_permissions import Group, boundary_of, permissions_of, readings_of
from infra.policies import Statement, as_policy
from infra.settings import Settings
from infra.transformations import Arguments, for_each

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
"""What a workflow asks its token for, to show it to AWS.

https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
"""

SESSION_SECONDS = 3600


class Deployer(pulumi.ComponentResource):
    """A role that the jobs of one repository, in one environment or on one branch, may assume without any secret.

    It may manage what is named after the stack.  It cannot change itself, nor make a role without the ``boundary``:
    that is for a person with more rights, who deploys the stack the first time.
    """

    arn: pulumi.Output[str]
    previewer_arn: pulumi.Output[str] | None
    """Of a role that reads the stack for a pull request, if there is to be one."""

    boundary_arn: pulumi.Output[str]

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:Deployer", "deployer", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        provider_arn = self._provider_arn(settings)
        place = provider_arn.apply(lambda arn: AccountRegion.of(arn, settings.region))
        boundary = aws.iam.Policy(
            "boundary",
            name=settings.name("boundary"),
            description=f"The most that a role of the stack {settings.stack} may be allowed.",
            policy=place.apply(lambda known: as_policy(boundary_of(settings, known))),
            opts=child,
        )
        self.boundary_arn = boundary.arn
        deployer = self._role("deployer", settings, provider_arn, settings.github_subject)
        self._permit("deployer", settings, deployer, place, permissions_of(settings))
        self.arn = deployer.arn
        self.previewer_arn = None
        if settings.github_previews:
            previewer = self._role("previewer", settings, provider_arn, settings.github_preview_subject)
            self._permit("previewer", settings, previewer, place, readings_of(settings))
            self.previewer_arn = previewer.arn
        self.register_outputs({"arn": self.arn})

    def _role(self, name: str, settings: Settings, provider_arn: pulumi.Output[str], subject: str) -> aws.iam.Role:
        return aws.iam.Role(
            name,
            name=settings.name(name),
            description=f"GitHub Actions is the {name} of the stack {settings.stack} with it.",
            max_session_duration=SESSION_SECONDS,
            assume_role_policy=provider_arn.apply(lambda arn: as_policy([_trust(subject, arn)])),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _permit(
        self,
        name: str,
        settings: Settings,
        role: aws.iam.Role,
        place: pulumi.Output[AccountRegion],
        permissions: Mapping[str, Group],
    ) -> None:
        """Give a role its permissions, in policies that are small enough each."""
        child = pulumi.ResourceOptions(parent=self)
        for group, statements in permissions.items():
            policy = aws.iam.Policy(
                f"{name}-{group}",
                name=settings.name(f"{name}-{group}"),
                policy=place.apply(partial(_permissions, settings, statements)),
                opts=child,
            )
            aws.iam.RolePolicyAttachment(f"{name}-{group}", role=role.name, policy_arn=policy.arn, opts=child)

    def _provider_arn(self, settings: Settings) -> pulumi.Output[str]:
        if settings.github_oidc_provider_arn:
            return pulumi.Output.from_input(settings.github_oidc_provider_arn)
        provider = aws.iam.OpenIdConnectProvider(
            "github",
            url=f"https://{ISSUER}",
            client_id_lists=[AUDIENCE],
            opts=pulumi.ResourceOptions(parent=self),
        )
        return provider.arn


def deploy_from_github(settings: Settings) -> Deployer | None:
    """Make the deployer, if the stack is to have one, and bound each role that is made from now on."""
    if not settings.github_repository:
        return None
    deployer = Deployer(settings)

    def bound(kind: str, _arguments: Arguments) -> Arguments:
        return {"permissions_boundary": deployer.boundary_arn} if kind == "aws:iam/role:Role" else {}

    for_each(bound)
    return deployer


def _trust(subject: str, provider_arn: str) -> Statement:
    return {
        "Effect": "Allow",
        "Principal": {"Federated": provider_arn},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {f"{ISSUER}:aud": AUDIENCE, f"{ISSUER}:sub": subject}},
    }


def _permissions(settings: Settings, group: Group, place: AccountRegion) -> str:
    return as_policy(group(settings, place))
