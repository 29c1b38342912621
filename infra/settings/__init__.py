"""The settings that may differ between stacks, read once and checked together before the first resource.

``Pulumi.<stack>.yaml`` has each as ``order-processing:<key>``; the region is ``aws:region``.  Each module of this
package has a group of settings, with their defaults and their rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Self

import pulumi
from pydantic import Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic.fields import FieldInfo

from infra.settings.api import ApiSettings
from infra.settings.catalogue import CatalogueSettings
from infra.settings.edge import EdgeSettings
from infra.settings.functions import FunctionSettings
from infra.settings.group import InvalidStackSettings, SettingsGroup, text
from infra.settings.network import (
    ANYWHERE,
    ENDPOINTS,
    PUBLIC,
    WITHOUT_VPC_LINKS,
    NetworkSettings,
    default_zones,
    zone_prefix,
)
from infra.settings.operations import OperationSettings
from infra.settings.payments import PaymentSettings
from infra.settings.subscribers import SubscriberSettings
from orders.contract import PAYMENT_PROVIDERS

STACK_NAME = "(?=.{1,16}$)[a-z](?:-?[a-z0-9])*"
STACK_NAME_RULE = "1 to 16 lower-case letters, digits and single hyphens, beginning with a letter"

_TOKEN_SETTINGS = ("jwks_url", "jwt_issuer", "jwt_audience")
_ECR_IMAGE = re.compile(r"\d{12}\.dkr\.ecr\.")


class Settings(
    ApiSettings,
    CatalogueSettings,
    EdgeSettings,
    FunctionSettings,
    NetworkSettings,
    OperationSettings,
    PaymentSettings,
    SubscriberSettings,
):
    """The stack's settings.

    Raises:
        InvalidStackSettings: at least one of them is invalid.
    """

    stack: Annotated[str, Field(title="The stack's name")] = text(
        "",
        STACK_NAME,
        f"{STACK_NAME_RULE}, as it prefixes every name",
    )
    """Prefixes every name."""

    region: Annotated[str, Field(title="aws:region")] = text(
        "", r"[a-z]{2}(?:-[a-z]+)+-\d", "the code of a region such as us-west-2"
    )

    production: bool = False
    """Whether the stack has real customers: it then rejects every setting that only a test may have."""

    @classmethod
    def load(cls) -> Self:
        """Return the settings of the stack that is being deployed.

        Raises:
            InvalidStackSettings: at least one of them is invalid.
        """
        config = pulumi.Config()
        given = {key: _read(config, key, type(field.default)) for key, field in cls.model_fields.items()}
        given |= {"stack": pulumi.get_stack(), "region": pulumi.Config("aws").get("region", "")}
        return cls(**{key: value for key, value in given.items() if value is not None})

    @property
    def zones(self) -> tuple[str, ...]:
        """The ids of the zones in which the stack's subnets are."""
        return self.availability_zones or default_zones(self.region)

    def name(self, name: str) -> str:
        """Return the physical name of a resource in this stack: ``dev-orders`` for ``orders``."""
        return f"{self.stack}-{name}"

    @model_validator(mode="wrap")
    @classmethod
    def _report_all_violations(cls, given: dict[str, Any], validate: ModelWrapValidatorHandler[Self]) -> Self:
        invalid: set[str] = set()
        sentences: list[str] = []
        try:
            settings = validate(given)
        except ValidationError as error:
            paths = [each["loc"] for each in error.errors()]
            invalid = {str(path[0]) for path in paths}
            sentences = [_violation(cls.model_fields[str(path[0])], given, *path) for path in paths]
            settings = validate({key: value for key, value in given.items() if key not in invalid})
        for group in cls.mro():
            if issubclass(group, SettingsGroup):
                # A sentence that names an invalid setting would be about that setting's default.
                sentences += [
                    each for each in group.violations(settings) if invalid.isdisjoint(re.findall(r"\w+", each))
                ]
        if sentences:
            raise InvalidStackSettings("\n".join(dict.fromkeys(sentences)))
        return settings

    def violations(self) -> Iterator[str]:
        missing = self._unset(*_TOKEN_SETTINGS)
        if self.production and missing:
            yield f"production needs an API that accepts only known callers: set {', '.join(missing)} too."
        elif 0 < len(missing) < len(_TOKEN_SETTINGS):
            yield f"{', '.join(_TOKEN_SETTINGS)} go together: set all or none, {', '.join(missing)} too."
        if self.gateway_checks_tokens and len(missing) == len(_TOKEN_SETTINGS):
            yield f"gateway_checks_tokens needs {', '.join(_TOKEN_SETTINGS)}."
        if self.task_network == ENDPOINTS and self.jwks_url:
            yield "task_network endpoints reaches only AWS's services, and not jwks_url: set it to nat."
        if self.task_network == ENDPOINTS and self.api_image and not _ECR_IMAGE.match(self.api_image):
            yield "task_network endpoints reaches only images in ECR: set api_image to one, or task_network to nat."
        if self.adopt_tables and self.catalogue:
            yield "adopt_tables keeps the products that the tables have: remove catalogue."
        yield from self._zone_violations()
        yield from self._secret_violations()
        yield from self._queue_violations()
        if self.production:
            yield from self._production_violations()

    def _zone_violations(self) -> Iterator[str]:
        if not self.availability_zones or not self.region:
            return
        prefix = zone_prefix(self.region)
        if foreign := [zone for zone in self.availability_zones if not zone.startswith(prefix)]:
            yield f"availability_zones must be zones of {self.region}, such as {prefix}1, not {', '.join(foreign)}."
        useless = [zone for zone in self.availability_zones if zone in WITHOUT_VPC_LINKS]
        if useless and self.is_internal:
            yield f"availability_zones must be zones in which API Gateway has VPC links, not {', '.join(useless)}."

    def _secret_violations(self) -> Iterator[str]:
        """Yield a sentence for each secret that the boundary denies, so that no task could start."""
        if not self.permissions_boundary_arn:
            return
        account = self.permissions_boundary_arn.split(":")[4]
        secrets = [("api_secrets", arn) for arn in self.api_secrets.values()]
        providers = [key for key in type(self).model_fields if key.endswith("_secret_arn") and getattr(self, key)]
        for key, arn in [*secrets, *((key, getattr(self, key)) for key in providers)]:
            here = rf"arn:[\w-]+:\w+:{self.region}:{account}:"
            if not re.match(rf"{here}(?:secret:|parameter/)order-processing/{self.stack}/", arn):
                yield (
                    f"{key} must be in this account and region, under a name that begins with "
                    f"order-processing/{self.stack}/, as permissions_boundary_arn allows no other, not {arn}."
                )

    def _queue_violations(self) -> Iterator[str]:
        """Yield a sentence for each queue of another account, whose subscription its owner would have to confirm."""
        account = self.permissions_boundary_arn.split(":")[4] if self.permissions_boundary_arn else ""
        for queue in self.subscribers.queues:
            owner = queue.arn.split(":")[4]
            if (account and owner != account) or owner in self.subscribers.accounts:
                yield (
                    f"subscribers must list under queues only those of the stack's own account, not {queue.arn}: add "
                    f"{owner} to accounts, and subscribe the queue from there."
                )

    def _production_violations(self) -> Iterator[str]:
        for origin in self.api_cors_origins:
            if not origin.startswith("https:"):
                yield f"api_cors_origins must list https:// origins in production, not {origin!r}."
        if unprotected := self._unset("deletion_protection", "retain_data"):
            yield f"production needs data that is protected from deletion: set {', '.join(unprotected)} to true."
        if untagged := self._unset("owner", "cost_centre"):
            yield f"production needs a team that is responsible and a cost centre: set {', '.join(untagged)} too."
        if self.github_repository and not self.github_environment:
            yield "production is deployed only after an approval: set github_environment too."
        if self.payment_provider == PAYMENT_PROVIDERS[0]:
            yield (
                "production needs a payment provider that takes money: set payment_provider to stripe, and "
                "stripe_secret_arn."
            )
        if not self.certificate_arn:
            yield "production needs HTTPS on the whole path: set certificate_arn and domain_name."
        if self.task_network == PUBLIC:
            yield "production needs tasks without public addresses: set task_network to nat."
        if not self.is_internal and ANYWHERE in self.load_balancer_cidrs:
            yield (
                "production needs a load balancer with restricted access: set load_balancer to internal, behind the "
                "API Gateway, or load_balancer_cidrs to the networks that need it."
            )

    def _unset(self, *keys: str) -> list[str]:
        return [key for key in keys if not getattr(self, key)]


_READERS: Mapping[type, Callable[[pulumi.Config, str], Any]] = {
    bool: pulumi.Config.get_bool,
    int: pulumi.Config.get_int,
    str: pulumi.Config.get,
}


def _read(config: pulumi.Config, key: str, kind: type) -> Any:
    """Return the value as this type, else as the YAML's list or map; None if unset, the text if it is neither."""
    try:
        return _READERS.get(kind, pulumi.Config.get_object)(config, key)
    except pulumi.ConfigTypeError:
        return config.get(key)  # rejected by the model, together with all other invalid settings


def _violation(field: FieldInfo, given: Mapping[str, Any], key: Any, *path: Any) -> str:
    """Return the sentence for an invalid value, or for the item of it that the path leads to, without credentials."""
    value = given[key]
    if path and isinstance(value, Mapping):
        value = {path[0]: value[path[0]]}
    elif path and isinstance(path[0], int):
        value = value[path[0]]
    must_be = field.description or ("true or false" if isinstance(field.default, bool) else "a whole number")
    shown = re.sub(r"://[^/@]*@", "://…@", repr(value))
    return f"{field.title or key} must be {must_be}, not {shown}."
