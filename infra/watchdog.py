"""The watchdog, which compensates when an execution ends without compensating itself: a timeout, an abort, a defect.

Step Functions emits no event when an Express execution ends.  The order consumer therefore schedules a message in the
watchdog's queue for the time when the execution must have ended.
"""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra import adapters
from infra.adapters import Needs
from infra.function import Function
from infra.policies import allow, queue_policy
from infra.queues import Queues, admit
from infra.settings import Settings
from infra.tables import Tables
from orders.contract import COMPENSATION_ADAPTERS, UNSUCCESSFUL_STATUSES


class Watchdog(pulumi.ComponentResource):
    """The function that reads the watchdog's queue, and the rule that fills it when an execution fails."""

    function: Function

    def __init__(
        self,
        settings: Settings,
        tables: Tables,
        queues: Queues,
        workflow_arn: pulumi.Input[str],
        payment_provider: Needs,
    ) -> None:
        super().__init__("order-processing:infra:Watchdog", "watchdog")
        child = pulumi.ResourceOptions(parent=self)
        needs = adapters.needs(tables, ("orders", *COMPENSATION_ADAPTERS)) + payment_provider
        function = self.function = Function(
            "watchdog",
            settings,
            environment={**needs.environment, "ORDER_DLQ_URL": queues.dead_letters.url},
            permissions=[
                *needs.permissions,
                allow("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", on=queues.watchdog.arn),
                allow("sqs:SendMessage", on=queues.dead_letters.arn),
            ],
            opts=child,
            layers=needs.layers,
        )
        aws.lambda_.EventSourceMapping(
            "order-watchdog",
            event_source_arn=queues.watchdog.arn,
            function_name=function.arn,
            # Failures are rare: one message at a time, so that a slow compensation delays no other.  An Express
            # workflow's queue has a message for every order, and almost all of them only need a check.
            batch_size=10 if settings.is_express else 1,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": settings.maximum_concurrency},
            opts=child,
        )
        if settings.is_express:  # the consumer sends with its role, so the queue admits no service
            queue_policy("order-watchdog", queues.watchdog, opts=child)
        else:
            self._subscribe_to_failures(settings, queues.watchdog, workflow_arn)
        self.register_outputs({})

    def _subscribe_to_failures(self, settings: Settings, queue: aws.sqs.Queue, workflow_arn: pulumi.Input[str]) -> None:
        child = pulumi.ResourceOptions(parent=self)
        rule = aws.cloudwatch.EventRule(
            "order-workflow-ended-badly",
            name=settings.name("order-workflow-ended-badly"),
            event_pattern=pulumi.Output.json_dumps(
                {
                    "source": ["aws.states"],
                    "detail-type": ["Step Functions Execution Status Change"],
                    "detail": {"status": list(UNSUCCESSFUL_STATUSES), "stateMachineArn": [workflow_arn]},
                }
            ),
            opts=child,
        )
        admission = admit("order-watchdog", queue, "events.amazonaws.com", rule.arn, child)
        aws.cloudwatch.EventTarget(
            "order-watchdog",
            rule=rule.name,
            arn=queue.arn,
            # EventBridge does not retry an event that the queue's policy denies.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
