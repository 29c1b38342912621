"""Who owns and deploys the stack, what protects its data, and what it logs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from annotated_types import Predicate
from pydantic import Field

from infra.settings.group import SettingsGroup, choice, number, optional, text

_REPOSITORY = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}"
_NAME = r"[A-Za-z0-9._/-]{1,255}"
"""An environment or a branch.  Excludes ``:``, which separates the parts of a token's subject, and IAM's wildcards."""

PROVIDER_ARN = r"arn:aws[a-z-]*:iam::\d{12}:oidc-provider/token\.actions\.githubusercontent\.com"
_POLICY = r"arn:aws[a-z-]*:iam::\d{12}:policy/[\w+=,.@/-]+"
_KEY_ARN = r"arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[\w-]+"
_BUCKET = r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"

_KEY = r"(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

_RETENTION_DAYS = frozenset(
    {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
)
"""https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""

_RATE = r"rate\((?:1 (?:minute|hour|day)|(?!1 )[1-9][0-9]{0,3} (?:minutes|hours|days))\)"
_CRON = r"cron\((?:[\w*/,?#-]+ ){5}[\w*/,?#-]+\)"

_TAG_VALUE = (
    "(?! )[A-Za-z0-9 _.:/=+@-]{1,256}(?<! )",
    "up to 256 letters, digits, inner spaces and _.:/=+@-, which AWS accepts in a tag",
)
"""The characters that every service accepts.

https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
"""


