"""What may differ from stack to stack, read once and checked before the first resource.

The keys stand in ``Pulumi.<stack>.yaml`` as ``order-processing:<key>``; the region is ``aws:region``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pulumi

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "event_publisher": "order-event-publisher",
        "order_consumer": "order-consumer",
        "payment": "order-payment",
        "inventory": "order-inventory",
        "status": "order-status",
        "watchdog": "order-watchdog",
    }
)
"""The folders under ``functions/``, and the functions' names after the stack's prefix."""

READERS_OF_QUEUES = ("order_consumer", "watchdog")
"""The folders of the functions that a queue keeps busy."""

POWERTOOLS_LAYER_VERSION = 27
POWERTOOLS_VERSION = "3.23.0"
"""What AWS's layer of that version holds; functions/requirements.in pins the same.

https://github.com/aws-powertools/powertools-lambda-python/issues/7689
"""

UNRESERVED = -1

PLACEHOLDER_IMAGE = "public.ecr.aws/docker/library/python:3.13-slim"
"""Lets a first ``pulumi up`` make the repository to which the API's own image is then pushed."""

_STACK = re.compile(r"(?=.{1,16}$)[a-z](?:-?[a-z0-9])*")
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")
_CURRENCY = re.compile(r"[A-Z]{3}")
_IMAGE = re.compile(r"[^\s:@]+(?::\d+)?[^\s:@]*(?::[\w.-]+|@sha256:[0-9a-f]{64})")
_HTTPS = re.compile(r"https://[^\s/?#@]+(?:[/?][^\s#@]*)?")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_CONCURRENT_POLLERS = range(2, 1001)
"""https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html"""

