"""Encryption of all stored data with the stack's own key, where it has one; otherwise AWS encrypts with its own keys.

The key is set here and not where a table or a queue is declared, so that none can be forgotten.  A role that uses an
encrypted resource also gets permission to use the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pulumi

from infra.account_region import AccountRegion
from infra.keys import Key
from infra.policies import allow
from infra.settings import Settings
from infra.transformations import Arguments, for_each

DATA_KEY_REUSE_SECONDS = 300
"""SQS's default: each role that sends or receives calls KMS once in five minutes."""

STORES_DATA: dict[str, Callable[[pulumi.Output[str]], Arguments]] = {
    "aws:cloudwatch/logGroup:LogGroup": lambda key: {"kms_key_id": key},
    "aws:dynamodb/table:Table": lambda key: {"server_side_encryption": {"enabled": True, "kms_key_arn": key}},
    "aws:ecr/repository:Repository": lambda key: {
        "encryption_configurations": [{"encryption_type": "KMS", "kms_key": key}]
    },
    "aws:lambda/function:Function": lambda key: {"kms_key_arn": key},
    "aws:sns/topic:Topic": lambda key: {"kms_master_key_id": key},
    "aws:sqs/queue:Queue": lambda key: {
        "kms_master_key_id": key,
        "kms_data_key_reuse_period_seconds": DATA_KEY_REUSE_SECONDS,
        "sqs_managed_sse_enabled": None,  # the alternative to a key
    },
}
"""The resource types that store data, and the arguments that encrypt each."""

_DECRYPTING_SERVICES = {"dynamodb", "sns", "sqs"}
"""The services that decrypt on behalf of the calling role."""

_SENDING_ACTIONS = {"sns:Publish", "sqs:SendMessage"}
"""The actions that need a new data key."""

_FUNCTION_LOGS = "/aws/lambda/"
"""Part of the ARN of a function's log group; a role that writes there is a function's."""


def encrypt_everything(settings: Settings) -> Key | None:
    """With ``customer_managed_key``, encrypt every resource that is declared afterwards with the stack's own key."""
    if not settings.customer_managed_key:
        return None
    own = Key(settings)
    key = own.arn

    def encrypt(kind: str, arguments: Arguments) -> Arguments:
        if kind in STORES_DATA:
            return STORES_DATA[kind](key)
        if kind == "aws:iam/rolePolicy:RolePolicy":
            known = pulumi.Output.all(arguments["policy"], key)
            return {"policy": known.apply(lambda both: with_key(both[0], both[1], settings.region))}
        return {}

    for_each(encrypt)
    return own


def with_key(policy: str, key_arn: str, region: str) -> str:
    """Return a role's policy with permission to use the key, only through the services that the role calls."""
    document = json.loads(policy)
    actions = {action for statement in document["Statement"] for action in statement["Action"]}
    decrypting = {action.partition(":")[0] for action in actions} & _DECRYPTING_SERVICES
    if any(_FUNCTION_LOGS in statement["Resource"] for statement in document["Statement"]):
        decrypting.add("lambda")  # Lambda decrypts a function's environment
    sending = {action.partition(":")[0] for action in actions & _SENDING_ACTIONS}
    for action, services in {"kms:Decrypt": decrypting, "kms:GenerateDataKey": sending}.items():
        if services:
            via = AccountRegion.of(key_arn, region).through(*sorted(services))
            condition = {"StringEquals": {"kms:ViaService": via}}
            document["Statement"].append(allow(action, on=key_arn) | {"Condition": condition})
    return json.dumps(document)
