"""The oldest open order and the permits in use, measured every few minutes; leaked permits are released."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.function import Function
from infra.policies import allow
from infra.settings import Settings
from infra.tables import Tables, permit_environment
from orders.contract import BY_OPEN_SINCE_INDEX

EVERY_MINUTES = 5


class OrderAge(pulumi.ComponentResource):
    """The function, and the schedule that invokes it."""

    function: Function

    def __init__(self, settings: Settings, tables: Tables) -> None:
        super().__init__("order-processing:infra:OrderAge", "order-age")
        child = pulumi.ResourceOptions(parent=self)
        index_arn = pulumi.Output.concat(tables["orders"].arn, "/index/", BY_OPEN_SINCE_INDEX)
        function = self.function = Function(
            "order_age",
            settings,
            environment={"ORDERS_TABLE": tables["orders"].name, **permit_environment(settings, tables)},
            permissions=[
                allow("dynamodb:Query", on=index_arn),
                allow("dynamodb:GetItem", on=tables["orders"].arn),
                allow("dynamodb:Scan", "dynamodb:DeleteItem", on=tables["permits"].arn),
            ],
            opts=child,
        )
        rule = aws.cloudwatch.EventRule(
            "order-age",
            name=settings.name("order-age"),
            schedule_expression=f"rate({EVERY_MINUTES} minutes)",
            opts=child,
        )
        admission = aws.lambda_.Permission(
            "order-age",
            action="lambda:InvokeFunction",
            function=function.name,
            qualifier=function.alias.name,
            principal="events.amazonaws.com",
            source_arn=rule.arn,
            opts=child,
        )
        aws.cloudwatch.EventTarget(
            "order-age",
            rule=rule.name,
            arn=function.arn,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[admission]),
        )
        self.register_outputs({})
