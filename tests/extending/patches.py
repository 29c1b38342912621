"""Apply the patches of docs/extending/ to a copy of the repository, without git."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PATCHES = ROOT / "docs" / "extending"

_NOT_COPIED = shutil.ignore_patterns(".*cache*", ".git", ".venv*", ".build", "node_modules", "mutants", "bin")


class Hunk(NamedTuple):
    """A change of one file: the text that it finds, empty for a new file, and the text in its place."""

    file: str
    before: str
    after: str


def hunks(patch: Path) -> Iterator[Hunk]:
    """Yield the changes of a unified diff; its line numbers do not matter, as each text occurs once."""
    file = ""
    is_header = False
    lines = patch.read_text(encoding="utf-8").splitlines(keepends=True)
    for kind, group in groupby(lines, key=lambda line: line.startswith(("--- ", "+++ ", "@@ "))):
        block = list(group)
        if kind:
            file = next((line[len("+++ b/") :].rstrip("\n") for line in block if line.startswith("+++ ")), file)
            is_header = True
        elif is_header:
            before = "".join(line[1:] for line in block if line[0] in " -")
            yield Hunk(file, before, "".join(line[1:] for line in block if line[0] in " +"))


def copy_repository(target: Path) -> Path:
    """Copy what the tests need, without caches and virtual environments."""
    return Path(shutil.copytree(ROOT, target, ignore=_NOT_COPIED, symlinks=True))


def apply(patch: Path, tree: Path) -> list[str]:
    """Apply a patch to a copy of the repository, and return the files that it changes.

    Raises:
        AssertionError: a text that the patch changes is not there, or more than once.
    """
    files = []
    for file, before, after in hunks(patch):
        path = tree / file
        files.append(file)
        if not before:
            assert not path.exists(), f"{file} exists already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (
            f"{patch.relative_to(ROOT)} no longer fits {file}: make the change by hand, and write the patch again as "
            f"docs/extending.md says; it looks for\n{before}"
        )
        path.write_text(text.replace(before, after), encoding="utf-8")
    return list(dict.fromkeys(files))
