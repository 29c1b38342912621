"""The curl commands in the documents work exactly as written."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from local.api_client import ORDER, ApiClient
from local.process import ROOT
from local.system import LocalSystem
from local.system_reader import SystemReader

pytestmark = pytest.mark.slow

DOCUMENTS = [name for name in ("README.md", "docs/api.md") if (ROOT / name).exists()]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def curl_blocks(document: str) -> list[str]:
    return [block for block in BLOCK.findall((ROOT / document).read_text()) if "curl " in block]


@pytest.fixture
def shell_environment(system: LocalSystem, tmp_path: Path) -> dict[str, str]:
    """The gateway's address as ``make run`` prints it, and a ``pulumi`` that prints the local stack's outputs."""
    outputs = "".join(f"{name}) echo '{value}';;\n" for name, value in system.deployment.outputs.items())
    pulumi = tmp_path / "pulumi"
    pulumi.write_text(f'#!/bin/sh\n[ "$1 $2" = "stack output" ] || exit 2\ncase $3 in\n{outputs}*) exit 3;;\nesac\n')
    pulumi.chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "API_URL": system.output("api_url")}


def run_block(system: LocalSystem, block: str, environment: dict[str, str]) -> list[Any]:
    """Run a block in a shell against the running system, and return the JSON values that it prints."""
    run = subprocess.run(
        ["/bin/bash", "-euc", block.replace("http://localhost:8000", system.api_url)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    decoder, remaining, values = json.JSONDecoder(), run.stdout.strip(), []
    while remaining:
        value, end = decoder.raw_decode(remaining)
        values.append(value)
        remaining = remaining[end:].strip()
    return values


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_has_curl_commands(document: str) -> None:
    assert curl_blocks(document)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=f"{document}: {block.split(chr(10), 1)[0][:60]}")
        for document in DOCUMENTS
        for block in curl_blocks(document)
        if "/refunds/" not in block  # tests/api/test_refunding_an_order.py: only a completed order can be refunded
    ],
)
def test_every_curl_command_returns_stored_orders(
    system: LocalSystem, reader: SystemReader, shell_environment: dict[str, str], block: str
) -> None:
    placed = ApiClient(system.api_url).place(ORDER | {"payment_method": "tok_slow"})

    responses = run_block(system, block, shell_environment | {"ORDER_ID": placed["order_id"]})

    assert len(responses) == block.count("curl ")
    for response in responses:
        for order in response.get("orders", [response]):
            assert order.keys() >= {"order_id", "status"}, order
            assert order.keys() & {"items", "events"}, order
            assert reader.item("orders_table", order_id=order["order_id"]) is not None
