"""Rolling out new versions on the emulator: which version gets the orders before, during and after, and on an alarm."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import WaiterError

from infra.aliases import LIVE
from local.emulator import Aws, emulator
from local.ports import Ports
from orders.contract import EXPRESS_MAX_SECONDS, FUNCTION_NAMES
from rollout import aliases as rollout_aliases
from rollout.__main__ import main
from rollout.aliases import Alias, RolloutAborted, Routing, WorkflowAlias, stages_of
from rollout.shift import Rollout, alarms_of

pytestmark = pytest.mark.slow

STACK = "dev"
ROLE = "arn:aws:iam::000000000000:role/anything"
FUNCTION, WORKFLOW, API = f"{STACK}-order-payment", f"{STACK}-order-workflow", f"{STACK}-order-api"
EVERYTHING = [*(f"{STACK}-{name}" for name in FUNCTION_NAMES.values()), WORKFLOW, API]
CHANGED = [FUNCTION, WORKFLOW, API]
OLD = dict.fromkeys(EVERYTHING, Routing("1"))
NEW = OLD | dict.fromkeys(CHANGED, Routing("2"))


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    folder: Path = tmp_path_factory.mktemp("emulator")
    with emulator(Ports.unused(), "us-west-2", folder, enforce_iam=False, wait_scale=1) as running:
        yield running


@dataclass
class Stack:
    """A stack with versions 1 live, and a version 2 of its payment function, of its workflow and of its API."""

    aws: Aws
    workflow: str
    revision: int
    """The API's first one: ECS never uses a number again, and the tests share the emulator."""

    @classmethod
    def create(cls, aws: Aws) -> Stack:
        functions, stepfunctions = aws.client("lambda"), aws.client("stepfunctions")
        for name in FUNCTION_NAMES.values():
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
        functions.update_function_code(FunctionName=FUNCTION, ZipFile=_code("two"), Publish=True)
        arn = machine["stateMachineArn"]
        stepfunctions.update_state_machine(stateMachineArn=arn, definition=_machine("two"), publish=True)
        return cls(aws, arn, _create_api(aws))

    @property
    def aliases(self) -> list[Alias]:
        return [alias for stage in stages_of(STACK) for alias in stage]

    def routings(self) -> dict[str, Routing]:
        """Return the versions by name, with the API's revisions counted from 1."""
        routings = {alias.name: alias.routing() for alias in self.aliases}
        return routings | {API: Routing(str(int(routings[API].stable) - self.revision + 1))}

    def start_execution(self) -> str:
        """Start an execution that runs until it is stopped, and return its ARN."""
        started = self.aws.client("stepfunctions").start_execution(stateMachineArn=self.workflow)
        return str(started["executionArn"])

    def set_alarm(
        self, name: str = f"{STACK}-order-dlq-not-empty", state: str = "ALARM", topic: str = f"{STACK}-operations"
    ) -> None:
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
            AlarmActions=[f"arn:aws:sns:us-west-2:000000000000:{topic}"],
        )
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a test")


