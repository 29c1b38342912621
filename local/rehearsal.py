"""`make rehearse`: run the program through Pulumi's own engine against the emulator, from an empty account and back.

``local/deployment.py`` deploys the program without the engine.  This command shows what only the engine shows: the
order of creation and deletion, replacements, and a second preview that finds no change.  It needs the ``pulumi``
command line with its plugins, writes only to a temporary folder, and reaches nothing beyond the loopback interface.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rich.table import Table

from local.api_client import ORDER, ApiClient
from local.api_server import api_server
from local.configuration import stack_config
from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import HOST, Ports
from local.process import ROOT, server, wait_until
from local.resources import NOT_EMULATED_ARGUMENTS
from local.terminal import console
from orders.domain.order import OrderStatus

STACK = "dev"
PROJECT = "project"
"""The folder in which Pulumi runs."""

MISSING_CLI = "make rehearse needs Pulumi's command line on the PATH: https://www.pulumi.com/docs/install/"

MOTO = ROOT / ".venv-rehearsal" / "bin" / "moto_server"

MOTO_SERVICES = ("APPLICATION_AUTO_SCALING", "CLOUDWATCH_LOGS")
"""The services that moto serves instead, by their names in ``AWS_ENDPOINT_URL_<SERVICE>``: the emulator has no scaling
and no saved queries.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
"""

ORDER_SECONDS = 300
"""How long the order may take, in seconds, inclusive; it takes a few."""

UNCHANGED = {"same", "read", "refresh"}
"""The operations of a preview that change nothing."""


class RehearsalError(Exception):
    """A step failed; the message has the reason."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a preview would do to a resource."""

    operation: str
    type: str
    name: str
    properties: tuple[str, ...]
    """The names of the arguments that differ, of those inside others the outermost."""

    @property
    def is_known(self) -> bool:
        """Whether only arguments differ that the emulator does not keep."""
        ignored, _ = NOT_EMULATED_ARGUMENTS.get(self.type, (frozenset(), ""))
        return self.operation == "update" and bool(self.properties) and set(self.properties) <= ignored

    def __str__(self) -> str:
        return f"{self.operation} {self.type} {self.name}: {', '.join(self.properties) or 'no property named'}"


@dataclass(slots=True)
class Step:
    """One command of the rehearsal, for the table at its end."""

    name: str
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)


def changes_in(preview: str) -> list[Change]:
    """Return the changes in the output of ``pulumi preview --json``.

    Raises:
        RehearsalError: it is not such an output.
    """
    return [
        Change(
            step["op"],
            step["urn"].split("::")[2].rpartition("$")[2],
            step["urn"].rpartition("::")[2],
            tuple(sorted({path.split(".")[0].split("[")[0] for path in step.get("detailedDiff") or {}})),
        )
        for step in _parse(preview).get("steps", [])
        if step["op"] not in UNCHANGED and "::pulumi:pulumi:Stack::" not in step["urn"]
    ]


def counts_in(preview: str) -> dict[str, int]:
    """Return the number of resources for each operation in the output of ``pulumi preview --json``.

    Raises:
        RehearsalError: it is not such an output.
    """
    return dict(_parse(preview).get("changeSummary") or {})


def _parse(output: str) -> dict[str, Any]:
    try:
        document = json.loads(output)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise RehearsalError(f"pulumi printed no JSON document, but {output[:200]!r}")
    return document


def environment_of(folder: Path, aws_url: str, moto_url: str, region: str) -> dict[str, str]:
    """Return the environment of ``pulumi``: a state in the folder, the emulator, and no download."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH", "PULUMI_HOME") if name in os.environ}
    return kept | {
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": aws_url,
        **{f"AWS_ENDPOINT_URL_{service}": moto_url for service in MOTO_SERVICES},
        "AWS_REGION": region,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        "PULUMI_BACKEND_URL": f"file://{folder}",
        "PULUMI_CONFIG_PASSPHRASE": "rehearsal",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "TMPDIR": str(folder),
    }


def configuration() -> dict[str, Any]:
    """Return the dev stack's configuration, with an image that need not be built."""
    return stack_config(STACK) | {
        "aws:s3UsePathStyle": "true",
        "aws:skipCredentialsValidation": "true",
        "aws:skipMetadataApiCheck": "true",
        "order-processing:api_image": "registry.example/order-api:rehearsal",
    }


def pulumi() -> str:
    """Return the path of Pulumi's command line; empty if it is not on the PATH."""
    return shutil.which("pulumi") or ""


def _create_project(folder: Path, config: Mapping[str, Any]) -> None:
    """Create a copy of the project, in which Pulumi may write; the program itself is a link."""
    project = folder / PROJECT
    project.mkdir()
    (project / "infra").symlink_to(ROOT / "infra")
    definition = yaml.safe_load((ROOT / "Pulumi.yaml").read_text(encoding="utf-8"))
    definition["runtime"]["options"]["virtualenv"] = str(ROOT / ".venv")
    (project / "Pulumi.yaml").write_text(yaml.safe_dump(definition), encoding="utf-8")
    (project / f"Pulumi.{STACK}.yaml").write_text(yaml.safe_dump({"config": dict(config)}), encoding="utf-8")


