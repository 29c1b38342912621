"""From the orders table's stream to the topics."""

from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.queues import Queues
from infra.settings import Settings
from infra.topics import Topics

NEWS = (
    {"eventName": ["INSERT"]},
    {"eventName": ["MODIFY"], "dynamodb": {"NewImage": {"status": {"S": ["Completed", "Failed", "Cancelled"]}}}},
)
"""The changes worth an event: a new order, and a finished one.  The others cost no invocation."""

MAX_RETRIES = 1_000
"""Enough to sit out a bad hour of SNS; a record that cannot be read then leaves its shard for the dead letters."""


class EventPublisher(pulumi.ComponentResource):
    """The function, and the stream that feeds it."""

    function: Function

    def __init__(
        self,
        settings: Settings,
        orders: aws.dynamodb.Table,
        topics: Topics,
        queues: Queues,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:EventPublisher", "event-publisher", None, opts)
        function = self.function = Function(
            "event_publisher",
            settings,
            environment={
                "ORDER_EVENTS_TOPIC_ARN": topics.order_events.arn,
                "ORDER_COMPLETED_TOPIC_ARN": topics.order_completed.arn,
            },
            permissions=[
                allow(
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:DescribeStream",
                    "dynamodb:ListStreams",
                    on=orders.stream_arn,
                ),
                allow("sns:Publish", on=topics.order_events.arn),
                allow("sns:Publish", on=topics.order_completed.arn),
                # With the function's role Lambda itself sends what it gave up on.
                allow("sqs:SendMessage", on=queues.dead_letters.arn),
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.lambda_.EventSourceMapping(
            "order-changes",
            event_source_arn=orders.stream_arn,
            function_name=function.arn,
            batch_size=100,
            # What was written before the mapping is live counts too.
            starting_position="TRIM_HORIZON",
            filter_criteria={"filters": [{"pattern": json.dumps(news)} for news in NEWS]},
            function_response_types=["ReportBatchItemFailures"],
            bisect_batch_on_function_error=True,
            maximum_retry_attempts=MAX_RETRIES,
            destination_config={"on_failure": {"destination_arn": queues.dead_letters.arn}},
            # An event that is published before the queue listens is lost.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[queues.subscription]),
        )
        self.register_outputs({})
