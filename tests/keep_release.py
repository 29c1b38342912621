"""``make keep-release``: keep the documents of the version in ``orders/__init__.py`` under ``releases/``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from orders import __version__
from tests import conftest  # noqa: F401  it sets the environment of every test
from tests.releases import DOCUMENTS, ROOT
from tests.statemachine.in_flight import record, write


def keep() -> Path:
    """Write the folder of the release, and return its path."""
    folder = ROOT / "releases" / __version__
    if folder.exists():
        sys.exit(f"{folder} exists, and a release is never edited: increase __version__ in orders/__init__.py.")
    if _git("status", "--porcelain"):
        sys.exit("The working tree has changes. Commit them first: the release names its commit.")
    with redirect_stdout(StringIO()):  # the functions' logs
        in_flight = record()
    folder.mkdir()
    for name, current in DOCUMENTS.items():
        shutil.copy(ROOT / current, folder / name)
    write(folder / "in_flight.json", in_flight)
    (folder / "commit").write_text(_git("rev-parse", "HEAD") + "\n", encoding="ascii")
    return folder


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.stdout.write(f"{keep()} is written. Commit it, and tag the commit before it v{__version__}.\n")
