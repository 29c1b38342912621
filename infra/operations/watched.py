"""The components that the operations component monitors."""

from __future__ import annotations

from dataclasses import dataclass

from infra.api import Api
from infra.event_publisher import EventPublisher
from infra.function import Function
from infra.gateway import Gateway
from infra.load_balancer import LoadBalancer
from infra.network import Network
from infra.order_age import OrderAge
from infra.order_consumer import OrderConsumer
from infra.queues import Queues
from infra.tables import Tables
from infra.topics import Topics
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
    topics: Topics

    @property
    def functions(self) -> tuple[Function, ...]:
        """Every function, in the order in which an order passes through them."""
        return (
            self.publisher.function,
            self.consumer.function,
            *self.workflow.functions,
            self.watchdog.function,
            self.order_age.function,
        )


@dataclass(frozen=True, slots=True)
class EdgeResources:
    """The components between the clients and the API."""

    load_balancer: LoadBalancer
    gateway: Gateway
    network: Network
