import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pulumi
import pytest

from infra.account_region import AccountRegion
from infra.deployer_permissions import boundary
from infra.settings import Settings
from infra.settings.functions import UNRESERVED, FunctionSettings
from local.configuration import stack_config
from orders.contract import FUNCTION_NAMES
from tests.infra.program import ROOT, Program, plan, run_program
from tests.infra.stacks import BOOTSTRAPPED, OPTIONS

MUG = {"product_name": "Mug", "unit_price": 1250, "currency": "USD", "available": 3}

KEYS = "https://issuer.example/.well-known/jwks.json"


def run_with(**changes: Any) -> Program:
    return run_program(
        {"aws:region": "us-west-2"} | {f"order-processing:{key}": value for key, value in changes.items()}
    )


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("reserved_concurrency", 0, "a whole number from 1, or -1"),
        ("reserved_concurrency", -2, "a whole number from 1, or -1"),
        ("reserved_concurrency", 2.5, "a whole number from 1, or -1"),
        ("reserved_concurrency", "many", "a whole number from 1, or -1"),
        ("reserved_concurrency", {"paymint": 5}, "by function .event_publisher, order_consumer, payment"),
        ("reserved_concurrency", {"payment": "many"}, "a whole number from 1, or -1"),
        ("reserved_concurrency", {"payment": True}, "a whole number from 1, or -1"),
        ("reserved_concurrency", {"payment": 5.0}, "a whole number from 1, or -1"),
        ("reserved_concurrency", {"order_consumer": 4}, r"order_consumer .* at least maximum_concurrency \(5\), not 4"),
        ("reserved_concurrency", {"watchdog": 4}, r"watchdog .* at least maximum_concurrency \(5\), not 4"),
        ("maximum_concurrency", 1, "from 2 to 1000"),
        ("maximum_concurrency", 1001, "from 2 to 1000"),
        ("maximum_concurrency", "many", "from 2 to 1000, not 'many'"),
        ("maximum_concurrency", "5.0", "from 2 to 1000, not '5.0'"),
        ("maximum_concurrency", True, "from 2 to 1000, not 'true'"),
        ("log_retention_days", 10, r"one of CloudWatch's \[1, 3, 5, 7, 14, 30"),
        ("log_level", "loud", "one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ("workflow_log_level", "LOUD", "one of OFF, FATAL, ERROR, ALL"),
        ("reconcile_schedule", "daily", r"a schedule of EventBridge such as rate\(1 day\)"),
        ("reconcile_schedule", "rate(2 day)", "a schedule of EventBridge"),
        ("reconcile_schedule", "cron(0 3 * * ?)", "a schedule of EventBridge"),
        ("alarm_email", "nobody", "an e-mail address, or empty"),
        ("alarm_email", "a b@shop.example", "an e-mail address, or empty"),
        ("runbook_url", "", "an address or a path without a #"),
        ("runbook_url", "https://wiki.example/runbooks#top", "an address or a path without a #"),
        ("powertools_layer_version", 0, "the number of a published version"),
        ("deletion_protection", "perhaps", "true or false, not 'perhaps'"),
        ("api_image", "order-api", "an image with its tag or digest"),
        ("api_image", "order-api@sha256:1f2e3d", "an image with its tag or digest"),
        ("api_cpu", 300, r"one of Fargate's \[256, 512"),
        ("api_memory", 4096, r"one of \[512, 1024, 2048\] to go with api_cpu 256"),
        ("api_requests_per_minute", -1, "a whole number, 0 for no limit"),
        ("api_requests_per_minute", "many", "a whole number, 0 for no limit"),
        ("api_cors_origins", "https://shop.example", "a list of strings"),
        ("api_cors_origins", {"https://shop.example": True}, "a list of strings"),
        ("api_cors_origins", [7], "a list of strings"),
        ("api_cors_origins", ["https://shop.example/"], r"origins such as https://shop.example, .* or \* alone, not"),
        ("api_cors_origins", ["https://shop.example:443"], r"without path and default port, .*not"),
        ("api_cors_origins", ["http://shop.example:80"], r"without path and default port, .*not"),
        ("api_cors_origins", ["*", "https://shop.example"], r"or \* alone, not \['\*'"),
        ("workflow_type", "Express", "one of STANDARD, EXPRESS, not 'Express'"),
        ("gradual_release", "perhaps", "true or false, not 'perhaps'"),
        ("production", "perhaps", "true or false, not 'perhaps'"),
        ("retain_data", "perhaps", "true or false, not 'perhaps'"),
        ("customer_managed_key", "perhaps", "true or false, not 'perhaps'"),
        ("owner", "the orders & co", "up to 256 letters"),
        ("owner", " orders", "up to 256 letters"),
        ("cost_centre", "4" * 257, "up to 256 letters"),
        ("github_repository", "orders", "owner/name of a repository"),
        ("github_repository", "shop/*", "owner/name of a repository"),
        ("github_environment", "production", "only on a deployer: set github_repository too"),
        ("github_environment", "prod:*", "the name of an environment"),
        ("github_owner_id", 7, "go together: set both or none"),
        ("github_repository_id", -7, "the number of the repository on GitHub, or 0"),
        ("github_previews", True, "only on a deployer: set github_repository too"),
        ("github_branch", "release-*", "the name of a branch"),
        ("github_oidc_provider_arn", BOOTSTRAPPED["github_oidc_provider_arn"], "only on a deployer"),
        ("github_oidc_provider_arn", "arn:aws:iam::1:oidc-provider/gitlab.com", "the ARN of the account's provider"),
        ("adopt_key", "alias/mine", "the id of a KMS key"),
        ("adopt_key", "1234abcd-12ab-34cd-56ef-1234567890ab", "set customer_managed_key to true"),
        ("state_bucket", "My Bucket", "the name of an S3 bucket"),
        ("state_key_arn", "alias/state", "the ARN of a KMS key"),
        ("permissions_boundary_arn", "boundary", "the ARN of a policy"),
        ("github_repository", "shop/orders", "needs what bootstrap/ creates in the account: set"),
        ("production", True, "only known callers: set jwks_url, jwt_issuer, jwt_audience too"),
        ("production", True, "a payment provider that takes money: set payment_provider to stripe"),
        ("payment_provider", "cash", "one of simulated, stripe"),
        ("payment_provider", "stripe", "go together: set both or none"),
        ("stripe_secret_arn", "sk_live_any", "the ARN of a secret in Secrets Manager"),
        ("jwks_url", KEYS, "go together: set all or none, jwt_issuer, jwt_audience too"),
        ("catalogue", 5, "a list of products"),
        ("catalogue", ["Mug"], "a list of products"),
        (
            "catalogue",
            [{"product_name": "Mug"}],
            "exactly a product_name, .*not {'product_name': 'Mug'}",
        ),
        ("catalogue", [MUG | {"colour": "red"}], "each with exactly a product_name"),
        ("catalogue", [MUG, MUG], "each product once"),
        ("catalogue", [MUG | {"product_name": " "}], "a product_name"),
        ("catalogue", [MUG | {"product_name": 7}], "a product_name"),
        ("catalogue", [MUG | {"unit_price": 12.5}], "a unit_price in whole minor units"),
        ("catalogue", [MUG | {"unit_price": -1}], "a unit_price in whole minor units"),
        ("catalogue", [MUG | {"currency": "dollars"}], "a currency such as USD"),
        ("catalogue", [MUG | {"available": "plenty"}], "a whole number available"),
        ("catalogue", [MUG | {"available": True}], "a whole number available"),
        ("catalogue", [MUG | {"stock_shards": 0}], "stock_shards from 1 to 64"),
        ("catalogue", [MUG | {"stock_shards": 65}], "stock_shards from 1 to 64"),
    ],
)
def test_an_invalid_setting_stops_the_program_with_a_sentence_that_names_its_key(
    key: str, value: Any, advice: str
) -> None:
    with pytest.raises(pulumi.RunError, match=rf"(?s){key}.*{advice}"):
        run_with(**{key: value})


