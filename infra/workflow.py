"""The order workflow: the state machine and the functions behind its tasks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pulumi_aws as aws
import yaml

from infra import adapters, express
from infra.adapters import Needs
from infra.aliases import LIVE, alias_options
from infra.function import ROOT, Function
from infra.policies import LOG_DELIVERY, SAMPLING, TRACING, ServicePrincipal, ServiceRole, allow, allow_unscoped
from infra.settings import Settings
from infra.tables import Tables
from orders.contract import STEPS

DEFINITION = ROOT / "statemachine" / "order_workflow.asl.yaml"

_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")

DefinitionTransform = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Turns the definition into the one that a type of workflow runs."""


class InvalidDefinition(pulumi.RunError):
    """The definition's placeholders differ from the values that the program has."""


def as_written(machine: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the definition unchanged, for a Standard workflow."""
    return machine


class OrderWorkflow(pulumi.ComponentResource):
    """A state machine that may only invoke the functions of its steps and send to the dead-letter queue.

    Start executions through the alias.  Events, metrics and permissions use ``arn``.
    """

    arn: pulumi.Output[str]
    functions: tuple[Function, ...]
    logs: aws.cloudwatch.LogGroup
    alias_arn: pulumi.Output[str]

    def __init__(
        self, settings: Settings, tables: Tables, dead_letters: aws.sqs.Queue, payment_provider: Needs
    ) -> None:
        super().__init__("order-processing:infra:OrderWorkflow", "order-workflow")
        child = pulumi.ResourceOptions(parent=self)
        transform = express.to_express if settings.is_express else as_written
        self.functions = tuple(self._function(settings, tables, folder, payment_provider) for folder in STEPS)

        name = settings.name("order-workflow")
        # The resource policy for vended logs can grow too long; groups under this prefix do not add to it.
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
            ServicePrincipal("states.amazonaws.com", logs.arn),
            [
                *(allow("lambda:InvokeFunction", on=function.arn) for function in self.functions),
                allow("sqs:SendMessage", on=dead_letters.arn),
                allow_unscoped(TRACING),
                allow_unscoped(SAMPLING),
                allow_unscoped(LOG_DELIVERY),
            ],
            opts=child,
        )
        values = pulumi.Output.all(
            **{placeholder(function.folder): function.arn for function in self.functions},
            DeadLetterQueueUrl=dead_letters.url,
        )
        machine = aws.sfn.StateMachine(
            "order-workflow",
            name=name,
            type=settings.workflow_type,
            definition=values.apply(lambda known: render(DEFINITION.read_text(encoding="utf-8"), known, transform)),
            publish=True,
            role_arn=role.arn,
            logging_configuration={
                # The log is an Express execution's only history.  Its states' inputs and outputs hold order ids,
                # states, amounts and errors, but no personal data.
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
            # AWS cannot change a machine's type, so Pulumi replaces it, and AWS deletes its aliases with it.  A new
            # machine's first version has the same ARN as the old one's, so the alias itself would show no change.
            opts=alias_options(
                settings,
                pulumi.ResourceOptions.merge(child, pulumi.ResourceOptions(replace_with=[machine])),
                "routingConfigurations",
            ),
        )
        self.arn = machine.arn
        self.alias_arn = alias.arn
        self.register_outputs({"arn": self.arn, "alias_arn": self.alias_arn})

    @property
    def execution_arns(self) -> pulumi.Output[str]:
        """The ARNs of a Standard workflow's executions, as a pattern for a policy: they have no alias or version."""
        return self.arn.apply(lambda arn: f"{arn.replace(':stateMachine:', ':execution:')}:*")

    def _function(self, settings: Settings, tables: Tables, folder: str, payment_provider: Needs) -> Function:
        """Declare the function in this folder, which is behind tasks of the state machine."""
        needs = adapters.needs(tables, STEPS[folder])
        if "payments" in STEPS[folder]:
            needs += payment_provider
        opts = pulumi.ResourceOptions(parent=self)
        return Function(folder, settings, needs.environment, needs.permissions, opts, needs.layers)


def placeholder(folder: str) -> str:
    """Return the name that the definition gives to the function in this folder, such as ``PaymentFunction``."""
    return folder.title().replace("_", "") + "Function"


def render(definition: str, values: Mapping[str, str], transform: DefinitionTransform = as_written) -> str:
    """Return the YAML definition as JSON, transformed, with each ``${Placeholder}`` replaced by its value.

    Raises:
        InvalidDefinition: a placeholder has no value, or a value has no placeholder.
    """
    text = json.dumps(transform(yaml.safe_load(definition)), separators=(",", ":"))
    if unmatched := set(_PLACEHOLDER.findall(text)) ^ set(values):
        raise InvalidDefinition(
            f"Each placeholder of the state machine must have a value and each value a placeholder. "
            f"Without a counterpart: {', '.join(sorted(unmatched))}."
        )
    return _PLACEHOLDER.sub(lambda match: json.dumps(values[match[1]])[1:-1], text)
