"""What the deployer may do, and what a role that it makes may be allowed at most.

Most resources are known by the stack's prefix.  Those that AWS names itself are known by the tag ``stack``, which
``infra.tags`` puts on all of them and which the deployer can give to new ones only.  The ``*`` that are left stand with
their reason.  The deployer manages tables and queues, and reads no order in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from infra.account_region import AccountRegion
from infra.keys import SERVICES
from infra.policies import REGISTRY_LOGIN, UNSCOPED, Statement, Unscoped
from infra.settings import Settings

Group = Callable[[Settings, AccountRegion], Sequence[Statement]]

LISTS = Unscoped(
    "Lists and descriptions of what has no name of its own yet; they tell what there is, not what is in it. "
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    (
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScalingPolicies",
        "ec2:DescribeAccountAttributes",
        "ec2:DescribeAddresses",
        "ec2:DescribeAddressesAttribute",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeFlowLogs",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeManagedPrefixLists",
        "ec2:DescribeNatGateways",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribePrefixLists",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroupRules",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpointServices",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
        "ecs:DescribeTaskDefinition",
        "elasticloadbalancing:DescribeCapacityReservation",
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "kms:ListAliases",
        "lambda:ListEventSourceMappings",
        "logs:DescribeLogGroups",
        "logs:DescribeQueryDefinitions",
        "states:ListStateMachines",
    ),
)
NAMELESS = Unscoped(
    "AWS has no resource to name for these: a saved query, the delivery of vended logs, and the end of a revision of a "
    "task definition belong to the account. "
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
    (
        "ecs:DeregisterTaskDefinition",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DeleteQueryDefinition",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutQueryDefinition",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
        "states:ValidateStateMachineDefinition",
    ),
)
DEPLOYERS_UNSCOPED = (LISTS, NAMELESS, REGISTRY_LOGIN)
"""The whole list: no other permission of the deployer names ``*`` without a condition."""

LINKED_SERVICES = (
    "ecs.amazonaws.com",
    "ecs.application-autoscaling.amazonaws.com",
    "elasticloadbalancing.amazonaws.com",
    "ops.apigateway.amazonaws.com",
    "wafv2.amazonaws.com",
)
"""Services that make a role of their own the first time that an account uses them."""

ASSUMING_SERVICES = (
    "ecs-tasks.amazonaws.com",
    "lambda.amazonaws.com",
    "states.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
)
"""Services to which the deployer may hand a role of the stack."""


def permissions_of(settings: Settings) -> Mapping[str, Group]:
    """The permissions by their names, in groups that fit into a policy each."""
    groups: dict[str, Group] = {
        "data": _data,
        "compute": _compute,
        "roles": _roles,
        "network": _network,
        "front": _front,
        "operations": _operations,
        "keys": _keys,
    }
    return groups | ({"state": _state} if settings.state_bucket else {})


def readings_of(settings: Settings) -> Mapping[str, Group]:
    """Of these permissions those to read, for who only wants to know what a change would do."""
    groups = {name: _reading(group) for name, group in permissions_of(settings).items()}
    return groups | ({"state": _state_to_preview} if settings.state_bucket else {})


def _reading(group: Group) -> Group:
    def read(settings: Settings, place: AccountRegion) -> list[Statement]:
        allowed = [each for each in group(settings, place) if each["Effect"] == "Allow"]
        narrowed = [each | {"Action": [action for action in each["Action"] if _is_read(action)]} for each in allowed]
        return [each for each in narrowed if each["Action"]]

    return read


def _is_read(action: str) -> bool:
    verb = action.partition(":")[2]
    return verb.startswith(("Describe", "Get", "List")) or verb == "GET"


def boundary_of(settings: Settings, place: AccountRegion) -> list[Statement]:
    """The most that a role of the stack may be allowed: to use what is the stack's, and to manage nothing."""
    ours = settings.name("*")
    return [
        _allow(
            "dynamodb:BatchGetItem BatchWriteItem DeleteItem DescribeStream GetItem GetRecords GetShardIterator "
            "ListStreams PutItem Query UpdateItem",
            place.arn("dynamodb", f"table/{ours}"),
        ),
        _allow(
            "sqs:ChangeMessageVisibility DeleteMessage GetQueueAttributes ReceiveMessage SendMessage",
            place.arn("sqs", ours),
        ),
        _allow("sns:Publish", place.arn("sns", ours)),
        _allow("lambda:InvokeFunction", place.arn("lambda", f"function:{ours}")),
        _allow("states:StartExecution StartSyncExecution", place.arn("states", f"stateMachine:{ours}")),
        _allow("logs:CreateLogStream DescribeLogStreams PutLogEvents", place.arn("logs", f"log-group:*{ours}")),
        _allow(
            "ecr:BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer",
            place.arn("ecr", f"repository/{ours}"),
        ),
        _allow("secretsmanager:GetSecretValue", place.arn("secretsmanager", f"secret:{ours}")),
        _allow("ssm:GetParameters", place.arn("ssm", f"parameter/{settings.stack}/*")),
        _allow(
            "kms:Decrypt GenerateDataKey",
            place.arn("kms", "key/*"),
            StringEquals={
                "aws:ResourceTag/stack": settings.stack,
                "kms:ViaService": place.through("dynamodb", "lambda", "sns", "sqs"),
            },
        ),
        *({"Effect": "Allow", "Action": list(each.actions), "Resource": "*"} for each in UNSCOPED),
    ]


