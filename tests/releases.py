"""The releases whose documents are kept under ``releases/``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]

DOCUMENTS = {
    "openapi.json": "docs/openapi.json",
    "order_workflow.asl.yaml": "statemachine/order_workflow.asl.yaml",
}
"""The kept documents, and their current versions."""


@dataclass(frozen=True, slots=True)
class Release:
    """A released version and the folder with its documents, which are never edited."""

    version: str
    folder: Path

    @property
    def commit(self) -> str:
        """The commit with the release's code."""
        return (self.folder / "commit").read_text(encoding="ascii").strip()


RELEASES = tuple(
    Release(folder.name, folder)
    for folder in sorted((ROOT / "releases").glob("*.*.*"), key=lambda folder: Version(folder.name))
)
"""From the oldest to the newest."""

NEWEST = RELEASES[-1]
