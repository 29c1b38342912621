"""Run the steps of ``api/Dockerfile`` without Docker: each stage in a folder that replaces its root directory.

A virtual environment of this Python, with pip, replaces the base image.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.image.dockerfile import ROOT, Instruction, context, stages

METADATA_INSTRUCTIONS = {"CMD", "EXPOSE", "HEALTHCHECK", "LABEL", "STOPSIGNAL", "USER"}
"""Instructions without an effect during the build."""

SYSTEM_LIBRARY = re.compile(r"^/usr/local/lib/python\d\.\d+")
ABSOLUTE_PATH = re.compile(r"(?<![^\s='\"])/(?!dev/null)[\w./-]+")


class UnsupportedInstruction(Exception):
    """The rehearsal cannot run the instruction."""


@dataclass
class Stage:
    """A stage's file system, environment variables and working directory."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"

    def at(self, path: str) -> Path:
        """Return the real location of an image's path; a relative one starts at the working directory."""
        own = SYSTEM_LIBRARY.sub(f"/usr/local/lib/python{sys.version_info.major}.{sys.version_info.minor}", path)
        return self.root / (Path(self.folder) / own).relative_to("/")

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the stage's processes."""
        own = {
            name: ABSOLUTE_PATH.sub(lambda path: str(self.at(path[0])), text) for name, text in self.environment.items()
        }
        return {"PATH": f"{self.at('/usr/local/bin')}:/usr/bin:/bin", "HOME": str(self.root)} | own

    def run(self, command: str) -> None:
        """Run a shell command, with every absolute path in it replaced by the stage's."""
        # The Dockerfile does not configure the package index; this machine does.
        packages = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        subprocess.run(
            ["/bin/sh", "-euc", ABSOLUTE_PATH.sub(lambda path: str(self.at(path[0])), command)],
            cwd=self.at(self.folder),
            env=packages | self.variables,
            check=True,
        )

    def copy(self, source: Path, target: Path) -> None:
        """Copy a folder's contents into the target, or a file to it."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
        else:
            shutil.copy2(source, target)


def rehearse(folder: Path) -> Stage:
    """Build the image in the folder, and return its last stage."""
    sent = Stage(folder / "context")
    for path in context():
        sent.copy(ROOT / path, sent.at(path))
    built: dict[str, Stage] = {}
    for name, steps in stages().items():
        built[name] = stage = Stage(folder / name)
        for step in steps:
            _run_step(step, stage, built, sent)
    return stage


def _run_step(step: Instruction, stage: Stage, built: dict[str, Stage], sent: Stage) -> None:
    match step.name:
        case "FROM" if ":" in step.words[0]:
            subprocess.run([sys.executable, "-m", "venv", stage.at("/usr/local")], check=True)
        case "FROM":
            pass  # stages() puts the steps of the base stage first
        case "ENV":
            stage.environment |= step.variables
        case "WORKDIR":
            stage.folder = step.text
            stage.at(step.text).mkdir(parents=True, exist_ok=True)
        case "COPY":
            *sources, target = step.words
            origin = built[step.options["from"]] if "from" in step.options else sent
            for source in sources:
                stage.copy(origin.at(source), stage.at(target))
        case "RUN":
            stage.run(step.text)
        case name if name not in METADATA_INSTRUCTIONS:
            raise UnsupportedInstruction(f"{name} {step.text}")