def _data(settings: Settings, place: AccountRegion) -> list[Statement]:
    """Tables, topics, queues, and the catalogue's first state, which are items of one table."""
    ours = settings.name("*")
    return [
        _allow(
            "dynamodb:CreateTable DeleteTable DescribeContinuousBackups DescribeTable DescribeTimeToLive "
            "ListTagsOfResource TagResource UntagResource UpdateContinuousBackups UpdateTable UpdateTimeToLive",
            place.arn("dynamodb", f"table/{ours}"),
        ),
        _allow(
            "dynamodb:DeleteItem GetItem PutItem UpdateItem",
            place.arn("dynamodb", f"table/{settings.name('products')}"),
        ),
        _allow(
            "sqs:CreateQueue DeleteQueue GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes TagQueue "
            "UntagQueue",
            place.arn("sqs", ours),
        ),
        _allow(
            "sns:CreateTopic DeleteTopic GetSubscriptionAttributes GetTopicAttributes ListSubscriptionsByTopic "
            "ListTagsForResource SetSubscriptionAttributes SetTopicAttributes Subscribe TagResource Unsubscribe "
            "UntagResource",
            place.arn("sns", ours),
        ),
        _allow(
            "events:DeleteRule DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets RemoveTargets "
            "TagResource UntagResource",
            place.arn("events", f"rule/{ours}"),
        ),
    ]


