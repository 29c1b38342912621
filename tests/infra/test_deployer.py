import json
from fnmatch import fnmatchcase
from typing import Any

import pytest

from infra.deployer_permissions import DEPLOYERS_UNSCOPED
from local.configuration import stack_config
from tests.infra.program import Program, run_program

pytestmark = pytest.mark.slow

GITHUB = "token.actions.githubusercontent.com"
BOUNDARY = "prod-boundary"
DEPLOYER = "prod-deployer"

MAX_POLICY_LENGTH = 6144
MAX_POLICIES_PER_ROLE = 10
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""

GATEWAYS = {"apigateway:POST", "apigateway:PATCH", "apigateway:GET", "apigateway:DELETE"}

CREATE_AND_DELETE: dict[str, set[str]] = {
    "apigatewayv2/api:Api": GATEWAYS,
    "apigatewayv2/integration:Integration": GATEWAYS,
    "apigatewayv2/route:Route": GATEWAYS,
    "apigatewayv2/stage:Stage": GATEWAYS | {"logs:CreateLogDelivery", "logs:DeleteLogDelivery"},
    "apigatewayv2/vpcLink:VpcLink": GATEWAYS | {"iam:CreateServiceLinkedRole"},
    "appautoscaling/policy:Policy": {
        "application-autoscaling:PutScalingPolicy",
        "application-autoscaling:DeleteScalingPolicy",
    },
    "appautoscaling/target:Target": {
        "application-autoscaling:RegisterScalableTarget",
        "application-autoscaling:DeregisterScalableTarget",
        "iam:CreateServiceLinkedRole",
    },
    "cloudwatch/eventRule:EventRule": {"events:PutRule", "events:DeleteRule"},
    "cloudwatch/eventTarget:EventTarget": {"events:PutTargets", "events:RemoveTargets"},
    "cloudwatch/logGroup:LogGroup": {"logs:CreateLogGroup", "logs:PutRetentionPolicy", "logs:DeleteLogGroup"},
    "cloudwatch/dashboard:Dashboard": {"cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"},
    "cloudwatch/metricAlarm:MetricAlarm": {"cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"},
    "cloudwatch/queryDefinition:QueryDefinition": {"logs:PutQueryDefinition", "logs:DeleteQueryDefinition"},
    "dynamodb/table:Table": {"dynamodb:CreateTable", "dynamodb:UpdateContinuousBackups", "dynamodb:DeleteTable"},
    "dynamodb/tableItem:TableItem": {"dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem"},
    "ec2/defaultSecurityGroup:DefaultSecurityGroup": {
        "ec2:RevokeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupIngress",
    },
    "ec2/eip:Eip": {"ec2:AllocateAddress", "ec2:ReleaseAddress"},
    "ec2/flowLog:FlowLog": {"ec2:CreateFlowLogs", "ec2:DeleteFlowLogs", "iam:PassRole"},
    "ec2/internetGateway:InternetGateway": {
        "ec2:CreateInternetGateway",
        "ec2:AttachInternetGateway",
        "ec2:DetachInternetGateway",
        "ec2:DeleteInternetGateway",
    },
    "ec2/natGateway:NatGateway": {"ec2:CreateNatGateway", "ec2:DeleteNatGateway"},
    "ec2/route:Route": {"ec2:CreateRoute", "ec2:DeleteRoute"},
    "ec2/routeTable:RouteTable": {"ec2:CreateRouteTable", "ec2:DeleteRouteTable"},
    "ec2/routeTableAssociation:RouteTableAssociation": {"ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"},
    "ec2/securityGroup:SecurityGroup": {"ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup"},
    "ec2/subnet:Subnet": {"ec2:CreateSubnet", "ec2:DeleteSubnet"},
    "ec2/vpc:Vpc": {"ec2:CreateVpc", "ec2:ModifyVpcAttribute", "ec2:DeleteVpc"},
    "ec2/vpcEndpoint:VpcEndpoint": {"ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints"},
    "ecr/repository:Repository": {"ecr:CreateRepository", "ecr:DeleteRepository"},
    "ecr/lifecyclePolicy:LifecyclePolicy": {"ecr:PutLifecyclePolicy", "ecr:DeleteLifecyclePolicy"},
    "ecs/cluster:Cluster": {"ecs:CreateCluster", "ecs:DeleteCluster"},
    "ecs/service:Service": {"ecs:CreateService", "ecs:UpdateService", "ecs:DeleteService", "iam:PassRole"},
    "ecs/taskDefinition:TaskDefinition": {
        "ecs:RegisterTaskDefinition",
        "ecs:DeregisterTaskDefinition",
        "iam:PassRole",
    },
    "iam/role:Role": {"iam:CreateRole", "iam:DeleteRole"},
    "iam/rolePolicy:RolePolicy": {"iam:PutRolePolicy", "iam:DeleteRolePolicy"},
    "lambda/alias:Alias": {"lambda:CreateAlias", "lambda:UpdateAlias", "lambda:DeleteAlias"},
    "lambda/eventSourceMapping:EventSourceMapping": {
        "lambda:CreateEventSourceMapping",
        "lambda:DeleteEventSourceMapping",
    },
    "lambda/function:Function": {
        "lambda:CreateFunction",
        "lambda:PutFunctionConcurrency",
        "lambda:GetLayerVersion",
        "lambda:DeleteFunction",
        "iam:PassRole",
    },
    "lambda/layerVersion:LayerVersion": {"lambda:PublishLayerVersion", "lambda:DeleteLayerVersion"},
    "lambda/permission:Permission": {"lambda:AddPermission", "lambda:RemovePermission"},
    "lb/listener:Listener": {"elasticloadbalancing:CreateListener", "elasticloadbalancing:DeleteListener"},
    "lb/loadBalancer:LoadBalancer": {
        "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:DeleteLoadBalancer",
        "iam:CreateServiceLinkedRole",
    },
    "lb/targetGroup:TargetGroup": {
        "elasticloadbalancing:CreateTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:DeleteTargetGroup",
    },
    "scheduler/schedule:Schedule": {"scheduler:CreateSchedule", "scheduler:DeleteSchedule", "iam:PassRole"},
    "sfn/alias:Alias": {"states:CreateStateMachineAlias", "states:DeleteStateMachineAlias"},
    "sfn/stateMachine:StateMachine": {"states:CreateStateMachine", "states:DeleteStateMachine", "iam:PassRole"},
    "sns/topic:Topic": {"sns:CreateTopic", "sns:DeleteTopic"},
    "sns/topicPolicy:TopicPolicy": {"sns:SetTopicAttributes"},
    "sns/topicSubscription:TopicSubscription": {"sns:Subscribe", "sns:Unsubscribe"},
    "sqs/queue:Queue": {"sqs:CreateQueue", "sqs:DeleteQueue"},
    "sqs/queuePolicy:QueuePolicy": {"sqs:SetQueueAttributes"},
    "sqs/redriveAllowPolicy:RedriveAllowPolicy": {"sqs:SetQueueAttributes"},
    "vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupEgress",
    },
    "vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:RevokeSecurityGroupIngress",
    },
    "wafv2/ipSet:IpSet": {"wafv2:CreateIPSet", "wafv2:DeleteIPSet"},
    "wafv2/webAcl:WebAcl": {"wafv2:CreateWebACL", "wafv2:DeleteWebACL"},
    "wafv2/webAclAssociation:WebAclAssociation": {
        "wafv2:AssociateWebACL",
        "wafv2:DisassociateWebACL",
        "elasticloadbalancing:SetWebACL",
    },
}
"""The actions that create and delete a resource of each type, apart from reading it."""

