"""Topics and their subscriptions."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs
from local.resources.transport import without_encryption


def create_topic(aws: Aws, inputs: Inputs) -> Created:
    """Create a topic."""
    arn = aws.client("sns").create_topic(Name=inputs["name"])["TopicArn"]
    return Created(arn, {"arn": arn})


def create_topic_policy(aws: Aws, inputs: Inputs) -> Created:
    """Set a topic's policy, unless it only denies plain HTTP."""
    if policy := without_encryption(inputs["policy"]):
        aws.client("sns").set_topic_attributes(TopicArn=inputs["arn"], AttributeName="Policy", AttributeValue=policy)
    return Created(inputs["arn"])


def create_subscription(aws: Aws, inputs: Inputs) -> Created:
    """Subscribe an endpoint to a topic."""
    optional = {"FilterPolicy": "filterPolicy", "RedrivePolicy": "redrivePolicy"}
    arn = aws.client("sns").subscribe(
        TopicArn=inputs["topic"],
        Protocol=inputs["protocol"],
        Endpoint=inputs["endpoint"],
        Attributes={"RawMessageDelivery": str(inputs.get("rawMessageDelivery", False)).lower()}
        | {name: inputs[key] for name, key in optional.items() if inputs.get(key)},
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return Created(arn, {"arn": arn})
