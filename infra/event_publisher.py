"""The event publisher: from the orders table's stream to the topics."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.queues import Queues
from infra.settings import Settings
from infra.tables import Tables, permit_environment
from infra.topics import Topics
from orders.contract import FINAL_ORDER_STATUSES


def _change(after: Sequence[str], *before: str) -> dict[str, Any]:
    """Return the filter for changes to one of the statuses in ``after``, from those in ``before`` or from any."""
    images = {"NewImage": list(after)} | ({"OldImage": list(before)} if before else {})
    return {
        "eventName": ["MODIFY"],
        "dynamodb": {image: {"status": {"S": statuses}} for image, statuses in images.items()},
    }


FILTERS = (
    {"eventName": ["INSERT"]},
    _change(FINAL_ORDER_STATUSES),
    _change(["Processing"], "Processing"),
    _change(["Pending"], "Failed"),
)
"""The changes that may have an event: a new order, a final status, a step's result, a redrive.

Other changes, such as the start of an order's processing, do not invoke the function and cost nothing.
"""

PARALLELIZATION_FACTOR = 10
"""The batches of one shard that are processed at once, AWS's maximum: enough for 1,000 new orders per second."""

MAX_RETRIES = 1_000
"""Enough retries to outlast an hour without SNS.  An unreadable record then moves to the dead-letter queue."""


class EventPublisher(pulumi.ComponentResource):
    """The function, and the mapping from the stream to it."""

    function: Function

    def __init__(self, settings: Settings, tables: Tables, topics: Topics, queues: Queues) -> None:
        super().__init__("order-processing:infra:EventPublisher", "event-publisher")
        function = self.function = Function(
            "event_publisher",
            settings,
            environment={
                "ORDER_EVENTS_TOPIC_ARN": topics.order_events.arn,
                "ORDER_COMPLETED_TOPIC_ARN": topics.order_completed.arn,
                "ORDER_PUBLIC_EVENTS_TOPIC_ARN": topics.public_events.arn,
                "ORDER_DLQ_URL": queues.dead_letters.url,
                **permit_environment(settings, tables),
            },
            permissions=[
                allow(
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:DescribeStream",
                    "dynamodb:ListStreams",
                    on=tables["orders"].stream_arn,
                ),
                allow("sns:Publish", on=topics.order_events.arn),
                allow("sns:Publish", on=topics.order_completed.arn),
                allow("sns:Publish", on=topics.public_events.arn),
                allow("dynamodb:Scan", "dynamodb:DeleteItem", on=tables["permits"].arn),
                # The function sends malformed records itself, and Lambda discarded ones with the function's role.
                allow("sqs:SendMessage", on=queues.dead_letters.arn),
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.lambda_.EventSourceMapping(
            "order-changes",
            event_source_arn=tables["orders"].stream_arn,
            function_name=function.arn,
            batch_size=100,
            # Include the records that were written before the mapping exists.
            starting_position="TRIM_HORIZON",
            filter_criteria={"filters": [{"pattern": json.dumps(pattern)} for pattern in FILTERS]},
            # Records of one order stay in order: they have the same partition key.
            # https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
            parallelization_factor=PARALLELIZATION_FACTOR,
            function_response_types=["ReportBatchItemFailures"],
            bisect_batch_on_function_error=True,
            maximum_retry_attempts=MAX_RETRIES,
            destination_config={"on_failure": {"destination_arn": queues.dead_letters.arn}},
            # An event that is published before the queue is subscribed is lost.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[queues.subscription]),
        )
        self.register_outputs({})
