"""The libraries that all functions use, imported once, before the functions' instances are forked.

A function's own code is in its package, because it differs from version to version.
"""

import aws_lambda_powertools.logging
import aws_lambda_powertools.metrics  # noqa: F401
import boto3

# A client makes boto3's default session read the description of its service, so that no instance has to.
for service in ("dynamodb", "sns", "sqs", "stepfunctions"):
    boto3.client(service, region_name="us-east-1", aws_access_key_id="", aws_secret_access_key="")