def _compute(settings: Settings, place: AccountRegion) -> list[Statement]:
    """Functions, the state machine, images, and the API's tasks."""
    ours = settings.name("*")
    function = place.arn("lambda", f"function:{ours}")
    return [
        _allow(
            "lambda:AddPermission CreateAlias CreateFunction DeleteAlias DeleteFunction DeleteFunctionConcurrency "
            "DeleteProvisionedConcurrencyConfig GetAlias GetFunction GetFunctionCodeSigningConfig "
            "GetFunctionConcurrency GetFunctionConfiguration GetPolicy GetProvisionedConcurrencyConfig "
            "ListAliases ListTags ListVersionsByFunction PublishVersion PutFunctionConcurrency "
            "PutProvisionedConcurrencyConfig RemovePermission TagResource UntagResource UpdateAlias "
            "UpdateFunctionCode UpdateFunctionConfiguration",
            function,
        ),
        # AWS names a mapping; the function that it invokes is ours.
        _allow(
            "lambda:CreateEventSourceMapping DeleteEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping",
            "*",
            ArnLike={"lambda:FunctionArn": function},
        ),
        _allow("lambda:ListTags TagResource UntagResource", place.arn("lambda", "event-source-mapping:*")),
        _allow("lambda:GetLayerVersion", f"arn:{place.partition}:lambda:{place.region}:017000801446:layer:*"),
        _allow(
            "states:CreateStateMachine CreateStateMachineAlias DeleteStateMachine DeleteStateMachineAlias "
            "DeleteStateMachineVersion DescribeStateMachine DescribeStateMachineAlias ListStateMachineAliases "
            "ListStateMachineVersions ListTagsForResource PublishStateMachineVersion TagResource UntagResource "
            "UpdateStateMachine UpdateStateMachineAlias",
            place.arn("states", f"stateMachine:{ours}"),
        ),
        _allow(
            "ecr:BatchCheckLayerAvailability BatchDeleteImage BatchGetImage CompleteLayerUpload CreateRepository "
            "DeleteLifecyclePolicy DeleteRepository DeleteRepositoryPolicy DescribeImages DescribeRepositories "
            "GetDownloadUrlForLayer GetLifecyclePolicy GetRepositoryPolicy InitiateLayerUpload ListImages "
            "ListTagsForResource PutImage PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy "
            "SetRepositoryPolicy TagResource UntagResource UploadLayerPart",
            place.arn("ecr", f"repository/{ours}"),
        ),
        _allow(
            "ecs:CreateCluster CreateService DeleteCluster DeleteService DescribeClusters DescribeServices "
            "ListTagsForResource PutClusterCapacityProviders RegisterTaskDefinition TagResource UntagResource "
            "UpdateCluster UpdateClusterSettings UpdateService",
            *(place.arn("ecs", f"{kind}/{ours}") for kind in ("cluster", "service", "task-definition")),
        ),
    ]


def _roles(settings: Settings, place: AccountRegion) -> list[Statement]:
    """Roles of the stack, inside their boundary; never the deployer's own role, nor the boundary itself."""
    roles = place.iam_arn(f"role/{settings.name('*')}")
    own = place.iam_arn(f"role/{settings.name('deployer')}")
    policies = place.iam_arn(f"policy/{settings.name('*')}")
    boundary = place.iam_arn(f"policy/{settings.name('boundary')}")
    return [
        _allow(
            "iam:GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies "
            "ListRoleTags",
            roles,
        ),
        _allow("iam:GetPolicy GetPolicyVersion ListPolicyTags ListPolicyVersions", policies),
        _allow(
            "iam:GetOpenIDConnectProvider ListOpenIDConnectProviderTags",
            place.iam_arn("oidc-provider/token.actions.githubusercontent.com"),
        ),
        _allow(
            "iam:CreateRole DeleteRolePolicy PutRolePermissionsBoundary PutRolePolicy",
            roles,
            StringEquals={"iam:PermissionsBoundary": boundary},
        ),
        _allow("iam:DeleteRole TagRole UntagRole UpdateAssumeRolePolicy UpdateRole", roles),
        _allow("iam:PassRole", roles, StringEquals={"iam:PassedToService": list(ASSUMING_SERVICES)}),
        _allow(
            "iam:CreateServiceLinkedRole",
            place.iam_arn("role/aws-service-role/*"),
            StringEquals={"iam:AWSServiceName": list(LINKED_SERVICES)},
        ),
        # What is allowed above on all roles of the stack is refused on the one that this policy is for.
        {
            "Effect": "Deny",
            "Action": [
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:DeleteRolePolicy",
                "iam:PassRole",
                "iam:PutRolePermissionsBoundary",
                "iam:PutRolePolicy",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole",
            ],
            "Resource": own,
        },
    ]


