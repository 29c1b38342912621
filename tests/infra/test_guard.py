"""What `pulumi destroy` deletes first, and in a protected stack cannot delete."""

from typing import Any

import pytest

from tests.infra.program import Program, Resource, plan
from tests.infra.stacks import BOOTSTRAPPED, EVERYTHING, OPTIONS

pytestmark = pytest.mark.slow

EVERY_COMPONENT = BOOTSTRAPPED | {
    "customer_managed_key": True,
    "github_environment": "production",
    "github_repository": "example/orders",
    "reconcile_schedule": "rate(1 day)",
    "stripe_secret_arn": "arn:aws:secretsmanager:us-west-2:123456789012:secret:order-processing/dev/stripe-AbCdEf",
}


def guard(program: Program) -> Resource:
    (found,) = [each for each in program.resources if each.name == "deletion-guard"]
    return found


@pytest.mark.parametrize("changes", [{}, EVERYTHING | EVERY_COMPONENT], ids=["dev", "with every component"])
def test_everything_else_must_be_deleted_after_the_guard(changes: dict[str, Any]) -> None:
    program = plan(**changes)
    first = guard(program)
    others = {each.urn: each.name for each in program.resources if each is not first}
    assert sorted(name for urn, name in others.items() if urn not in first.dependencies) == []


def test_only_a_protected_stack_has_a_protected_guard(program: Program, prod: Program) -> None:
    assert guard(prod).is_protected
    assert guard(plan(**OPTIONS)).is_protected
    assert not guard(program).is_protected
