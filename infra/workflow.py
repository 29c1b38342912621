"""The order workflow: the state machine and the functions behind its tasks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pulumi_aws as aws
import yaml

from infra import express
from infra.aliases import LIVE, held_back
from infra.function import ROOT, Function
from infra.policies import LOG_DELIVERY, SAMPLING, TRACING, ServiceRole, allow, allow_unscoped
from infra.settings import Settings
from infra.tables import Tables

DEFINITION = ROOT / "statemachine" / "order_workflow.asl.yaml"

_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")


Pace = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Makes the machine that a type of workflow runs out of the definition."""


class InvalidDefinition(pulumi.RunError):
    """The definition's placeholders are not the ones that the program fills in."""


def as_written(machine: Mapping[str, Any]) -> Mapping[str, Any]:
    """A Standard workflow runs the definition as it is."""
    return machine


class OrderWorkflow(pulumi.ComponentResource):
    """A state machine that may invoke its three functions and send to the dead letters, and nothing else.

    Executions are started through the alias; ``arn`` is what AWS knows them and their permissions by.
    """

    arn: pulumi.Output[str]
    functions: tuple[Function, ...]
    logs: aws.cloudwatch.LogGroup
    alias_arn: pulumi.Output[str]

    def __init__(
        self,
        settings: Settings,
        tables: Tables,
        dead_letters: aws.sqs.Queue,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("order-processing:infra:OrderWorkflow", "order-workflow", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        pace = express.hurried if settings.is_express else as_written
        payment = _payment(settings, tables, child)
        inventory = _inventory(settings, tables, child)
        status = _status(settings, tables, child)
        self.functions = (payment, inventory, status)

        name = settings.name("order-workflow")
        # CloudWatch's policy for vended logs is long enough only for groups under this prefix.
        # https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
        logs = self.logs = aws.cloudwatch.LogGroup(
            "order-workflow",
            name=f"/aws/vendedlogs/states/{name}",
            retention_in_days=settings.log_retention_days,
            opts=child,
        )
        role = ServiceRole(
            "order-workflow",
            name,
            "states.amazonaws.com",
            [
                *(allow("lambda:InvokeFunction", on=function.arn) for function in (payment, inventory, status)),
                allow("sqs:SendMessage", on=dead_letters.arn),
                allow_unscoped(TRACING),
                allow_unscoped(SAMPLING),
                allow_unscoped(LOG_DELIVERY),
            ],
            opts=child,
        )
        values = pulumi.Output.all(
            PaymentFunction=payment.arn,
            InventoryFunction=inventory.arn,
            StatusFunction=status.arn,
            DeadLetterQueueUrl=dead_letters.url,
        )
        machine = aws.sfn.StateMachine(
            "order-workflow",
            name=name,
            type=settings.workflow_type,
            definition=values.apply(lambda known: render(DEFINITION.read_text(encoding="utf-8"), known, pace)),
            publish=True,
            role_arn=role.arn,
            logging_configuration={
                # Of an Express execution there is no other history.  What its states are given and answer has no
                # personal data: order ids, states, amounts, errors.
                "level": "ALL" if settings.is_express else settings.workflow_log_level,
                "include_execution_data": settings.is_express,
                "log_destination": pulumi.Output.concat(logs.arn, ":*"),
            },
            tracing_configuration={"enabled": True},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )
        alias = aws.sfn.Alias(
            "order-workflow",
            name=LIVE,
            routing_configurations=[{"state_machine_version_arn": machine.state_machine_version_arn, "weight": 100}],
            opts=held_back(settings, child, "routingConfigurations"),
        )
        self.arn = machine.arn
        self.alias_arn = alias.arn
        self.register_outputs({"arn": self.arn, "alias_arn": self.alias_arn})


def render(definition: str, values: Mapping[str, str], pace: Pace = as_written) -> str:
    """The YAML definition as JSON, at the pace of the workflow's type, with each ``${Placeholder}`` replaced.

    Raises:
        InvalidDefinition: a placeholder has no value, or a value no placeholder.
    """
    text = json.dumps(pace(yaml.safe_load(definition)), separators=(",", ":"))
    if unmatched := set(_PLACEHOLDER.findall(text)) ^ set(values):
        raise InvalidDefinition(
            f"Each placeholder of the state machine must have a value and each value a placeholder, "
            f"unlike {', '.join(sorted(unmatched))}."
        )
    return _PLACEHOLDER.sub(lambda match: json.dumps(values[match[1]])[1:-1], text)


def _payment(settings: Settings, tables: Tables, opts: pulumi.ResourceOptions) -> Function:
    return Function(
        "payment",
        settings,
        environment={"ORDERS_TABLE": tables.orders.name, "PAYMENTS_TABLE": tables.payments.name},
        permissions=[
            allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.orders.arn),
            allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.payments.arn),
        ],
        opts=opts,
    )


def _inventory(settings: Settings, tables: Tables, opts: pulumi.ResourceOptions) -> Function:
    return Function(
        "inventory",
        settings,
        environment={
            "ORDERS_TABLE": tables.orders.name,
            "PRODUCTS_TABLE": tables.products.name,
            "RESERVATIONS_TABLE": tables.reservations.name,
        },
        permissions=[
            allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.orders.arn),
            allow("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", on=tables.reservations.arn),
            allow("dynamodb:UpdateItem", on=tables.products.arn),
        ],
        opts=opts,
    )


def _status(settings: Settings, tables: Tables, opts: pulumi.ResourceOptions) -> Function:
    return Function(
        "status",
        settings,
        environment={"ORDERS_TABLE": tables.orders.name, "RESERVATIONS_TABLE": tables.reservations.name},
        permissions=[
            allow("dynamodb:GetItem", "dynamodb:UpdateItem", on=tables.orders.arn),
            allow("dynamodb:UpdateItem", on=tables.reservations.arn),
        ],
        opts=opts,
    )
