"""The role with which GitHub Actions deploys the stack, and the boundary of every role that it creates."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.account_region import AccountRegion
from infra.deployer_permissions import boundary, deployer_policy, policy_names, previewer_policy
from infra.policies import Statement, as_policy
from infra.settings import Settings
from infra.transformations import Arguments, for_each

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
"""The audience of a workflow's token for AWS.

https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
"""

SESSION_SECONDS = 3600


class Deployer(pulumi.ComponentResource):
    """A role that jobs of one repository, in one environment or on one branch, may assume without a secret.

    It may manage the stack's resources.  It can neither change itself nor create a role without the ``boundary``: a
    person with more rights does that, and deploys the stack the first time.
    """

    arn: pulumi.Output[str]
    previewer_arn: pulumi.Output[str] | None
    """The ARN of the role that reads the stack for a pull request; None unless ``github_previews`` is set."""

    boundary_arn: pulumi.Output[str]

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:Deployer", "deployer", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        provider_arn = self._provider_arn(settings)
        account_region = provider_arn.apply(lambda arn: AccountRegion.of(arn, settings.region))
        limit = aws.iam.Policy(
            "boundary",
            name=settings.name("boundary"),
            description=f"The most that a role of the stack {settings.stack} may be allowed.",
            policy=account_region.apply(lambda known: as_policy(boundary(settings, known))),
            opts=child,
        )
        self.boundary_arn = limit.arn
        deployer = self._role("deployer", settings, provider_arn, settings.github_subjects)
        self._permit("deployer", settings, deployer, account_region, deployer_policy)
        self.arn = deployer.arn
        self.previewer_arn = None
        if settings.github_previews:
            previewer = self._role("previewer", settings, provider_arn, settings.github_preview_subjects)
            self._permit("previewer", settings, previewer, account_region, previewer_policy)
            self.previewer_arn = previewer.arn
        self.register_outputs({"arn": self.arn})

    def _role(
        self, name: str, settings: Settings, provider_arn: pulumi.Output[str], subjects: list[str]
    ) -> aws.iam.Role:
        return aws.iam.Role(
            name,
            name=settings.name(name),
            description=f"GitHub Actions is the {name} of the stack {settings.stack} with it.",
            max_session_duration=SESSION_SECONDS,
            assume_role_policy=provider_arn.apply(lambda arn: as_policy([_trust(settings, subjects, arn)])),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _permit(
        self,
        name: str,
        settings: Settings,
        role: aws.iam.Role,
        account_region: pulumi.Output[AccountRegion],
        policy_of: Callable[[str, Settings, AccountRegion], list[Statement]],
    ) -> None:
        """Attach a role's policies, each of which is within IAM's size limit."""
        child = pulumi.ResourceOptions(parent=self)
        for part in policy_names(settings):
            policy = aws.iam.Policy(
                f"{name}-{part}",
                name=settings.name(f"{name}-{part}"),
                policy=account_region.apply(partial(policy_of, part, settings)).apply(as_policy),
                opts=child,
            )
            aws.iam.RolePolicyAttachment(f"{name}-{part}", role=role.name, policy_arn=policy.arn, opts=child)

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
    """Create the deployer, if the settings name a repository, and put each later role inside its boundary."""
    if not settings.github_repository:
        return None
    deployer = Deployer(settings)

    def bound(kind: str, _arguments: Arguments) -> Arguments:
        return {"permissions_boundary": deployer.boundary_arn} if kind == "aws:iam/role:Role" else {}

    for_each(bound)
    return deployer


def _trust(settings: Settings, subjects: list[str], provider_arn: str) -> Statement:
    """Return a statement that admits tokens with one of the subjects.

    With the repository's number, the form without numbers is safe too: the number is another claim, and another
    repository that has taken over the name has another one.
    https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
    """
    claims: dict[str, Any] = {f"{ISSUER}:aud": AUDIENCE, f"{ISSUER}:sub": subjects}
    if settings.github_repository_id:
        claims[f"{ISSUER}:repository_id"] = str(settings.github_repository_id)
    return {
        "Effect": "Allow",
        "Principal": {"Federated": provider_arn},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": claims},
    }
