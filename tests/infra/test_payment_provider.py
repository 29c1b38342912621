"""A secret's permission and a layer exist only in a stack whose payment provider needs them."""

import hashlib
from pathlib import Path

import pytest

from infra import payment_provider
from local.configuration import stack_config
from orders.contract import FUNCTION_NAMES
from tests.infra.program import Program, Resource, run_program
from tests.infra.sources import settings_read_by

pytestmark = pytest.mark.slow

SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-AbCdEf"
STRIPE = {"order-processing:payment_provider": "stripe", "order-processing:stripe_secret_arn": SECRET}
CALLERS = {"payment", "watchdog"}
"""The functions that call the provider."""


@pytest.fixture(scope="module")
def stripe() -> Program:
    return run_program(stack_config("dev") | STRIPE)


def function_in(program: Program, folder: str) -> Resource:
    return program.one("lambda/function:Function", f"dev-{FUNCTION_NAMES[folder]}")


def secrets_of(program: Program) -> dict[str, list[tuple[list[str], str]]]:
    """Return the actions on secrets that each role may carry out, with their resources."""
    found = {
        role.inputs["name"]: [
            (each["Action"], each["Resource"])
            for each in program.statements_of(role.inputs["name"])
            if any(action.startswith("secretsmanager:") for action in each["Action"])
        ]
        for role in program.all("iam/role:Role")
    }
    return {name: statements for name, statements in found.items() if statements}


def test_only_what_calls_the_provider_may_read_its_key_and_nothing_else(stripe: Program) -> None:
    permission = (["secretsmanager:GetSecretValue"], SECRET)
    roles = [*(f"dev-{FUNCTION_NAMES[folder]}" for folder in CALLERS), "dev-order-api-task"]
    assert secrets_of(stripe) == {role: [permission] for role in roles}


def test_only_the_functions_that_call_the_provider_have_its_layer(stripe: Program) -> None:
    layer = stripe.the("lambda/layerVersion:LayerVersion")
    assert layer.inputs["layerName"] == "dev-stripe"
    assert layer.inputs["compatibleArchitectures"] == ["arm64"]

    with_layer = {folder for folder in FUNCTION_NAMES if layer.arn in function_in(stripe, folder).inputs["layers"]}
    assert with_layer == CALLERS


@pytest.mark.parametrize("folder", sorted(CALLERS))
def test_a_caller_gets_the_settings_that_the_adapter_reads(stripe: Program, folder: str) -> None:
    variables = function_in(stripe, folder).inputs["environment"]["variables"]

    needed = settings_read_by(f"functions/{folder}", payment_provider="stripe") - {"STRIPE_URL"}
    assert needed <= set(variables)
    assert variables["STRIPE_SECRET_ARN"] == SECRET


def test_without_stripe_there_is_no_secret_and_no_layer(program: Program) -> None:
    assert secrets_of(program) == {}
    assert program.all("lambda/layerVersion:LayerVersion") == []
    assert len(function_in(program, "payment").inputs["layers"]) == 1


def test_stripe_adds_no_other_resource(program: Program, stripe: Program) -> None:
    def names(each: Program) -> set[tuple[str, str]]:
        return {(resource.type, resource.name) for resource in each.resources}

    assert {name for kind, name in names(stripe) ^ names(program) if kind.startswith("aws:")} == {"stripe"}


def test_a_build_is_used_until_the_lock_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, builds = tmp_path / "lock.txt", []

    def install(folder: Path) -> None:
        folder.mkdir(parents=True)
        builds.append(folder)

    monkeypatch.setattr(payment_provider, "LOCK", lock)
    monkeypatch.setattr(payment_provider, "BUILDS", tmp_path / "builds")
    monkeypatch.setattr(payment_provider, "install", install)
    lock.write_text("stripe==1")
    first = payment_provider.packages()
    assert payment_provider.packages() == first
    assert first.name == f"stripe-{hashlib.sha256(b'stripe==1').hexdigest()[:16]}"

    lock.write_text("stripe==2")
    assert payment_provider.packages() != first
    assert len(builds) == 2


def test_a_build_that_failed_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").mkdir(parents=True)
        raise OSError("no network")

    monkeypatch.setattr(payment_provider, "BUILDS", tmp_path)
    monkeypatch.setattr(payment_provider, "install", fail)
    with pytest.raises(OSError, match="no network"):
        payment_provider.packages()

    monkeypatch.setattr(payment_provider, "install", Path.mkdir)
    assert list(payment_provider.packages().iterdir()) == []
