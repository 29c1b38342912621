"""The README's curls do what it says of them, word for word."""

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

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CURLS = [block for block in BLOCK.findall((ROOT / "README.md").read_text()) if "curl " in block]

pytestmark = pytest.mark.slow


@pytest.fixture
def shell_environment(system: LocalSystem, tmp_path: Path) -> dict[str, str]:
    """Where ``make run`` says that the gateway is, and a ``pulumi`` that knows the outputs of the local stack."""
    outputs = "".join(f"{name}) echo '{value}';;\n" for name, value in system.deployment.outputs.items())
    pulumi = tmp_path / "pulumi"
    pulumi.write_text(f'#!/bin/sh\n[ "$1 $2" = "stack output" ] || exit 2\ncase $3 in\n{outputs}*) exit 3;;\nesac\n')
    pulumi.chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "API_URL": system.output("api_url")}


def answers(system: LocalSystem, block: str, environment: dict[str, str]) -> list[Any]:
    """What a shell prints for the block, while the system is where ``make run`` says it is."""
    run = subprocess.run(
        ["/bin/bash", "-euc", block.replace("http://localhost:8000", system.api_url)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    reader, printed, found = json.JSONDecoder(), run.stdout.strip(), []
    while printed:
        answer, end = reader.raw_decode(printed)
        found.append(answer)
        printed = printed[end:].strip()
    return found


def test_the_readme_has_curls() -> None:
    assert len(CURLS) > 2


@pytest.mark.parametrize("block", CURLS, ids=lambda block: block.split("\n", 1)[0][:60])
def test_a_curl_of_the_readme_is_answered_with_orders(
    system: LocalSystem, reader: SystemReader, shell_environment: dict[str, str], block: str
) -> None:
    placed = ApiClient(system.api_url).place(ORDER | {"payment_method": "tok_slow"})

    found = answers(system, block, shell_environment | {"ORDER_ID": placed["order_id"]})

    assert len(found) == block.count("curl ")
    for answer in found:
        for order in answer.get("orders", [answer]):
            assert order.keys() >= {"order_id", "status"}, order
            assert order.keys() & {"items", "events"}, order
            assert reader.item("orders_table", order_id=order["order_id"]) is not None
