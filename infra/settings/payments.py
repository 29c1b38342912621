"""Who takes the money."""

from __future__ import annotations

from infra.settings.group import SettingsGroup, choice
from orders.contract import PAYMENT_PROVIDERS


class PaymentSettings(SettingsGroup):
    """Settings of the payment provider."""

    payment_provider: str = choice(PAYMENT_PROVIDERS[0], *PAYMENT_PROVIDERS)
    """The provider of new payments; a payment stays with the provider that began it."""
