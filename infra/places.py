"""Where the stack is: what its resources' ARNs have in common.

The account's number is read from an ARN that AWS gave to a resource of ours.  Asking AWS who is calling would make the
program impossible to plan without credentials.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A region of an account."""

    partition: str
    region: str
    account: str

    @classmethod
    def of(cls, arn: str, region: str) -> Place:
        """The place in this region of the account in which a resource is; some ARNs, such as a role's, have none."""
        _, partition, _, _, account, *_ = arn.split(":")
        return cls(partition, region, account)

    def arn(self, service: str, resource: str) -> str:
        """The ARN, or pattern, of a regional resource that may not be there yet."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def iam_arn(self, resource: str) -> str:
        """Likewise in IAM, which has no regions."""
        return f"arn:{self.partition}:iam::{self.account}:{resource}"

    def through(self, *services: str) -> list[str]:
        """The names of services as ``kms:ViaService`` has them."""
        return [f"{service}.{self.region}.amazonaws.com" for service in services]
