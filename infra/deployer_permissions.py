"""The policies of the deployer and its boundary, filled in from the table in ``deployer_permissions.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from infra.account_region import AccountRegion
from infra.keys import SERVICES
from infra.policies import REGISTRY_LOGIN, UNSCOPED, Statement, Unscoped, allow_unscoped
from infra.settings import Settings

_BOTH_FORMS = re.compile(r"\[(.+)\]$")
"""The end of a resource that stands for two: with and without what is in the brackets."""


def _actions(text: str) -> Iterator[str]:
    """Yield ``ec2:A``, ``ec2:B``, ``ecs:C`` for ``ec2:A B ecs:C``; ``*`` for itself."""
    service = ""
    for word in text.split():
        prefix, _, name = word.rpartition(":")
        service = prefix or service
        yield f"{service}:{name}" if service else name


TABLE: Mapping[str, Sequence[Mapping[str, Any]]] = yaml.safe_load(
    Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
)

DEPLOYERS_UNSCOPED = (
    *(Unscoped(each["reason"], tuple(_actions(each["allow"]))) for each in TABLE["unscoped"]),
    REGISTRY_LOGIN,
)
"""The complete list: no other permission of the deployer names ``*`` without a condition."""


def calls() -> dict[str, set[str]]:
    """Return what AWS's provider calls for each resource type, such as ``sqs/queue:Queue``."""
    calls: dict[str, set[str]] = {}
    for rule in (rule for rules in TABLE.values() for rule in rules):
        for kind in rule.get("for", "").split():
            calls.setdefault(kind, set()).update(_actions(rule["allow"]))
    return calls


def policy_names(settings: Settings) -> Sequence[str]:
    """Return the names of the policies, each small enough for IAM."""
    names = ("data", "compute", "roles", "network", "front", "operations", "keys")
    return (*names, "state") if settings.state_bucket else names


def boundary(stack: str, account_region: AccountRegion) -> list[Statement]:
    """Return the most that a role of the stack may be allowed."""
    return [*_statements("boundary", {"stack": stack}, account_region), *map(allow_unscoped, UNSCOPED)]


def deployer_policy(name: str, settings: Settings, account_region: AccountRegion) -> list[Statement]:
    """Return what the deployer may do."""
    unscoped = DEPLOYERS_UNSCOPED if name == "operations" else ()
    return [*_statements(name, _known(settings), account_region), *map(allow_unscoped, unscoped)]


def previewer_policy(name: str, settings: Settings, account_region: AccountRegion) -> list[Statement]:
    """Return what a role that only previews a change may do: what the deployer may read."""
    if name == "state":
        return _statements("state_to_preview", _known(settings), account_region)
    statements = deployer_policy(name, settings, account_region)
    narrowed = [each | {"Action": [action for action in each["Action"] if _is_read(action)]} for each in statements]
    return [each for each in narrowed if each["Action"]]


def _is_read(action: str) -> bool:
    """Return whether an action reads; ``*`` is the denial of other stacks' resources, which stays."""
    verb = action.partition(":")[2]
    return action == "*" or verb.startswith(("Describe", "Get", "List")) or verb == "GET"


def _known(settings: Settings) -> dict[str, str]:
    return {
        "stack": settings.stack,
        "boundary": settings.permissions_boundary_arn,
        "state_bucket": settings.state_bucket,
        "state_key": settings.state_key_arn,
    }


def _statements(name: str, known: Mapping[str, str], account_region: AccountRegion) -> list[Statement]:
    here = {"partition": account_region.partition, "region": account_region.region, "account": account_region.account}
    rules = [rule for rule in TABLE[name] if rule["resources"] != "{state_key}" or known["state_key"]]
    filled = (_fill(rule, {**known, **here}, account_region.through(*SERVICES)) for rule in rules)
    return [_statement(rule, account_region) for rule in filled]


def _fill(value: Any, known: Mapping[str, str], key_services: Sequence[str]) -> Any:
    match value:
        case "{key_services}":
            return key_services
        case str():
            return value.format_map(known)
        case list():
            return [form for each in value for form in _forms(_fill(each, known, key_services))]
        case _:
            return {key: _fill(each, known, key_services) for key, each in value.items()}


def _forms(text: str) -> Iterator[str]:
    """Yield ``a`` and ``a:*`` for ``a[:*]``."""
    yield _BOTH_FORMS.sub("", text)
    if _BOTH_FORMS.search(text):
        yield _BOTH_FORMS.sub(r"\1", text)


def _statement(rule: Mapping[str, Any], account_region: AccountRegion) -> Statement:
    effect = "Allow" if "allow" in rule else "Deny"
    actions = list(_actions(rule[effect.lower()]))
    service = actions[0].partition(":")[0]
    arn = account_region.iam_arn if service == "iam" else partial(account_region.arn, service)
    resources = rule["resources"] if isinstance(rule["resources"], list) else list(_forms(rule["resources"]))
    return {
        "Effect": effect,
        "Action": actions,
        "Resource": [each if each.startswith("arn:") or each == "*" else arn(each) for each in resources],
    } | ({"Condition": rule["when"]} if "when" in rule else {})
