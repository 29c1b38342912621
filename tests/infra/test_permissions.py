import json
from collections.abc import Iterator

import pytest

from infra.policies import LOG_DELIVERY, REGISTRY_LOGIN, SAMPLING, TRACING, UNSCOPED
from orders.contract import ADAPTER_CALLS, COMPENSATION_ADAPTERS, FUNCTION_NAMES, STEPS
from tests.infra.program import Program, plan
from tests.infra.stacks import SCHEDULED

Permissions = set[tuple[str, str]]

WRITE_LOGS = {"logs:CreateLogStream", "logs:PutLogEvents"}
READ_QUEUE = {"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}


def ledgers(*adapters: str) -> dict[str, set[str]]:
    """Return what these adapters call on DynamoDB; tests/statemachine/test_calls.py compares it with their code."""
    needs: dict[str, set[str]] = {}
    for adapter in adapters:
        for table, actions in ADAPTER_CALLS[adapter].items():
            needs.setdefault(f"dynamodb/table:Table dev-{table}", set()).update(f"dynamodb:{each}" for each in actions)
    return needs


NEEDS: dict[str, dict[str, set[str]]] = {
    "dev-order-api-task": {
        "dynamodb/table:Table dev-orders": {
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
        },
        "dynamodb/table:Table dev-orders/index/by_creation": {"dynamodb:Query"},
        "dynamodb/table:Table dev-orders/index/by_customer": {"dynamodb:Query"},
        "dynamodb/table:Table dev-products": {"dynamodb:BatchGetItem"},
        "dynamodb/table:Table dev-payments": {"dynamodb:GetItem", "dynamodb:UpdateItem"},
        "dynamodb/table:Table dev-simulator": {"dynamodb:GetItem", "dynamodb:UpdateItem"},
    },
    "dev-order-api-execution": {
        "ecr/repository:Repository dev-order-api": {
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
        },
        "cloudwatch/logGroup:LogGroup /ecs/dev-order-api": WRITE_LOGS,
        "*": set(REGISTRY_LOGIN.actions),
    },
    "dev-order-event-publisher": {
        "dynamodb/table:Table dev-orders": {
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
        },
        "dynamodb/table:Table dev-permits": {"dynamodb:DeleteItem", "dynamodb:Scan"},
        "sns/topic:Topic dev-order-events": {"sns:Publish"},
        "sns/topic:Topic dev-order-completed": {"sns:Publish"},
        "sns/topic:Topic dev-order-public-events": {"sns:Publish"},
        "sqs/queue:Queue dev-order-dlq": {"sqs:SendMessage"},
        "cloudwatch/logGroup:LogGroup /aws/lambda/dev-order-event-publisher": WRITE_LOGS,
        "*": set(TRACING.actions),
    },
    "dev-order-consumer": {
        "sqs/queue:Queue dev-order-processing": {*READ_QUEUE, "sqs:ChangeMessageVisibility"},
        "sqs/queue:Queue dev-order-dlq": {"sqs:SendMessage"},
        "dynamodb/table:Table dev-permits": {"dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Scan"},
        "sfn/stateMachine:StateMachine dev-order-workflow": {"states:StartExecution"},
        "cloudwatch/logGroup:LogGroup /aws/lambda/dev-order-consumer": WRITE_LOGS,
        "*": set(TRACING.actions),
    },
    "dev-order-watchdog": {
        **ledgers("orders", *COMPENSATION_ADAPTERS),
        "sqs/queue:Queue dev-order-watchdog": READ_QUEUE,
        "sqs/queue:Queue dev-order-dlq": {"sqs:SendMessage"},
        "cloudwatch/logGroup:LogGroup /aws/lambda/dev-order-watchdog": WRITE_LOGS,
        "*": set(TRACING.actions),
    },
    "dev-order-age": {
        "dynamodb/table:Table dev-orders/index/by_open_since": {"dynamodb:Query"},
        "dynamodb/table:Table dev-orders": {"dynamodb:GetItem"},
        "dynamodb/table:Table dev-permits": {"dynamodb:DeleteItem", "dynamodb:Scan"},
        "cloudwatch/logGroup:LogGroup /aws/lambda/dev-order-age": WRITE_LOGS,
        "*": set(TRACING.actions),
    },
    "dev-order-workflow": {
        **{
            f"lambda/function:Function dev-{FUNCTION_NAMES[folder]}:live": {"lambda:InvokeFunction"} for folder in STEPS
        },
        "sqs/queue:Queue dev-order-dlq": {"sqs:SendMessage"},
        "*": {*TRACING.actions, *SAMPLING.actions, *LOG_DELIVERY.actions},
    },
    **{
        f"dev-{FUNCTION_NAMES[folder]}": {
            **ledgers(*adapters),
            f"cloudwatch/logGroup:LogGroup /aws/lambda/dev-{FUNCTION_NAMES[folder]}": WRITE_LOGS,
            "*": set(TRACING.actions),
        }
        for folder, adapters in STEPS.items()
    },
}

NAMES_THE_ACCOUNT = {"ecs-tasks.amazonaws.com", "states.amazonaws.com"}
"""The services that name the account on whose behalf they assume a role.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
"""

SERVICES = {
    "dev-order-api-task": "ecs-tasks.amazonaws.com",
    "dev-order-api-execution": "ecs-tasks.amazonaws.com",
    "dev-order-workflow": "states.amazonaws.com",
}


def granted(program: Program, role: str) -> Permissions:
    """Return each allowed action with its resource: the one whose ARN is in the policy, or ``*``."""
    return {
        (action, _subject(program, statement["Resource"]))
        for statement in program.statements_of(role)
        for action in statement["Action"]
    }


def everything_granted(program: Program) -> Iterator[tuple[tuple[str, ...], str]]:
    for policy in program.all("iam/rolePolicy:RolePolicy"):
        for statement in json.loads(policy.inputs["policy"])["Statement"]:
            yield tuple(statement["Action"]), statement["Resource"]


def _subject(program: Program, arn: str) -> str:
    if arn == "*":
        return arn
    arn, part, index = arn.partition("/index/")
    if arn in {each.arn for each in program.all("lambda/alias:Alias")}:
        part, arn = ":live", program.behind(arn).arn
    resource = program.by_arn(arn.removesuffix(":*").removesuffix("/stream/1"))
    return f"{resource.type.removeprefix('aws:')} {resource.inputs['name']}{part}{index}"


@pytest.mark.parametrize("role", NEEDS)
def test_a_role_has_exactly_the_permissions_that_its_code_needs(program: Program, role: str) -> None:
    assert granted(program, role) == {
        (action, subject) for subject, actions in NEEDS[role].items() for action in actions
    }


def test_there_are_no_other_roles(program: Program) -> None:
    assert {role.inputs["name"] for role in program.all("iam/role:Role")} == set(NEEDS)
    assert {policy.inputs["name"] for policy in program.all("iam/rolePolicy:RolePolicy")} == set(NEEDS)


@pytest.mark.parametrize("role", NEEDS)
def test_only_its_own_service_may_assume_a_role(program: Program, role: str) -> None:
    (trust,) = json.loads(program.one("iam/role:Role", role).inputs["assumeRolePolicy"])["Statement"]
    service = SERVICES.get(role, "lambda.amazonaws.com")
    account = {"Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}}
    expected = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    assert trust == expected | (account if service in NAMES_THE_ACCOUNT else {})


@pytest.mark.slow
@pytest.mark.parametrize("role", ["order-flow-log", "order-reconcile-schedule", "order-reconcile-task"])
def test_an_optional_roles_service_may_assume_it_only_for_this_account(role: str) -> None:
    program = plan(**SCHEDULED)
    (trust,) = json.loads(program.one("iam/role:Role", f"dev-{role}").inputs["assumeRolePolicy"])["Statement"]
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def test_every_role_has_the_stacks_path(program: Program) -> None:
    assert {role.inputs["path"] for role in program.all("iam/role:Role")} == {"/order-processing/dev/"}


def test_only_permissions_listed_as_unscoped_apply_to_every_resource(program: Program) -> None:
    on_everything = {actions for actions, resource in everything_granted(program) if resource == "*"}
    assert on_everything == {permission.actions for permission in UNSCOPED}
    assert all("https://docs.aws.amazon.com/" in permission.reason for permission in UNSCOPED)


def test_a_wildcard_inside_an_arn_only_covers_the_streams_of_one_log_group(program: Program) -> None:
    partial = [resource for _, resource in everything_granted(program) if "*" in resource and resource != "*"]
    groups = {f"{group.arn}:*" for group in program.all("cloudwatch/logGroup:LogGroup")}
    assert partial
    assert set(partial) <= groups