@dataclass(slots=True)
class Rehearsal:
    """The commands of Pulumi, and how long each took."""

    folder: Path
    environment: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)

    def pulumi(self, name: str, *arguments: str) -> str:
        """Run a command on the throwaway stack, and return what it printed.

        Raises:
            RehearsalError: the command failed.
        """
        console.print(f"{name} …")
        began = time.monotonic()
        run = subprocess.run(
            [pulumi(), *arguments, "--stack", STACK, "--non-interactive", "--color", "never"],
            cwd=self.folder / PROJECT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        self.steps.append(Step(name, time.monotonic() - began))
        if run.returncode:
            raise RehearsalError(f"{name} failed:\n{run.stdout[-4000:]}\n{run.stderr[-4000:]}")
        return run.stdout

    def preview(self, name: str) -> list[Change]:
        """Preview the program, and return what would change."""
        output = self.pulumi(name, "preview", "--json")
        self.steps[-1].counts = counts_in(output)
        return changes_in(output)

    def update(self, name: str, command: str) -> None:
        """Run ``up``, ``refresh`` or ``destroy``, and note how many resources it changed."""
        self.pulumi(name, command, "--yes", "--skip-preview")
        (latest, *_) = json.loads(self._quietly("stack", "history", "--json", "--page-size", "1"))
        self.steps[-1].counts = latest.get("resourceChanges") or {}

    def resources(self) -> list[dict[str, Any]]:
        """Return the resources in the state."""
        exported = json.loads(self._quietly("stack", "export", "--show-secrets"))
        found: list[dict[str, Any]] = exported["deployment"]["resources"]
        return found

    def _quietly(self, *arguments: str) -> str:
        output = self.pulumi("read the state", *arguments)
        self.steps.pop()
        return output

    def table(self) -> Table:
        """Return what each step changed, and how long it took."""
        table = Table(title="the rehearsal", title_justify="left")
        table.add_column("step")
        table.add_column("resources")
        table.add_column("seconds", justify="right")
        for step in self.steps:
            counts = ", ".join(f"{count} {operation}" for operation, count in sorted(step.counts.items()))
            table.add_row(step.name, counts or "", f"{step.seconds:.1f}")
        return table


def rehearse(ports: Ports, moto_port: int) -> int:
    """Deploy, place an order, preview, refresh and destroy; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        config = configuration()
        _create_project(folder, config)
        region = config["aws:region"]
        with (
            emulator(ports, region, folder, enforce_iam=False, wait_scale=1) as aws,
            _moto(moto_port, folder) as moto_url,
        ):
            rehearsal = Rehearsal(folder, environment_of(folder, ports.aws_url, moto_url, region))
            try:
                _run(rehearsal, aws, folder)
            except RehearsalError as error:
                console.print(f"error: {error}", style="red", markup=False)
                return 1
            finally:
                console.print(rehearsal.table())
    return 0


def _run(rehearsal: Rehearsal, aws: Aws, folder: Path) -> None:
    rehearsal.pulumi("create the stack", "stack", "init", STACK)
    rehearsal.preview("preview")
    rehearsal.update("up", "up")
    _place_an_order(rehearsal, aws, folder)
    unexpected = [change for change in rehearsal.preview("preview again") if not change.is_known]
    rehearsal.update("refresh", "refresh")
    rehearsal.update("destroy", "destroy")
    if unexpected:
        raise RehearsalError("the second preview would change:\n" + "\n".join(map(str, unexpected)))


def _place_an_order(rehearsal: Rehearsal, aws: Aws, folder: Path) -> None:
    """Run the API as the deployed task definition describes it, and place an order.

    Raises:
        RehearsalError: the order was not completed.
    """
    began = time.monotonic()
    (task,) = [each for each in rehearsal.resources() if each["urn"].endswith("TaskDefinition::order-api")]
    (container,) = json.loads(task["outputs"]["containerDefinitions"])
    variables = {each["name"]: each["value"] for each in container["environment"]}
    credentials = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_KEY}
    with api_server(aws, variables, credentials, folder):
        client = ApiClient(aws.ports.api_url)
        order = client.place(ORDER)
        wait_until(lambda: OrderStatus(client.read(order["order_id"])["status"]).is_final, ORDER_SECONDS)
        status = client.read(order["order_id"])["status"]
        if status != OrderStatus.COMPLETED:
            raise RehearsalError(f"the order is {status}, and must be Completed")
    rehearsal.steps.append(Step("place an order", time.monotonic() - began, {"completed": 1}))


@contextmanager
def _moto(port: int, folder: Path) -> Iterator[str]:
    """Run moto until the block ends, and yield its address."""
    url = f"http://{HOST}:{port}"
    command = [str(MOTO), "--host", HOST, "--port", str(port)]
    with server("moto", command, {"PATH": os.environ["PATH"]}, folder / "moto.log", f"{url}/moto-api/"):
        yield url


def install_plugins() -> None:
    """Download the providers in the versions of the Python packages; the rehearsal itself downloads nothing.

    Raises:
        CalledProcessError: a download failed.
    """
    for package in ("pulumi-aws", "pulumi-docker-build", "pulumi-random"):
        name, version = package.removeprefix("pulumi-"), importlib.metadata.version(package)
        subprocess.run([pulumi(), "plugin", "install", "resource", name, version], check=True)


def main(arguments: Sequence[str]) -> int:
    """Return the exit status; with ``plugins`` as the argument, download the providers first."""
    if not pulumi():
        console.print(MISSING_CLI, markup=False)
        return 1
    if "plugins" in arguments:
        install_plugins()
    return rehearse(Ports.unused(), Ports.unused().aws)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
