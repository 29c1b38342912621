"""What an account has once, and shares between its stacks."""

import json
from typing import Any

import pulumi
import pytest

from infra.deployer import AUDIENCE
from tests.infra.program import ROOT, Program, run_program
from tests.infra.stacks import BOOTSTRAPPED

pytestmark = pytest.mark.slow

PROVIDER = "iam/openIdConnectProvider:OpenIdConnectProvider"
MAX_POLICY_LENGTH = 6144


def bootstrap(**changes: Any) -> Program:
    config = {"aws:region": "us-west-2", "order-processing-bootstrap:stacks": ["dev", "prod"]}
    config |= {f"order-processing-bootstrap:{key}": value for key, value in changes.items()}
    return run_program(config, "account", ROOT / "bootstrap")


@pytest.fixture(scope="module")
def account() -> Program:
    return bootstrap()


def test_the_account_has_one_identity_provider_for_github(account: Program) -> None:
    provider = account.the(PROVIDER)
    assert provider.inputs["url"] == "https://token.actions.githubusercontent.com"
    assert provider.inputs["clientIdLists"] == [AUDIENCE]
    assert account.outputs["github_oidc_provider_arn"] == provider.arn


def test_a_provider_that_exists_is_used() -> None:
    arn = BOOTSTRAPPED["github_oidc_provider_arn"]
    program = bootstrap(github_oidc_provider_arn=arn)
    assert program.all(PROVIDER) == []
    assert program.outputs["github_oidc_provider_arn"] == arn


def test_each_stack_has_a_boundary_that_names_only_its_own_resources(account: Program) -> None:
    policies = {each.inputs["name"]: json.loads(each.inputs["policy"]) for each in account.all("iam/policy:Policy")}
    assert set(policies) == {"order-processing-dev-boundary", "order-processing-prod-boundary"}
    assert not any(
        "prod-" in json.dumps(statement) for statement in policies["order-processing-dev-boundary"]["Statement"]
    )
    assert account.outputs["permissions_boundary_arn_dev"] != account.outputs["permissions_boundary_arn_prod"]


def test_the_boundary_of_the_longest_name_is_within_iams_limit() -> None:
    (policy,) = bootstrap(stacks=["a-long-stacks-nm"]).all("iam/policy:Policy")
    assert len(policy.inputs["policy"]) <= MAX_POLICY_LENGTH


def test_what_stacks_depend_on_cannot_be_destroyed_by_mistake(account: Program) -> None:
    protected = {each.type for each in account.resources if each.is_protected}
    assert protected == {f"aws:{PROVIDER}", "aws:iam/policy:Policy", "aws:kms/key:Key", "aws:s3/bucket:Bucket"}


def test_the_states_bucket_is_versioned_encrypted_private_and_closed_to_plain_http(account: Program) -> None:
    (rule,) = account.the("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").inputs[
        "rules"
    ]
    access = account.the("s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs
    (denial,) = json.loads(account.the("s3/bucketPolicy:BucketPolicy").inputs["policy"])["Statement"]

    versions = account.the("s3/bucketVersioning:BucketVersioning").inputs["versioningConfiguration"]
    assert versions == {"status": "Enabled"}
    assert rule["applyServerSideEncryptionByDefault"]["kmsMasterKeyId"] == account.outputs["state_key_arn"]
    assert [value for name, value in access.items() if name != "bucket"] == [True] * 4
    assert (denial["Effect"], denial["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    assert account.outputs["state_bucket"] == "order-processing-state-123456789012-us-west-2"
    assert account.outputs["backend_url"] == f"s3://{account.outputs['state_bucket']}?region=us-west-2"


def test_nothing_has_the_tag_of_a_stack_by_which_a_deployer_could_reach_it(account: Program) -> None:
    tags = [each.inputs["tags"] for each in account.resources if "tags" in each.inputs]
    assert tags
    assert {json.dumps(each) for each in tags} == {json.dumps({"project": "order-processing"})}


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"stacks": []}, "stacks must be a list of different stacks' names"),
        ({"stacks": "dev"}, "stacks must be a list of different stacks' names"),
        ({"stacks": ["dev", "dev"]}, "stacks must be a list of different stacks' names"),
        ({"stacks": ["Dev"]}, "stacks must have names of 1 to 16 lower-case letters, .*, not 'Dev'"),
        ({"github_oidc_provider_arn": "gitlab"}, "github_oidc_provider_arn must be the ARN .*, not 'gitlab'"),
    ],
)
def test_an_invalid_setting_stops_the_program_with_a_sentence(changes: dict[str, Any], advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice):
        bootstrap(**changes)


def test_the_account_configuration_lists_the_stacks_of_the_repository() -> None:
    files = {path.name.split(".")[1] for path in ROOT.glob("Pulumi.*.yaml")}
    text = (ROOT / "bootstrap" / "Pulumi.account.yaml").read_text()
    assert f"stacks: [{', '.join(sorted(files))}]" in text
