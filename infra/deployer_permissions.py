"""The policies of the deployer and its boundary, filled in from the table in ``deployer_permissions.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from infra.account_region import AccountRegion
from infra.keys import SERVICES
from infra.policies import REGISTRY_LOGIN, UNSCOPED, Statement, Unscoped, allow_unscoped
from infra.settings import Settings


def _actions(text: str) -> Iterator[str]:
    """Yield ``ec2:A``, ``ec2:B``, ``ecs:C`` for ``ec2:A B ecs:C``."""
    service = ""
    for word in text.split():
        prefix, _, name = word.rpartition(":")
        service = prefix or service
        yield f"{service}:{name}"


_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))

DEPLOYERS_UNSCOPED = (
    *(Unscoped(each["reason"], tuple(_actions(each["allow"]))) for each in _TABLE["unscoped"]),
    REGISTRY_LOGIN,
)
"""The complete list: no other permission of the deployer names ``*`` without a condition."""


def policy_names(settings: Settings) -> Sequence[str]:
    """Return the names of the policies, each small enough for IAM."""
    names = ("data", "compute", "roles", "network", "front", "operations", "keys")
    return (*names, "state") if settings.state_bucket else names


def boundary(settings: Settings, account_region: AccountRegion) -> list[Statement]:
    """Return the most that a role of the stack may be allowed."""
    return [*_statements("boundary", settings, account_region), *map(allow_unscoped, UNSCOPED)]


def deployer_policy(name: str, settings: Settings, account_region: AccountRegion) -> list[Statement]:
    """Return what the deployer may do."""
    unscoped = DEPLOYERS_UNSCOPED if name == "operations" else ()
    return [*_statements(name, settings, account_region), *map(allow_unscoped, unscoped)]


def previewer_policy(name: str, settings: Settings, account_region: AccountRegion) -> list[Statement]:
    """Return what a role that only previews a change may do: what the deployer may read."""
    if name == "state":
        return _statements("state_to_preview", settings, account_region)
    allowed = [each for each in deployer_policy(name, settings, account_region) if each["Effect"] == "Allow"]
    narrowed = [each | {"Action": [action for action in each["Action"] if _is_read(action)]} for each in allowed]
    return [each for each in narrowed if each["Action"]]


def _is_read(action: str) -> bool:
    verb = action.partition(":")[2]
    return verb.startswith(("Describe", "Get", "List")) or verb == "GET"


def _statements(name: str, settings: Settings, account_region: AccountRegion) -> list[Statement]:
    known = {"stack": settings.stack, "state_bucket": settings.state_bucket}
    known |= {"partition": account_region.partition, "region": account_region.region, "account": account_region.account}
    return [_statement(_fill(rule, known, account_region.through(*SERVICES)), account_region) for rule in _TABLE[name]]


def _fill(value: Any, known: Mapping[str, str], key_services: Sequence[str]) -> Any:
    match value:
        case "{key_services}":
            return key_services
        case str():
            return value.format_map(known)
        case list():
            return [_fill(each, known, key_services) for each in value]
        case _:
            return {key: _fill(each, known, key_services) for key, each in value.items()}


def _statement(rule: Mapping[str, Any], account_region: AccountRegion) -> Statement:
    effect = "Allow" if "allow" in rule else "Deny"
    actions = list(_actions(rule[effect.lower()]))
    service = actions[0].partition(":")[0]
    arn = account_region.iam_arn if service == "iam" else partial(account_region.arn, service)
    resources = rule["resources"] if isinstance(rule["resources"], list) else [rule["resources"]]
    return {
        "Effect": effect,
        "Action": actions,
        "Resource": [each if each.startswith("arn:") or each == "*" else arn(each) for each in resources],
    } | ({"Condition": rule["when"]} if "when" in rule else {})
