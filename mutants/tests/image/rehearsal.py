"""The steps of ``api/Dockerfile``, carried out without Docker: each stage in a folder that stands for its ``/``.

What a folder cannot stand for is the base image: here it is a virtual environment of this Python, with its pip.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.image.dockerfile import ROOT, Instruction, context, stages

SAID_ONLY = {"CMD", "EXPOSE", "HEALTHCHECK", "LABEL", "STOPSIGNAL", "USER"}
"""Instructions that do nothing while the image is built."""

BUILT_IN = re.compile(r"^/usr/local/lib/python\d\.\d+")
ABSOLUTE = re.compile(r"(?<![^\s='\"])/(?!dev/null)[\w./-]+")


class Impossible(Exception):
    """The rehearsal does not know the instruction."""


@dataclass
class Stage:
    """A stage's file system, and what it has said of the processes in it."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"

    def at(self, path: str) -> Path:
        """Where a path of the image is; a relative one starts at the working directory."""
        own = BUILT_IN.sub(f"/usr/local/lib/python{sys.version_info.major}.{sys.version_info.minor}", path)
        return self.root / (Path(self.folder) / own).relative_to("/")

    @property
    def variables(self) -> dict[str, str]:
        """What a process in it finds in its environment."""
        own = {name: ABSOLUTE.sub(lambda path: str(self.at(path[0])), text) for name, text in self.environment.items()}
        return {"PATH": f"{self.at('/usr/local/bin')}:/usr/bin:/bin", "HOME": str(self.root)} | own

    def run(self, command: str) -> None:
        """Do what a shell in the image would do; every path in the command is one of the stage's."""
        # Where this machine's packages come from is no business of the Dockerfile.
        packages = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        subprocess.run(
            ["/bin/sh", "-euc", ABSOLUTE.sub(lambda path: str(self.at(path[0])), command)],
            cwd=self.at(self.folder),
            env=packages | self.variables,
            check=True,
        )

    def copy(self, source: Path, target: Path) -> None:
        """A folder's contents go into the target, a file becomes it."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
        else:
            shutil.copy2(source, target)


def rehearse(folder: Path) -> Stage:
    """Build the image in the folder, and give its last stage."""
    sent = Stage(folder / "context")
    for path in context():
        sent.copy(ROOT / path, sent.at(path))
    built: dict[str, Stage] = {}
    for name, steps in stages().items():
        built[name] = stage = Stage(folder / name)
        for step in steps:
            _carry_out(step, stage, built, sent)
    return stage


def _carry_out(step: Instruction, stage: Stage, built: dict[str, Stage], sent: Stage) -> None:
    match step.name:
        case "FROM" if ":" in step.words[0]:
            subprocess.run([sys.executable, "-m", "venv", stage.at("/usr/local")], check=True)
        case "FROM":
            pass  # a stage's own steps come after those of the stage that it is made from
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
        case name if name not in SAID_ONLY:
            raise Impossible(f"{name} {step.text}")
