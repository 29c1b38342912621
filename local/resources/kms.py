"""The stack's own key, which the emulator keeps, and encrypts nothing with."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_key(aws: Aws, inputs: Inputs) -> Created:
    """A key that rotates if it is to."""
    kms = aws.client("kms")
    key = kms.create_key(Description=inputs["description"])["KeyMetadata"]
    if inputs.get("enableKeyRotation"):
        kms.enable_key_rotation(KeyId=key["KeyId"], RotationPeriodInDays=int(inputs["rotationPeriodInDays"]))
    return Created(key["KeyId"], {"arn": key["Arn"], "keyId": key["KeyId"]})


def create_alias(aws: Aws, inputs: Inputs) -> Created:
    """Another name of a key."""
    aws.client("kms").create_alias(AliasName=inputs["name"], TargetKeyId=inputs["targetKeyId"])
    return Created(inputs["name"])


def create_key_policy(aws: Aws, inputs: Inputs) -> Created:
    """Who may use a key."""
    aws.client("kms").put_key_policy(KeyId=inputs["keyId"], PolicyName="default", Policy=inputs["policy"])
    return Created(inputs["keyId"])
