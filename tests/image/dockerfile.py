"""Parse ``api/Dockerfile`` and ``.dockerignore`` as Docker does."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docker.utils.build import exclude_paths
from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = ROOT / "api" / "Dockerfile"

ALWAYS_SENT = {".dockerignore", "Dockerfile"}
"""Files that Docker's client adds to every build context."""

OPTION = re.compile(r"--([a-z-]+)=(\S+)\s*")


@dataclass(frozen=True)
class Instruction:
    """An instruction such as ``COPY --from=build /app /app``: its name, its options, and the remaining text."""

    name: str
    options: dict[str, str]
    text: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text)

    @property
    def variables(self) -> dict[str, str]:
        """The variables that an ENV sets, or the labels of a LABEL."""
        return dict(word.split("=", 1) for word in self.words)

    @property
    def command(self) -> list[str]:
        """The words of the exec form, which is JSON; the shell form is not supported."""
        return json.loads(self.text.removeprefix("CMD "))


def instructions() -> list[Instruction]:
    parser = DockerfileParser(fileobj=BytesIO(DOCKERFILE.read_bytes()))
    return [_read(each["instruction"], each["value"]) for each in parser.structure if each["instruction"] != "COMMENT"]


def stages() -> dict[str, list[Instruction]]:
    """Return the instructions of each stage by name, in build order."""
    found: dict[str, list[Instruction]] = {}
    for each in instructions():
        if each.name == "FROM":
            source, _, name = each.words
            found[name] = found.get(source, []).copy()
        found[name].append(each)
    return found


def context(folder: Path = ROOT) -> Iterator[str]:
    """Yield the files of the folder that are sent to a build, as relative paths."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    sent = set(exclude_paths(str(folder), patterns)) - ALWAYS_SENT
    return (path for path in sorted(sent) if (folder / path).is_file())


def _read(name: str, value: str) -> Instruction:
    options = {}
    while found := OPTION.match(value):
        options[found[1]], value = found[2], value[found.end() :]
    return Instruction(name, options, value)
