import json
import re
from fnmatch import fnmatchcase
from typing import Any

import pytest

from infra.account_region import AccountRegion
from infra.deployer_permissions import DEPLOYERS_UNSCOPED, TABLE, boundary, calls
from local.configuration import stack_config
from tests.infra.program import Program, plan, run_program
from tests.infra.stacks import BOOTSTRAPPED, STATE

pytestmark = pytest.mark.slow

GITHUB = "token.actions.githubusercontent.com"
DEPLOYER = "order-processing-prod-deployer"
PREVIEWER = "order-processing-prod-previewer"
PROVIDER = f"arn:aws:iam::123456789012:oidc-provider/{GITHUB}"
BOUNDARY = "arn:aws:iam::123456789012:policy/order-processing/order-processing-prod-boundary"
OWN_ROLES = "arn:aws:iam::123456789012:role/order-processing/prod/*"

MAX_POLICY_LENGTH = 6144
MAX_POLICIES_PER_ROLE = 10
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""

MANAGED_BY_A_PERSON = {
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


@pytest.fixture(scope="module")
def everything() -> Program:
    """A stack with every type of resource."""
    changes = {"reconcile_schedule": "rate(1 day)", "gateway_checks_tokens": "true", "waf_logs": "true"}
    return with_settings(**changes, **STATE, catalogue=json.dumps([PRODUCT]))


PRODUCT = {"product_name": "Mug", "unit_price": 1, "currency": "USD", "available": 1}


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
            "Principal": {"Federated": PROVIDER},
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
    program = plan(**BOOTSTRAPPED, github_repository="example/order-processing")
    trust = json.loads(program.one("iam/role:Role", "order-processing-dev-deployer").inputs["assumeRolePolicy"])[
        "Statement"
    ][0]
    subject = trust["Condition"]["StringEquals"][f"{GITHUB}:sub"]
    assert subject == ["repo:example/order-processing:ref:refs/heads/main"]


@pytest.mark.parametrize(("role", "context"), [("deployer", "environment:production"), ("previewer", "pull_request")])
def test_with_githubs_numbers_both_forms_of_the_subject_are_trusted_for_this_repository_only(
    role: str, context: str
) -> None:
    program = with_settings(github_owner_id="123456", github_repository_id="456789", github_previews="true")
    trust = json.loads(program.one("iam/role:Role", f"order-processing-prod-{role}").inputs["assumeRolePolicy"])[
        "Statement"
    ][0]
    assert trust["Condition"]["StringEquals"] == {
        f"{GITHUB}:aud": "sts.amazonaws.com",
        f"{GITHUB}:repository_id": "456789",
        f"{GITHUB}:sub": [
            f"repo:example/order-processing:{context}",
            f"repo:example@123456/order-processing@456789:{context}",
        ],
    }


def test_a_stack_declares_nothing_that_the_account_has_only_once(prod: Program) -> None:
    assert prod.all("iam/openIdConnectProvider:OpenIdConnectProvider") == []
    assert [each.name for each in prod.all("iam/policy:Policy") if "boundary" in each.name] == []


def test_a_stack_without_a_repository_has_no_deployer(program: Program) -> None:
    assert program.all("iam/policy:Policy") == []
    assert [role for role in program.all("iam/role:Role") if "permissionsBoundary" in role.inputs] == []
    assert "deployer_role_arn" not in program.outputs


def test_the_stack_outputs_the_role_that_a_workflow_assumes(prod: Program) -> None:
    assert prod.outputs["deployer_role_arn"] == prod.one("iam/role:Role", DEPLOYER).arn


def test_every_role_except_the_deployer_is_inside_the_boundary(prod: Program) -> None:
    outside = {
        role.inputs["name"] for role in prod.all("iam/role:Role") if role.inputs.get("permissionsBoundary") != BOUNDARY
    }
    assert outside == {DEPLOYER}


def of_boundary(stack: str = "prod") -> list[dict[str, Any]]:
    return boundary(stack, AccountRegion("aws", "*", "123456789012"))


def test_the_boundary_allows_every_permission_that_a_role_has_on_the_resource_that_it_has_it_on(prod: Program) -> None:
    denied = [
        f"{policy.name}: {action} on {statement['Resource']}"
        for policy in prod.all("iam/rolePolicy:RolePolicy")
        for statement in json.loads(policy.inputs["policy"])["Statement"]
        for action in statement["Action"]
        if not any(covers(each, action, real_arn(statement["Resource"])) for each in of_boundary())
    ]
    assert denied == []


def covers(statement: dict[str, Any], action: str, resource: str) -> bool:
    """Return whether an allowing statement covers an action on a resource, whatever its condition is."""
    resources = [statement["Resource"]] if isinstance(statement["Resource"], str) else statement["Resource"]
    is_covered = any(fnmatchcase(resource, pattern) for pattern in resources)
    return statement["Effect"] == "Allow" and action in statement["Action"] and is_covered


KINDS = {
    "cloudwatch/logGroup:": "logs:us-west-2:123456789012:log-group:",
    "dynamodb/table": "dynamodb:us-west-2:123456789012:table/",
    "ecr/repository": "ecr:us-west-2:123456789012:repository/",
    "ecs/taskDefinition": "ecs:us-west-2:123456789012:task-definition/",
    "iam/role": "iam::123456789012:role/order-processing/prod/",
    "kms/key": "kms:us-west-2:123456789012:key/",
    "lambda/function": "lambda:us-west-2:123456789012:function:",
    "sfn/stateMachine": "states:us-west-2:123456789012:stateMachine:",
    "sns/topic": "sns:us-west-2:123456789012:",
    "sqs/queue": "sqs:us-west-2:123456789012:",
}
"""The ARNs of real resources; those of the test's monitor have a form of their own, ``sqs:…:queue/NAME``."""


def real_arn(arn: str) -> str:
    """Return the ARN that AWS would give to the resource with this ARN of the monitor."""
    found = re.fullmatch(r"arn:aws:(\w+):us-west-2:123456789012:(\w+)/(.+)", arn)
    if not found:
        return arn
    service, kind, name = found.groups()
    if kind == "stateMachine" and name.endswith(":*"):  # the monitor's ARN has no part that says so
        return f"arn:aws:states:us-west-2:123456789012:execution:{name}"
    prefix = next(value for key, value in KINDS.items() if f"{service}/{kind}:".startswith(key))
    return f"arn:aws:{prefix}{name}" + (":1" if kind == "taskDefinition" else "")


def test_the_boundary_allows_neither_management_nor_roles_but_passing_two_to_a_task(prod: Program) -> None:
    (passing,) = allowing(of_boundary(), "iam:PassRole")
    declared = {each.inputs["name"] for each in prod.all("iam/role:Role")}
    assert {each.rpartition("/")[2] for each in passing["Resource"]} <= declared
    assert passing["Condition"] == {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
    actions = {action for each in of_boundary() if each != passing for action in each["Action"]}
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
    for action in ("iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary", "iam:DeleteRolePolicy"):
        (statement,) = allowing(deployer_statements(prod), action)
        assert statement["Condition"] == {"StringEquals": {"iam:PermissionsBoundary": BOUNDARY}}
        assert statement["Resource"] == [OWN_ROLES]


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


@pytest.mark.parametrize(
    "role",
    [
        "order-processing-deployers/prod/order-processing-prod-deployer",
        "order-processing/prod-eu/prod-eu-order-payment",
        "order-processing/dev/dev-order-payment",
        "prod-administrator",
    ],
)
def test_the_deployer_can_only_read_itself_and_not_take_over_a_role_of_another_stack(prod: Program, role: str) -> None:
    arn = f"arn:aws:iam::123456789012:role/{role}"
    possible = {
        action
        for each in deployer_statements(prod)
        for action in each["Action"]
        if action.startswith("iam:") and covers(each, action, arn)
    }
    assert {action for action in possible if not action.startswith(("iam:Get", "iam:List"))} == set()


def test_another_stacks_resource_is_denied_whatever_its_name_is(prod: Program) -> None:
    (denial,) = [each for each in deployer_statements(prod) if each["Effect"] == "Deny"]
    assert (denial["Action"], denial["Resource"]) == (["*"], ["*"])
    assert denial["Condition"] == {
        "StringNotEquals": {"aws:ResourceTag/stack": "prod"},
        "Null": {"aws:ResourceTag/stack": "false"},
    }


@pytest.mark.parametrize("other", ["prod-eu", "prod-order", "prod2", "dev"])
def test_no_statement_without_a_tag_covers_a_resource_of_another_stack(prod: Program, other: str) -> None:
    """``prod-*`` would cover the stack ``prod-eu``."""
    unscoped = {"apigateway", "application-autoscaling"}  # their resources' names say nothing, and have tags
    theirs = {name.replace("prod", other, 1) for name in physical_names(prod)}
    for each in deployer_statements(prod):
        service = each["Action"][0].split(":")[0]
        if each["Effect"] == "Deny" or "stack" in json.dumps(each.get("Condition", {})) or service in unscoped:
            continue
        patterns = [each["Resource"]] if isinstance(each["Resource"], str) else each["Resource"]
        last = [pattern.removesuffix(":*").removesuffix("/*") for pattern in patterns]
        for pattern in (re.split(r"[:/]", one)[-1] for one in last):
            assert pattern in {"*", "apis", "vpclinks", "tags", "alarm"} or not any(
                fnmatchcase(name, pattern) for name in theirs
            ), each


def physical_names(program: Program) -> set[str]:
    names = {each.inputs.get("name") or each.inputs.get("family") for each in program.resources}
    return {name.rpartition("/")[2] for name in names if isinstance(name, str) and "prod" in name}


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


def test_a_permission_of_the_deployer_on_everything_has_a_reason_or_a_condition(prod: Program) -> None:
    bare = [each for each in deployer_statements(prod) if each["Resource"] in ("*", ["*"]) and "Condition" not in each]
    assert [tuple(each["Action"]) for each in bare] == [each.actions for each in DEPLOYERS_UNSCOPED]
    assert all("https://docs.aws.amazon.com/" in each.reason for each in DEPLOYERS_UNSCOPED)


def test_the_table_has_the_calls_of_the_provider_for_every_type_that_a_stack_declares(everything: Program) -> None:
    declared = {each.type.removeprefix("aws:") for each in everything.resources if each.type.startswith("aws:")}
    assert sorted(declared - set(calls()) - MANAGED_BY_A_PERSON) == []
    assert sorted(set(calls()) - declared) == []


def test_each_call_of_the_provider_is_allowed_to_the_deployer(everything: Program) -> None:
    may = {action for each in deployer_statements(everything) if each["Effect"] == "Allow" for action in each["Action"]}
    assert {kind: missing for kind, actions in calls().items() if (missing := actions - may)} == {}


def test_the_deployer_may_do_nothing_that_no_type_calls_for(everything: Program) -> None:
    called = {action for actions in calls().values() for action in actions}
    extra = {"ecr:GetAuthorizationToken"}  # the login to push the image
    for each in deployer_statements(everything):
        if each["Effect"] == "Allow" and not {action.split(":")[0] for action in each["Action"]} <= {"s3"}:
            unexplained = set(each["Action"]) - called - extra
            assert (
                unexplained == set()
                or "kms:EncryptionContext" in json.dumps(each)
                or "kms:ViaService" in json.dumps(each)
            )


def test_each_row_of_the_table_names_the_providers_code() -> None:
    rows = [each for name in TABLE for each in TABLE[name] if "for" in each]
    assert [
        each for each in rows if not all(re.fullmatch(r"\w+/\w+\.go", path) for path in each["source"].split())
    ] == []
    without = {name for name in TABLE for each in TABLE[name] if "for" not in each and "deny" not in each}
    assert without == {"boundary", "state", "state_to_preview"}  # what roles and Pulumi's engine call


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        # https://github.com/hashicorp/terraform-provider-aws/blob/v6.28.0/internal/service/ecs/service.go
        ("ecs/service:Service", {"ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments"}),
        ("appautoscaling/policy:Policy", {"cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"}),
        ("lambda/function:Function", {"lambda:CreateFunction", "lambda:GetLayerVersion", "iam:PassRole"}),
        ("dynamodb/table:Table", {"dynamodb:CreateTable", "dynamodb:UpdateContinuousBackups", "dynamodb:DeleteTable"}),
        ("lb/loadBalancer:LoadBalancer", {"elasticloadbalancing:CreateLoadBalancer", "iam:CreateServiceLinkedRole"}),
        ("apigatewayv2/stage:Stage", {"apigateway:POST", "logs:CreateLogDelivery"}),
        ("ec2/vpc:Vpc", {"ec2:CreateVpc", "ec2:ModifyVpcAttribute", "ec2:DeleteVpc", "ec2:CreateTags"}),
    ],
)
def test_the_table_has_calls_that_are_easily_forgotten(kind: str, needed: set[str]) -> None:
    assert needed <= calls()[kind]


