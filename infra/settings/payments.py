"""Who takes the money."""

from __future__ import annotations

from collections.abc import Iterator

from infra.settings.group import SettingsGroup, choice, optional
from orders.contract import PAYMENT_PROVIDERS, STRIPE

_ARN = r"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+"


class PaymentSettings(SettingsGroup):
    """Settings of the payment provider."""

    payment_provider: str = choice(PAYMENT_PROVIDERS[0], *PAYMENT_PROVIDERS)
    """The provider of new payments; a payment stays with the provider that began it."""

    stripe_secret_arn: str = optional(_ARN, "the ARN of a secret in Secrets Manager")
    """The secret whose whole value is Stripe's API key.  A rotated key is in use after five minutes."""

    def violations(self) -> Iterator[str]:
        if (self.payment_provider == STRIPE) != bool(self.stripe_secret_arn):
            yield "payment_provider stripe and stripe_secret_arn go together: set both or none."
