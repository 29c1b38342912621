import re

import pytest
import yaml

from local.configuration import stack_config
from tests.infra.program import ROOT, Program, plan, run_program
from tests.infra.stacks import STATE

PHYSICAL_NAMES = {
    "dynamodb/table:Table": {
        "dev-orders",
        "dev-products",
        "dev-stock",
        "dev-reservations",
        "dev-payments",
        "dev-simulator",
        "dev-permits",
    },
    "sns/topic:Topic": {"dev-order-events", "dev-order-completed", "dev-order-public-events", "dev-operations"},
    "sqs/queue:Queue": {"dev-order-processing", "dev-order-watchdog", "dev-order-dlq"},
    "sfn/stateMachine:StateMachine": {"dev-order-workflow"},
    "lambda/function:Function": {
        "dev-order-event-publisher",
        "dev-order-consumer",
        "dev-order-payment",
        "dev-order-inventory",
        "dev-order-status",
        "dev-order-watchdog",
        "dev-order-age",
    },
}


def test_the_physical_names_that_users_rely_on_do_not_change(program: Program) -> None:
    names = {kind: {resource.inputs["name"] for resource in program.all(kind)} for kind in PHYSICAL_NAMES}
    assert {kind: names[kind] & kept for kind, kept in PHYSICAL_NAMES.items()} == PHYSICAL_NAMES


@pytest.mark.slow
def test_two_stacks_in_one_account_share_no_name(program: Program, prod: Program) -> None:
    names, other_names = (
        {each.inputs["name"] for each in one.resources if "name" in each.inputs and not each.type.endswith(":Alias")}
        for one in (program, prod)
    )
    for each in (names, other_names):
        each.discard("$default")  # a stage's name is unique within its API only

    assert names
    assert names.isdisjoint(other_names)


def test_the_stack_exports_what_operators_need_for_the_aws_cli(program: Program) -> None:
    def arn(kind: str, name: str) -> str:
        return program.one(kind, name).arn

    expected = {
        "api_url": "http://dev-order-api.lb.example",
        "alb_dns_name": "dev-order-api.lb.example",
        "orders_table": "dev-orders",
        "products_table": "dev-products",
        "stock_table": "dev-stock",
        "reservations_table": "dev-reservations",
        "payments_table": "dev-payments",
        "payment_provider": "simulated",
        "simulator_table": "dev-simulator",
        "permits_table": "dev-permits",
        "max_orders_in_flight": 8,
        "order_events_topic_arn": arn("sns/topic:Topic", "dev-order-events"),
        "order_completed_topic_arn": arn("sns/topic:Topic", "dev-order-completed"),
        "order_public_events_topic_arn": arn("sns/topic:Topic", "dev-order-public-events"),
        "order_processing_queue_url": "https://sqs.example/dev-order-processing",
        "order_watchdog_queue_url": "https://sqs.example/dev-order-watchdog",
        "order_dlq_url": "https://sqs.example/dev-order-dlq",
        "order_workflow_arn": arn("sfn/stateMachine:StateMachine", "dev-order-workflow"),
        "operations_topic_arn": arn("sns/topic:Topic", "dev-operations"),
        "order_workflow_alias_arn": program.the("sfn/alias:Alias").arn,
        "order_workflow_type": "STANDARD",
        "api_repository_url": "https://ecr.example/dev-order-api",
        "api_task_definition_arn": program.the("ecs/taskDefinition:TaskDefinition").arn,
        "api_task_role_arn": arn("iam/role:Role", "dev-order-api-task"),
    }
    assert {name: value for name, value in program.outputs.items() if name in expected} == expected


def test_pulumi_yaml_names_the_program_and_the_virtual_environment() -> None:
    project = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())

    assert project["name"] == "order-processing"
    assert (ROOT / project["main"] / "__main__.py").is_file()
    assert project["runtime"] == {"name": "python", "options": {"toolchain": "pip", "virtualenv": ".venv"}}


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_the_default_region_is_us_west_2(stack: str) -> None:
    assert stack_config(stack)["aws:region"] == "us-west-2"


@pytest.mark.slow
def test_the_documents_use_only_outputs_that_the_stack_or_the_account_has() -> None:
    stacks = {"aws:region": "us-west-2", "order-processing-bootstrap:stacks": ["dev"]}
    outputs = {
        **plan("prod", github_previews="true", **STATE).outputs,
        **run_program(stacks, "account", ROOT / "bootstrap").outputs,
    }
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    used = {name for each in documents for name in re.findall(r"stack output (\w+)", each.read_text())}
    assert {"alb_dns_name", "api_url"} <= used <= set(outputs)
