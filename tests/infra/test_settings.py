from typing import Any

import pulumi
import pytest

from infra.settings import Settings
from infra.settings.functions import UNRESERVED
from local.program import stack_config
from tests.infra.program import Program, run_program

MUG = {"product_name": "Mug", "unit_price": 1250, "currency": "USD", "available": 3}

KEYS = "https://issuer.example/.well-known/jwks.json"


def run_with(**changes: Any) -> Program:
    return run_program(
        {"aws:region": "us-west-2"} | {f"order-processing:{key}": value for key, value in changes.items()}
    )


def reserved(program: Program) -> dict[str, int]:
    return {
        function.inputs["name"]: function.inputs["reservedConcurrentExecutions"]
        for function in program.all("lambda/function:Function")
    }


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("reserved_concurrency", 0, "a whole number from 1, or -1"),
        ("reserved_concurrency", -2, "a whole number from 1, or -1"),
        ("reserved_concurrency", 2.5, "a whole number from 1, or -1"),
        ("reserved_concurrency", "many", "JSON"),
        ("reserved_concurrency", {"paymint": 5}, "folders of event_publisher, order_consumer, payment"),
        ("reserved_concurrency", {"payment": "many"}, "a whole number from 1, or -1"),
        ("reserved_concurrency", {"order_consumer": 4}, r"order_consumer .* at least maximum_concurrency \(5\), not 4"),
        ("reserved_concurrency", {"watchdog": 4}, r"watchdog .* at least maximum_concurrency \(5\), not 4"),
        ("maximum_concurrency", 1, "from 2 to 1000"),
        ("maximum_concurrency", 1001, "from 2 to 1000"),
        ("maximum_concurrency", "many", "int"),
        ("log_retention_days", 10, r"one of CloudWatch's \[1, 3, 5, 7, 14, 30"),
        ("log_level", "loud", "one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ("workflow_log_level", "LOUD", "one of OFF, FATAL, ERROR, ALL"),
        ("alarm_email", "nobody", "an e-mail address, or nothing"),
        ("alarm_email", "a b@shop.example", "an e-mail address, or nothing"),
        ("runbook_url", "", "an address or a path without a #"),
        ("runbook_url", "https://wiki.example/runbooks#top", "an address or a path without a #"),
        ("powertools_layer_version", 0, "the number of a published version"),
        ("deletion_protection", "perhaps", "bool"),
        ("api_image", "order-api", "an image with its tag or digest"),
        ("api_image", "order-api@sha256:1f2e3d", "an image with its tag or digest"),
        ("api_cpu", 300, r"one of Fargate's \[256, 512"),
        ("api_memory", 4096, r"one of \[512, 1024, 2048\] to go with api_cpu 256"),
        ("api_requests_per_minute", -1, "a whole number, 0 for no limit"),
        ("api_requests_per_minute", "many", "int"),
        ("api_cors_origins", "https://shop.example", "JSON"),
        ("api_cors_origins", {"https://shop.example": True}, "a list of strings"),
        ("api_cors_origins", [7], "a list of strings"),
        ("api_cors_origins", ["https://shop.example/"], r"origins such as https://shop.example, or \* alone, not"),
        ("api_cors_origins", ["*", "https://shop.example"], r"or \* alone, not '\*'"),
        ("workflow_type", "Express", "one of STANDARD, EXPRESS, not 'Express'"),
        ("gradual_release", "perhaps", "bool"),
        ("production", "perhaps", "bool"),
        ("retain_data", "perhaps", "bool"),
        ("customer_managed_key", "perhaps", "bool"),
        ("owner", "the orders & co", "up to 256 letters"),
        ("owner", " orders", "up to 256 letters"),
        ("cost_centre", "4" * 257, "up to 256 letters"),
        ("github_repository", "orders", "owner/name of a repository"),
        ("github_repository", "shop/*", "owner/name of a repository"),
        ("github_environment", "production", "the deployer's: set github_repository too"),
        ("github_environment", "prod:*", "the name of an environment"),
        ("github_previews", True, "the repository's: set github_repository too"),
        ("github_branch", "release-*", "the name of a branch"),
        ("github_oidc_provider_arn", "arn:aws:iam::1:oidc-provider/gitlab.com", "the ARN of the account's provider"),
        ("state_bucket", "My Bucket", "the name of an S3 bucket"),
        ("production", True, "not open to everybody: set jwks_url, jwt_issuer, jwt_audience too"),
        ("jwks_url", KEYS, "go together: set all or none, jwt_issuer, jwt_audience too"),
        ("catalogue", 5, "a list of products"),
        ("catalogue", ["Mug"], "a list of products"),
        ("catalogue", [{"product_name": "Mug"}], "product_name, unit_price, currency and available"),
        ("catalogue", [MUG | {"colour": "red"}], "product_name, unit_price, currency and available"),
        ("catalogue", [MUG, MUG], "each product once"),
        ("catalogue", [MUG | {"product_name": " "}], "a product_name"),
        ("catalogue", [MUG | {"product_name": 7}], "a product_name"),
        ("catalogue", [MUG | {"unit_price": 12.5}], "a unit_price in whole minor units"),
        ("catalogue", [MUG | {"unit_price": -1}], "a unit_price in whole minor units"),
        ("catalogue", [MUG | {"currency": "dollars"}], "a currency such as USD"),
        ("catalogue", [MUG | {"available": "plenty"}], "a whole number available"),
        ("catalogue", [MUG | {"available": True}], "a whole number available"),
    ],
)
def test_a_wrong_setting_stops_the_program_and_the_sentence_names_its_key(key: str, value: Any, advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=rf"(?s){key}.*{advice}"):
        run_with(**{key: value})