@pytest.mark.parametrize("region", ["", "Oregon", "us-west"])
def test_an_invalid_region_stops_the_program(region: str) -> None:
    with pytest.raises(pulumi.RunError, match="aws:region must be the code of a region such as us-west-2"):
        run_program({"aws:region": region})


@pytest.mark.parametrize("stack", ["Dev", "1st", "dev-", "de--v", "dev_2", "a-much-too-long-one"])
def test_a_stack_name_that_cannot_prefix_resource_names_stops_the_program(stack: str) -> None:
    with pytest.raises(pulumi.RunError, match=rf"The stack's name must be .*, not '{stack}'"):
        run_program({"aws:region": "us-west-2"}, stack=stack)


@pytest.mark.parametrize("url", ["http://issuer.example/keys", "issuer.example/keys", "https://", "https:///keys"])
def test_a_key_set_url_without_https_or_host_stops_the_program(url: str) -> None:
    with pytest.raises(
        pulumi.RunError, match="jwks_url must be the https:// address of the issuer's key set, or empty, not"
    ):
        run_with(jwks_url=url, jwt_issuer="https://issuer.example/", jwt_audience="orders")


def test_production_with_some_token_settings_names_the_missing_ones() -> None:
    config = {key: value for key, value in stack_config("prod").items() if key != "order-processing:jwt_audience"}
    with pytest.raises(pulumi.RunError, match=r"production needs .*: set jwt_audience too") as stopped:
        run_program(config, "prod")
    assert len(str(stopped.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("deletion_protection", False, "production needs data that is protected .*: set deletion_protection to true"),
        ("retain_data", False, "production needs data that is protected .*: set retain_data to true"),
        ("owner", "", "production needs a team that is responsible .*: set owner too"),
        ("cost_centre", "", "production needs .* a cost centre: set cost_centre too"),
        ("github_environment", "", "production is deployed only after an approval: set github_environment too"),
    ],
)
def test_production_requires_protection_tags_and_an_approval(key: str, value: Any, advice: str) -> None:
    with pytest.raises(pulumi.RunError, match=advice) as stopped:
        run_program(stack_config("prod") | {f"order-processing:{key}": value}, "prod")
    assert len(str(stopped.value).splitlines()) == 1


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:secretsmanager:us-west-2:123456789012:secret:dev/token-a1b2c3",
        "arn:aws:secretsmanager:us-west-2:123456789012:secret:order-processing/dev-eu/token-a1b2c3",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:order-processing/dev/token-a1b2c3",
        "arn:aws:secretsmanager:us-west-2:210987654321:secret:order-processing/dev/token-a1b2c3",
        "arn:aws:ssm:us-west-2:123456789012:parameter/token",
    ],
)
def test_a_secret_that_the_boundary_denies_is_rejected_before_a_task_fails_to_start(arn: str) -> None:
    with pytest.raises(pulumi.RunError, match=f"api_secrets must be .* begins with order-processing/dev/.*{arn}"):
        run_with(api_secrets={"TOKEN": arn}, **BOOTSTRAPPED, github_repository="shop/orders")