def _network(settings: Settings, place: AccountRegion) -> list[Statement]:
    """The network, whose parts AWS names itself: they are known by the tag ``stack``."""
    anything = place.arn("ec2", "*")
    new = {"aws:RequestTag/stack": settings.stack}
    ours = {"aws:ResourceTag/stack": settings.stack}
    made = (
        "elastic-ip",
        "internet-gateway",
        "natgateway",
        "route-table",
        "security-group",
        "security-group-rule",
        "subnet",
        "vpc",
        "vpc-endpoint",
        "vpc-flow-log",
    )
    return [
        _allow(
            "ec2:AllocateAddress CreateFlowLogs CreateInternetGateway CreateNatGateway CreateRouteTable "
            "CreateSecurityGroup CreateSubnet CreateVpc CreateVpcEndpoint "
            "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress",
            *(place.arn("ec2", f"{kind}/*") for kind in made),
            StringEquals=new,
        ),
        # What is new in a network is made in, or out of, something that is the stack's already.
        _allow(
            "ec2:CreateFlowLogs CreateNatGateway CreateRouteTable CreateSecurityGroup CreateSubnet CreateVpcEndpoint",
            *(
                place.arn("ec2", f"{kind}/*")
                for kind in ("elastic-ip", "route-table", "security-group", "subnet", "vpc")
            ),
            StringEquals=ours,
        ),
        _allow(
            "ec2:AssociateRouteTable AttachInternetGateway AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress "
            "CreateRoute DeleteFlowLogs DeleteInternetGateway DeleteNatGateway DeleteRoute DeleteRouteTable "
            "DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc DeleteVpcEndpoints DescribeVpcAttribute "
            "DetachInternetGateway "
            "DisassociateAddress DisassociateRouteTable ModifySecurityGroupRules ModifySubnetAttribute "
            "ModifyVpcAttribute ModifyVpcEndpoint ReleaseAddress ReplaceRoute RevokeSecurityGroupEgress "
            "RevokeSecurityGroupIngress UpdateSecurityGroupRuleDescriptionsEgress "
            "UpdateSecurityGroupRuleDescriptionsIngress",
            anything,
            StringEquals=ours,
        ),
        # Tags are given while something is made, or changed on what is the stack's; never put on another's.
        _allow("ec2:CreateTags", anything, Null={"ec2:CreateAction": "false"}, StringEquals=new),
        _allow("ec2:CreateTags", anything, StringEquals=ours),
    ]


def _front(settings: Settings, place: AccountRegion) -> list[Statement]:
    """The load balancer, the gateway, the firewall, and the service's scaling."""
    ours = settings.name("*")
    balancing = [
        place.arn("elasticloadbalancing", f"{kind}/{ours}")
        for kind in ("loadbalancer/app", "targetgroup", "listener/app", "listener-rule/app")
    ]
    firewalls = [
        place.arn("wafv2", f"regional/{kind}") for kind in (f"webacl/{ours}", f"ipset/{ours}", "managedruleset/*")
    ]
    gateway = f"arn:{place.partition}:apigateway:{place.region}:"
    return [
        _allow(
            "elasticloadbalancing:AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup "
            "DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup ModifyListener ModifyListenerAttributes "
            "ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags "
            "SetIpAddressType SetSecurityGroups SetSubnets SetWebACL",
            *balancing,
        ),
        # AWS names APIs and links, and routes and integrations have no tags of their own.
        _allow(
            "apigateway:DELETE GET PATCH POST PUT",
            *(f"{gateway}:/{path}" for path in ("apis", "apis/*", "vpclinks", "vpclinks/*", "tags/*")),
        ),
        _allow(
            "wafv2:AssociateWebACL CreateIPSet CreateWebACL DeleteIPSet DeleteLoggingConfiguration DeleteWebACL "
            "DisassociateWebACL GetIPSet GetLoggingConfiguration GetWebACL GetWebACLForResource ListTagsForResource "
            "PutLoggingConfiguration TagResource UntagResource UpdateIPSet UpdateWebACL",
            *firewalls,
            balancing[0],
        ),
        _allow(
            "application-autoscaling:DeleteScalingPolicy DeregisterScalableTarget PutScalingPolicy "
            "RegisterScalableTarget TagResource UntagResource",
            place.arn("application-autoscaling", "scalable-target/*"),
            StringEquals={"application-autoscaling:service-namespace": "ecs"},
        ),
        _allow(
            "application-autoscaling:ListTagsForResource", place.arn("application-autoscaling", "scalable-target/*")
        ),
    ]


