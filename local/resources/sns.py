"""Topics and who listens to them."""

from __future__ import annotations

from local.emulator import Aws
from local.resources.created import Created, Inputs
from local.resources.transport import without_encryption


def create_topic(aws: Aws, inputs: Inputs) -> Created:
    """A topic."""
    arn = aws.client("sns").create_topic(Name=inputs["name"])["TopicArn"]
    return Created(arn, {"arn": arn})


def create_topic_policy(aws: Aws, inputs: Inputs) -> Created:
    """Who may publish to a topic; one that refuses nothing but plain HTTP keeps SNS's own policy."""
    if policy := without_encryption(inputs["policy"]):
        aws.client("sns").set_topic_attributes(TopicArn=inputs["arn"], AttributeName="Policy", AttributeValue=policy)
    return Created(inputs["arn"])


def create_subscription(aws: Aws, inputs: Inputs) -> Created:
    """A queue behind a topic."""
    arn = aws.client("sns").subscribe(
        TopicArn=inputs["topic"],
        Protocol=inputs["protocol"],
        Endpoint=inputs["endpoint"],
        Attributes={"RawMessageDelivery": str(inputs.get("rawMessageDelivery", False)).lower()},
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return Created(arn, {"arn": arn})