MANAGED_BY_A_PERSON = {
    "iam/openIdConnectProvider:OpenIdConnectProvider",
    "iam/policy:Policy",
    "iam/rolePolicyAttachment:RolePolicyAttachment",
    "kms/alias:Alias",
    "kms/key:Key",
    "kms/keyPolicy:KeyPolicy",
}
"""The types of the deployer's own resources and of the key, which the deployer reads and may not change."""


@pytest.fixture(scope="module")
def prod() -> Program:
    return with_settings(reconcile_schedule="rate(1 day)")


def with_settings(**changes: str) -> Program:
    return run_program(
        stack_config("prod") | {f"order-processing:{key}": value for key, value in changes.items()}, "prod"
    )


def document(program: Program, name: str) -> list[dict[str, Any]]:
    return json.loads(program.one("iam/policy:Policy", name).inputs["policy"])["Statement"]


def deployer_statements(program: Program) -> list[dict[str, Any]]:
    """Return the statements of all of the deployer's policies."""
    names = [each.inputs["name"] for each in program.all("iam/policy:Policy")]
    return [each for name in names if name.startswith(f"{DEPLOYER}-") for each in document(program, name)]


def allowing(statements: list[dict[str, Any]], action: str) -> list[dict[str, Any]]:
    return [each for each in statements if each["Effect"] == "Allow" and action in each["Action"]]


