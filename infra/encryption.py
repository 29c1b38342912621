"""Encryption of everything that is kept, with the stack's own key where it has one.

AWS encrypts all of it in any case.  The key is put in here, and not where a table or a queue is declared, so that none
can be forgotten, and a role that uses one gets the use of the key with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pulumi

from infra.keys import Key
from infra.places import Place
from infra.policies import Statement
from infra.settings import Settings
from infra.transformations import Arguments, for_each

QUEUES_REUSE_A_DATA_KEY_SECONDS = 300
"""SQS's own default: one call of KMS in five minutes for each role that sends or receives."""

KEEPS_DATA: Mapping[str, Callable[[pulumi.Output[str]], Arguments]] = MappingProxyType(
    {
        "aws:cloudwatch/logGroup:LogGroup": lambda key: {"kms_key_id": key},
        "aws:dynamodb/table:Table": lambda key: {"server_side_encryption": {"enabled": True, "kms_key_arn": key}},
        "aws:ecr/repository:Repository": lambda key: {
            "encryption_configurations": [{"encryption_type": "KMS", "kms_key": key}]
        },
        "aws:lambda/function:Function": lambda key: {"kms_key_arn": key},
        "aws:sns/topic:Topic": lambda key: {"kms_master_key_id": key},
        "aws:sqs/queue:Queue": lambda key: {
            "kms_master_key_id": key,
            "kms_data_key_reuse_period_seconds": QUEUES_REUSE_A_DATA_KEY_SECONDS,
            "sqs_managed_sse_enabled": None,  # the other way to encrypt a queue
        },
    }
)
"""The types of what is kept, with the arguments by which each is encrypted."""

_USES = ("dynamodb", "sns", "sqs")
"""The services that decrypt in the name of the role which calls them."""

_LOGS_OF_FUNCTIONS = "/aws/lambda/"
"""In the ARN of the log group that makes a role a function's, whose environment Lambda decrypts for it."""

_SENDS = ("sns:Publish", "sqs:SendMessage")
"""What needs a new data key."""


def encrypt_everything(settings: Settings) -> None:
    """Encrypt what is made from now on with a key of the stack's own, if it is to have one."""
    if not settings.customer_managed_key:
        return
    key = Key(settings).arn

    def encrypt(kind: str, arguments: Arguments) -> Arguments:
        if kind in KEEPS_DATA:
            return KEEPS_DATA[kind](key)
        if kind == "aws:iam/rolePolicy:RolePolicy":
            known = pulumi.Output.all(arguments["policy"], key)
            return {"policy": known.apply(lambda both: with_key(both[0], both[1], settings.region))}
        return {}

    for_each(encrypt)


def with_key(policy: str, key_arn: str, region: str) -> str:
    """The policy of a role, with the use of the key that its other permissions need, through their services only."""
    document = json.loads(policy)
    actions = {action for statement in document["Statement"] for action in statement["Action"]}
    decrypting = {action.partition(":")[0] for action in actions} & set(_USES)
    if any(_LOGS_OF_FUNCTIONS in statement["Resource"] for statement in document["Statement"]):
        decrypting.add("lambda")
    statements = [
        _through(key_arn, region, "kms:Decrypt", decrypting),
        _through(key_arn, region, "kms:GenerateDataKey", {each.partition(":")[0] for each in actions & set(_SENDS)}),
    ]
    document["Statement"] += [statement for statement in statements if statement]
    return json.dumps(document)


def _through(key_arn: str, region: str, action: str, services: set[str]) -> Statement:
    if not services:
        return {}
    via = Place.of(key_arn, region).through(*sorted(services))
    return {
        "Effect": "Allow",
        "Action": [action],
        "Resource": key_arn,
        "Condition": {"StringEquals": {"kms:ViaService": via}},
    }
