"""What happens when an execution ends without having undone its work: a time-out, an abort, a broken definition."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.settings import Settings
from infra.tables import Tables

BAD_ENDS = ("FAILED", "TIMED_OUT", "ABORTED")


class Watchdog(pulumi.ComponentResource):
    """A rule on the executions' status, and the function that it calls."""

    def __init__(
        self,
        settings: Settings,
        tables: Tables,
        dead_letters: aws.sqs.Queue,
        workflow_arn: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:Watchdog", "watchdog", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        function = Function(
            "watchdog",
            settings,
            environment={
                "ORDERS_TABLE": tables.orders.name,
                "PRODUCTS_TABLE": tables.products.name,
                "RESERVATIONS_TABLE": tables.reservations.name,
                "PAYMENTS_TABLE": tables.payments.name,
                "ORDER_DLQ_URL": dead_letters.url,
            },
            permissions=[
                allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.orders.arn),
                allow("dynamodb:UpdateItem", on=tables.products.arn),
                allow("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", on=tables.reservations.arn),
                allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.payments.arn),
                allow("sqs:SendMessage", on=dead_letters.arn),
            ],
            opts=child,
        )
        # Lambda calls the function twice more if it fails, and then the event goes where someone looks.
        aws.lambda_.FunctionEventInvokeConfig(
            "order-watchdog",
            function_name=function.name,
            maximum_retry_attempts=2,
            destination_config={"on_failure": {"destination": dead_letters.arn}},
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
        admission = aws.lambda_.Permission(
            "order-watchdog",
            action="lambda:InvokeFunction",
            function=function.name,
            principal="events.amazonaws.com",
            source_arn=rule.arn,
            opts=child,
        )
        aws.cloudwatch.EventTarget(
            "order-watchdog",
            rule=rule.name,
            arn=function.arn,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
        self.register_outputs({})
