import inspect
from importlib import import_module

import pytest

from local.configuration import stack_config
from tests.infra.program import Program, Resource

pytestmark = pytest.mark.slow


def can_have_tags(resource: Resource) -> bool:
    """Return whether the resource's class in pulumi_aws takes tags."""
    path, kind = resource.type.split(":")[1:]
    module = import_module(f"pulumi_aws.{path.split('/')[0].replace('lambda', 'lambda_')}")
    return "tags" in inspect.signature(getattr(module, kind)._internal_init).parameters


def test_every_taggable_resource_has_the_project_stack_owner_and_cost_centre(prod: Program) -> None:
    ours = [each for each in prod.resources if each.type.startswith("aws:")]
    taggable = [each for each in ours if can_have_tags(each)]
    tags = {
        "project": "order-processing",
        "stack": "prod",
        "owner": stack_config("prod")["order-processing:owner"],
        "cost_centre": stack_config("prod")["order-processing:cost_centre"],
    }

    assert len({each.type for each in taggable}) > 10
    assert [each.urn for each in taggable if not tags.items() <= each.inputs.get("tags", {}).items()] == []
    assert [each.urn for each in ours if each not in taggable and "tags" in each.inputs] == []


def test_a_tag_without_a_value_is_omitted(program: Program) -> None:
    assert program.one("sqs/queue:Queue", "dev-order-dlq").inputs["tags"] == {
        "project": "order-processing",
        "stack": "dev",
    }