@pytest.fixture
def stack(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws.ports.aws_url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    rollout_aliases.client.cache_clear()
    created = Stack.create(aws)
    yield created
    rollout_aliases.client.cache_clear()
    for name in FUNCTION_NAMES.values():
        aws.client("lambda").delete_function(FunctionName=f"{STACK}-{name}")
    aws.client("stepfunctions").delete_state_machine_alias(stateMachineAliasArn=f"{created.workflow}:{LIVE}")
    aws.client("stepfunctions").delete_state_machine(stateMachineArn=created.workflow)
    _delete_api(aws)
    for alarm in aws.client("cloudwatch").describe_alarms()["MetricAlarms"]:
        aws.client("cloudwatch").delete_alarms(AlarmNames=[alarm["AlarmName"]])


def rollout(stack: Stack, meanwhile: Callable[[], Any] = lambda: None, *, is_back: bool = False) -> Rollout:
    """Return a rollout that calls ``meanwhile`` instead of waiting."""
    return Rollout(stages_of(STACK), lambda: alarms_of(STACK), lambda _seconds: meanwhile(), is_back=is_back)


def test_functions_then_the_workflow_then_the_api_get_a_share_of_the_orders_and_then_all(stack: Stack) -> None:
    seen: list[dict[str, Routing]] = []

    assert rollout(stack, lambda: seen.append(stack.routings())).run(percent=10, minutes=1) == CHANGED

    assert seen[0:4] == [OLD | {FUNCTION: Routing("1", "2", 10)}] * 4
    assert seen[4:8] == [OLD | {FUNCTION: Routing("2"), WORKFLOW: Routing("1", "2", 10)}] * 4
    assert seen[8:12] == [NEW] * 4
    assert len(seen) == 12
    assert stack.routings() == NEW


def test_the_api_then_the_workflow_then_the_functions_go_back_to_an_older_commit(stack: Stack) -> None:
    seen: list[dict[str, Routing]] = []

    run = rollout(stack, lambda: seen.append(stack.routings()), is_back=True)

    assert run.run(percent=10, minutes=1) == [API, WORKFLOW, FUNCTION]
    api, workflow = OLD | {API: Routing("2")}, OLD | {API: Routing("2"), WORKFLOW: Routing("1", "2", 10)}
    assert seen[0:4] == [api] * 4
    assert seen[4:8] == [workflow] * 4
    assert stack.routings() == NEW


def test_functions_go_back_only_after_the_executions_of_the_newer_workflow_have_ended(stack: Stack) -> None:
    stepfunctions = stack.aws.client("stepfunctions")
    arn = stack.start_execution()
    waits: list[dict[str, Routing]] = []

    def meanwhile() -> None:
        waits.append(stack.routings())
        if len(waits) == 12:
            stepfunctions.stop_execution(executionArn=arn)

    rollout(stack, meanwhile, is_back=True).run(percent=10, minutes=1)

    drained = waits[8:12]
    assert drained == [OLD | {API: Routing("2"), WORKFLOW: Routing("2")}] * 4
    assert [each[FUNCTION] for each in waits[12:]] == [Routing("1", "2", 10)] * 4


def test_an_express_workflow_is_drained_for_as_long_as_an_execution_may_take(aws: Aws, stack: Stack) -> None:
    express = aws.client("stepfunctions").create_state_machine(
        name="express", definition=_machine("express"), roleArn=ROLE, type="EXPRESS"
    )["stateMachineArn"]
    waits: list[float] = []

    WorkflowAlias(express).drain(waits.append, print)

    assert sum(waits) >= EXPRESS_MAX_SECONDS


def test_an_alarm_during_the_workflows_stage_returns_its_orders_before_those_of_the_functions(stack: Stack) -> None:
    stack.set_alarm(state="OK")
    arn = stack.start_execution()
    seen: list[dict[str, Routing]] = []

    def meanwhile() -> None:
        seen.append(stack.routings())
        if len(seen) == 5:
            stack.set_alarm()
        if len(seen) == 8:
            stack.aws.client("stepfunctions").stop_execution(executionArn=arn)

    with pytest.raises(RolloutAborted, match="dev-order-dlq-not-empty"):
        rollout(stack, meanwhile).run(percent=10, minutes=1)

    assert seen[4] == OLD | {FUNCTION: Routing("2"), WORKFLOW: Routing("1", "2", 10)}
    assert seen[5:8] == [OLD | {FUNCTION: Routing("2")}] * 3, "while an execution runs, the functions are the new ones"
    assert stack.routings() == OLD


def test_an_alarm_during_the_apis_stage_returns_everything_to_the_old_versions(stack: Stack) -> None:
    stack.set_alarm(state="OK")
    seen: list[dict[str, Routing]] = []

    def meanwhile() -> None:
        seen.append(stack.routings())
        if len(seen) == 9:
            stack.set_alarm()

    with pytest.raises(RolloutAborted):
        rollout(stack, meanwhile).run(percent=10, minutes=1)

    assert seen[8] == NEW
    assert stack.routings() == OLD


def test_tasks_of_the_api_that_ecs_has_rolled_back_abort_the_rollout(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    ecs = rollout_aliases.client("ecs")

    def keep_the_old_tasks(**arguments: Any) -> None:
        """Do what ECS's circuit breaker does in the end: it runs the old revision again."""

    monkeypatch.setattr(ecs, "update_service", keep_the_old_tasks)

    with pytest.raises(
        RolloutAborted,
        match=rf"dev-order-api:{stack.revision + 1} did not become healthy, so ECS runs revision {stack.revision} ",
    ):
        rollout(stack).run(percent=10, minutes=1)

    assert stack.routings() == OLD


def test_tasks_of_the_api_that_do_not_start_in_time_abort_the_rollout(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    ecs = rollout_aliases.client("ecs")
    waiter, real = ecs.get_waiter("services_stable"), ecs.get_waiter
    monkeypatch.setattr(waiter, "wait", unstable)
    waiters = iter([waiter])
    monkeypatch.setattr(ecs, "get_waiter", lambda name: next(waiters, None) or real(name))

    with pytest.raises(RolloutAborted, match=rf"dev-order-api:{stack.revision + 1} are not healthy yet"):
        rollout(stack).run(percent=10, minutes=1)

    assert stack.routings() == OLD


def unstable(**_: Any) -> None:
    raise WaiterError("ServicesStable", "Max attempts exceeded", {})


def test_an_alarm_returns_all_orders_to_the_old_versions(stack: Stack) -> None:
    stack.set_alarm(state="OK")

    with pytest.raises(RolloutAborted, match="dev-order-dlq-not-empty"):
        rollout(stack, stack.set_alarm).run(percent=10, minutes=10)

    assert stack.routings() == OLD


def test_an_interrupted_rollout_returns_all_orders_to_the_old_versions(stack: Stack) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rollout(stack, interrupt).run(percent=10, minutes=10)

    assert stack.routings() == OLD


def test_an_alarm_that_was_active_before_is_named_and_does_not_block_the_version_that_fixes_it(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    stack.set_alarm()

    assert rollout(stack).run(percent=10, minutes=1) == CHANGED
    assert "active already, so the rollout ignores them: dev-order-dlq-not-empty" in capsys.readouterr().out


def test_an_alarm_that_ended_and_starts_again_stops_the_rollout(stack: Stack) -> None:
    stack.set_alarm()
    states = iter(["OK", "ALARM"])

    with pytest.raises(RolloutAborted, match="dev-order-dlq-not-empty"):
        rollout(stack, lambda: stack.set_alarm(state=next(states))).run(percent=10, minutes=10)

    assert stack.routings() == OLD


def test_an_alarm_without_its_first_data_does_not_stop_a_rollout(stack: Stack) -> None:
    stack.set_alarm(state="INSUFFICIENT_DATA")

    assert rollout(stack, stack.set_alarm).run(percent=10, minutes=1) == CHANGED


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("prod-order-dlq-not-empty", "prod-operations"),
        ("dev-eu-order-dlq-not-empty", "dev-eu-operations"),
        ("dev-database-is-full", "database-operators"),
    ],
)
def test_an_alarm_of_another_stack_or_system_does_not_stop_a_rollout(stack: Stack, name: str, topic: str) -> None:
    stack.set_alarm(name, state="OK", topic=topic)

    assert rollout(stack, lambda: stack.set_alarm(name, topic=topic)).run(percent=10, minutes=1) == CHANGED


def test_a_rollout_with_nothing_to_release_succeeds_whatever_the_alarms_say(stack: Stack) -> None:
    rollout(stack).run(percent=10, minutes=1)
    stack.set_alarm()

    assert main(["run", "--stack", STACK]) == 0


def test_a_rollout_without_a_new_version_does_not_wait(stack: Stack) -> None:
    rollout(stack).run(percent=10, minutes=1)

    def wait() -> None:
        raise AssertionError("there is nothing to wait for")

    assert rollout(stack, wait).run(percent=10, minutes=1) == []


def test_each_step_of_a_rollout_is_a_command(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canary", "--stack", STACK, "--percent", "25"]) == 0
    assert "dev-order-payment: version 1, 25 % to version 2\n" in capsys.readouterr().out
    assert stack.routings()[WORKFLOW] == Routing("1"), "the workflow follows once the functions have all orders"

    assert main(["rollback", "--stack", STACK]) == 0
    assert "dev-order-payment: version 1\n" in capsys.readouterr().out

    for _ in range(3):
        assert main(["canary", "--stack", STACK]) == 0
        assert main(["promote", "--stack", STACK]) == 0
    assert main(["status", "--stack", STACK]) == 0
    assert f"dev-order-workflow: version 2\ndev-order-api: version {stack.revision + 1}\n" in capsys.readouterr().out


def test_the_first_step_back_is_the_apis(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canary", "--stack", STACK, "--back"]) == 0

    assert "new versions get orders: dev-order-api\n" in capsys.readouterr().out
    assert stack.routings() == OLD | {API: Routing("2")}


def test_an_unknown_stack_is_named_in_the_error(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--stack", "prod"]) == 1
    assert "there is no state machine prod-order-workflow" in capsys.readouterr().err


@pytest.mark.parametrize("percent", ["0", "100", "some"])
def test_the_percentage_must_be_from_1_to_99(percent: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["canary", "--stack", STACK, "--percent", percent])

    assert "--percent" in capsys.readouterr().err


def _code(result: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("code.py", f"def handle(event, context):\n    return {result!r}\n")
    return content.getvalue()


def _machine(comment: str) -> str:
    wait = {"Type": "Wait", "Seconds": 86_400, "End": True}
    return json.dumps({"Comment": comment, "StartAt": "Wait", "States": {"Wait": wait}})


def _create_api(aws: Aws) -> int:
    """Create the API's service with one revision live and a newer one, and return the first."""
    ecs = aws.client("ecs")
    ecs.create_cluster(clusterName=API)
    container = {"name": "api", "image": "api", "memory": 512}
    first = ecs.register_task_definition(family=API, containerDefinitions=[container])["taskDefinition"]
    revision = first["taskDefinitionArn"]
    ecs.create_service(serviceName=API, cluster=API, taskDefinition=revision, desiredCount=0)
    ecs.register_task_definition(family=API, containerDefinitions=[container])
    return int(first["revision"])


def _delete_api(aws: Aws) -> None:
    ecs = aws.client("ecs")
    ecs.delete_service(cluster=API, service=API, force=True)
    ecs.delete_cluster(cluster=API)
