"""The stack's own key, which the emulator stores but does not encrypt with."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_key(aws: Aws, inputs: Inputs) -> Created:
    """Create a key, with rotation if it is enabled."""
    kms = aws.client("kms")
    key = kms.create_key(Description=inputs["description"])["KeyMetadata"]
    if inputs.get("enableKeyRotation"):
        kms.enable_key_rotation(KeyId=key["KeyId"], RotationPeriodInDays=int(inputs["rotationPeriodInDays"]))
    return Created(key["KeyId"], {"arn": key["Arn"], "keyId": key["KeyId"]})


def create_alias(aws: Aws, inputs: Inputs) -> Created:
    """Create an alias of a key."""
    aws.client("kms").create_alias(AliasName=inputs["name"], TargetKeyId=inputs["targetKeyId"])
    return Created(inputs["name"])


def create_key_policy(aws: Aws, inputs: Inputs) -> Created:
    """Set a key's policy."""
    aws.client("kms").put_key_policy(KeyId=inputs["keyId"], PolicyName="default", Policy=inputs["policy"])
    return Created(inputs["keyId"])