def test_stripes_key_that_the_boundary_denies_is_rejected_too() -> None:
    secret = "arn:aws:secretsmanager:us-west-2:123456789012:secret:prod-stripe-AbCdEf"
    with pytest.raises(pulumi.RunError, match=r"stripe_secret_arn must be .* begins with order-processing/prod/"):
        run_program(stack_config("prod") | {"order-processing:stripe_secret_arn": secret}, "prod")


def test_secrets_in_the_stacks_own_folder_are_inside_the_boundary() -> None:
    secrets = {
        "TOKEN": "arn:aws:secretsmanager:us-west-2:123456789012:secret:order-processing/dev/token-a1b2c3:key::",
        "OTHER": "arn:aws:ssm:us-west-2:123456789012:parameter/order-processing/dev/token",
    }
    settings = Settings(stack="dev", region="us-west-2", api_secrets=secrets, **BOOTSTRAPPED, github_repository="a/b")
    allowed = [each["Resource"] for each in boundary("dev", AccountRegion("aws", "*", "123456789012"))]
    patterns = [pattern for each in allowed for pattern in ([each] if isinstance(each, str) else each)]
    for arn in settings.api_secrets.values():
        bare = arn.removesuffix(":key::")
        assert any(fnmatchcase(bare, pattern) for pattern in patterns if pattern != "*")


def test_adopted_tables_keep_their_products_and_their_key() -> None:
    with pytest.raises(pulumi.RunError, match=r"adopt_tables keeps the products .*: remove catalogue"):
        run_with(adopt_tables=True, catalogue=[MUG])
    with pytest.raises(pulumi.RunError, match="adopt_tables needs the key that encrypts the tables: set adopt_key"):
        run_with(adopt_tables=True, customer_managed_key=True)


@pytest.mark.parametrize("origin", ["*", "http://shop.example"])
def test_production_accepts_only_https_origins(origin: str) -> None:
    tokens = {"jwks_url": KEYS, "jwt_issuer": "https://issuer.example/", "jwt_audience": "orders"}
    with pytest.raises(pulumi.RunError, match="api_cors_origins must list https:// origins in production, not"):
        run_with(production=True, api_cors_origins=[origin], **tokens)


