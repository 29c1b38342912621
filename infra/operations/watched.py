"""What the operations component is given to watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from infra.api import Api
from infra.event_publisher import EventPublisher
from infra.function import Function
from infra.order_age import OrderAge
from infra.order_consumer import OrderConsumer
from infra.queues import Queues
from infra.tables import Tables
from infra.watchdog import Watchdog
from infra.workflow import OrderWorkflow


@dataclass(frozen=True, slots=True)
class Watched:
    """The components through which an order flows."""

    api: Api
    tables: Tables
    queues: Queues
    publisher: EventPublisher
    workflow: OrderWorkflow
    consumer: OrderConsumer
    watchdog: Watchdog
    order_age: OrderAge

    @property
    def functions(self) -> tuple[Function, ...]:
        """Every function, in the order in which an order meets them."""
        return (
            self.publisher.function,
            self.consumer.function,
            *self.workflow.functions,
            self.watchdog.function,
            self.order_age.function,
        )


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """What stands between the customers and the API, by the names that its metrics have.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    """

    load_balancer: pulumi.Input[str]
    """The suffix of its ARN: ``app/dev-orders/50dc6c495c0c9188``."""
    target_group: pulumi.Input[str]
    """Likewise: ``targetgroup/dev-orders/73e2d6bc24d8a067``."""
    gateway_id: pulumi.Input[str]
    nat_gateway_ids: Sequence[pulumi.Input[str]] = ()
    """Through which the tasks reach what lies outside, and where each byte costs; none in a stack without them."""