class OperationSettings(SettingsGroup):
    """Settings of logs, alarms, tags, data protection and deployment."""

    log_retention_days: Annotated[int, Predicate(_RETENTION_DAYS.__contains__)] = Field(
        default=30, description=f"one of CloudWatch's {sorted(_RETENTION_DAYS)}"
    )

    workflow_log_level: str = choice("ERROR", "OFF", "FATAL", "ERROR", "ALL")
    """What the state machine logs of its executions: ``ERROR`` the errors, ``ALL`` every step, in about twenty lines
    an order, ``OFF`` nothing.  A Standard execution's history has all of it for 90 days in any case.

    https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    """

    reconcile_schedule: str = optional(
        f"{_RATE}|{_CRON}",
        "a schedule of EventBridge such as rate(1 day) or cron(0 3 * * ? *), in UTC",
    )
    """When a task checks the ledgers with ``reconcile``; without it, only an operator does.  It reads every order, so
    its price grows with the tables.

    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    """

    alarm_email: str = optional(r"[^\s@]+@[^\s@]+\.[^\s@.]+", "an e-mail address")
    """The address that gets the alarms once its owner confirms AWS's first email; if empty, only the topic does."""

    runbook_url: str = text("docs/runbooks.md", r"[^\s#]+", "an address or a path without a #")
    """Where the runbooks are published; every alarm's description ends with the URL of its section."""

    owner: str = optional(*_TAG_VALUE)
    """The team that is responsible for the stack; a tag on every resource."""

    cost_centre: str = optional(*_TAG_VALUE)
    """The cost centre that pays for the stack; a tag on every resource.  To see it in AWS's bill, activate the tag for
    cost allocation."""

    deletion_protection: bool = True
    """Whether DynamoDB rejects the deletion of a table, and ``pulumi destroy`` stops before it deletes anything."""

    retain_data: bool = False
    """Whether the tables, and the key that encrypts them, stay in AWS when Pulumi removes them from its state."""

    adopt_tables: bool = False
    """Whether the stack takes over the tables that an earlier stack of its name has retained, with their items, instead
    of creating them.  It may stay set."""

    adopt_key: str = optional(_KEY, "the id of a KMS key, such as 1234abcd-12ab-34cd-56ef-1234567890ab")
    """The retained key that encrypts the adopted tables."""

    customer_managed_key: bool = False
    """Whether a KMS key of the stack encrypts its data, instead of AWS's keys.

    Set it when the stack is created: a repository of images cannot change its key and would be replaced.
    """

    github_repository: str = optional(_REPOSITORY, "owner/name of a repository on GitHub")
    """The repository whose GitHub Actions may deploy the stack; without it the stack has no role for that."""

    github_owner_id: int = number(0, ge=0, must_be="the number of the repository's owner on GitHub, or 0")
    github_repository_id: int = number(0, ge=0, must_be="the number of the repository on GitHub, or 0")
    """GitHub's numbers of the owner and the repository: set both for a repository that was created, renamed or
    transferred since 15 July 2026, or that has opted in.  The subject of its tokens contains them.

    https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
    """

    github_environment: str = optional(_NAME, "the name of an environment (letters, digits and ._/-)")
    """The environment, with its approvals, that a deploying job must run in; if empty, the branch decides."""

    github_branch: str = text("main", _NAME, "the name of a branch (letters, digits and ._/-)")

    github_previews: bool = False
    """Whether jobs of the repository's pull requests may read the stack to preview a change.

    Everyone who may push a branch to the repository can then read the stack's resources, but no order.
    """

    github_oidc_provider_arn: str = optional(
        PROVIDER_ARN, "the ARN of the account's provider token.actions.githubusercontent.com"
    )
    """The account's identity provider for GitHub, which ``bootstrap/`` creates: an account can have only one."""

    permissions_boundary_arn: str = optional(_POLICY, "the ARN of a policy")
    """The most that a role of the stack may be allowed, which ``bootstrap/`` creates.  The deployer creates and changes
    only roles inside it."""

    state_bucket: str = optional(_BUCKET, "the name of an S3 bucket")
    """The S3 bucket with Pulumi's state, which ``bootstrap/`` creates, unless Pulumi Cloud keeps the state."""

    state_key_arn: str = optional(_KEY_ARN, "the ARN of a KMS key")
    """The key of the state's secrets and of that bucket, which ``bootstrap/`` creates."""

    @property
    def github_subjects(self) -> list[str]:
        """The forms of ``sub`` in the tokens that may deploy: with names only and, where they are set, with numbers.

        https://docs.github.com/en/actions/reference/security/oidc
        """
        branch = f"ref:refs/heads/{self.github_branch}"
        return self._subjects(f"environment:{self.github_environment}" if self.github_environment else branch)

    @property
    def github_preview_subjects(self) -> list[str]:
        """The forms of ``sub`` in the tokens that may read."""
        return self._subjects("pull_request")

    def _subjects(self, context: str) -> list[str]:
        subjects = [f"repo:{self.github_repository}:{context}"]
        if self.github_repository_id:
            owner, name = self.github_repository.split("/")
            repository = f"{owner}@{self.github_owner_id}/{name}@{self.github_repository_id}"
            subjects.append(f"repo:{repository}:{context}")
        return subjects

    def violations(self) -> Iterator[str]:
        if self.customer_managed_key and self.adopt_tables and not self.adopt_key:
            yield "adopt_tables needs the key that encrypts the tables: set adopt_key too."
        if self.adopt_key and not self.customer_managed_key:
            yield "adopt_key has an effect only with a key of the stack: set customer_managed_key to true."
        if bool(self.github_owner_id) != bool(self.github_repository_id):
            yield "github_owner_id and github_repository_id go together: set both or none."
        for key in (
            "github_environment",
            "github_oidc_provider_arn",
            "github_previews",
            "github_repository_id",
            "state_bucket",
            "state_key_arn",
        ):
            if getattr(self, key) and not self.github_repository:
                yield f"{key} has an effect only on a deployer: set github_repository too."
        missing = [key for key in ("github_oidc_provider_arn", "permissions_boundary_arn") if not getattr(self, key)]
        if self.github_repository and missing:
            yield f"github_repository needs what bootstrap/ creates in the account: set {', '.join(missing)} too."
