"""Queues and their policies."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs
from local.resources.transport import without_encryption

_ATTRIBUTES = {
    "delaySeconds": "DelaySeconds",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "redrivePolicy": "RedrivePolicy",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
}


def create_queue(aws: Aws, inputs: Inputs) -> Created:
    """Create a queue, with its visibility timeout scaled."""
    sqs = aws.client("sqs")
    attributes = {
        attribute: value if isinstance(value, str) else str(int(value))
        for name, attribute in _ATTRIBUTES.items()
        if (value := inputs.get(name)) is not None
    }
    if "VisibilityTimeout" in attributes:
        attributes["VisibilityTimeout"] = str(max(1, round(int(attributes["VisibilityTimeout"]) * aws.wait_scale)))
    url = sqs.create_queue(QueueName=inputs["name"], Attributes=attributes)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return Created(url, {"url": url, "arn": arn})


def create_queue_policy(aws: Aws, inputs: Inputs) -> Created:
    """Set a queue's policy, unless it only denies plain HTTP."""
    policy = without_encryption(inputs["policy"])
    return _set(aws, inputs["queueUrl"], "Policy", policy) if policy else Created(inputs["queueUrl"])


def create_redrive_allow_policy(aws: Aws, inputs: Inputs) -> Created:
    """Set which queues may use this one as their dead-letter queue."""
    return _set(aws, inputs["queueUrl"], "RedriveAllowPolicy", inputs["redriveAllowPolicy"])


def _set(aws: Aws, url: str, attribute: str, value: str) -> Created:
    aws.client("sqs").set_queue_attributes(QueueUrl=url, Attributes={attribute: value})
    return Created(url)
