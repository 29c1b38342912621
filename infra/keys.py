"""The customer managed key that encrypts the stack's data, where the stack has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from infra.account_region import AccountRegion
from infra.policies import Statement, as_policy
from infra.settings import Settings

THIS_KEY = "*"
"""The resource in a key's policy, where it always means the key itself.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
"""

ROTATION_DAYS = 365

MAX_DELETION_WINDOW_DAYS = 30
MIN_DELETION_WINDOW_DAYS = 7
"""The longest and the shortest time that KMS waits before it deletes a key, which then costs nothing.

https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
"""

ADMINISTRATION = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)

ENCRYPTION = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)

GRANTS = ("kms:CreateGrant", "kms:RetireGrant")
"""Grants let DynamoDB, ECR and Lambda use the key for a table, a repository or a function after its creation."""

DELIVERY = ("kms:Decrypt", "kms:GenerateDataKey")

SERVICES = ("dynamodb", "ecr", "lambda", "sns", "sqs")
"""The services that use the key on behalf of the calling principal."""


class Key(pulumi.ComponentResource):
    """A rotating key, which this account's IAM and the services that the stack uses may use.

    ``arn`` resolves when the key's policy is in place, so a resource that uses it can be encrypted at once.
    """

    arn: pulumi.Output[str]

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:Key", "key")
        name = settings.name("order-processing")
        protected = pulumi.ResourceOptions(
            parent=self, protect=settings.deletion_protection, retain_on_delete=settings.retain_data
        )
        adopted = pulumi.ResourceOptions(import_=settings.adopt_key or None)
        key = aws.kms.Key(
            "key",
            description=f"Encrypts what the stack {settings.stack} keeps.",
            enable_key_rotation=True,
            rotation_period_in_days=ROTATION_DAYS,
            deletion_window_in_days=(
                MAX_DELETION_WINDOW_DAYS if settings.deletion_protection else MIN_DELETION_WINDOW_DAYS
            ),
            opts=pulumi.ResourceOptions.merge(protected, adopted),
        )
        aws.kms.Alias("key", name=f"alias/{name}", target_key_id=key.key_id, opts=pulumi.ResourceOptions(parent=self))
        # A separate resource, because the policy names the account, which comes from the key's ARN.  Until it exists
        # the key has KMS's default policy, under which the account's IAM also decides.
        policy = aws.kms.KeyPolicy(
            "key", key_id=key.key_id, policy=key.arn.apply(lambda arn: key_policy(arn, settings)), opts=protected
        )
        self.arn = pulumi.Output.all(key.arn, policy.id).apply(lambda known: str(known[0]))
        self.register_outputs({"arn": self.arn})


def key_policy(arn: str, settings: Settings) -> str:
    """Return the policy of the key with this ARN."""
    here = AccountRegion.of(arn, settings.region)
    ours = settings.name("*")
    statements = [
        _allow("Administration", {"AWS": here.iam_arn("root")}, ADMINISTRATION),
        _allow(
            "UseThroughTheServices",
            {"AWS": here.iam_arn("root")},
            ENCRYPTION + GRANTS,
            StringEquals={"kms:ViaService": here.through(*SERVICES)},
        ),
        _allow(
            "TopicsDeliver",
            {"Service": "sns.amazonaws.com"},
            DELIVERY,
            ArnLike={"aws:SourceArn": here.arn("sns", ours)},
        ),
        _allow(
            "AlarmsNotify",
            {"Service": "cloudwatch.amazonaws.com"},
            DELIVERY,
            ArnLike={"aws:SourceArn": here.arn("cloudwatch", f"alarm:{ours}")},
        ),
        # EventBridge sends KMS no source, so a condition on it would lose every event; the queue's own policy admits
        # only the one rule.
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
        _allow("RulesDeliver", {"Service": "events.amazonaws.com"}, DELIVERY),
        _allow(
            "LogsAreWritten",
            {"Service": f"logs.{settings.region}.amazonaws.com"},
            ENCRYPTION,
            ArnLike={
                "kms:EncryptionContext:aws:logs:arn": [
                    here.arn("logs", f"log-group:*/{ours}"),
                    here.arn("logs", f"log-group:aws-waf-logs-{ours}"),  # WAF requires this prefix
                ]
            },
        ),
    ]
    return as_policy(statements)


def _allow(
    sid: str, principal: Mapping[str, str], actions: Sequence[str], **condition: Mapping[str, object]
) -> Statement:
    statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal,
        "Action": list(actions),
        "Resource": THIS_KEY,
    }
    return statement | ({"Condition": condition} if condition else {})