def test_the_alarms_of_target_tracking_may_be_created_under_the_name_that_aws_gives_them(prod: Program) -> None:
    alarm = "TargetTracking-service/prod-order-api/prod-order-api-AlarmHigh-1234abcd"
    arn = f"arn:aws:cloudwatch:us-west-2:123456789012:alarm:{alarm}"
    service = prod.the("ecs/service:Service").inputs["name"]
    assert alarm.startswith(f"TargetTracking-service/{service}/{service}-")
    for action in ("cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms"):
        assert any(covers(each, action, arn) for each in deployer_statements(prod)), action


def test_the_deployer_may_wait_for_the_services_deployments(prod: Program) -> None:
    cluster = "prod-order-api/prod-order-api"
    for action, kind in {
        "ecs:ListServiceDeployments": f"service/{cluster}",
        "ecs:DescribeServiceDeployments": f"service-deployment/{cluster}/ABC",
    }.items():
        arn = f"arn:aws:ecs:us-west-2:123456789012:{kind}"
        assert any(covers(each, action, arn) for each in deployer_statements(prod)), action


def test_everything_that_a_stack_declares_under_a_name_is_in_the_scope_of_the_deployer(everything: Program) -> None:
    """A statement with complete names needs the new name of a new resource."""
    patterns = [
        pattern
        for each in deployer_statements(everything)
        if each["Effect"] == "Allow"
        for pattern in ([each["Resource"]] if isinstance(each["Resource"], str) else each["Resource"])
    ]
    names = {
        (each.type, name)
        for each in everything.resources
        if each.type in NAMED
        for name in [each.inputs.get("name") or each.inputs.get("family") or each.inputs.get("dashboardName")]
    }
    assert len(names) > 50
    outside = [
        (kind, name)
        for kind, name in names
        if not any(fnmatchcase(NAMED[kind].format(name=name), pattern) for pattern in patterns)
    ]
    assert sorted(outside) == []


