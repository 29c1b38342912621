"""The role with which GitHub Actions deploys the stack, and the boundary around every role that it creates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.account_region import AccountRegion
from infra.deployer_permissions import deployer_policy, policy_names, previewer_policy
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

    It may manage the stack's resources.  It can neither change itself, as its path is not the stack's, nor create a
    role without the boundary: a person with more rights deploys the stack the first time.
    """

    arn: pulumi.Output[str]
    previewer_arn: pulumi.Output[str] | None = None
    """The ARN of the role that reads the stack for a pull request; None unless ``github_previews`` is set."""

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:Deployer", "deployer", None, opts)
        self._settings = settings
        self.arn = self._role("deployer", settings.github_subjects, deployer_policy)
        if settings.github_previews:
            self.previewer_arn = self._role("previewer", settings.github_preview_subjects, previewer_policy)
        self.register_outputs({"arn": self.arn})

    def _role(
        self,
        name: str,
        subjects: list[str],
        policy_of: Callable[[str, Settings, AccountRegion], list[Statement]],
    ) -> pulumi.Output[str]:
        """Declare a role with its policies, each of which is within IAM's size limit, and return its ARN."""
        settings, child = self._settings, pulumi.ResourceOptions(parent=self)
        account_region = AccountRegion.of(settings.github_oidc_provider_arn, settings.region)
        path, full_name = f"/order-processing-deployers/{settings.stack}/", f"order-processing-{settings.stack}-{name}"
        role = aws.iam.Role(
            name,
            name=full_name,
            path=path,
            description=f"GitHub Actions is the {name} of the stack {settings.stack} with it.",
            max_session_duration=SESSION_SECONDS,
            assume_role_policy=as_policy([_trust(settings, subjects)]),
            opts=child,
        )
        for part in policy_names(settings):
            policy = aws.iam.Policy(
                f"{name}-{part}",
                name=f"{full_name}-{part}",
                path=path,
                policy=as_policy(policy_of(part, settings, account_region)),
                opts=child,
            )
            aws.iam.RolePolicyAttachment(f"{name}-{part}", role=role.name, policy_arn=policy.arn, opts=child)
        return role.arn


def deploy_from_github(settings: Settings) -> Deployer | None:
    """Create the deployer, if the settings name a repository, and put each later role inside the boundary."""
    deployer = Deployer(settings) if settings.github_repository else None
    if settings.permissions_boundary_arn:

        def bound(kind: str, _arguments: Arguments) -> Arguments:
            is_role = kind == "aws:iam/role:Role"
            return {"permissions_boundary": settings.permissions_boundary_arn} if is_role else {}

        for_each(bound)
    return deployer


def _trust(settings: Settings, subjects: list[str]) -> Statement:
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
        "Principal": {"Federated": settings.github_oidc_provider_arn},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": claims},
    }