_RETENTION_DAYS = frozenset(
    {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
)
"""https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""

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


class WrongSettings(pulumi.RunError):
    """The configuration contradicts itself or AWS; the message has a sentence for each key at fault."""


@dataclass(frozen=True, slots=True)
class Product:
    """What the catalogue says of a product when the stack is made; from then on its stock changes with every order."""

    product_name: str
    unit_price: int
    """In minor units."""
    currency: str
    available: int

    @property
    def is_sellable(self) -> bool:
        """Whether an order could name the product and be priced."""
        return (
            isinstance(self.product_name, str)
            and bool(self.product_name.strip())
            and isinstance(self.currency, str)
            and bool(_CURRENCY.fullmatch(self.currency))
            and all(_is_whole(number) and number >= 0 for number in (self.unit_price, self.available))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The stack's settings.

    Raises:
        WrongSettings: one or more of them are wrong.
    """

    stack: str
    """Prefixes every name."""

    region: str

    catalogue: tuple[Product, ...] = ()

    reserved_concurrency: Mapping[str, int] = field(default_factory=dict)
    """How many instances a function has to itself and never exceeds; in the configuration one number for all, or a
    number for each folder under ``functions/``.  A function without one shares what the account has left."""

    maximum_concurrency: int = 5
    """How many instances of its reader a queue may keep busy."""

    log_retention_days: int = 30
    log_level: str = "INFO"
    powertools_layer_version: int = POWERTOOLS_LAYER_VERSION

    deletion_protection: bool = True
    """Whether DynamoDB refuses to delete the tables, and ``pulumi destroy`` with it."""

    api_image: str = PLACEHOLDER_IMAGE
    api_cpu: int = 256
    """In CPU units: 1024 are one core."""
    api_memory: int = 512
    """In MiB."""
    api_requests_per_minute: int = 0
    """How many one caller may send to one process of the API; 0 for as many as they like."""

    jwks_url: str = ""
    """Where the issuer of access tokens shows its public keys."""
    jwt_issuer: str = ""
    jwt_audience: str = ""
    """What a token must name as its ``iss`` and ``aud``; without these three the API is open to everybody."""

    production: bool = False
    """Whether the API must not be open."""

    def __post_init__(self) -> None:
        if wrong := list(self._complaints()):
            raise WrongSettings("\n".join(wrong))

    @classmethod
    def load(cls) -> Settings:
        """The settings of the stack that is being deployed.

        Raises:
            WrongSettings: one or more of them are wrong.
            pulumi.ConfigTypeError: a number or a truth value is not one.
        """
        config = pulumi.Config()
        given: dict[str, Any] = {
            "catalogue": _catalogue(config.get_object("catalogue")),
            "reserved_concurrency": _for_each_function(config.get_object("reserved_concurrency")),
            "maximum_concurrency": config.get_int("maximum_concurrency"),
            "log_retention_days": config.get_int("log_retention_days"),
            "log_level": config.get("log_level"),
            "powertools_layer_version": config.get_int("powertools_layer_version"),
            "deletion_protection": config.get_bool("deletion_protection"),
            "api_image": config.get("api_image"),
            "api_cpu": config.get_int("api_cpu"),
            "api_memory": config.get_int("api_memory"),
            "api_requests_per_minute": config.get_int("api_requests_per_minute"),
            "jwks_url": config.get("jwks_url"),
            "jwt_issuer": config.get("jwt_issuer"),
            "jwt_audience": config.get("jwt_audience"),
            "production": config.get_bool("production"),
        }
        return cls(
            stack=pulumi.get_stack(),
            region=pulumi.Config("aws").get("region", ""),
            **{key: value for key, value in given.items() if value is not None},
        )

    def name(self, name: str) -> str:
        """The physical name of something in this stack: ``dev-orders`` for ``orders``."""
        return f"{self.stack}-{name}"

    def reserved_for(self, folder: str) -> int:
        """The reserved concurrency of the function in this folder; ``UNRESERVED`` if it has none."""
        return self.reserved_concurrency.get(folder, UNRESERVED)

    def _complaints(self) -> Iterator[str]:
        layer = self.powertools_layer_version
        memory = _FARGATE_MEMORY.get(self.api_cpu, (self.api_memory,))
        rules = (
            (
                "The stack's name",
                self.stack,
                "1 to 16 small letters, digits and single hyphens, beginning with a letter, as it prefixes every name",
                _STACK.fullmatch(self.stack),
            ),
            ("aws:region", self.region, "the code of a region such as us-west-2", _REGION.fullmatch(self.region)),
            (
                "log_retention_days",
                self.log_retention_days,
                f"one of CloudWatch's {sorted(_RETENTION_DAYS)}",
                self.log_retention_days in _RETENTION_DAYS,
            ),
            ("log_level", self.log_level, f"one of {', '.join(_LOG_LEVELS)}", self.log_level in _LOG_LEVELS),
            ("powertools_layer_version", layer, "the number of a published version, from 1", layer >= 1),
            (
                "api_image",
                self.api_image,
                f"an image with its tag or digest, such as {PLACEHOLDER_IMAGE}",
                _IMAGE.fullmatch(self.api_image),
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
        yield from (f"{key} must be {what}, not {value!r}." for key, value, what, is_right in rules if not is_right)
        yield from self._concurrency_complaints()
        yield from self._catalogue_complaints()
        yield from self._token_complaints()

    def _concurrency_complaints(self) -> Iterator[str]:
        if self.maximum_concurrency not in _CONCURRENT_POLLERS:
            yield f"maximum_concurrency must be from 2 to 1000, not {self.maximum_concurrency}."
        for folder, reserved in self.reserved_concurrency.items():
            if folder not in FUNCTIONS:
                yield f"reserved_concurrency must name folders of {', '.join(FUNCTIONS)}, not {folder!r}."
            if not _is_whole(reserved) or (reserved < 1 and reserved != UNRESERVED):
                yield (
                    f"reserved_concurrency of {folder} must be a whole number from 1, or {UNRESERVED} for a function "
                    f"that shares the account's, not {reserved!r}."
                )
        for folder in READERS_OF_QUEUES:
            reserved = self.reserved_for(folder)
            if _is_whole(reserved) and 1 <= reserved < self.maximum_concurrency:
                yield (
                    f"reserved_concurrency of {folder} must be at least maximum_concurrency "
                    f"({self.maximum_concurrency}), not {reserved}: its queue would count throttled messages as failed."
                )

    def _catalogue_complaints(self) -> Iterator[str]:
        for product in self.catalogue:
            if not product.is_sellable:
                yield (
                    f"catalogue must give each product a product_name, a unit_price in whole minor units, a currency "
                    f"such as USD and a whole number available, not {product}."
                )
        names = [product.product_name for product in self.catalogue]
        if len({str(name) for name in names}) != len(names):
            yield f"catalogue must name each product once, not {names}."

    def _token_complaints(self) -> Iterator[str]:
        given = {"jwks_url": self.jwks_url, "jwt_issuer": self.jwt_issuer, "jwt_audience": self.jwt_audience}
        missing = [key for key, value in given.items() if not value]
        if self.production and missing:
            yield f"production needs an API that is not open to everybody: set {', '.join(missing)} too."
        elif 0 < len(missing) < len(given):
            yield f"{', '.join(given)} go together: set all or none, {', '.join(missing)} too."
        if self.jwks_url and not _HTTPS.fullmatch(self.jwks_url):
            yield f"jwks_url must be the https:// address of the issuer's key set, not {self.jwks_url!r}."


def _catalogue(entries: Any) -> tuple[Product, ...] | None:
    if entries is None:
        return None
    try:
        return tuple(Product(**entry) for entry in entries)
    except TypeError as error:
        raise WrongSettings(
            "catalogue must be a list of products with product_name, unit_price, currency and available, "
            f"not {entries!r}."
        ) from error


def _for_each_function(reserved: Any) -> Mapping[str, int] | None:
    if reserved is None or isinstance(reserved, Mapping):
        return reserved
    return dict.fromkeys(FUNCTIONS, reserved)


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