NAMED = {
    "aws:cloudwatch/dashboard:Dashboard": "arn:aws:cloudwatch::123456789012:dashboard/{name}",
    "aws:cloudwatch/eventRule:EventRule": "arn:aws:events:us-west-2:123456789012:rule/{name}",
    "aws:cloudwatch/logGroup:LogGroup": "arn:aws:logs:us-west-2:123456789012:log-group:{name}",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "arn:aws:cloudwatch:us-west-2:123456789012:alarm:{name}",
    "aws:dynamodb/table:Table": "arn:aws:dynamodb:us-west-2:123456789012:table/{name}",
    "aws:ecr/repository:Repository": "arn:aws:ecr:us-west-2:123456789012:repository/{name}",
    "aws:ecs/cluster:Cluster": "arn:aws:ecs:us-west-2:123456789012:cluster/{name}",
    "aws:ecs/service:Service": "arn:aws:ecs:us-west-2:123456789012:service/prod-order-api/{name}",
    "aws:ecs/taskDefinition:TaskDefinition": "arn:aws:ecs:us-west-2:123456789012:task-definition/{name}:1",
    "aws:lambda/function:Function": "arn:aws:lambda:us-west-2:123456789012:function:{name}",
    "aws:lb/loadBalancer:LoadBalancer": (
        "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/{name}/50dc6c495c0c9188"
    ),
    "aws:scheduler/schedule:Schedule": "arn:aws:scheduler:us-west-2:123456789012:schedule/default/{name}",
    "aws:sfn/stateMachine:StateMachine": "arn:aws:states:us-west-2:123456789012:stateMachine:{name}",
    "aws:sns/topic:Topic": "arn:aws:sns:us-west-2:123456789012:{name}",
    "aws:sqs/queue:Queue": "arn:aws:sqs:us-west-2:123456789012:{name}",
    "aws:wafv2/ipSet:IpSet": "arn:aws:wafv2:us-west-2:123456789012:regional/ipset/{name}/1f2e3d",
    "aws:wafv2/webAcl:WebAcl": "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/{name}/1f2e3d",
}
"""The real ARN of each type that has a name; roles have a path instead, and other types the stack's tag."""


