"""The examples of docs/extending.md: each patch applies to the code as it is, and its tests pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extending.patches import PATCHES, ROOT, apply, copy_repository

pytestmark = pytest.mark.slow

TIMEOUT_SECONDS = 1800
"""For a machine ten times slower."""

DOCUMENT = ROOT / "docs" / "extending.md"

GENERATE = {"step": ["statemachine.generate", "tests.statemachine.mock_cases"]}
"""The modules that an example runs after the change, as ``make definition`` does."""

TESTS = {
    "stored-field": ["tests/api/test_sales_channel.py"],
    "price-rule": ["tests/orders/usecases/test_shop_pricing.py"],
    "step": [
        "tests/statemachine/test_shipping.py",
        "tests/statemachine/test_definition.py",
        "tests/infra/test_operations.py::test_cloudwatch_accepts_every_alarm",
    ],
    "payment-provider": ["tests/orders/payments/test_provider_contract.py", "-k", "examplepay"],
}
"""The tests that each example passes in a copy of the repository."""


def run(tree: Path, *command: str) -> None:
    """Run a module of Python in the copy."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-10_000:] + result.stderr[-10_000:]


def test_every_example_is_run() -> None:
    assert {patch.stem for patch in PATCHES.glob("*.patch")} == TESTS.keys()


@pytest.mark.parametrize("example", TESTS)
def test_an_example_applies_to_the_code_as_it_is_and_passes_its_tests(example: str, tmp_path: Path) -> None:
    tree = copy_repository(tmp_path / "copy")

    files = apply(PATCHES / f"{example}.patch", tree)

    for module in GENERATE.get(example, ()):
        run(tree, module)
    sources = [file for file in files if file.endswith(".py")]
    run(tree, "ruff", "check", *sources)
    run(tree, "ruff", "format", "--check", *sources)
    run(tree, "pytest", "-q", "-p", "no:cacheprovider", *TESTS[example])


def test_a_patch_that_no_longer_fits_is_reported_with_the_file_and_the_text(tmp_path: Path) -> None:
    tree = copy_repository(tmp_path / "copy")
    apply(PATCHES / "price-rule.patch", tree)

    with pytest.raises(AssertionError, match=r"shop_pricing\.py exists already"):
        apply(PATCHES / "price-rule.patch", tree)
    (tree / "orders/usecases/shop_pricing.py").unlink()
    with pytest.raises(
        AssertionError, match=r"(?s)price-rule\.patch no longer fits orders/wiring\.py: .*import OrderPlacement"
    ):
        apply(PATCHES / "price-rule.patch", tree)


def quotations() -> list[tuple[str, str]]:
    """Return each quotation of the document with the name of the patch that its section links to."""
    sections = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        (links[0], block)
        for section in sections
        if (links := re.findall(r"\(extending/([a-z-]+)\.patch\)", section))
        for block in re.findall(r"^```diff\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)
    ]


def test_the_document_quotes_each_patch() -> None:
    assert {example for example, _ in quotations()} == TESTS.keys()


@pytest.mark.parametrize(("example", "block"), quotations())
def test_a_quotation_is_part_of_its_patch(example: str, block: str) -> None:
    assert block in (PATCHES / f"{example}.patch").read_text(encoding="utf-8")
