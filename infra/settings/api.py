"""The API: its image, its size, and who may call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from infra.settings.values import READ, broken, texts

_IMAGE = re.compile(r"[^\s:@]+(?::\d+)?[^\s:@]*(?::[\w.-]+|@sha256:[0-9a-f]{64})")
_ECR = re.compile(r"\d{12}\.dkr\.ecr\.")
_HTTPS = re.compile(r"https://[^\s/?#@]+(?:[/?][^\s#@]*)?")

_ORIGIN = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[1-9]\d{0,4})?")

_FARGATE_MEMORY: Mapping[int, Sequence[int]] = MappingProxyType(
    {
        256: (512, 1024, 2048),
        512: range(1024, 4097, 1024),
        1024: range(2048, 8193, 1024),
        2048: range(4096, 16385, 1024),
        4096: range(8192, 30721, 1024),
    }
)
"""The MiB that go with so many CPU units.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
"""


@dataclass(frozen=True, kw_only=True)
class ApiSettings:
    """What holds for the API's container."""

    api_image: str = ""
    """Where the API's image is, with its tag or digest; without it the program builds the image and pushes it."""
    api_cpu: int = 256
    """In CPU units: 1024 are one core."""
    api_memory: int = 512
    """In MiB."""
    api_requests_per_minute: int = 0
    """How many one caller may send to one process of the API; 0 for as many as they like."""

    api_cors_origins: tuple[str, ...] = field(default=(), metadata={READ: texts("api_cors_origins")})
    """The sites whose pages a browser lets call the API, such as https://shop.example; ``*`` alone for all sites."""

    jwks_url: str = ""
    """Where the issuer of access tokens shows its public keys."""
    jwt_issuer: str = ""
    jwt_audience: str = ""
    """What a token must name as its ``iss`` and ``aud``; without these three the API is open to everybody."""

    @property
    def token_settings(self) -> Mapping[str, str]:
        """The three by which the API knows its callers, by their keys."""
        return {"jwks_url": self.jwks_url, "jwt_issuer": self.jwt_issuer, "jwt_audience": self.jwt_audience}

    @property
    def is_open(self) -> bool:
        """Whether anybody may call the API."""
        return not any(self.token_settings.values())

    @property
    def image_is_in_ecr(self) -> bool:
        """Whether the image comes from a registry of an AWS account, as the one that the program builds does."""
        return not self.api_image or bool(_ECR.match(self.api_image))

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        memory = _FARGATE_MEMORY.get(self.api_cpu, (self.api_memory,))
        yield from broken(
            (
                "api_image",
                self.api_image,
                "an image with its tag or digest, such as registry.example/order-api:1.0, or not set at all",
                not self.api_image or _IMAGE.fullmatch(self.api_image),
            ),
            ("api_cpu", self.api_cpu, f"one of Fargate's {sorted(_FARGATE_MEMORY)}", self.api_cpu in _FARGATE_MEMORY),
            (
                "api_memory",
                self.api_memory,
                f"one of {list(memory)} to go with api_cpu {self.api_cpu}",
                self.api_memory in memory,
            ),
            (
                "api_requests_per_minute",
                self.api_requests_per_minute,
                "a whole number, 0 for no limit",
                self.api_requests_per_minute >= 0,
            ),
        )
        for origin in self.api_cors_origins:
            if not _ORIGIN.fullmatch(origin) and self.api_cors_origins != ("*",):
                yield f"api_cors_origins must list origins such as https://shop.example, or * alone, not {origin!r}."
        if self.jwks_url and not _HTTPS.fullmatch(self.jwks_url):
            yield f"jwks_url must be the https:// address of the issuer's key set, not {self.jwks_url!r}."
