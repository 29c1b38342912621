"""Rehearse an upgrade: deploy a released version, place orders, deploy this version over it, and go back.

The functions, the workflow and the API move in the order of `make release`, by its own code.  Every order must end as
documented, whichever versions have processed it.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.table import Table

from local.api_client import ApiClient
from local.api_server import api_server
from local.chaos.quiescence import QuiescenceProbe
from local.chaos.run import manage
from local.configuration import stack_config
from local.deployment import Deployment, DeploymentError
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import ROOT, inherited_environment, wait_until
from local.scenarios import DEMO_SCENARIOS, Scenario
from local.system import STACK, LocalSystem, orderly_exit, task_credentials, task_environment
from local.system_reader import SystemReader, find_discrepancies
from local.terminal import console, verdict
from orders.domain.attempt import Attempt
from orders.domain.order import OrderStatus
from orders.payments.simulated import PaymentMethod
from rollout import aliases
from rollout.aliases import ApiService, Routing, Stages, WorkflowAlias, stages_of
from rollout.shift import Rollout

WAIT_SCALE = 0.1
WAIT_TIMEOUT_SECONDS = 900
PERCENT = 50

REDEPLOY = Path(__file__).with_name("redeploy.py")

CANCELLED = Scenario("cancelled", "Coffee Mug", PaymentMethod.UNAVAILABLE, OrderStatus.CANCELLED, "OrderCancelled")
"""It is cancelled while the payment provider is down, so before anything is captured."""

SCENARIOS = (*DEMO_SCENARIOS, CANCELLED)

(PROVIDER_DOWN,) = [each for each in DEMO_SCENARIOS if each.payment_method is PaymentMethod.UNAVAILABLE]
"""Such an order retries its authorization for half a minute, so it is in flight when the versions change."""

START_TIMEOUT_SECONDS = 300


class SourceError(DeploymentError):
    """The code of the older version is not available; the message has the remedy."""


@dataclass(frozen=True, slots=True)
class Version:
    """Code that can be deployed."""

    name: str
    sources: Path


@dataclass(frozen=True, slots=True)
class Placed:
    """An accepted order: how it must end, and the request that placed it."""

    scenario: Scenario
    order_id: str
    body: dict[str, Any]
    key: str


@contextmanager
def older_version(source: str) -> Iterator[Version]:
    """Yield the code of a commit, by default that of the newest release under ``releases/``.

    It runs with the packages of this version.

    Raises:
        SourceError: the history does not have the commit.
    """
    commit = source or newest_release().read_text(encoding="ascii").strip()
    archive = subprocess.run(
        ["git", "archive", "--format=tar", commit],  # noqa: S607  git is wherever the user has installed it
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if archive.returncode:
        raise SourceError(
            f"git has no commit {commit}: {archive.stderr.decode().strip()}. If this is a shallow clone, run"
            " `git fetch --unshallow`; or name another commit: make upgrade-rehearsal FROM=…"
        )
    with tempfile.TemporaryDirectory(prefix="order-upgrade-", ignore_cleanup_errors=True) as name:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(name, filter="data")
        yield Version(commit[:12], Path(name))


def newest_release() -> Path:
    """Return the file with the commit of the newest release."""
    commits = (ROOT / "releases").glob("*/commit")
    return max(commits, key=lambda file: [int(part) for part in file.parent.name.split(".")])


@dataclass
class Rehearsal:
    """The running system, whose versions change, and the orders that were placed meanwhile."""

    aws: Aws
    folder: Path
    scenarios: Iterator[Scenario]
    """Of the orders that are still to be placed."""
    deployments: dict[str, tuple[Version, Deployment]] = field(default_factory=dict)
    """By the revision of the API's task definition."""
    placed: list[Placed] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _api: ExitStack = field(default_factory=ExitStack)

    @property
    def system(self) -> LocalSystem:
        """The system as it was deployed last, to read its records."""
        _, deployment = list(self.deployments.values())[-1]
        return LocalSystem(self.aws, deployment, None, self.folder)  # type: ignore[arg-type]  # the API is replaced

    def deploy(self, version: Version) -> str:
        """Deploy a version's program over what is there, and return the revision of its API.

        Raises:
            DeploymentError: the program failed.
        """
        console.print(f"Deploying {version.name} …")
        request, result = self.folder / "request.json", self.folder / "result.json"
        asked = {
            "api_port": self.aws.ports.api,
            "aws_port": self.aws.ports.aws,
            "region": self.aws.region,
            "wait_scale": self.aws.wait_scale,
            "version": version.name,
            "state": str(self.folder / "deployed.json"),
        }
        request.write_text(json.dumps(asked), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-P", str(REDEPLOY), str(request), str(result)],
            cwd=version.sources,
            env=inherited_environment() | {"PYTHONPATH": str(version.sources), "TMPDIR": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if run.returncode:
            raise DeploymentError(f"{version.name} could not be deployed:\n{run.stdout[-4000:]}")
        deployment = Deployment(**json.loads(result.read_text(encoding="utf-8")))
        revision = str(deployment.outputs["api_task_definition_arn"]).rpartition(":")[2]
        self.deployments[revision] = version, deployment
        return revision

    def serve(self, revision: str) -> None:
        """Run the API of a revision instead of the one that runs."""
        version, deployment = self.deployments[revision]
        console.print(f"The API of {version.name} starts.")
        self._api.close()
        credentials = task_credentials(self.aws, deployment)
        self._api.enter_context(
            api_server(self.aws, task_environment(deployment), credentials, self.folder, version.sources)
        )
        if self.placed:
            self._repeat(self.placed[-1])

    def _repeat(self, placed: Placed) -> None:
        """Send a request again that the other version of the API has accepted."""
        again = ApiClient(self.aws.ports.api_url).place(placed.body, placed.key)
        if again["order_id"] != placed.order_id:
            self.problems.append(f"the repeated request for order {placed.order_id} created order {again['order_id']}")

    def stop(self) -> None:
        """Stop the API."""
        self._api.close()

    def place(self, count: int) -> None:
        """Place the next orders, fewer if not so many are left."""
        for _, scenario in zip(range(count), self.scenarios, strict=False):
            self._place(scenario)

    def _place(self, scenario: Scenario) -> Placed:
        client, key = ApiClient(self.aws.ports.api_url), f"order-{len(self.placed)}"
        method = {"product_name": scenario.product, "payment_method": scenario.payment_method}
        body = {"customer_name": "Test Customer", "quantity": 1} | method
        placed = Placed(scenario, client.place(body, key)["order_id"], body, key)
        self.placed.append(placed)
        if scenario is CANCELLED and not client.cancel(placed.order_id):
            self.problems.append(f"order {placed.order_id} could not be cancelled while the payment provider was down")
        return placed

    def move(self, *, is_back: bool, meanwhile: Callable[[], None]) -> None:
        """Move all orders to the versions that were deployed last, as `make release` does."""
        attempt, reader = Attempt(self._place(PROVIDER_DOWN).order_id, 1), SystemReader(self.system)
        if not wait_until(lambda: bool(reader.execution(attempt)), START_TIMEOUT_SECONDS):
            self.problems.append(f"the execution of order {attempt.order_id} did not start before the versions changed")
        console.print(f"Orders in flight: {reader.open_orders()}")
        rollout = Rollout(self._stages(), dict, lambda _seconds: meanwhile(), is_back=is_back, report=console.print)
        rollout.run(PERCENT, 0)

    def _stages(self) -> Stages:
        functions, (workflow,), (api,) = stages_of(STACK)
        assert isinstance(workflow, WorkflowAlias)  # noqa: S101
        return functions, (EmulatedWorkflow(workflow.arn),), (ReplacedApi(api.name, self.serve),)


class EmulatedWorkflow(WorkflowAlias):
    """The workflow's alias; the emulator runs the state machine's own definition, so this changes that too."""

    def point(self, routing: Routing) -> None:
        """Point the alias at the versions, and run the definition of the stable one."""
        WorkflowAlias.point(self, routing)
        stepfunctions = aliases.client("stepfunctions")
        version = stepfunctions.describe_state_machine(stateMachineArn=f"{self.arn}:{routing.stable}")
        stepfunctions.update_state_machine(stateMachineArn=self.arn, definition=version["definition"])


@dataclass(frozen=True)
class ReplacedApi(ApiService):
    """The API's service; the emulator starts no container, so this runs the API of the revision."""

    serve: Callable[[str], None]

    def point(self, routing: Routing) -> None:
        """Change the service's revision, and replace the API."""
        is_new = self.routing() != Routing(routing.new or routing.stable)
        ApiService.point(self, routing)
        if is_new:
            self.serve(routing.new or routing.stable)


def upgrade(ports: Ports, count: int, source: str) -> int:
    """Return 0 if every order has ended as documented and all records agree, else 1."""
    with (
        orderly_exit(),
        older_version(source) as old,
        tempfile.TemporaryDirectory(prefix="order-system-", ignore_cleanup_errors=True) as name,
        emulator(ports, stack_config(STACK)["aws:region"], Path(name), enforce_iam=False, wait_scale=WAIT_SCALE) as aws,
        _credentials_of_the_rollout(aws),
    ):
        rehearsal = Rehearsal(aws, Path(name), islice(cycle(SCENARIOS), count))
        try:
            problems = _rehearse(rehearsal, old, Version("this-version", ROOT), count)
        finally:
            rehearsal.stop()
    count = len(rehearsal.placed)
    return verdict(problems, f"all {count} orders have ended as documented, under both versions, and all records agree")


def _rehearse(rehearsal: Rehearsal, old: Version, new: Version, count: int) -> list[str]:
    """Run the rehearsal, and return the problems."""
    a_few = max(1, count // 12)

    def go_on() -> None:
        rehearsal.place(a_few)
        time.sleep(0.5)

    rehearsal.serve(rehearsal.deploy(old))
    reader = SystemReader(rehearsal.system)
    stock = reader.available()
    rehearsal.place(count // 4)
    rehearsal.deploy(new)
    rehearsal.place(a_few)
    rehearsal.move(is_back=False, meanwhile=go_on)
    rehearsal.place(count // 4)
    rehearsal.deploy(old)
    rehearsal.place(a_few)
    rehearsal.move(is_back=True, meanwhile=go_on)
    rehearsal.place(count)
    console.print("Waiting for the last order …")
    if not wait_until(QuiescenceProbe(reader).check, WAIT_TIMEOUT_SECONDS, every=0.5):
        rehearsal.problems.append(f"the system is not quiescent after {WAIT_TIMEOUT_SECONDS} s")
    opening = ",".join(f"{product}={units}" for product, units in stock.items())
    problems = rehearsal.problems + wrong_endings(rehearsal.placed, reader) + find_discrepancies(reader, stock)
    if manage(rehearsal.system, "reconcile", "--minutes", "0", "--provider", "--stock", opening).returncode:
        problems.append("reconcile found discrepancies")
    return problems


def wrong_endings(placed: Sequence[Placed], reader: SystemReader) -> list[str]:
    """Return a sentence for each order that has not ended as its scenario says, and print how all must end."""
    orders = {order["order_id"]: order for order in reader.items("orders_table")}
    problems = []
    if len(orders) > len(placed):
        problems.append(f"{len(placed)} orders were accepted, and {len(orders)} are stored")
    for each in placed:
        expected = (str(each.scenario.status), None if each.scenario.is_paid else each.scenario.error)
        if (order := orders.get(each.order_id)) is None:
            problems.append(f"order {each.order_id}, {each.scenario.title}, is not stored")
        elif (ending := (order["status"], order.get("failure_reason"))) != expected:
            problems.append(f"order {each.order_id}, {each.scenario.title}, has ended as {ending}, not {expected}")
    letters = {message.get("order_id") for message in reader.dead_letters()}
    expected_letters = {each.order_id for each in placed if each.scenario.is_dead_lettered}
    if letters != expected_letters:
        named = sorted(map(str, letters ^ expected_letters))
        problems.append(f"the dead-letter queue lacks a message, or has one too many, for the orders {named}")
    table = Table(title="Orders", title_justify="left", show_header=False)
    for scenario, number in Counter(each.scenario for each in placed).items():
        table.add_row(scenario.title, str(scenario.status), str(number))
    console.print(table)
    return problems


@contextmanager
def _credentials_of_the_rollout(aws: Aws) -> Iterator[None]:
    """Set the environment in which the code of `make release` uses the emulator."""
    credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
    aliases.client.cache_clear()
    with patch.dict(os.environ, aws.environment | credentials):
        yield
    aliases.client.cache_clear()
