"""What holds across the folders of the repository."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize("module", sorted(ROOT.glob("orders/*.py")), ids=lambda path: path.name)
def test_the_business_reads_no_clock_and_throws_no_dice(module: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    names = {call.attr for call in calls if isinstance(call, ast.Attribute)}

    assert names.isdisjoint({"now", "utcnow", "today", "time", "monotonic", "uuid4", "random", "getenv"})


@pytest.mark.parametrize("lock", ["api/requirements.txt", "functions/requirements.txt"])
def test_what_is_deployed_is_what_is_tested(lock: str) -> None:
    deployed = pins(lock)

    assert deployed
    assert deployed.items() <= pins("requirements.txt").items()


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.txt",
        "requirements-policy.txt",
        ".ci/requirements.txt",
        "api/requirements.txt",
        "functions/requirements.txt",
    ],
)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    requirements = re.split(r"\n(?=[A-Za-z0-9])", text)

    assert all("--hash=sha256:" in requirement for requirement in requirements)


def test_every_command_of_the_readme_is_in_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r"(?:`|^)(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", readme, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert {"run", "demo", "test"} <= named <= targets


def test_every_path_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text()
    paths = re.findall(r"\]\(([^)#:]+)\)", readme) + re.findall(r"^\| `([a-z/]+/)` \|", readme, re.MULTILINE)

    assert len(paths) > 8
    assert [path for path in paths if not (ROOT / path).exists()] == []
