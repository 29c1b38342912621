import json
from typing import Any

import pytest

from local.configuration import stack_config
from orders.contract import HEALTH_PATH
from tests.infra.program import ROOT, Program, plan
from tests.infra.sources import settings_read_by
from tests.infra.stacks import IMAGE, OPTIONS


@pytest.fixture
def task(program: Program) -> Any:
    return program.the("ecs/taskDefinition:TaskDefinition").inputs


@pytest.fixture
def container(program: Program) -> dict[str, Any]:
    return container_of(program)


def container_of(program: Program) -> dict[str, Any]:
    (only,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    return only


def environment(container: dict[str, Any]) -> dict[str, str]:
    return {variable["name"]: variable["value"] for variable in container["environment"]}


def test_the_api_runs_on_fargate_on_arm(task: Any) -> None:
    assert task["requiresCompatibilities"] == ["FARGATE"]
    assert task["networkMode"] == "awsvpc"
    assert task["runtimePlatform"] == {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}
    assert (task["cpu"], task["memory"]) == ("256", "512")


def test_the_api_gets_exactly_the_settings_that_it_reads(container: dict[str, Any]) -> None:
    assert environment(container) == {
        "ORDERS_TABLE": "dev-orders",
        "PRODUCTS_TABLE": "dev-products",
        "AWS_REGION": "us-west-2",
        "AWS_DEFAULT_REGION": "us-west-2",
        "API_BIND": "0.0.0.0:8000",
        "PAYMENT_PROVIDER": "simulated",
        "PAYMENTS_TABLE": "dev-payments",
        "SIMULATOR_TABLE": "dev-simulator",
        "API_REQUESTS_PER_MINUTE": "0",
        "API_TRUSTED_PROXIES": "1",
        "API_METRICS_NAMESPACE": "dev-order-processing",
        "API_CORS_ORIGINS": "",
    }
    own = {name for name in environment(container) if name.startswith(("API_", "AWS_"))}
    assert settings_read_by("api") == set(environment(container)) - own


@pytest.mark.slow
def test_an_operator_sets_the_rate_limit_the_allowed_origins_the_image_and_the_size() -> None:
    program = plan(**OPTIONS)
    task = program.the("ecs/taskDefinition:TaskDefinition").inputs
    variables = environment(container_of(program))
    assert variables["API_REQUESTS_PER_MINUTE"] == "600"
    assert variables["API_CORS_ORIGINS"] == "https://shop.example,http://localhost:3000"
    assert container_of(program)["image"] == IMAGE
    assert (task["cpu"], task["memory"]) == ("1024", "2048")
    settings = (ROOT / "api" / "settings.py").read_text()
    assert all(
        f'"{name}"' in settings for name in ("API_REQUESTS_PER_MINUTE", "API_TRUSTED_PROXIES", "API_CORS_ORIGINS")
    )


@pytest.mark.slow
def test_a_production_stack_configures_the_api_to_check_tokens(prod: Program, container: dict[str, Any]) -> None:
    settings = environment(container_of(prod))
    added = {name: value for name, value in settings.items() if name not in environment(container)}
    assert added == {
        "API_JWKS_URL": "https://issuer.example/.well-known/jwks.json",
        "API_JWT_ISSUER": "https://issuer.example/",
        "API_JWT_AUDIENCE": "orders",
        "API_PRODUCTION": "true",
        "STRIPE_SECRET_ARN": "arn:aws:secretsmanager:us-west-2:123456789012:secret:order-processing/prod/stripe-AbCdEf",
    }
    code = "".join((ROOT / "api" / name).read_text() for name in ("environment.py", "identity.py"))
    assert all(f'"{name}"' in code for name in added if name.startswith("API_"))


def test_the_api_listens_on_port_8000(container: dict[str, Any]) -> None:
    assert container["name"] == "api"
    assert container["portMappings"] == [{"containerPort": 8000, "protocol": "tcp"}]


def test_a_containers_health_check_calls_the_apis_health_endpoint(container: dict[str, Any]) -> None:
    program, url = container["healthCheck"]["command"][-1], f"http://127.0.0.1:8000{HEALTH_PATH}"
    assert container["healthCheck"]["command"][:-1] == ["CMD", "python", "-c"]
    assert url in program
    compile(program, "health check", "exec")
    assert f'path("{HEALTH_PATH.removeprefix("/")}"' in (ROOT / "api" / "urls.py").read_text()


def test_the_apis_log_group_has_a_retention_period(program: Program, container: dict[str, Any]) -> None:
    group = program.one("cloudwatch/logGroup:LogGroup", "/ecs/dev-order-api")
    assert group.inputs["retentionInDays"] == stack_config("dev")["order-processing:log_retention_days"]
    assert container["logConfiguration"] == {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": "/ecs/dev-order-api",
            "awslogs-region": "us-west-2",
            "awslogs-stream-prefix": "api",
        },
    }


def test_the_task_and_ecs_have_separate_roles(program: Program, task: Any) -> None:
    assert task["taskRoleArn"] == program.one("iam/role:Role", "dev-order-api-task").arn
    assert task["executionRoleArn"] == program.one("iam/role:Role", "dev-order-api-execution").arn


def test_a_pushed_image_is_scanned(program: Program) -> None:
    repository = program.the("ecr/repository:Repository").inputs
    assert repository["imageScanningConfiguration"] == {"scanOnPush": True}