def test_every_policy_is_within_iams_limits_even_for_the_longest_name() -> None:
    name = "a-long-stacks-nm"
    secret = f"arn:aws:secretsmanager:us-west-2:123456789012:secret:order-processing/{name}/stripe-AbCdEf"
    config = {
        f"order-processing:{key}": value
        for key, value in (STATE | {"stripe_secret_arn": secret, "github_previews": "true"}).items()
    }
    program = run_program(stack_config("prod") | config, name)
    policies = program.all("iam/policy:Policy")
    assert max(len(policy.inputs["policy"]) for policy in policies) <= MAX_POLICY_LENGTH
    assert len(policies) / 2 <= MAX_POLICIES_PER_ROLE
    assert len(program.all("iam/rolePolicyAttachment:RolePolicyAttachment")) == len(policies)


def test_the_deployer_reaches_only_its_own_stacks_objects_in_the_bucket_with_pulumis_state() -> None:
    statements = document(with_settings(github_previews="true", **STATE), f"{DEPLOYER}-state")
    bucket = "arn:aws:s3:::our-state/.pulumi"

    def may(action: str, key: str) -> bool:
        return any(covers(each, action, f"{bucket}/{key}") for each in statements)

    for key in (
        "stacks/order-processing/prod.json",
        "stacks/order-processing/prod.json.bak",
        "history/order-processing/prod/prod-1.history.json",
        "backups/order-processing/prod/prod.1.json",
        "locks/organization/order-processing/prod/1f2e3d.json",
    ):
        assert may("s3:PutObject", key), key
        for other in ("dev", "prod-eu"):
            assert not may("s3:GetObject", key.replace("/prod", f"/{other}", 1)), key
            assert not may("s3:PutObject", key.replace("/prod", f"/{other}", 1)), key
    assert may("s3:GetObject", "meta.yaml")
    assert not may("s3:PutObject", "meta.yaml")