@pytest.mark.parametrize("region", ["", "Oregon", "us-west"])
def test_a_wrong_region_stops_the_program(region: str) -> None:
    with pytest.raises(pulumi.RunError, match="aws:region must be the code of a region such as us-west-2"):
        run_program({"aws:region": region})


@pytest.mark.parametrize("stack", ["Dev", "1st", "dev-", "de--v", "dev_2", "a-much-too-long-one"])
def test_a_stack_whose_name_cannot_prefix_the_others_stops_the_program(stack: str) -> None:
    with pytest.raises(pulumi.RunError, match=rf"The stack's name must be .*, not '{stack}'"):
        run_program({"aws:region": "us-west-2"}, stack=stack)


@pytest.mark.parametrize("url", ["http://issuer.example/keys", "issuer.example/keys", "https://", "https:///keys"])
def test_an_address_from_which_anybody_could_send_keys_stops_the_program(url: str) -> None:
    with pytest.raises(pulumi.RunError, match="jwks_url must be the https:// address of the issuer's key set, not"):
        run_with(jwks_url=url, jwt_issuer="https://issuer.example/", jwt_audience="orders")


def test_a_stack_in_production_whose_tokens_are_half_set_is_told_what_is_missing() -> None:
    config = {key: value for key, value in stack_config("prod").items() if key != "order-processing:jwt_audience"}
    with pytest.raises(pulumi.RunError, match=r"production needs .*: set jwt_audience too") as stopped:
        run_program(config, "prod")
    assert len(str(stopped.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("deletion_protection", False, "production needs data that nobody deletes .*: set deletion_protection to true"),
        ("retain_data", False, "production needs data that nobody deletes .*: set retain_data to true"),
        ("owner", "", "production needs somebody to ask .*: set owner too"),
        ("cost_centre", "", "production needs .* somebody who pays: set cost_centre too"),
        ("github_environment", "", "production is deployed by approval: set github_environment too"),
    ],
)
def test_a_stack_in_production_is_protected(key: str, value: Any, advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice) as stopped:
        run_program(stack_config("prod") | {f"order-processing:{key}": value}, "prod")
    assert len(str(stopped.value).splitlines()) == 1


@pytest.mark.parametrize("origin", ["*", "http://shop.example"])
def test_a_stack_in_production_names_the_sites_whose_pages_may_call(origin: str) -> None:
    tokens = {"jwks_url": KEYS, "jwt_issuer": "https://issuer.example/", "jwt_audience": "orders"}
    with pytest.raises(pulumi.RunError, match="api_cors_origins must list https:// origins in production, not"):
        run_with(production=True, api_cors_origins=[origin], **tokens)


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(pulumi.RunError, match=r"(?s)api_memory.*\n.*log_level"):
        run_with(log_level="loud", api_memory=1)


@pytest.mark.slow
def test_one_number_reserves_as_much_for_every_function() -> None:
    assert set(reserved(run_with(reserved_concurrency=7)).values()) == {7}


@pytest.mark.slow
def test_a_function_without_a_number_of_its_own_shares_the_accounts() -> None:
    numbers = reserved(run_with(reserved_concurrency={"payment": 3}))
    assert numbers.pop("dev-order-payment") == 3
    assert set(numbers.values()) == {UNRESERVED}


@pytest.mark.slow
def test_an_account_that_cannot_reserve_anything_is_not_asked_to() -> None:
    assert set(reserved(run_with(reserved_concurrency=UNRESERVED)).values()) == {UNRESERVED}


@pytest.mark.parametrize(
    "image",
    [
        "123456789012.dkr.ecr.us-west-2.amazonaws.com/dev-order-api:1f2e3d",
        "localhost:5000/order-api:latest",
        f"order-api@sha256:{'0' * 64}",
    ],
)
def test_an_image_may_come_from_any_registry(image: str) -> None:
    assert Settings(stack="dev", region="us-west-2", api_image=image).api_image == image


@pytest.mark.slow
def test_a_stack_needs_no_more_than_a_name_and_a_region() -> None:
    program = run_program({"aws:region": "eu-central-1"}, stack="shop-2")
    assert program.outputs["orders_table"] == "shop-2-orders"
