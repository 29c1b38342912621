"""Rules for the repository as a whole."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import LONGEST

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize(
    "module",
    [*ROOT.glob("orders/*.py"), *ROOT.glob("orders/domain/*.py"), *ROOT.glob("orders/usecases/*.py")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_domain_and_use_cases_read_no_clock_and_no_random_numbers(module: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    names = {call.attr for call in calls if isinstance(call, ast.Attribute)}

    assert names.isdisjoint({"now", "utcnow", "today", "time", "monotonic", "uuid4", "random", "getenv"})


@pytest.mark.parametrize(
    "lock", ["api/requirements.txt", "functions/requirements.txt", "functions/requirements-stripe.txt"]
)
def test_deployed_packages_have_the_tested_versions(lock: str) -> None:
    deployed = pins(lock)

    assert deployed
    assert deployed.items() <= pins("requirements.txt").items()


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.txt",
        "requirements-policy.txt",
        "requirements-rehearsal.txt",
        ".ci/requirements-uv.txt",
        ".ci/requirements.txt",
        "api/requirements.txt",
        "functions/requirements.txt",
        "functions/requirements-stripe.txt",
        "tests/requirements-browser.txt",
        "tests/requirements-localstripe.txt",
    ],
)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    requirements = re.split(r"\n(?=[A-Za-z0-9])", text)

    assert all("--hash=sha256:" in requirement for requirement in requirements)


def test_every_make_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r"(?:`|^)(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", readme, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert {"run", "demo", "test"} <= named <= targets


def test_the_tests_that_start_first_exist() -> None:
    assert [path for path in LONGEST if not (ROOT / path).exists()] == []


def test_nothing_imports_localstripe() -> None:
    modules = [
        path
        for folder in ("api", "functions", "infra", "local", "orders", "tests")
        for path in (ROOT / folder).rglob("*.py")
    ]
    importers = [
        path for path in modules if re.search(r"^\s*(?:from|import) localstripe\b", path.read_text(), re.MULTILINE)
    ]

    assert len(modules) > 100
    assert importers == []
    assert "localstripe" not in (ROOT / "requirements.txt").read_text()
