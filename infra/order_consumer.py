"""The order consumer: from the processing queue to the workflow."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.queues import Queues
from infra.settings import Settings
from infra.tables import Tables, permit_environment
from infra.workflow import OrderWorkflow


class OrderConsumer(pulumi.ComponentResource):
    """The function, and the mapping from the queue to it; permits limit the orders in flight."""

    function: Function

    def __init__(self, settings: Settings, tables: Tables, queues: Queues, workflow: OrderWorkflow) -> None:
        super().__init__("order-processing:infra:OrderConsumer", "order-consumer")
        child = pulumi.ResourceOptions(parent=self)
        environment: dict[str, pulumi.Input[str]] = {
            "ORDER_WORKFLOW_ARN": workflow.alias_arn,
            "ORDER_WORKFLOW_TYPE": settings.workflow_type,
            "ORDER_PROCESSING_QUEUE_URL": queues.processing.url,
            "ORDER_DLQ_URL": queues.dead_letters.url,
            **permit_environment(settings, tables),
        }
        permissions = [
            allow(
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ChangeMessageVisibility",
                on=queues.processing.arn,
            ),
            allow("sqs:SendMessage", on=queues.dead_letters.arn),
            allow("dynamodb:Scan", "dynamodb:PutItem", "dynamodb:DeleteItem", on=tables["permits"].arn),
            # AWS authorizes an alias by its state machine's ARN.
            # https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
            allow("states:StartExecution", on=workflow.arn),
        ]
        if settings.is_express:
            environment["ORDER_WATCHDOG_QUEUE_URL"] = queues.watchdog.url
            permissions.append(allow("sqs:SendMessage", on=queues.watchdog.arn))
        function = self.function = Function("order_consumer", settings, environment, permissions, opts=child)
        aws.lambda_.EventSourceMapping(
            "order-processing",
            event_source_arn=queues.processing.arn,
            function_name=function.arn,
            batch_size=10,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": settings.maximum_concurrency},
            opts=child,
        )
        self.register_outputs({})
