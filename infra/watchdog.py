"""What happens when an execution ends without having undone its work: a time-out, an abort, a broken definition."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.queues import Queues, admit
from infra.settings import Settings
from infra.tables import Tables

BAD_ENDS = ("FAILED", "TIMED_OUT", "ABORTED")


class Watchdog(pulumi.ComponentResource):
    """A rule on the executions' status, which fills a queue, and the function that reads the queue."""

    function: Function

    def __init__(
        self,
        settings: Settings,
        tables: Tables,
        queues: Queues,
        workflow_arn: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:Watchdog", "watchdog", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        function = self.function = Function(
            "watchdog",
            settings,
            environment={
                "ORDERS_TABLE": tables.orders.name,
                "PRODUCTS_TABLE": tables.products.name,
                "RESERVATIONS_TABLE": tables.reservations.name,
                "PAYMENTS_TABLE": tables.payments.name,
                "ORDER_DLQ_URL": queues.dead_letters.url,
            },
            permissions=[
                allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.orders.arn),
                allow("dynamodb:UpdateItem", on=tables.products.arn),
                allow("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", on=tables.reservations.arn),
                allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.payments.arn),
                allow("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", on=queues.watchdog.arn),
                allow("sqs:SendMessage", on=queues.dead_letters.arn),
            ],
            opts=child,
        )
        aws.lambda_.EventSourceMapping(
            "order-watchdog",
            event_source_arn=queues.watchdog.arn,
            function_name=function.arn,
            batch_size=1,  # bad ends are rare, and one whose clean-up is slow keeps no other waiting
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": settings.maximum_concurrency},
            opts=child,
        )
        rule = aws.cloudwatch.EventRule(
            "order-workflow-ended-badly",
            name=settings.name("order-workflow-ended-badly"),
            event_pattern=pulumi.Output.json_dumps(
                {
                    "source": ["aws.states"],
                    "detail-type": ["Step Functions Execution Status Change"],
                    "detail": {"status": list(BAD_ENDS), "stateMachineArn": [workflow_arn]},
                }
            ),
            opts=child,
        )
        admission = admit("order-watchdog", queues.watchdog, "events.amazonaws.com", rule.arn, child)
        aws.cloudwatch.EventTarget(
            "order-watchdog",
            rule=rule.name,
            arn=queues.watchdog.arn,
            # EventBridge gives up at once on an event that the queue's policy refuses.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
        self.register_outputs({})
