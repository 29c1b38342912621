import json
from typing import Any

import pytest

from infra.api import HEALTH_PATH, PORT
from local.program import stack_config
from tests.infra.program import ROOT, Program, run_program
from tests.infra.sources import settings_read_by


@pytest.fixture
def task(program: Program) -> Any:
    return program.the("ecs/taskDefinition:TaskDefinition").inputs


@pytest.fixture
def container(task: Any) -> dict[str, Any]:
    (only,) = json.loads(task["containerDefinitions"])
    return only


def environment(container: dict[str, Any]) -> dict[str, str]:
    return {variable["name"]: variable["value"] for variable in container["environment"]}


def test_the_api_runs_on_fargate_on_arm(task: Any) -> None:
    assert task["requiresCompatibilities"] == ["FARGATE"]
    assert task["networkMode"] == "awsvpc"
    assert task["runtimePlatform"] == {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}
    assert (task["cpu"], task["memory"]) == ("256", "512")


def test_the_api_gets_exactly_the_settings_that_its_adapters_read_and_where_it_is(container: dict[str, Any]) -> None:
    assert environment(container) == {
        "ORDERS_TABLE": "dev-orders",
        "PRODUCTS_TABLE": "dev-products",
        "AWS_REGION": "us-west-2",
        "AWS_DEFAULT_REGION": "us-west-2",
        "API_BIND": "0.0.0.0:8000",
        "API_REQUESTS_PER_MINUTE": "0",
        "API_TRUSTED_PROXIES": "1",
        "API_METRICS_NAMESPACE": "dev-order-processing",
        "API_CORS_ORIGINS": "",
    }
    own = {name for name in environment(container) if name.startswith(("API_", "AWS_"))}
    assert settings_read_by("api") == set(environment(container)) - own


@pytest.mark.slow
def test_an_operator_chooses_how_often_a_caller_may_ask() -> None:
    changes = {"order-processing:api_requests_per_minute": 600}
    task = run_program(stack_config("dev") | changes).the("ecs/taskDefinition:TaskDefinition").inputs
    told = environment(json.loads(task["containerDefinitions"])[0])
    assert told["API_REQUESTS_PER_MINUTE"] == "600"
    settings = (ROOT / "api" / "settings.py").read_text()
    assert all(f'"{name}"' in settings for name in ("API_REQUESTS_PER_MINUTE", "API_TRUSTED_PROXIES"))


@pytest.mark.slow
def test_an_operator_chooses_the_sites_whose_pages_may_call() -> None:
    changes = {"order-processing:api_cors_origins": ["https://shop.example", "http://localhost:3000"]}
    task = run_program(stack_config("dev") | changes).the("ecs/taskDefinition:TaskDefinition").inputs
    told = environment(json.loads(task["containerDefinitions"])[0])
    assert told["API_CORS_ORIGINS"] == "https://shop.example,http://localhost:3000"
    assert '"API_CORS_ORIGINS"' in (ROOT / "api" / "settings.py").read_text()


@pytest.mark.slow
def test_a_stack_in_production_tells_the_api_whose_tokens_count(container: dict[str, Any]) -> None:
    task = run_program(stack_config("prod"), "prod").the("ecs/taskDefinition:TaskDefinition").inputs
    settings = environment(json.loads(task["containerDefinitions"])[0])
    told = {name: value for name, value in settings.items() if name not in environment(container)}
    assert told == {
        "API_JWKS_URL": "https://issuer.example/.well-known/jwks.json",
        "API_JWT_ISSUER": "https://issuer.example/",
        "API_JWT_AUDIENCE": "orders",
        "API_PRODUCTION": "true",
    }
    code = "".join((ROOT / "api" / name).read_text() for name in ("environment.py", "identity.py"))
    assert all(f'"{name}"' in code for name in told)


def test_the_api_listens_on_the_port_that_users_know(container: dict[str, Any]) -> None:
    assert PORT == 8000
    assert container["name"] == "api"
    assert container["portMappings"] == [{"containerPort": 8000, "protocol": "tcp"}]


def test_a_container_is_healthy_when_the_api_says_so(container: dict[str, Any]) -> None:
    program, url = container["healthCheck"]["command"][-1], f"http://127.0.0.1:8000{HEALTH_PATH}"
    assert container["healthCheck"]["command"][:-1] == ["CMD", "python", "-c"]
    assert url in program
    compile(program, "health check", "exec")
    assert f'path("{HEALTH_PATH.removeprefix("/")}"' in (ROOT / "api" / "urls.py").read_text()


def test_the_api_logs_to_a_group_that_forgets(program: Program, container: dict[str, Any]) -> None:
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


def test_the_task_and_ecs_have_a_role_each(program: Program, task: Any) -> None:
    assert task["taskRoleArn"] == program.one("iam/role:Role", "dev-order-api-task").arn
    assert task["executionRoleArn"] == program.one("iam/role:Role", "dev-order-api-execution").arn


def test_a_pushed_image_is_scanned_and_never_changes(program: Program) -> None:
    repository = program.the("ecr/repository:Repository").inputs
    assert repository["imageTagMutability"] == "IMMUTABLE"
    assert repository["imageScanningConfiguration"] == {"scanOnPush": True}


@pytest.mark.slow
def test_an_operator_chooses_image_and_size() -> None:
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/dev-order-api:1f2e3d"
    changes = {
        "order-processing:api_image": image,
        "order-processing:api_cpu": 1024,
        "order-processing:api_memory": 2048,
    }
    task = run_program(stack_config("dev") | changes).the("ecs/taskDefinition:TaskDefinition").inputs
    assert (task["cpu"], task["memory"]) == ("1024", "2048")
    assert json.loads(task["containerDefinitions"])[0]["image"] == image
