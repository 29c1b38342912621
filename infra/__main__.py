"""The system on AWS, in the order in which an order flows.

    Gateway ──> Firewall, LoadBalancer ──> ApiService, all of these in the Network
                                               │
     ┌─────────────────────────────────────────┘
    Api ──> Tables.orders ──stream──> EventPublisher ──> Topics.order_events ──> Queues.processing
                                           │                                           │
                                           └──> Topics.order_completed          OrderConsumer
                                                                                       │
    Tables ◄──── payment, inventory, status ◄──── OrderWorkflow ◄──────────────────────┘
                                                   │   └──> Queues.dead_letters ◄──────┐
                                                   └──failures──> Queues.watchdog ──> Watchdog

    Operations monitors all of it, with OrderAge's measurement of the oldest open order, and Reconciliation, if it has
    a schedule, checks the tables against each other.

A component is declared after those that it needs, so the workflow comes before the consumer that starts it, and the
service, which runs the API, after everything that processes its orders.
"""

import sys
from pathlib import Path

# Pulumi runs this folder as a script, which puts the folder on the path instead of the repository.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pulumi

from infra.api import Api
from infra.deployer import deploy_from_github
from infra.encryption import encrypt_everything
from infra.event_publisher import EventPublisher
from infra.firewall import Firewall
from infra.gateway import Gateway
from infra.guard import guard_against_deletion
from infra.image import ApiImage
from infra.load_balancer import LoadBalancer
from infra.network import Network
from infra.operations import EdgeResources, Operations, Watched
from infra.order_age import OrderAge
from infra.order_consumer import OrderConsumer
from infra.payment_provider import PaymentProvider
from infra.policies import give_roles_a_path
from infra.queues import Queues
from infra.reconciliation import Reconciliation
from infra.service import ApiService
from infra.settings import Settings
from infra.tables import Tables
from infra.tags import tag_everything
from infra.topics import Topics
from infra.watchdog import Watchdog
from infra.workflow import OrderWorkflow
from orders.contract import TABLES

settings = Settings.load()

# These apply to every resource that is declared below.
tag_everything(settings)
deployer = deploy_from_github(settings)
give_roles_a_path(settings)
key = encrypt_everything(settings)
foundation = [each for each in (deployer, key) if each]

network = Network(settings)
load_balancer = LoadBalancer(settings, network)
gateway = Gateway(settings, network, load_balancer)
firewall = Firewall(settings, load_balancer)
tables = Tables(settings)
image = ApiImage(settings)
api = Api(settings, tables, image)
topics = Topics(settings)
queues = Queues(settings, topics.order_events)
publisher = EventPublisher(settings, tables, topics, queues)
provider = PaymentProvider(settings)
workflow = OrderWorkflow(settings, tables, queues.dead_letters, provider.needs)
consumer = OrderConsumer(settings, tables, queues, workflow)
watchdog = Watchdog(settings, tables, queues, workflow.arn, provider.needs)
order_age = OrderAge(settings, tables)
service = ApiService(settings, network, load_balancer, api, [publisher, workflow, consumer, watchdog])
watched = Watched(api, tables, queues, publisher, workflow, consumer, watchdog, order_age, topics)
reconciliation = [Reconciliation(settings, network, watched)] if settings.reconcile_schedule else []
edge = EdgeResources(load_balancer, gateway, network)
operations = Operations(settings, watched, edge)
guard_against_deletion(
    settings,
    [
        network,
        load_balancer,
        gateway,
        firewall,
        tables,
        image,
        provider,
        api,
        service,
        topics,
        queues,
        publisher,
        workflow,
        consumer,
        watchdog,
        order_age,
        *reconciliation,
        operations,
        *foundation,
    ],
)

pulumi.export("api_url", gateway.url)
pulumi.export("alb_dns_name", load_balancer.dns_name)
for table in TABLES:
    pulumi.export(f"{table}_table", tables[table].name)
pulumi.export("payment_provider", settings.payment_provider)
if settings.stripe_secret_arn:
    pulumi.export("stripe_secret_arn", settings.stripe_secret_arn)
pulumi.export("max_orders_in_flight", settings.orders_in_flight)
pulumi.export("order_events_topic_arn", topics.order_events.arn)
pulumi.export("order_completed_topic_arn", topics.order_completed.arn)
pulumi.export("order_public_events_topic_arn", topics.public_events.arn)
pulumi.export("order_processing_queue_url", queues.processing.url)
pulumi.export("order_watchdog_queue_url", queues.watchdog.url)
pulumi.export("order_dlq_url", queues.dead_letters.url)
pulumi.export("order_workflow_arn", workflow.arn)
pulumi.export("order_workflow_alias_arn", workflow.alias_arn)
pulumi.export("order_workflow_type", settings.workflow_type)
pulumi.export("api_repository_url", image.repository.repository_url)
pulumi.export("operations_topic_arn", operations.topic.arn)
pulumi.export("api_task_definition_arn", api.task.arn)
pulumi.export("api_task_role_arn", api.task_role.arn)
if deployer:
    pulumi.export("deployer_role_arn", deployer.arn)
if deployer and deployer.previewer_arn:
    pulumi.export("previewer_role_arn", deployer.previewer_arn)
