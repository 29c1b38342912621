"""How long the stack remembers, and who is told when it is not well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from infra.settings.values import broken

_RETENTION_DAYS = frozenset(
    {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
)
"""https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


@dataclass(frozen=True, kw_only=True)
class OperationSettings:
    """What holds for logs and alarms."""

    log_retention_days: int = 30

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from broken(
            (
                "log_retention_days",
                self.log_retention_days,
                f"one of CloudWatch's {sorted(_RETENTION_DAYS)}",
                self.log_retention_days in _RETENTION_DAYS,
            ),
        )
