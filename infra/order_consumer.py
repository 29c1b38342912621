"""From the processing queue to the workflow."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.settings import Settings


class OrderConsumer(pulumi.ComponentResource):
    """The function, and the queue that feeds it no faster than what lies downstream can bear."""

    function: Function

    def __init__(
        self,
        settings: Settings,
        processing: aws.sqs.Queue,
        workflow_arn: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:OrderConsumer", "order-consumer", None, opts)
        function = self.function = Function(
            "order_consumer",
            settings,
            environment={"ORDER_WORKFLOW_ARN": workflow_arn},
            permissions=[
                allow("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", on=processing.arn),
                allow("states:StartExecution", on=workflow_arn),
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.lambda_.EventSourceMapping(
            "order-processing",
            event_source_arn=processing.arn,
            function_name=function.arn,
            batch_size=10,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": settings.maximum_concurrency},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})
