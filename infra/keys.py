"""The key that encrypts what the stack keeps, where the stack has one of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from infra.places import Place
from infra.policies import Statement, as_policy
from infra.settings import Settings

THIS_KEY = "*"
"""In a key's policy the resource is the key itself.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
"""

ROTATION_DAYS = 365

DAYS_TO_CHANGE_ONES_MIND = 30
SHORTEST_WAIT_DAYS = 7
"""Between the order to delete a key and its end, at most and at least; neither costs anything.

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
"""With which DynamoDB, ECR and Lambda keep working for whoever made the table, the repository or the function."""

DELIVERY = ("kms:Decrypt", "kms:GenerateDataKey")

SERVICES = ("dynamodb", "ecr", "lambda", "sns", "sqs")
"""Those that use the key in the name of whoever calls them."""


class Key(pulumi.ComponentResource):
    """A key that rotates, and whose policy leaves it to this account's IAM and to the services that the stack uses.

    ``arn`` is known once the policy is in force: what is made with it can be encrypted at once.
    """

    arn: pulumi.Output[str]

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:Key", "key", None, opts)
        name = settings.name("order-processing")
        kept = pulumi.ResourceOptions(
            parent=self, protect=settings.deletion_protection, retain_on_delete=settings.retain_data
        )
        key = aws.kms.Key(
            "key",
            description=f"Encrypts what the stack {settings.stack} keeps.",
            enable_key_rotation=True,
            rotation_period_in_days=ROTATION_DAYS,
            deletion_window_in_days=DAYS_TO_CHANGE_ONES_MIND if settings.deletion_protection else SHORTEST_WAIT_DAYS,
            opts=kept,
        )
        aws.kms.Alias("key", name=f"alias/{name}", target_key_id=key.key_id, opts=pulumi.ResourceOptions(parent=self))
        # A resource of its own, as the policy names the account, which the key's ARN tells.  Until it is in force the
        # key has KMS's default, which leaves it to the account too.
        policy = aws.kms.KeyPolicy(
            "key", key_id=key.key_id, policy=key.arn.apply(lambda arn: key_policy(arn, settings)), opts=kept
        )
        self.arn = pulumi.Output.all(key.arn, policy.id).apply(lambda known: str(known[0]))
        self.register_outputs({"arn": self.arn})


def key_policy(arn: str, settings: Settings) -> str:
    """The policy of the key with this ARN."""
    place = Place.of(arn, settings.region)
    ours = settings.name("*")
    statements = [
        _allow("Administration", {"AWS": place.iam_arn("root")}, ADMINISTRATION),
        _allow(
            "UseThroughTheServices",
            {"AWS": place.iam_arn("root")},
            ENCRYPTION + GRANTS,
            StringEquals={"kms:ViaService": place.through(*SERVICES)},
        ),
        _allow(
            "TopicsDeliver",
            {"Service": "sns.amazonaws.com"},
            DELIVERY,
            ArnLike={"aws:SourceArn": place.arn("sns", ours)},
        ),
        _allow(
            "AlarmsNotify",
            {"Service": "cloudwatch.amazonaws.com"},
            DELIVERY,
            ArnLike={"aws:SourceArn": place.arn("cloudwatch", f"alarm:{ours}")},
        ),
        # EventBridge does not tell KMS for which rule it asks, so a condition on the source would lose every event;
        # the queue's own policy admits the one rule.
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
        _allow("RulesDeliver", {"Service": "events.amazonaws.com"}, DELIVERY),
        _allow(
            "LogsAreWritten",
            {"Service": f"logs.{settings.region}.amazonaws.com"},
            ENCRYPTION,
            ArnLike={
                "kms:EncryptionContext:aws:logs:arn": [
                    place.arn("logs", f"log-group:*/{ours}"),
                    place.arn("logs", f"log-group:aws-waf-logs-{ours}"),  # WAF's groups must be named so
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
