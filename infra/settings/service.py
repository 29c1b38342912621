"""The API's service: how many tasks it runs, and what they are told in confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.settings.values import READ, broken

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_SECRET = re.compile(
    r"arn:aws[\w-]*:(?:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+(?::[^:]*:[^:]*:[^:]*)?"
    r"|ssm:[\w-]+:\d{12}:parameter/[\w/.-]+)"
)


def _by_variable(entries: Any) -> Mapping[str, str]:
    return (
        {str(name): str(arn) for name, arn in entries.items()} if isinstance(entries, Mapping) else {"": str(entries)}
    )


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """What holds for the tasks together."""

    api_min_tasks: int = 2
    api_max_tasks: int = 6

    api_secrets: Mapping[str, str] = field(default_factory=dict, metadata={READ: _by_variable})
    """Environment variables of the API whose values are kept elsewhere: to each the ARN of a secret of Secrets Manager
    (with ``:key::`` for one value of several) or of a parameter, under a key of the AWS account's own."""

    container_insights: bool = False
    """Whether CloudWatch measures each task; it costs by the number of metrics."""

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from broken(
            ("api_min_tasks", self.api_min_tasks, "a whole number from 1", self.api_min_tasks >= 1),
            (
                "api_max_tasks",
                self.api_max_tasks,
                f"at least api_min_tasks ({self.api_min_tasks})",
                self.api_max_tasks >= self.api_min_tasks,
            ),
        )
        for name, arn in self.api_secrets.items():
            if not (_VARIABLE.fullmatch(name) and _SECRET.fullmatch(arn)):
                yield (
                    "api_secrets must give environment variables the ARN of a secret or of a parameter, "
                    f"not {name!r}: {arn!r}."
                )
