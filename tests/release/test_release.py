"""Releasing new versions on the emulator: who gets the orders before, during and after, and when an alarm rings."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.aliases import LIVE
from infra.settings.functions import FUNCTIONS
from local.emulator import Aws, emulator
from local.ports import Ports
from release import aliases as release_aliases
from release.__main__ import main
from release.aliases import Alias, Routing, aliases_of
from release.shift import Release, RolledBack, alarms_of

pytestmark = pytest.mark.slow

STACK = "dev"
ROLE = "arn:aws:iam::000000000000:role/anything"
EVERYTHING = [*(f"{STACK}-{name}" for name in FUNCTIONS.values()), f"{STACK}-order-workflow"]
CHANGED = [f"{STACK}-order-payment", f"{STACK}-order-workflow"]


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    folder: Path = tmp_path_factory.mktemp("emulator")
    with emulator(Ports.unused(), "us-west-2", folder, enforce_iam=False, wait_scale=0) as running:
        yield running


@dataclass
class Shop:
    """A stack whose versions 1 are live, and whose payment function and workflow have a version 2."""

    aws: Aws
    workflow: str

    @classmethod
    def open(cls, aws: Aws) -> Shop:
        functions, stepfunctions = aws.client("lambda"), aws.client("stepfunctions")
        for name in FUNCTIONS.values():
            function = functions.create_function(
                FunctionName=f"{STACK}-{name}",
                Runtime="python3.11",
                Handler="code.handle",
                Role=ROLE,
                Code={"ZipFile": _code("one")},
                Publish=True,
            )
            functions.create_alias(FunctionName=f"{STACK}-{name}", Name=LIVE, FunctionVersion=function["Version"])
        machine = stepfunctions.create_state_machine(
            name=f"{STACK}-order-workflow", definition=_machine("one"), roleArn=ROLE, publish=True
        )
        version = {"stateMachineVersionArn": machine["stateMachineVersionArn"], "weight": 100}
        stepfunctions.create_state_machine_alias(name=LIVE, routingConfiguration=[version])
        functions.update_function_code(FunctionName=CHANGED[0], ZipFile=_code("two"), Publish=True)
        arn = machine["stateMachineArn"]
        stepfunctions.update_state_machine(stateMachineArn=arn, definition=_machine("two"), publish=True)
        return cls(aws, arn)

    @property
    def aliases(self) -> list[Alias]:
        return aliases_of(STACK)

    def routings(self) -> dict[str, Routing]:
        return {alias.name: alias.routing() for alias in self.aliases}

    def ring(self, name: str = f"{STACK}-order-dlq-not-empty", state: str = "ALARM") -> None:
        cloudwatch = self.aws.client("cloudwatch")
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            MetricName="any",
            Namespace="any",
            Statistic="Sum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
        )
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a test")


@pytest.fixture
def shop(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws.ports.aws_url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    release_aliases.client.cache_clear()
    opened = Shop.open(aws)
    yield opened
    release_aliases.client.cache_clear()
    for name in FUNCTIONS.values():
        aws.client("lambda").delete_function(FunctionName=f"{STACK}-{name}")
    aws.client("stepfunctions").delete_state_machine_alias(stateMachineAliasArn=f"{opened.workflow}:{LIVE}")
    aws.client("stepfunctions").delete_state_machine(stateMachineArn=opened.workflow)
    for alarm in aws.client("cloudwatch").describe_alarms()["MetricAlarms"]:
        aws.client("cloudwatch").delete_alarms(AlarmNames=[alarm["AlarmName"]])


def release(shop: Shop, meanwhile: Callable[[], Any] = lambda: None) -> Release:
    """A release in which something happens whenever it waits for the alarms."""
    return Release(shop.aliases, lambda: alarms_of(STACK), lambda _seconds: meanwhile())


def test_while_the_alarms_are_watched_a_part_of_the_orders_meets_what_is_new_and_then_all_do(shop: Shop) -> None:
    seen: list[dict[str, Routing]] = []

    assert release(shop, lambda: seen.append(shop.routings())).run(percent=10, minutes=1) == CHANGED

    assert len(seen) == 4
    for name in EVERYTHING:
        is_new = name in CHANGED
        assert {each[name] for each in seen} == {Routing("1", "2", 10) if is_new else Routing("1")}
        assert shop.routings()[name] == Routing("2" if is_new else "1")


def test_an_alarm_brings_all_orders_back_to_the_old_versions(shop: Shop) -> None:
    with pytest.raises(RolledBack, match="dev-order-dlq-not-empty"):
        release(shop, shop.ring).run(percent=10, minutes=10)

    assert shop.routings() == dict.fromkeys(EVERYTHING, Routing("1"))


def test_an_operator_who_stops_a_release_stops_the_new_versions(shop: Shop) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        release(shop, interrupt).run(percent=10, minutes=10)

    assert shop.routings() == dict.fromkeys(EVERYTHING, Routing("1"))


def test_nothing_is_released_while_an_alarm_rings(shop: Shop) -> None:
    shop.ring()

    with pytest.raises(RolledBack, match="nothing is released"):
        release(shop).run(percent=10, minutes=1)

    assert shop.routings() == dict.fromkeys(EVERYTHING, Routing("1"))


def test_another_stacks_alarm_and_a_quiet_one_keep_nobody_from_releasing(shop: Shop) -> None:
    shop.ring("prod-order-dlq-not-empty")
    shop.ring(state="OK")

    assert release(shop).run(percent=10, minutes=1) == CHANGED


def test_a_release_without_a_new_version_waits_for_nothing(shop: Shop) -> None:
    release(shop).run(percent=10, minutes=1)

    def wait() -> None:
        raise AssertionError("there is nothing to watch")

    assert release(shop, wait).run(percent=10, minutes=1) == []


def test_the_steps_of_a_release_can_be_taken_one_by_one(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canary", "--stack", STACK, "--percent", "25"]) == 0
    assert "dev-order-payment: version 1, 25 % to version 2\n" in capsys.readouterr().out

    assert main(["rollback", "--stack", STACK]) == 0
    assert "dev-order-workflow: version 1\n" in capsys.readouterr().out

    main(["canary", "--stack", STACK])
    assert main(["promote", "--stack", STACK]) == 0
    assert main(["status", "--stack", STACK]) == 0
    assert "dev-order-workflow: version 2\n" in capsys.readouterr().out


def test_a_stack_that_is_not_there_is_named(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--stack", "prod"]) == 1
    assert "there is no state machine prod-order-workflow" in capsys.readouterr().err


@pytest.mark.parametrize("percent", ["0", "100", "some"])
def test_a_part_is_neither_nothing_nor_all(percent: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["canary", "--stack", STACK, "--percent", percent])

    assert "--percent" in capsys.readouterr().err


def _code(said: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("code.py", f"def handle(event, context):\n    return {said!r}\n")
    return content.getvalue()


def _machine(comment: str) -> str:
    return json.dumps({"Comment": comment, "StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})