def _operations(settings: Settings, place: AccountRegion) -> list[Statement]:
    """Logs, alarms and the dashboard."""
    ours = settings.name("*")
    return [
        _allow(
            "logs:AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteMetricFilter DeleteRetentionPolicy "
            "DescribeMetricFilters DisassociateKmsKey ListTagsForResource PutMetricFilter PutRetentionPolicy "
            "TagResource UntagResource",
            place.arn("logs", f"log-group:*{ours}"),
        ),
        _allow(
            "cloudwatch:DeleteAlarms ListTagsForResource PutCompositeAlarm PutMetricAlarm TagResource UntagResource",
            place.arn("cloudwatch", f"alarm:{ours}"),
        ),
        # Those that ring are asked for by the prefix of their names, which AWS allows on all of them or not at all.
        _allow("cloudwatch:DescribeAlarms", place.arn("cloudwatch", "alarm:*")),
        # Dashboards have no region.
        _allow(
            "cloudwatch:DeleteDashboards GetDashboard PutDashboard", _global(place, "cloudwatch", f"dashboard/{ours}")
        ),
        *({"Effect": "Allow", "Action": list(each.actions), "Resource": "*"} for each in DEPLOYERS_UNSCOPED),
    ]


def _keys(settings: Settings, place: AccountRegion) -> list[Statement]:
    """The stack's key: to read, and to use through the services that encrypt with it; a person makes and manages it."""
    keys = place.arn("kms", "key/*")
    ours = {"aws:ResourceTag/stack": settings.stack}
    return [
        _allow(
            "kms:DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags",
            keys,
            StringEquals=ours,
        ),
        _allow(
            "kms:CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom "
            "ReEncryptTo RetireGrant",
            keys,
            StringEquals=ours | {"kms:ViaService": place.through(*SERVICES)},
        ),
    ]


def _state(settings: Settings, place: AccountRegion) -> list[Statement]:
    """Pulumi's own record of the stack."""
    bucket = f"arn:{place.partition}:s3:::{settings.state_bucket}"
    return [
        _allow("s3:GetBucketLocation ListBucket", bucket),
        _allow("s3:DeleteObject GetObject PutObject", f"{bucket}/.pulumi/*"),
    ]


def _state_to_preview(settings: Settings, place: AccountRegion) -> list[Statement]:
    """Likewise, to read; a preview writes a lock while it runs."""
    bucket = f"arn:{place.partition}:s3:::{settings.state_bucket}"
    return [
        _allow("s3:GetBucketLocation ListBucket", bucket),
        _allow("s3:GetObject", f"{bucket}/.pulumi/*"),
        _allow("s3:DeleteObject PutObject", f"{bucket}/.pulumi/locks/*"),
    ]


def _global(place: AccountRegion, service: str, resource: str) -> str:
    return f"arn:{place.partition}:{service}::{place.account}:{resource}"


def _allow(actions: str, *resources: str, **condition: Mapping[str, object]) -> Statement:
    """Permission for the actions of one service, which only the first of them names."""
    service, _, names = actions.partition(":")
    statement: Statement = {
        "Effect": "Allow",
        "Action": [f"{service}:{name}" for name in names.split()],
        "Resource": list(resources),
    }
    return statement | ({"Condition": condition} if condition else {})
