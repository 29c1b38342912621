"""The API: its image, its tasks, and its callers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from annotated_types import Predicate
from pydantic import Field

from infra.settings.group import HTTPS_URL, LIST, SettingsGroup, number, optional
from orders.contract import ANY_ORIGIN, ORIGIN_PATTERN
from orders.custom_fields import CustomFields, InvalidSchema

ROOT = Path(__file__).resolve().parents[2]

_IMAGE = r"[^\s:@]+(?::\d+)?[^\s:@]*(?::[\w.-]+|@sha256:[0-9a-f]{64})"
_VALUE_FROM = (
    r"\Aarn:aws[\w-]*:(?:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+(?::[^:]*:[^:]*:[^:]*)?"
    r"|ssm:[\w-]+:\d{12}:parameter/[\w/.-]+)\Z"
)

_FARGATE_MEMORY: Mapping[int, Sequence[int]] = MappingProxyType(
    {
        256: (512, 1024, 2048),
        512: range(1024, 4097, 1024),
        1024: range(2048, 8193, 1024),
        2048: range(4096, 16385, 1024),
        4096: range(8192, 30721, 1024),
    }
)
"""The memory sizes in MiB that Fargate offers for each number of CPU units.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
"""


class ApiSettings(SettingsGroup):
    """Settings of the API's containers."""

    api_image: str = optional(_IMAGE, "an image with its tag or digest, such as registry.example/order-api:1.0")
    """The API's image; if empty, the program builds the image and pushes it."""

    api_cpu: Annotated[int, Predicate(_FARGATE_MEMORY.__contains__)] = Field(
        default=256, description=f"one of Fargate's {sorted(_FARGATE_MEMORY)}"
    )
    """In CPU units: 1024 are one core."""
    api_memory: int = 512
    """In MiB."""

    api_min_tasks: int = number(2, ge=1)
    api_max_tasks: int = 6

    api_requests_per_minute: int = number(0, ge=0, must_be="a whole number, 0 for no limit")
    """How many requests one process of the API accepts from one caller per minute; 0 for no limit."""

    api_cors_origins: Annotated[
        tuple[Annotated[str, Field(pattern=rf"\A(?:{ORIGIN_PATTERN}|{re.escape(ANY_ORIGIN)})\Z")], ...],
        LIST,
        Predicate(lambda origins: len(origins) == 1 or ANY_ORIGIN not in origins),
    ] = Field(
        default=(),
        description="a list of strings: origins such as https://shop.example, in lower case, without path and default "
        f"port, or {ANY_ORIGIN} alone",
    )
    """The sites whose pages may call the API from a browser; ``*`` alone for all sites."""

    api_secrets: Mapping[
        Annotated[str, Field(pattern=r"\A[A-Z][A-Z0-9_]*\Z")], Annotated[str, Field(pattern=_VALUE_FROM)]
    ] = Field(default={}, description="a map from environment variables to the ARN of a secret or of a parameter")
    """The API's environment variables with secret values.  Each has the ARN of a Secrets Manager secret (append
    ``:key::`` for one value of several) or of a parameter, encrypted with a key of this AWS account.  With
    ``permissions_boundary_arn`` its name begins with ``order-processing/<stack>/``."""

    order_fields: str = optional(r"[^\0]+\.json", "the path of a JSON file, relative to Pulumi.yaml")
    """The JSON Schema of the custom fields; docs/extending.md says what it may contain."""

    container_insights: bool = False
    """Whether CloudWatch measures each task; the price depends on the number of metrics."""

    jwks_url: str = optional(HTTPS_URL, "the https:// address of the issuer's key set")
    """The URL of the token issuer's public keys."""
    jwt_issuer: str = ""
    jwt_audience: str = ""
    """The required ``iss`` and ``aud`` of a token; without these three settings the API needs no token."""

    @property
    def order_fields_schema(self) -> str:
        """The text of the schema in ``order_fields``; empty without the setting."""
        if not self.order_fields:
            return ""
        return CustomFields.parse((ROOT / self.order_fields).read_text(encoding="utf-8")).text

    def violations(self) -> Iterator[str]:
        try:
            self.order_fields_schema  # noqa: B018  it is read again where it is used
        except InvalidSchema as error:
            yield f"order_fields names {self.order_fields}, whose schema {error}."
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            yield f"order_fields must be the path of a file that can be read, not {self.order_fields}: {reason}."
        sizes = _FARGATE_MEMORY[self.api_cpu]
        if self.api_memory not in sizes:
            yield f"api_memory must be one of {list(sizes)} to go with api_cpu {self.api_cpu}, not {self.api_memory}."
        if self.api_max_tasks < self.api_min_tasks:
            yield f"api_max_tasks must be at least api_min_tasks ({self.api_min_tasks}), not {self.api_max_tasks}."