def test_only_jobs_of_the_repository_in_the_environment_may_deploy(prod: Program) -> None:
    trust = json.loads(prod.one("iam/role:Role", DEPLOYER).inputs["assumeRolePolicy"])["Statement"]
    assert trust == [
        {
            "Effect": "Allow",
            "Principal": {"Federated": prod.the("iam/openIdConnectProvider:OpenIdConnectProvider").arn},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    f"{GITHUB}:aud": "sts.amazonaws.com",
                    f"{GITHUB}:sub": ["repo:example/order-processing:environment:production"],
                }
            },
        }
    ]


def test_without_an_environment_only_the_branch_may_deploy() -> None:
    changes = {"order-processing:github_repository": "example/order-processing"}
    program = run_program(stack_config("dev") | changes)
    trust = json.loads(program.one("iam/role:Role", "dev-deployer").inputs["assumeRolePolicy"])["Statement"][0]
    subject = trust["Condition"]["StringEquals"][f"{GITHUB}:sub"]
    assert subject == ["repo:example/order-processing:ref:refs/heads/main"]


@pytest.mark.parametrize(("role", "context"), [("deployer", "environment:production"), ("previewer", "pull_request")])
def test_with_githubs_numbers_both_forms_of_the_subject_are_trusted_for_this_repository_only(
    role: str, context: str
) -> None:
    program = with_settings(github_owner_id="123456", github_repository_id="456789", github_previews="true")
    trust = json.loads(program.one("iam/role:Role", f"prod-{role}").inputs["assumeRolePolicy"])["Statement"][0]
    assert trust["Condition"]["StringEquals"] == {
        f"{GITHUB}:aud": "sts.amazonaws.com",
        f"{GITHUB}:repository_id": "456789",
        f"{GITHUB}:sub": [
            f"repo:example/order-processing:{context}",
            f"repo:example@123456/order-processing@456789:{context}",
        ],
    }


def test_an_account_with_a_github_provider_gets_no_second_one() -> None:
    arn = f"arn:aws:iam::123456789012:oidc-provider/{GITHUB}"
    program = with_settings(github_oidc_provider_arn=arn)
    trust = json.loads(program.one("iam/role:Role", DEPLOYER).inputs["assumeRolePolicy"])["Statement"][0]
    assert program.all("iam/openIdConnectProvider:OpenIdConnectProvider") == []
    assert trust["Principal"] == {"Federated": arn}


def test_a_stack_without_a_repository_has_no_deployer(program: Program) -> None:
    assert program.all("iam/policy:Policy") == []
    assert [role for role in program.all("iam/role:Role") if "permissionsBoundary" in role.inputs] == []
    assert "deployer_role_arn" not in program.outputs


def test_the_stack_outputs_the_role_that_a_workflow_assumes(prod: Program) -> None:
    assert prod.outputs["deployer_role_arn"] == prod.one("iam/role:Role", DEPLOYER).arn


def test_every_role_except_the_deployer_is_inside_the_boundary(prod: Program) -> None:
    boundary = prod.one("iam/policy:Policy", BOUNDARY).arn
    outside = {
        role.inputs["name"] for role in prod.all("iam/role:Role") if role.inputs.get("permissionsBoundary") != boundary
    }
    assert outside == {DEPLOYER}


def test_the_boundary_allows_every_permission_that_a_role_has(prod: Program) -> None:
    within = {action for each in document(prod, BOUNDARY) for action in each["Action"]}
    needed = {
        action
        for policy in prod.all("iam/rolePolicy:RolePolicy")
        for statement in json.loads(policy.inputs["policy"])["Statement"]
        for action in statement["Action"]
    }
    assert needed - within == set()


