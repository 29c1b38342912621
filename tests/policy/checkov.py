"""Run checkov, which has its own virtual environment, on plans."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.infra.program import ROOT, Program
from tests.policy.plan import plan_text

CHECKOV = ROOT / ".venv-policy" / "bin" / "checkov"


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed check of checkov."""

    check: str
    resource: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """Checkov's findings in a program, and the addresses of the resources that it checked."""

    findings: frozenset[Finding]
    checked: frozenset[str]


def check(programs: Mapping[str, Program], folder: Path) -> dict[str, Report]:
    """Check all programs in one run of checkov; the plans are written to ``folder``."""
    for number, program in enumerate(programs.values()):
        (folder / f"{number}.json").write_text(plan_text(program))
    # Without a token checkov makes no network requests.
    command = [CHECKOV, "--directory", folder, "--framework", "terraform_plan", "--output", "json", "--skip-download"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LOG_LEVEL": "ERROR"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environment)
    try:
        results = json.loads(run.stdout)["results"]
    except (ValueError, KeyError, TypeError) as error:
        raise AssertionError(f"checkov returned no results:\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}") from error
    assert not results["parsing_errors"]
    return {name: _report(results, f"/{number}.json") for number, name in enumerate(programs)}


def _report(results: Mapping[str, list[dict[str, str]]], file: str) -> Report:
    failed, passed = (
        [each for each in results[kind] if each["file_path"] == file] for kind in ("failed_checks", "passed_checks")
    )
    return Report(
        frozenset(Finding(each["check_id"], each["resource"], each["check_name"]) for each in failed),
        frozenset(each["resource"] for each in failed + passed),
    )
