"""``make clients``: clients that others generate from docs/openapi.json compile, and work with the API."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from local.emulator import Aws
from orders.aws.clients import client
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.domain.order import OrderStatus
from tests.api.live_api import ORDERS, live_api
from tests.orders.examples import an_order

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "openapi.json"
TOOLS = HERE / "node_modules" / ".bin"
TIMEOUT_SECONDS = 600
COMPLETED = "order-completed"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """The API with one completed order."""
    with live_api(tmp_path_factory.mktemp("api")) as (aws, _):
        item = encode(to_item(an_order(order_id=COMPLETED, status=OrderStatus.COMPLETED)))
        client("dynamodb").put_item(TableName=ORDERS, Item=item)
        yield aws


def run(*command: str | Path, folder: Path = HERE) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_document_is_clean() -> None:
    run(TOOLS / "redocly", "lint", DOCUMENT, "--config", HERE / "redocly.yaml")


def test_the_description_of_the_events_is_valid_asyncapi() -> None:
    schema = json.loads((HERE / "node_modules" / "@asyncapi" / "specs" / "schemas" / "3.0.0.json").read_text())
    errors = Draft7Validator(schema).iter_errors(json.loads((ROOT / "docs" / "asyncapi.json").read_text()))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_a_generated_typescript_client_compiles_and_calls_every_operation(tmp_path: Path, api: Aws) -> None:
    for name in ("client.ts", "tsconfig.json", "package.json"):
        shutil.copy(HERE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    run(TOOLS / "openapi-typescript", DOCUMENT, "--output", tmp_path / "schema.d.ts", folder=tmp_path)
    run(TOOLS / "tsc", "--project", tmp_path)
    run("node", tmp_path / "client.js", api.ports.api_url, COMPLETED)


def test_a_generated_python_client_is_typed_and_calls_every_operation(tmp_path: Path, api: Aws) -> None:
    generated = tmp_path / "generated"
    generator = ("openapi-python-client", "generate", "--fail-on-warning")
    run(*generator, "--path", DOCUMENT, "--output-path", generated, folder=tmp_path)
    script = shutil.copy(HERE / "python_client.py", generated)
    run("mypy", "--strict", "--cache-dir", tmp_path / "cache", "order_api_client", script, folder=generated)
    run(sys.executable, script, api.ports.api_url, COMPLETED, folder=generated)


def test_no_schema_has_the_name_that_go_gives_to_the_constructor_of_another() -> None:
    names = json.loads(DOCUMENT.read_text())["components"]["schemas"].keys()
    assert not {name for name in names if name.removeprefix("New") in names - {name}}
