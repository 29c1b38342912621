"""checkov, in a virtual environment of its own, as it looks at plans."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.infra.program import ROOT, Program
from tests.policy.plan import written

CHECKOV = ROOT / ".venv-policy" / "bin" / "checkov"


@dataclass(frozen=True, slots=True)
class Finding:
    """That a check of checkov does not like a resource."""

    check: str
    resource: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What checkov says of a program, and the addresses of the resources at which any of its checks looked."""

    findings: frozenset[Finding]
    looked_at: frozenset[str]


def look_at(programs: Mapping[str, Program], folder: Path) -> dict[str, Report]:
    """Let checkov look at each program, all in one run; ``folder`` is for the plans."""
    for number, program in enumerate(programs.values()):
        (folder / f"{number}.json").write_text(written(program))
    # Without a token it asks nobody, and sends nothing anywhere.
    command = [CHECKOV, "--directory", folder, "--framework", "terraform_plan", "--output", "json", "--skip-download"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LOG_LEVEL": "ERROR"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environment)
    try:
        results = json.loads(run.stdout)["results"]
    except (ValueError, KeyError, TypeError) as error:
        raise AssertionError(f"checkov said nothing of use:\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}") from error
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
