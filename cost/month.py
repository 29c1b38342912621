"""What a stack costs by the month, resource by resource, before the first order comes.

``PRICED`` says what a type costs, ``BY_USE`` and ``FREE`` why another costs nothing by itself.  A type that stands in
none of them stops the calculation: nothing is free in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cost.counts import Counts
from cost.prices import PriceList
from cost.stack import Stack

_FEEDS_FROM_SQS = ":sqs:"


class UnpricedResource(Exception):
    """The stack declares something of which nobody knows what it costs."""


@dataclass(frozen=True, slots=True)
class Charge:
    """So many units of a price, by the month, for something that the stack declares."""

    what: str
    price: str
    quantity: float


Arguments = Mapping[str, Any]
Pricing = Callable[[Arguments, Stack, PriceList], Iterator[Charge]]


def charges(stack: Stack, counts: Counts, prices: PriceList) -> list[Charge]:
    """Every charge of the stack, in the order of its resources' types and names.

    Raises:
        UnpricedResource: a type stands in none of the three lists.
    """
    unknown = {resource.type for resource in stack.resources} - PRICED.keys() - BY_USE.keys() - FREE.keys()
    if unpriced := sorted(kind for kind in unknown if not kind.startswith(_NO_RESOURCES)):
        raise UnpricedResource(f"cost/month.py does not say what {', '.join(unpriced)} cost")
    found = [
        charge
        # Pulumi registers what does not depend on each other in an order of its own.
        for resource in sorted(stack.resources, key=lambda each: (each.type, each.name))
        if resource.type in PRICED
        for charge in PRICED[resource.type](resource.inputs, stack, prices)
    ]
    return [*found, Charge("metrics from the log lines", "custom_metric", len(counts.custom_metrics))]


def _load_balancer(arguments: Arguments, _: Stack, prices: PriceList) -> Iterator[Charge]:
    hours = prices.assumed("hours_per_month")
    yield Charge("load balancer", "load_balancer", hours)
    if not arguments.get("internal"):
        zones = len(arguments.get("subnets") or arguments.get("subnetMappings") or ())
        yield Charge("load balancer's public addresses", "public_address", zones * hours)


def _service(arguments: Arguments, stack: Stack, prices: PriceList) -> Iterator[Charge]:
    """As many tasks as there are when nobody asks."""
    tasks = max(
        float(arguments.get("desiredCount", 1)),
        *(float(target["minCapacity"]) for target in stack.all("aws:appautoscaling/target:Target")),
        0,
    )
    cores, memory = stack.task_size
    hours = prices.assumed("hours_per_month") * tasks
    yield Charge("API tasks, processors", "fargate_cpu", hours * cores)
    yield Charge("API tasks, memory", "fargate_memory", hours * memory)
    if arguments.get("networkConfiguration", {}).get("assignPublicIp"):
        yield Charge("API tasks, public addresses", "public_address", hours)


def _nat_gateway(_: Arguments, __: Stack, prices: PriceList) -> Iterator[Charge]:
    yield Charge("NAT gateways", "nat_gateway", prices.assumed("hours_per_month"))


def _address(_: Arguments, __: Stack, prices: PriceList) -> Iterator[Charge]:
    yield Charge("addresses of NAT gateways", "public_address", prices.assumed("hours_per_month"))


def _endpoint(arguments: Arguments, _: Stack, prices: PriceList) -> Iterator[Charge]:
    if arguments.get("vpcEndpointType", "Gateway") == "Interface":
        zones = len(arguments["subnetIds"])
        yield Charge("interface endpoints", "interface_endpoint", zones * prices.assumed("hours_per_month"))


def _alarm(arguments: Arguments, _: Stack, __: PriceList) -> Iterator[Charge]:
    """An alarm costs by the metrics that it looks at."""
    metrics = sum("metric" in query for query in arguments.get("metricQueries") or ())
    yield Charge("alarms", "alarm", metrics or 1)


def _composite_alarm(_: Arguments, __: Stack, ___: PriceList) -> Iterator[Charge]:
    yield Charge("composite alarms", "composite_alarm", 1)


def _scaling_policy(arguments: Arguments, _: Stack, prices: PriceList) -> Iterator[Charge]:
    if arguments.get("policyType") == "TargetTrackingScaling":
        yield Charge("alarms of the autoscaling", "alarm", prices.assumed("scaling_alarms"))


def _dashboard(_: Arguments, __: Stack, ___: PriceList) -> Iterator[Charge]:
    yield Charge("dashboard", "dashboard", 1)


def _metric_filter(_: Arguments, __: Stack, ___: PriceList) -> Iterator[Charge]:
    yield Charge("metrics of log filters", "custom_metric", 1)


def _key(_: Arguments, __: Stack, ___: PriceList) -> Iterator[Charge]:
    yield Charge("encryption key", "key", 1)


def _secret(_: Arguments, __: Stack, ___: PriceList) -> Iterator[Charge]:
    yield Charge("secrets", "secret", 1)


def _web_acl(arguments: Arguments, _: Stack, __: PriceList) -> Iterator[Charge]:
    yield Charge("web ACL", "waf_acl", 1)
    yield Charge("web ACL's rules", "waf_rule", len(arguments.get("rules") or ()))


def _zone(_: Arguments, __: Stack, ___: PriceList) -> Iterator[Charge]:
    yield Charge("hosted zone", "hosted_zone", 1)


def _repository(_: Arguments, __: Stack, prices: PriceList) -> Iterator[Charge]:
    yield Charge("images of the API", "image_storage", prices.assumed("images_gigabytes"))


def _mapping(arguments: Arguments, _: Stack, prices: PriceList) -> Iterator[Charge]:
    """The long polls on an empty queue; those of a stream are free.

    https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    """
    if _FEEDS_FROM_SQS in str(arguments["eventSourceArn"]):
        polls = prices.assumed("hours_per_month") * 3600 / prices.assumed("poll_seconds")
        yield Charge("polls of empty queues", "sqs_request", polls * prices.assumed("pollers"))


def _encrypted_by(argument: str) -> Pricing:
    """The data keys of something that KMS encrypts, if it never rests: a new one for its writer and for its reader."""

    def pricing(arguments: Arguments, _: Stack, prices: PriceList) -> Iterator[Charge]:
        if arguments.get(argument):
            keys = prices.assumed("hours_per_month") * 3600 / prices.assumed("data_key_seconds")
            yield Charge("data keys", "key_request", 2 * keys)

    return pricing


PRICED: Mapping[str, Pricing] = MappingProxyType(
    {
        "aws:alb/loadBalancer:LoadBalancer": _load_balancer,
        "aws:appautoscaling/policy:Policy": _scaling_policy,
        "aws:cloudwatch/compositeAlarm:CompositeAlarm": _composite_alarm,
        "aws:cloudwatch/dashboard:Dashboard": _dashboard,
        "aws:cloudwatch/logMetricFilter:LogMetricFilter": _metric_filter,
        "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
        "aws:dynamodb/table:Table": _encrypted_by("serverSideEncryption"),
        "aws:ec2/eip:Eip": _address,
        "aws:ec2/natGateway:NatGateway": _nat_gateway,
        "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
        "aws:ecr/repository:Repository": _repository,
        "aws:ecs/service:Service": _service,
        "aws:kms/key:Key": _key,
        "aws:lambda/eventSourceMapping:EventSourceMapping": _mapping,
        "aws:lb/loadBalancer:LoadBalancer": _load_balancer,
        "aws:route53/zone:Zone": _zone,
        "aws:secretsmanager/secret:Secret": _secret,
        "aws:sns/topic:Topic": _encrypted_by("kmsMasterKeyId"),
        "aws:sqs/queue:Queue": _encrypted_by("kmsMasterKeyId"),
        "aws:wafv2/webAcl:WebAcl": _web_acl,
    }
)

BY_USE: Mapping[str, str] = MappingProxyType(
    {
        "aws:apigatewayv2/api:Api": "by the request",
        "aws:cloudwatch/eventRule:EventRule": "AWS's own events and schedules are free; what they call is not",
        "aws:cloudwatch/logGroup:LogGroup": "by the byte",
        "aws:ec2/flowLog:FlowLog": "by the byte that it logs, which nobody counts here",
        "aws:lambda/function:Function": "by the invocation and its time",
        "aws:sfn/stateMachine:StateMachine": "by the transition, or by the execution and its time",
        "aws:ssm/parameter:Parameter": "standard parameters are free",
    }
)

_PERMISSION = "a permission is free"
_PART = "part of something that is paid by the hour, the month or the request"

FREE: Mapping[str, str] = MappingProxyType(
    {
        "aws:acm/certificate:Certificate": "public certificates are free",
        "aws:acm/certificateValidation:CertificateValidation": "public certificates are free",
        "aws:alb/listener:Listener": _PART,
        "aws:alb/listenerRule:ListenerRule": _PART,
        "aws:alb/targetGroup:TargetGroup": _PART,
        "aws:apigatewayv2/authorizer:Authorizer": _PART,
        "aws:apigatewayv2/integration:Integration": _PART,
        "aws:apigatewayv2/route:Route": _PART,
        "aws:apigatewayv2/stage:Stage": _PART,
        # https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html
        "aws:apigatewayv2/vpcLink:VpcLink": "the load balancer behind it is paid",
        "aws:appautoscaling/target:Target": "the tasks are paid",
        "aws:cloudwatch/eventTarget:EventTarget": _PART,
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": _PERMISSION,
        "aws:cloudwatch/queryDefinition:QueryDefinition": "a query is paid when somebody asks it",
        "aws:codedeploy/application:Application": "CodeDeploy is free for Lambda and ECS",
        "aws:codedeploy/deploymentGroup:DeploymentGroup": "CodeDeploy is free for Lambda and ECS",
        "aws:dynamodb/resourcePolicy:ResourcePolicy": _PERMISSION,
        "aws:dynamodb/tableItem:TableItem": "written once",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": _PERMISSION,
        "aws:ec2/internetGateway:InternetGateway": "free",
        "aws:ec2/route:Route": "free",
        "aws:ec2/routeTable:RouteTable": "free",
        "aws:ec2/routeTableAssociation:RouteTableAssociation": "free",
        "aws:ec2/securityGroup:SecurityGroup": _PERMISSION,
        "aws:ec2/securityGroupRule:SecurityGroupRule": _PERMISSION,
        "aws:ec2/subnet:Subnet": "free",
        "aws:ec2/vpc:Vpc": "free",
        "aws:ecr/lifecyclePolicy:LifecyclePolicy": "free",
        "aws:ecr/repositoryPolicy:RepositoryPolicy": _PERMISSION,
        "aws:ecs/cluster:Cluster": "the tasks are paid",
        "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": "the tasks are paid",
        "aws:ecs/taskDefinition:TaskDefinition": "the tasks are paid",
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider": _PERMISSION,
        "aws:iam/policy:Policy": _PERMISSION,
        "aws:iam/role:Role": _PERMISSION,
        "aws:iam/rolePolicy:RolePolicy": _PERMISSION,
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": _PERMISSION,
        "aws:kms/alias:Alias": "part of its key",
        "aws:kms/keyPolicy:KeyPolicy": _PERMISSION,
        "aws:lambda/alias:Alias": "the function is paid",
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "the function is paid",
        "aws:lambda/permission:Permission": _PERMISSION,
        "aws:lb/listener:Listener": _PART,
        "aws:lb/listenerRule:ListenerRule": _PART,
        "aws:lb/targetGroup:TargetGroup": _PART,
        "aws:route53/record:Record": "a record that points to AWS is free",
        "aws:secretsmanager/secretVersion:SecretVersion": "the secret is paid",
        "aws:sfn/alias:Alias": "the state machine is paid",
        "aws:sns/topicPolicy:TopicPolicy": _PERMISSION,
        "aws:sns/topicSubscription:TopicSubscription": "deliveries to SQS are free; e-mails are few",
        "aws:sqs/queuePolicy:QueuePolicy": _PERMISSION,
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": _PERMISSION,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": _PERMISSION,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": _PERMISSION,
        "aws:wafv2/ipSet:IpSet": _PART,
        "aws:wafv2/webAclAssociation:WebAclAssociation": _PART,
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": _PART,
        "docker-build:index:Image": "built where the program runs",
    }
)

_NO_RESOURCES = ("pulumi:", "random:")
"""What Pulumi keeps for itself."""
