from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def targets(node: Any) -> set[str]:
    """Return the names of all states that a part of the definition leads to."""
    if isinstance(node, list):
        return {name for each in node for name in targets(each)}
    if not isinstance(node, dict):
        return set()
    own = {node[key] for key in ("Next", "Default") if isinstance(node.get(key), str)}
    return own | {name for each in node.values() for name in targets(each)}


def test_the_definition_as_json_shows_every_transition_to_tools_that_read_no_merge_keys() -> None:
    command = [sys.executable, "-m", "statemachine.render"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout
    definition = json.loads(printed)
    reachable = {definition["StartAt"]} | {name for state in definition["States"].values() for name in targets(state)}
    assert "<<" not in printed
    assert reachable == definition["States"].keys()
    assert all("Type" in state for state in definition["States"].values())
