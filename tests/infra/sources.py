"""Facts from the deployed code: the settings that it reads, and the modules that it imports."""

import ast
import os
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from orders import wiring
from tests.infra.program import ROOT


def settings_read_by(folder: str, workflow_type: str = "STANDARD", payment_provider: str = "simulated") -> set[str]:
    """Return the environment variables of the adapters that the code in this folder gets from ``orders.wiring``."""
    names: set[str] = set()
    values = {"ORDER_WORKFLOW_TYPE": workflow_type, "PAYMENT_PROVIDER": payment_provider}

    def get(name: str, default: str) -> str:
        names.add(name)
        return values.get(name) or os.environ.get(name, "set")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orders.environment.os", SimpleNamespace(environ=SimpleNamespace(get=get)))
        for file in (ROOT / folder).glob("**/*.py"):
            for adapter in re.findall(r"\bwiring\.(\w+)\(", file.read_text()):
                getattr(wiring, adapter)()
    return names


@cache
def own_modules_imported_by(file: Path) -> set[str]:
    """Return the paths of this repository's modules that a file imports, by module or by name."""
    tree = ast.parse(file.read_text())
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    paths = {name.replace(".", "/") for name in imported if name.split(".")[0] in {"orders", "functions"}}
    candidates = {f"{path}.py" for path in paths} | {f"{path}/__init__.py" for path in paths}
    return {path for path in candidates if (ROOT / path).is_file()}
