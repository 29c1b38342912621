"""The running local system: emulator, deployment and API, started in order and stopped in reverse."""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from local.api_server import api_server
from local.deployment import Deployment, deploy
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import Server, inherited_environment
from local.program import stack_config
from orders.environment import Setting

STACK = "dev"


@dataclass(frozen=True, slots=True)
class LocalSystem:
    """Handles on everything that runs."""

    aws: Aws
    deployment: Deployment
    api: Server
    folder: Path

    @property
    def api_url(self) -> str:
        """The API's address, without a slash at the end."""
        return self.aws.ports.api_url

    def output(self, name: str) -> str:
        """An output of the stack."""
        return str(self.deployment.outputs[name])

    @property
    def operator_environment(self) -> dict[str, str]:
        """What an operator's command needs, as docs/operations.md has it."""
        outputs = {name.upper(): str(value) for name, value in self.deployment.outputs.items()}
        outputs[Setting.ORDER_WORKFLOW_ARN] = self.output("order_workflow_alias_arn")
        credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
        settings = {name: outputs[name] for name in Setting if name in outputs}
        return inherited_environment() | self.aws.environment | credentials | settings

    @property
    def function_processes(self) -> list[psutil.Process]:
        """The processes in which functions run, or wait to run again."""
        return [each for each in psutil.Process().children(recursive=True) if self._is_function(each)]

    def _is_function(self, process: psutil.Process) -> bool:
        try:
            return "awslambdaric" in process.cmdline() and process.environ().get("TMPDIR") == str(self.folder)
        except psutil.Error:
            return False


@contextmanager
def local_system(
    ports: Ports, *, enforce_iam: bool = False, wait_scale: float = 1, changes: Mapping[str, Any] | None = None
) -> Iterator[LocalSystem]:
    """Run the whole system until the block ends; nothing of it stays behind.

    ``changes`` are entries of the stack's configuration that are to be others.

    Raises:
        LocalServerError: the emulator or the API did not start.
        DeploymentError: the Pulumi program wants something that the emulator is not prepared for.
    """
    config = stack_config(STACK) | dict(changes or {})
    with (
        _orderly_exit(),
        tempfile.TemporaryDirectory(prefix="order-system-", ignore_cleanup_errors=True) as name,
        emulator(ports, config["aws:region"], Path(name), enforce_iam=enforce_iam, wait_scale=wait_scale) as aws,
    ):
        deployment = deploy(aws, config, STACK)
        with api_server(aws, _task_environment(deployment), _task_credentials(aws, deployment), Path(name)) as api:
            yield LocalSystem(aws, deployment, api, Path(name))


def _task_environment(deployment: Deployment) -> dict[str, str]:
    """The environment of the API's container, as the task definition has it."""
    (container,) = json.loads(deployment.the_only("aws:ecs/taskDefinition:TaskDefinition")["containerDefinitions"])
    return {each["name"]: each["value"] for each in container["environment"]}


def _task_credentials(aws: Aws, deployment: Deployment) -> dict[str, str]:
    """Credentials of the task's role, so that the API may do what its task may do, and no more."""
    role = deployment.the_only("aws:ecs/taskDefinition:TaskDefinition")["taskRoleArn"]
    session = aws.client("sts").assume_role(RoleArn=role, RoleSessionName="order-api")["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": session["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": session["SecretAccessKey"],
        "AWS_SESSION_TOKEN": session["SessionToken"],
    }


@contextmanager
def _orderly_exit() -> Iterator[None]:
    """Make SIGTERM and a closed terminal end the block as Ctrl-C does, and let the end itself not be interrupted."""

    def leave(number: int, _frame: Any) -> None:
        for each in ending:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    ending = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, leave) for each in ending}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
