"""How long the stack remembers, and who is told when it is not well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infra.settings.values import broken

_RETENTION_DAYS = frozenset(
    {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
)
"""https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_RUNBOOKS = re.compile(r"[^\s#]+")

_WORKFLOW_LOG_LEVELS = ("OFF", "FATAL", "ERROR", "ALL")
"""https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"""


@dataclass(frozen=True, kw_only=True)
class OperationSettings:
    """What holds for logs and alarms."""

    log_retention_days: int = 30

    workflow_log_level: str = "ERROR"
    """What the state machine logs of its executions: ``ERROR`` what went wrong, ``ALL`` every step, in some twenty
    lines an order, ``OFF`` nothing.  The history of a Standard execution has all of it for 90 days in any case."""

    alarm_email: str = ""
    """Who is told of alarms, once they confirmed AWS's first letter; without one nobody but the topic is."""

    runbook_url: str = "docs/runbooks.md"
    """Where the runbooks are published; every alarm's description ends with the address of its section."""

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from broken(
            (
                "log_retention_days",
                self.log_retention_days,
                f"one of CloudWatch's {sorted(_RETENTION_DAYS)}",
                self.log_retention_days in _RETENTION_DAYS,
            ),
            (
                "workflow_log_level",
                self.workflow_log_level,
                f"one of {', '.join(_WORKFLOW_LOG_LEVELS)}",
                self.workflow_log_level in _WORKFLOW_LOG_LEVELS,
            ),
            (
                "alarm_email",
                self.alarm_email,
                "an e-mail address, or nothing",
                not self.alarm_email or _EMAIL.fullmatch(self.alarm_email),
            ),
            (
                "runbook_url",
                self.runbook_url,
                "an address or a path without a # of its own",
                _RUNBOOKS.fullmatch(self.runbook_url),
            ),
        )
