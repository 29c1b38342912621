"""Lambda can load every function with exactly the environment variables that the infrastructure sets."""

import json
import subprocess
import sys

import pytest

from orders.contract import FUNCTION_NAMES
from tests.infra.program import ROOT, plan

pytestmark = pytest.mark.slow

HAVE_DEFAULTS = ("POWERTOOLS_", "PAYMENT_PROVIDER")
"""The beginnings of the names of the variables that a function can do without."""


def load_functions(*cases: tuple[str, dict[str, str]]) -> list[str]:
    """Load the function in each folder with its environment, all of them in one new process."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.functions.cold_start"],
        cwd=ROOT,
        env={},
        input=json.dumps(
            [{"handler": f"functions.{folder}.handler.handle", "environment": each} for folder, each in cases]
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.stderr, process.returncode) == ("", 0)
    results: list[str] = json.loads(process.stdout)
    return results


def test_no_function_imports_the_xray_sdk_whose_support_ends() -> None:
    """Lambda and Step Functions trace by themselves; the SDK was the largest part of a function's start.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-migration.html
    """
    handlers = "; ".join(f"import functions.{folder}.handler" for folder in FUNCTION_NAMES)
    code = f"import os, sys; sys.path.insert(0, '.'); {handlers}; print('aws_xray_sdk' in sys.modules)"
    environment = {
        name: value
        for function in plan(workflow_type="EXPRESS").all("lambda/function:Function")
        for name, value in function.inputs["environment"]["variables"].items()
    }
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (process.stdout.strip(), process.stderr) == ("False", "")


@pytest.mark.parametrize("workflow_type", ["STANDARD", "EXPRESS"])
def test_every_function_needs_each_setting_of_its_environment_and_no_other(workflow_type: str) -> None:
    program = plan(workflow_type=workflow_type)
    cases, expected = [], []
    for folder, name in FUNCTION_NAMES.items():
        function = program.one("lambda/function:Function", f"dev-{name}")
        environment = function.inputs["environment"]["variables"]
        for missing in [*(each for each in environment if not each.startswith(HAVE_DEFAULTS)), None]:
            cases.append((folder, {key: value for key, value in environment.items() if key != missing}))
            expected.append(f"MissingSetting: the environment variable {missing} is not set" if missing else "ready")

    assert load_functions(*cases) == expected
