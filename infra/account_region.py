"""The account and region of the stack, from which ARNs and policies are built.

The account id comes from the ARN of one of the stack's own resources.  Calling AWS for it would make the program
impossible to plan without credentials.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountRegion:
    """A region of an account."""

    partition: str
    region: str
    account: str

    @classmethod
    def of(cls, arn: str, region: str) -> AccountRegion:
        """Return this region of the account that owns a resource; some ARNs, such as a role's, name no region."""
        _, partition, _, _, account, *_ = arn.split(":")
        return cls(partition, region, account)

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN, or ARN pattern, of a regional resource, which need not exist yet."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def iam_arn(self, resource: str) -> str:
        """Return the ARN of a resource in IAM, which has no regions."""
        return f"arn:{self.partition}:iam::{self.account}:{resource}"

    def through(self, *services: str) -> list[str]:
        """Return the values of ``kms:ViaService`` for these services."""
        return [f"{service}.{self.region}.amazonaws.com" for service in services]
