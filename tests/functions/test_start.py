"""Whether Lambda can load the functions, and what someone reads who deployed one without a setting."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infra.settings.functions import FUNCTIONS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = {
    "event_publisher": ("ORDER_EVENTS_TOPIC_ARN", "ORDER_COMPLETED_TOPIC_ARN"),
    "order_consumer": ("ORDER_WORKFLOW_ARN", "ORDER_WORKFLOW_TYPE"),
    "payment": ("ORDERS_TABLE", "PAYMENTS_TABLE"),
    "inventory": ("ORDERS_TABLE", "PRODUCTS_TABLE", "STOCK_TABLE", "RESERVATIONS_TABLE"),
    "status": ("ORDERS_TABLE", "RESERVATIONS_TABLE"),
    "watchdog": (
        "ORDERS_TABLE",
        "PRODUCTS_TABLE",
        "STOCK_TABLE",
        "RESERVATIONS_TABLE",
        "PAYMENTS_TABLE",
        "ORDER_DLQ_URL",
    ),
    "order_age": ("ORDERS_TABLE",),
}
VALUES = {"ORDER_WORKFLOW_TYPE": "STANDARD"}
LACKING = [(folder, setting) for folder, settings in SETTINGS.items() for setting in settings]
COMPLETE = [(folder, "") for folder in SETTINGS]


@pytest.fixture(scope="module")
def starts() -> dict[tuple[str, str], str]:
    """How each function starts, complete and without each of its settings; one clean process for all."""
    cases = [*LACKING, *COMPLETE]
    wanted = [
        {
            "handler": f"functions.{folder}.handler.handle",
            "environment": {each: VALUES.get(each, "anything") for each in SETTINGS[folder] if each != missing},
        }
        for folder, missing in cases
    ]
    process = subprocess.run(
        [sys.executable, "-m", "tests.functions.cold_start"],
        cwd=ROOT,
        env={},
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.stderr, process.returncode) == ("", 0)
    return dict(zip(cases, json.loads(process.stdout), strict=True))


def test_every_function_that_is_deployed_is_started_here() -> None:
    assert set(SETTINGS) == set(FUNCTIONS)


@pytest.mark.parametrize("folder", SETTINGS)
def test_a_function_starts_with_its_own_settings_and_needs_no_others(
    starts: dict[tuple[str, str], str], folder: str
) -> None:
    assert starts[folder, ""] == "ready"


@pytest.mark.parametrize(("folder", "missing"), LACKING)
def test_a_function_does_not_start_without_a_setting_and_names_it(
    starts: dict[tuple[str, str], str], folder: str, missing: str
) -> None:
    assert starts[folder, missing] == f"MissingSetting: the environment variable {missing} is not set"
