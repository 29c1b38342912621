"""Who answers and who pays for what the stack makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from infra.settings.values import broken

_VALUE = re.compile(r"(?! )[A-Za-z0-9 _.:/=+@-]{1,256}(?<! )")
"""The characters that every service takes.

https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
"""


@dataclass(frozen=True, kw_only=True)
class TagSettings:
    """What stands, beside the stack's name, on everything that can be tagged."""

    owner: str = ""
    """The team that answers for the stack."""

    cost_centre: str = ""
    """Who pays for it; to see it in AWS's bill, activate the tag for cost allocation."""

    @property
    def unlabelled(self) -> Sequence[str]:
        """The keys of the settings that nobody has given a value."""
        return [key for key, value in {"owner": self.owner, "cost_centre": self.cost_centre}.items() if not value]

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        what = "up to 256 letters, digits, inner spaces and _.:/=+@-, as AWS takes them in a tag"
        yield from broken(
            ("owner", self.owner, what, not self.owner or _VALUE.fullmatch(self.owner)),
            ("cost_centre", self.cost_centre, what, not self.cost_centre or _VALUE.fullmatch(self.cost_centre)),
        )
