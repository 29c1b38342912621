"""Run the local system: start the emulator, the deployment and the API in order, and stop them in reverse."""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from local.api_client import ORDER
from local.api_server import api_server
from local.configuration import stack_config
from local.deployment import Deployment, deploy
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import Server, inherited_environment
from local.strict.rules import Limits
from local.stripe.behavior import METHODS
from local.stripe.stand_in import TEST_KEY, StandIn, stand_in
from orders.contract import FUNCTION_NAMES, SIMULATED, STRIPE, TABLES
from orders.environment import Setting
from orders.payments.simulated import PaymentMethod

STACK = "dev"

LAPTOP = {
    # Each busy instance of a function is a process of 25 MiB; the payment steps take more than half of an order's time.
    "order-processing:reserved_concurrency": {**dict.fromkeys(FUNCTION_NAMES, 2), "payment": 6, "inventory": 4},
    "order-processing:maximum_concurrency": 2,
    # Three times the payment function's concurrency: a permit is in use until the order's last event is published.
    "order-processing:max_orders_in_flight": 18,
    # The dev stack's load balancer faces the internet; the laptop also shows the API Gateway, as in production.
    "order-processing:load_balancer": "internal",
}
"""Overrides of the stack's configuration."""


Changes = Mapping[str, Any] | Callable[[Aws], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LocalSystem:
    """The parts of the running system."""

    aws: Aws
    deployment: Deployment
    api: Server
    folder: Path
    stripe: StandIn | None = None

    @property
    def api_url(self) -> str:
        """The API's base URL, without a trailing slash."""
        return self.aws.ports.api_url

    def output(self, name: str) -> str:
        """Return an output of the stack."""
        return str(self.deployment.outputs[name])

    @property
    def operator_environment(self) -> dict[str, str]:
        """The environment of an operator's command, as docs/operations.md describes it."""
        outputs = {name.upper(): str(value) for name, value in self.deployment.outputs.items()}
        outputs[Setting.ORDER_WORKFLOW_ARN] = self.output("order_workflow_alias_arn")
        credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
        names = [*Setting, *(f"{table.upper()}_TABLE" for table in TABLES)]
        settings = {name: outputs[name] for name in names if name in outputs}
        stripe = self.stripe.environment if self.stripe else {}
        return inherited_environment() | self.aws.environment | credentials | settings | stripe

    def method(self, behavior: PaymentMethod) -> str:
        """Return the payment method of the stack's provider that behaves like this token of the simulated one."""
        return METHODS[behavior] if self.stripe else behavior

    @property
    def order(self) -> dict[str, Any]:
        """The order of the README's curl command, with a payment method if the provider needs one."""
        return ORDER | ({"payment_method": self.method(PaymentMethod.VISA)} if self.stripe else {})

    @property
    def function_processes(self) -> list[psutil.Process]:
        """The processes of the functions, busy or idle."""
        return [each for each in psutil.Process().children(recursive=True) if self._is_function(each)]

    def _is_function(self, process: psutil.Process) -> bool:
        try:
            parent = process.parent()
            is_fork = parent is not None and "local.strict.instances" in parent.cmdline()
            return is_fork and process.environ().get("TMPDIR") == str(self.folder)
        except psutil.Error:
            return False


@contextmanager
def local_system(  # noqa: PLR0913  each is a choice of the caller
    ports: Ports,
    *,
    enforce_iam: bool = False,
    wait_scale: float = 1,
    changes: Changes | None = None,
    limits: Limits | None = None,
    payment_provider: str = SIMULATED,
) -> Iterator[LocalSystem]:
    """Run the whole system until the block ends, then remove all its processes and files.

    Args:
        ports: the ports of the API and the emulator.
        enforce_iam: whether the emulator checks the permissions of the functions and the API.
        wait_scale: the factor of all retry delays and visibility timeouts; 1 is as on AWS.
        changes: entries that override the stack's configuration, or what returns them once the emulator runs.
        limits: the strict rules in front of the emulator, or None.
        payment_provider: ``stripe`` for localstripe behind a proxy that injects faults.

    Raises:
        LocalServerError: the emulator, localstripe or the API did not start.
        DeploymentError: the program declares something that ``local/resources`` does not support.
    """
    config = stack_config(STACK) | LAPTOP
    with (
        orderly_exit(),
        tempfile.TemporaryDirectory(prefix="order-system-", ignore_cleanup_errors=True) as name,
        stand_in(Path(name)) if payment_provider == STRIPE else nullcontext() as stripe,
        emulator(
            ports,
            config["aws:region"],
            Path(name),
            enforce_iam=enforce_iam,
            wait_scale=wait_scale,
            limits=limits,
            function_environment=stripe.environment if stripe else {},
        ) as aws,
    ):
        config |= (changes(aws) if callable(changes) else changes) or {}
        deployment = deploy(aws, config | (_stripe_settings(aws) if stripe else {}), STACK)
        task = task_environment(deployment) | (stripe.environment if stripe else {})
        with api_server(aws, task, task_credentials(aws, deployment), Path(name)) as api:
            yield LocalSystem(aws, deployment, api, Path(name), stripe)


def _stripe_settings(aws: Aws) -> dict[str, str]:
    """Store the stand-in's API key as a secret, and return the settings of a stack that reads it."""
    secret = aws.client("secretsmanager").create_secret(Name="stripe", SecretString=TEST_KEY)
    return {"order-processing:payment_provider": STRIPE, "order-processing:stripe_secret_arn": secret["ARN"]}


def _task(deployment: Deployment) -> Mapping[str, Any]:
    """Return the arguments of the API's task definition."""
    return deployment.resources["aws:ecs/taskDefinition:TaskDefinition"]["order-api"]


def task_environment(deployment: Deployment) -> dict[str, str]:
    """Return the environment of the API's container in the task definition."""
    (container,) = json.loads(_task(deployment)["containerDefinitions"])
    return {each["name"]: each["value"] for each in container["environment"]}


def task_credentials(aws: Aws, deployment: Deployment) -> dict[str, str]:
    """Return credentials of the task's role, so that the API has exactly its task's permissions."""
    role = _task(deployment)["taskRoleArn"]
    session = aws.client("sts").assume_role(RoleArn=role, RoleSessionName="order-api")["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": session["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": session["SecretAccessKey"],
        "AWS_SESSION_TOKEN": session["SessionToken"],
    }


@contextmanager
def orderly_exit() -> Iterator[None]:
    """Make SIGTERM and SIGHUP end the block as Ctrl-C does, and ignore further signals while it ends."""

    def end(number: int, _frame: Any) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    previous = {each: signal.signal(each, end) for each in signals}
    try:
        yield
    finally:
        for each, handler in previous.items():
            signal.signal(each, handler)
