"""Secrets, from Secrets Manager."""

from __future__ import annotations

from dataclasses import dataclass, field

from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError, TransformParameterError

from orders.aws.clients import client
from orders.domain.errors import StoreUnavailable

MAX_AGE_SECONDS = 300
"""How long a secret is used before it is read again: a rotated one is in use after this time."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that is one string; it is never part of a message or of this object's representation."""

    arn: str
    _reader: SecretsProvider = field(
        default_factory=lambda: SecretsProvider(boto3_client=client("secretsmanager")), repr=False, compare=False
    )

    def read(self, *, again: bool = False) -> str:
        """Return the secret, from a cache unless ``again`` says that the cached one no longer works.

        Raises:
            StoreUnavailable: Secrets Manager did not return it.
        """
        try:
            secret = self._reader.get(self.arn, max_age=MAX_AGE_SECONDS, force_fetch=again)
        except (GetParameterError, TransformParameterError) as error:
            raise StoreUnavailable(f"the secret {self.arn} could not be read: {error}") from error
        if not isinstance(secret, str) or not secret.strip():
            raise StoreUnavailable(f"the secret {self.arn} has no string, so store one")
        return secret.strip()