def test_the_deployer_decrypts_only_the_secrets_of_its_own_stack() -> None:
    statements = document(with_settings(github_previews="true", **STATE), f"{DEPLOYER}-state")
    using = {
        action: each["Condition"]["StringEquals"]
        for each in statements
        if each["Resource"] == [STATE["state_key_arn"]]
        for action in each["Action"]
    }
    assert using["kms:Encrypt"] == {"kms:EncryptionContext:stack": "prod"}
    assert using["kms:GenerateDataKey"] == {"kms:ViaService": "s3.us-west-2.amazonaws.com"}
    without_key = document(with_settings(state_bucket="our-state"), f"{DEPLOYER}-state")
    assert not any("kms" in action for each in without_key for action in each["Action"])


def test_pull_requests_have_no_role_by_default(prod: Program) -> None:
    assert "previewer_role_arn" not in prod.outputs
    assert [role for role in prod.all("iam/role:Role") if "previewer" in role.inputs["name"]] == []


def test_a_preview_reads_the_stack_and_writes_only_its_lock() -> None:
    program = with_settings(github_previews="true", **STATE)
    role = program.one("iam/role:Role", PREVIEWER)
    trust = json.loads(role.inputs["assumeRolePolicy"])["Statement"][0]["Condition"]["StringEquals"]
    policies = [each for each in program.all("iam/policy:Policy") if "previewer" in each.inputs["name"]]
    statements = [each for policy in policies for each in json.loads(policy.inputs["policy"])["Statement"]]
    changing = [
        each
        for each in statements
        if each["Effect"] == "Allow"
        for action in each["Action"]
        if not action.split(":")[1].startswith(("Get", "List", "Describe", "GET", "Decrypt", "GenerateDataKey"))
    ]

    assert program.outputs["previewer_role_arn"] == role.arn
    assert trust[f"{GITHUB}:sub"] == ["repo:example/order-processing:pull_request"]
    assert {resource for each in changing for resource in each["Resource"]} == {
        "arn:aws:s3:::our-state/.pulumi/locks/organization/order-processing/prod/*"
    }
    assert allowing(statements, "iam:GetRole")
    assert len(policies) <= MAX_POLICIES_PER_ROLE
    assert max(len(policy.inputs["policy"]) for policy in policies) <= MAX_POLICY_LENGTH
