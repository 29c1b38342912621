from pathlib import Path

import pytest

from infra.function import archive
from infra.settings.functions import POWERTOOLS_LAYER_VERSION, POWERTOOLS_VERSION
from local.configuration import stack_config
from orders.contract import FUNCTION_NAMES, TABLES
from tests.infra.program import ROOT, Program, Resource
from tests.infra.sources import own_modules_imported_by, settings_read_by

POWERTOOLS_SETTINGS = {
    "POWERTOOLS_SERVICE_NAME",
    "POWERTOOLS_METRICS_NAMESPACE",
    "POWERTOOLS_LOG_LEVEL",
}

each_function = pytest.mark.parametrize("folder", FUNCTION_NAMES)


def function_in(program: Program, folder: str) -> Resource:
    return program.one("lambda/function:Function", f"dev-{FUNCTION_NAMES[folder]}")


def test_every_folder_with_a_handler_is_deployed_as_a_function() -> None:
    assert {handler.parent.name for handler in (ROOT / "functions").glob("*/handler.py")} == set(FUNCTION_NAMES)


@each_function
def test_a_function_runs_its_own_handler_on_arm_under_python_3_13(program: Program, folder: str) -> None:
    function = function_in(program, folder).inputs
    assert function["handler"] == f"functions.{folder}.handler.handle"
    assert function["runtime"] == "python3.13"
    assert function["architectures"] == ["arm64"]


@each_function
def test_a_function_is_traced(program: Program, folder: str) -> None:
    assert function_in(program, folder).inputs["tracingConfig"] == {"mode": "Active"}


@each_function
def test_a_function_has_the_configured_reserved_concurrency(program: Program, folder: str) -> None:
    configured = stack_config("dev")["order-processing:reserved_concurrency"]
    assert function_in(program, folder).inputs["reservedConcurrentExecutions"] == configured


@each_function
def test_a_function_has_its_own_role_and_depends_on_its_policy(program: Program, folder: str) -> None:
    function = function_in(program, folder)
    name = function.inputs["name"]
    assert function.inputs["role"] == program.one("iam/role:Role", name).arn
    assert program.one("iam/rolePolicy:RolePolicy", name).inputs["role"] == name
    assert program.one("iam/rolePolicy:RolePolicy", name).urn in function.dependencies


@each_function
def test_a_function_has_its_own_log_group_with_a_retention_period(program: Program, folder: str) -> None:
    function = function_in(program, folder)
    group = program.one("cloudwatch/logGroup:LogGroup", f"/aws/lambda/{function.inputs['name']}")
    assert function.inputs["loggingConfig"] == {"logFormat": "Text", "logGroup": group.inputs["name"]}
    assert group.inputs["retentionInDays"] == stack_config("dev")["order-processing:log_retention_days"]


@each_function
def test_a_function_gets_exactly_the_settings_that_its_adapters_read(program: Program, folder: str) -> None:
    variables = set(function_in(program, folder).inputs["environment"]["variables"])
    assert variables == settings_read_by(f"functions/{folder}") | POWERTOOLS_SETTINGS


def test_a_setting_has_the_same_value_wherever_it_is_read(program: Program) -> None:
    values: dict[str, set[str]] = {}
    for function in program.all("lambda/function:Function"):
        for name, value in function.inputs["environment"]["variables"].items():
            values.setdefault(name, set()).add(value)
    values.pop("POWERTOOLS_SERVICE_NAME")
    assert {name: next(iter(each)) for name, each in values.items() if len(each) == 1} == {
        "POWERTOOLS_METRICS_NAMESPACE": "dev-order-processing",
        "POWERTOOLS_LOG_LEVEL": "INFO",
        **{f"{table.upper()}_TABLE": f"dev-{table}" for table in TABLES},
        "MAX_ORDERS_IN_FLIGHT": "8",
        "PAYMENT_PROVIDER": "simulated",
        "ORDER_PROCESSING_QUEUE_URL": program.outputs["order_processing_queue_url"],
        "ORDER_EVENTS_TOPIC_ARN": program.outputs["order_events_topic_arn"],
        "ORDER_COMPLETED_TOPIC_ARN": program.outputs["order_completed_topic_arn"],
        "ORDER_PUBLIC_EVENTS_TOPIC_ARN": program.outputs["order_public_events_topic_arn"],
        "ORDER_DLQ_URL": program.outputs["order_dlq_url"],
        "ORDER_WORKFLOW_ARN": program.outputs["order_workflow_alias_arn"],
        "ORDER_WORKFLOW_TYPE": program.outputs["order_workflow_type"],
    }


@each_function
def test_a_functions_logs_and_metrics_carry_its_name(program: Program, folder: str) -> None:
    variables = function_in(program, folder).inputs["environment"]["variables"]
    assert variables["POWERTOOLS_SERVICE_NAME"] == FUNCTION_NAMES[folder]


@each_function
def test_the_powertools_layer_is_pinned_to_a_version(program: Program, folder: str) -> None:
    layer = f"AWSLambdaPowertoolsPythonV3-python313-arm64:{POWERTOOLS_LAYER_VERSION}"
    assert function_in(program, folder).inputs["layers"] == [f"arn:aws:lambda:us-west-2:017000801446:layer:{layer}"]


def test_the_pinned_powertools_package_matches_the_layer() -> None:
    pins = (ROOT / "functions" / "requirements.in").read_text().splitlines()
    assert f"aws-lambda-powertools=={POWERTOOLS_VERSION}" in pins


@each_function
def test_an_archive_mirrors_the_repository_without_other_functions_code(program: Program, folder: str) -> None:
    assets = function_in(program, folder).inputs["code"].assets
    foreign = [
        path
        for path in assets
        if not path.startswith(("orders/", f"functions/{folder}/")) and not _is_shared_by_functions(path)
    ]
    assert foreign == []
    assert {path: Path(asset.path) for path, asset in assets.items()} == {path: ROOT / path for path in assets}


@each_function
def test_an_archive_holds_only_source(program: Program, folder: str) -> None:
    paths = [Path(path) for path in function_in(program, folder).inputs["code"].assets]
    assert {path.suffix for path in paths} == {".py"}
    assert not any("__pycache__" in path.parts for path in paths)


@each_function
def test_an_archive_holds_every_module_that_it_imports(program: Program, folder: str) -> None:
    assets = set(function_in(program, folder).inputs["code"].assets)
    imported = set().union(*(own_modules_imported_by(ROOT / path) for path in assets))
    assert f"functions/{folder}/handler.py" in assets
    assert imported <= assets


def test_a_missing_handler_stops_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("infra.function.ROOT", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"functions/payment/handler\.py is missing"):
        archive("payment")


def _is_shared_by_functions(path: str) -> bool:
    return Path(path).parent == Path("functions")
