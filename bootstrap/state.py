"""Where Pulumi keeps the state of the stacks: a bucket, and the key of it and of the secrets in it."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from bootstrap.settings import BootstrapSettings
from infra.policies import document

OLD_VERSION_DAYS = 90
"""How long an earlier version of a state is kept, to undo a mistake."""


class State(pulumi.ComponentResource):
    """A versioned, private bucket.  Each stack's roles reach only the stack's own objects in it."""

    bucket: pulumi.Output[str]
    key_arn: pulumi.Output[str]

    def __init__(self, settings: BootstrapSettings, account: pulumi.Output[str]) -> None:
        super().__init__("order-processing:bootstrap:State", "state")
        self._child = pulumi.ResourceOptions(parent=self)
        protected = pulumi.ResourceOptions(parent=self, protect=True)
        # KMS's default policy lets the account's IAM decide who uses the key.
        # https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
        key = aws.kms.Key(
            "state",
            description="Encrypts the state of order-processing, and the secrets in it.",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            opts=protected,
        )
        aws.kms.Alias("state", name="alias/order-processing-state", target_key_id=key.key_id, opts=self._child)
        bucket = aws.s3.Bucket(
            "state",
            # Buckets share one namespace in all accounts, and the region is part of the address that stacks use.
            bucket=pulumi.Output.concat("order-processing-state-", account, "-", settings.region),
            opts=protected,
        )
        self._secure(bucket, key)
        self.bucket, self.key_arn = bucket.bucket, key.arn
        self.register_outputs({})

    def _secure(self, bucket: aws.s3.Bucket, key: aws.kms.Key) -> None:
        """Keep earlier versions for a while, encrypt the objects, and admit neither the public nor plain HTTP."""
        versions = aws.s3.BucketVersioning(
            "state", bucket=bucket.bucket, versioning_configuration={"status": "Enabled"}, opts=self._child
        )
        aws.s3.BucketLifecycleConfiguration(
            "state",
            bucket=bucket.bucket,
            rules=[
                {
                    "id": "old-versions",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "noncurrent_version_expiration": {"noncurrent_days": OLD_VERSION_DAYS},
                    "abort_incomplete_multipart_upload": {"days_after_initiation": 1},
                }
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[versions]),
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            "state",
            bucket=bucket.bucket,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms",
                        "kms_master_key_id": key.arn,
                    },
                    "bucket_key_enabled": True,
                }
            ],
            opts=self._child,
        )
        private = aws.s3.BucketPublicAccessBlock(
            "state",
            bucket=bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child,
        )
        denial = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["s3:*"],
            "Resource": [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        aws.s3.BucketPolicy(
            "state",
            bucket=bucket.bucket,
            policy=document(denial),
            # S3 rejects two changes of a bucket's access at the same time.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[private]),
        )
