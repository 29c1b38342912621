"""Who deploys the stack from GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infra.settings.values import broken

_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_NAME = re.compile(r"[A-Za-z0-9._/-]{1,255}")
"""Of an environment or a branch: no ``:``, which separates the parts of a subject, and none of IAM's wildcards."""

_PROVIDER = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:oidc-provider/token\.actions\.githubusercontent\.com")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


@dataclass(frozen=True, kw_only=True)
class DeployerSettings:
    """The role with which GitHub Actions may deploy the stack; there is none without ``github_repository``."""

    github_repository: str = ""
    """``owner/name``."""

    github_environment: str = ""
    """The environment, with its approvals, that a job must run in; without one the branch counts."""

    github_branch: str = "main"

    github_previews: bool = False
    """Whether jobs of the repository's pull requests may read the stack, to say what a change would make of it.

    Whoever may open a branch in the repository may then read it too: what there is, and no order.
    """

    github_oidc_provider_arn: str = ""
    """The account's identity provider for GitHub, of which there can be one only; without it the stack makes it."""

    state_bucket: str = ""
    """The S3 bucket with Pulumi's state, where that is not kept in Pulumi Cloud."""

    @property
    def github_subject(self) -> str:
        """The ``sub`` of the tokens that may deploy.

        https://docs.github.com/en/actions/reference/security/oidc
        """
        place = (
            f"environment:{self.github_environment}"
            if self.github_environment
            else f"ref:refs/heads/{self.github_branch}"
        )
        return f"repo:{self.github_repository}:{place}"

    @property
    def github_preview_subject(self) -> str:
        """The ``sub`` of the tokens that may read."""
        return f"repo:{self.github_repository}:pull_request"

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        optional = (
            ("github_repository", "owner/name of a repository on GitHub", _REPOSITORY),
            ("github_environment", "the name of an environment: letters, digits and ._/-", _NAME),
            (
                "github_oidc_provider_arn",
                "the ARN of the account's provider token.actions.githubusercontent.com",
                _PROVIDER,
            ),
            ("state_bucket", "the name of an S3 bucket", _BUCKET),
        )
        for key, what, pattern in optional:
            value = getattr(self, key)
            yield from broken((key, value, what, not value or pattern.fullmatch(value)))
            if value and not self.github_repository:
                yield f"{key} is the deployer's: set github_repository too."
        if self.github_previews and not self.github_repository:
            yield "github_previews are the repository's: set github_repository too."
        yield from broken(
            (
                "github_branch",
                self.github_branch,
                "the name of a branch: letters, digits and ._/-",
                _NAME.fullmatch(self.github_branch),
            )
        )