def test_all_invalid_settings_are_named_at_once() -> None:
    with pytest.raises(pulumi.RunError) as stopped:
        run_with(log_level="loud", waf="perhaps", api_max_tasks=1, api_cors_origins=["a", "https://a.example", "b"])
    keys = [line.split()[0] for line in str(stopped.value).splitlines()]
    assert sorted(keys) == ["api_cors_origins", "api_cors_origins", "api_max_tasks", "log_level", "waf"]


def test_a_rule_about_several_settings_waits_until_each_is_valid() -> None:
    with pytest.raises(pulumi.RunError) as stopped:
        run_with(api_cpu=300, api_memory=4096)
    assert len(str(stopped.value).splitlines()) == 1


@pytest.mark.parametrize("number", [7, UNRESERVED])
def test_one_number_applies_to_every_function(number: int) -> None:
    settings = FunctionSettings(reserved_concurrency=number)
    assert {settings.reserved_for(folder) for folder in FUNCTION_NAMES} == {number}


@pytest.mark.slow
def test_a_function_without_its_own_number_is_unreserved() -> None:
    functions = plan(**OPTIONS).all("lambda/function:Function")
    numbers = {each.inputs["name"]: each.inputs["reservedConcurrentExecutions"] for each in functions}
    assert numbers.pop("dev-order-payment") == OPTIONS["reserved_concurrency"]["payment"]
    assert set(numbers.values()) == {UNRESERVED}


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
def test_a_name_and_a_region_are_enough_for_a_stack() -> None:
    program = run_program({"aws:region": "eu-central-1"}, stack="shop-2")
    assert program.outputs["orders_table"] == "shop-2-orders"


@pytest.mark.parametrize(
    ("workflow_type", "configured", "reserved_for_payment", "permits"),
    [
        ("STANDARD", 0, 50, 100),
        ("EXPRESS", 0, 50, 50),
        ("STANDARD", 0, UNRESERVED, 100),
        ("EXPRESS", 0, UNRESERVED, 100),
        ("STANDARD", 7, 50, 7),
        ("EXPRESS", 7, 50, 7),
    ],
)
def test_the_orders_in_flight_follow_from_the_payment_function_and_the_type_of_workflow(
    workflow_type: str, configured: int, reserved_for_payment: int, permits: int
) -> None:
    settings = FunctionSettings(
        workflow_type=workflow_type,
        max_orders_in_flight=configured,
        reserved_concurrency={"payment": reserved_for_payment},
    )

    assert settings.orders_in_flight == permits


@pytest.mark.slow
def test_the_schema_of_the_custom_fields_reaches_the_api() -> None:
    program = plan(**OPTIONS)

    (container,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    variables = {each["name"]: each["value"] for each in container["environment"]}
    assert json.loads(variables["API_ORDER_FIELDS"]) == json.loads((ROOT / OPTIONS["order_fields"]).read_text())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "whose schema must be JSON: Expecting"),
        ('{"type": "array"}', 'whose schema must be an object with "type": "object"'),
        (
            '{"type": "object", "properties": {"a": {"$ref": "https://example.com/"}}, "additionalProperties": false}',
            "whose schema must have references only to its own definitions",
        ),
        (
            '{"type": "object", "properties": {"a": {"pattern": "(?!b)a"}}, "additionalProperties": false}',
            "whose schema is wrong at /properties/a/pattern, which must be a regular expression that is matched in",
        ),
        (b"\xff", "must be the path of a file that can be read, not .*: it is not UTF-8"),
        (None, "must be the path of a file that can be read, not .*: No such file"),
    ],
)
def test_a_schema_that_cannot_describe_fields_stops_the_program(
    tmp_path: Path, text: str | bytes | None, complaint: str
) -> None:
    file = tmp_path / "fields.json"
    if text is not None:
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    with pytest.raises(pulumi.RunError, match=f"order_fields .*{complaint}"):
        run_with(order_fields=str(file))


def test_the_schema_of_the_custom_fields_is_in_a_json_file() -> None:
    with pytest.raises(pulumi.RunError, match=r"order_fields must be .* JSON file, relative to Pulumi\.yaml"):
        run_with(order_fields="fields.yaml")