def test_the_boundary_allows_neither_management_nor_roles_but_passing_one_to_a_task(prod: Program) -> None:
    (passing,) = allowing(document(prod, BOUNDARY), "iam:PassRole")
    assert passing["Resource"] == ["arn:aws:iam::123456789012:role/prod-order-*"]
    assert passing["Condition"] == {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
    actions = {action for each in document(prod, BOUNDARY) if each != passing for action in each["Action"]}
    verbs = {action.split(":")[1] for action in actions}
    assert {action.split(":")[0] for action in actions}.isdisjoint({"iam", "sts", "ec2", "cloudformation"})
    assert [verb for verb in verbs if verb.startswith(("Create", "Delete", "Update")) and verb not in USED] == []


USED = {
    "CreateLogDelivery",  # Step Functions sets up its logs with the role of the state machine
    "CreateLogStream",
    "DeleteItem",
    "DeleteLogDelivery",
    "DeleteMessage",
    "UpdateItem",
    "UpdateLogDelivery",
}
"""Actions that use a resource, although their names sound like management."""


def test_the_deployer_creates_and_changes_roles_only_inside_the_boundary(prod: Program) -> None:
    boundary = {"iam:PermissionsBoundary": f"arn:aws:iam::123456789012:policy/{BOUNDARY}"}
    for action in ("iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary", "iam:DeleteRolePolicy"):
        (statement,) = allowing(deployer_statements(prod), action)
        assert statement["Condition"] == {"StringEquals": boundary}
        assert statement["Resource"] == ["arn:aws:iam::123456789012:role/prod-*"]


@pytest.mark.parametrize(
    "action",
    [
        "iam:AttachRolePolicy",
        "iam:AttachUserPolicy",
        "iam:CreateAccessKey",
        "iam:CreatePolicyVersion",
        "iam:CreateUser",
        "iam:DeletePolicy",
        "iam:DeleteRolePermissionsBoundary",
        "iam:SetDefaultPolicyVersion",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "sts:AssumeRole",
    ],
)
def test_the_deployer_can_neither_bypass_the_boundary_nor_manage_the_key(prod: Program, action: str) -> None:
    assert allowing(deployer_statements(prod), action) == []


def test_the_deployer_cannot_change_itself(prod: Program) -> None:
    own = f"arn:aws:iam::123456789012:role/{DEPLOYER}"
    (denial,) = [each for each in deployer_statements(prod) if each["Effect"] == "Deny"]
    changing = {
        action
        for each in deployer_statements(prod)
        if each["Effect"] == "Allow"
        for action in each["Action"]
        if action.startswith("iam:")
        and any(fnmatchcase(own, resource) for resource in each["Resource"])
        and not action.startswith(("iam:Get", "iam:List"))
    }
    assert denial["Resource"] == [own]
    assert changing - set(denial["Action"]) == {"iam:TagRole", "iam:UntagRole"}


def test_the_deployer_passes_roles_only_to_the_services_that_run_the_stack(prod: Program) -> None:
    (statement,) = allowing(deployer_statements(prod), "iam:PassRole")
    services = set(statement["Condition"]["StringEquals"]["iam:PassedToService"])
    trusted = {
        principal
        for role in prod.all("iam/role:Role")
        for each in json.loads(role.inputs["assumeRolePolicy"])["Statement"]
        if (principal := each["Principal"].get("Service"))
    }
    assert trusted <= services


@pytest.mark.parametrize(
    "action",
    [
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:BatchGetItem",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
        "sns:Publish",
    ],
)
def test_the_deployer_neither_reads_nor_sends_orders(prod: Program, action: str) -> None:
    assert allowing(deployer_statements(prod), action) == []


def test_the_deployer_reads_items_only_of_the_catalogues_tables(prod: Program) -> None:
    (statement,) = allowing(deployer_statements(prod), "dynamodb:GetItem")
    tables = "arn:aws:dynamodb:us-west-2:123456789012:table"
    assert statement["Resource"] == [f"{tables}/prod-products", f"{tables}/prod-stock"]


def test_the_deployer_can_create_and_delete_every_resource_except_its_own(prod: Program) -> None:
    may = {action for each in deployer_statements(prod) if each["Effect"] == "Allow" for action in each["Action"]}
    kinds = {each.type.removeprefix("aws:") for each in prod.resources if each.type.startswith("aws:")}
    assert sorted(kinds - set(CREATE_AND_DELETE) - MANAGED_BY_A_PERSON) == []
    assert set().union(*(CREATE_AND_DELETE[kind] for kind in kinds - MANAGED_BY_A_PERSON)) - may == set()


def test_a_permission_of_the_deployer_on_everything_has_a_reason_or_a_condition(prod: Program) -> None:
    bare = [each for each in deployer_statements(prod) if each["Resource"] in ("*", ["*"]) and "Condition" not in each]
    assert [tuple(each["Action"]) for each in bare] == [each.actions for each in DEPLOYERS_UNSCOPED]
    assert all("https://docs.aws.amazon.com/" in each.reason for each in DEPLOYERS_UNSCOPED)


def test_the_deployers_permissions_are_scoped_by_the_stacks_name_or_tag(prod: Program) -> None:
    """Except listings, and resources that have neither a name of the stack nor a tag."""
    neither = {"apigateway", "application-autoscaling", "lambda"}
    named = ("prod-", "/prod/", "oidc-provider/token.actions", "aws-service-role/", "webacl/", "managedruleset/")
    for statement in deployer_statements(prod):
        service = statement["Action"][0].split(":")[0]
        tagged = "stack" in json.dumps(statement.get("Condition", {}))
        resources = [statement["Resource"]] if isinstance(statement["Resource"], str) else statement["Resource"]
        elsewhere = [each for each in resources if each != "*" and not any(part in each for part in named)]
        is_listing = statement["Action"] == ["cloudwatch:DescribeAlarms"]
        assert not elsewhere or tagged or is_listing or service in neither, statement


def test_every_policy_is_within_iams_limits(prod: Program) -> None:
    policies = [each.inputs["policy"] for each in with_settings(state_bucket="our-state").all("iam/policy:Policy")]
    assert max(len(policy) for policy in policies) <= MAX_POLICY_LENGTH
    assert len(policies) - 1 <= MAX_POLICIES_PER_ROLE
    assert len(prod.all("iam/rolePolicyAttachment:RolePolicyAttachment")) == len(prod.all("iam/policy:Policy")) - 1


def test_the_deployer_reaches_only_the_bucket_with_pulumis_state() -> None:
    statements = document(with_settings(state_bucket="our-state"), f"{DEPLOYER}-state")
    assert [each["Resource"] for each in statements] == [
        ["arn:aws:s3:::our-state"],
        ["arn:aws:s3:::our-state/.pulumi/*"],
    ]


def test_pull_requests_have_no_role_by_default(prod: Program) -> None:
    assert "previewer_role_arn" not in prod.outputs
    assert [role for role in prod.all("iam/role:Role") if "previewer" in role.inputs["name"]] == []


def test_a_preview_reads_the_stack_and_writes_only_its_lock() -> None:
    program = with_settings(github_previews="true", state_bucket="our-state")
    role = program.one("iam/role:Role", "prod-previewer")
    trust = json.loads(role.inputs["assumeRolePolicy"])["Statement"][0]["Condition"]["StringEquals"]
    policies = [each for each in program.all("iam/policy:Policy") if "previewer" in each.inputs["name"]]
    statements = [each for policy in policies for each in json.loads(policy.inputs["policy"])["Statement"]]
    changing = [
        each
        for each in statements
        for action in each["Action"]
        if not action.split(":")[1].startswith(("Get", "List", "Describe", "GET"))
    ]

    assert program.outputs["previewer_role_arn"] == role.arn
    assert trust[f"{GITHUB}:sub"] == ["repo:example/order-processing:pull_request"]
    assert {resource for each in changing for resource in each["Resource"]} == {
        "arn:aws:s3:::our-state/.pulumi/locks/*"
    }
    assert allowing(statements, "iam:GetRole")
    assert len(policies) <= MAX_POLICIES_PER_ROLE
    assert max(len(policy.inputs["policy"]) for policy in policies) <= MAX_POLICY_LENGTH
