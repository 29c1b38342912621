"""What happens when an execution ends without having undone its work: a time-out, an abort, a broken definition.

Of an Express execution's end nobody is told.  There whoever starts an execution also puts a message into the watchdog's
queue, which is delivered when the execution must be over.
"""

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
    """The function that reads the watchdog's queue, and a rule on the executions' status, which fills it."""

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
            # Bad ends are rare, and one whose clean-up is slow keeps no other waiting.  An Express workflow's queue has
            # a message for every order, almost all of them only to be looked at.
            batch_size=10 if settings.is_express else 1,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": settings.maximum_concurrency},
            opts=child,
        )
        if not settings.is_express:
            self._hear_of_bad_ends(settings, queues.watchdog, workflow_arn)
        self.register_outputs({})

    def _hear_of_bad_ends(self, settings: Settings, queue: aws.sqs.Queue, workflow_arn: pulumi.Input[str]) -> None:
        child = pulumi.ResourceOptions(parent=self)
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
        admission = admit("order-watchdog", queue, "events.amazonaws.com", rule.arn, child)
        aws.cloudwatch.EventTarget(
            "order-watchdog",
            rule=rule.name,
            arn=queue.arn,
            # EventBridge gives up at once on an event that the queue's policy refuses.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
