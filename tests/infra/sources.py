"""Facts from the deployed code: the settings that its adapters read, and the modules that it imports."""

import ast
import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.infra.program import ROOT


def settings_read_by(folder: str, workflow_type: str = "STANDARD") -> set[str]:
    """Return the environment variables that the adapters imported by the code in this folder read."""
    names: set[str] = set()

    def get(name: str, default: str) -> str:
        names.add(name)
        return workflow_type if name == "ORDER_WORKFLOW_TYPE" else "set"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orders.adapters.settings.os", SimpleNamespace(environ=SimpleNamespace(get=get)))
        for adapter in _adapters((ROOT / folder).glob("**/*.py")):
            adapter.from_settings()
    return names


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


def _adapters(files: Iterable[Path]) -> Iterator[Any]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("orders.adapters."):
                module = importlib.import_module(str(node.module))
                names = [getattr(module, alias.name) for alias in node.names]
                yield from (name for name in names if hasattr(name, "from_settings"))
