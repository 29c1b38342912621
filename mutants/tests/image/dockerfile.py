"""``api/Dockerfile`` and ``.dockerignore`` as Docker reads them."""

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
"""What Docker's client adds to every context, for itself."""

OPTION = re.compile(r"--([a-z-]+)=(\S+)\s*")


@dataclass(frozen=True)
class Instruction:
    """``COPY --from=build /app /app``: its name, its options, and the rest."""

    name: str
    options: dict[str, str]
    text: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text)

    @property
    def variables(self) -> dict[str, str]:
        """What an ENV or a LABEL sets."""
        return dict(word.split("=", 1) for word in self.words)

    @property
    def command(self) -> list[str]:
        """The exec form's words; the shell form is no JSON."""
        return json.loads(self.text.removeprefix("CMD "))


def instructions() -> list[Instruction]:
    parser = DockerfileParser(fileobj=BytesIO(DOCKERFILE.read_bytes()))
    return [_read(each["instruction"], each["value"]) for each in parser.structure if each["instruction"] != "COMMENT"]


def stages() -> dict[str, list[Instruction]]:
    """The instructions of each stage by its name, in the order in which they are built."""
    found: dict[str, list[Instruction]] = {}
    for each in instructions():
        if each.name == "FROM":
            source, _, name = each.words
            found[name] = found.get(source, []).copy()
        found[name].append(each)
    return found


def context(folder: Path = ROOT) -> Iterator[str]:
    """The files that a build in the folder may see, by their paths in it."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    sent = set(exclude_paths(str(folder), patterns)) - ALWAYS_SENT
    return (path for path in sorted(sent) if (folder / path).is_file())


def _read(name: str, value: str) -> Instruction:
    options = {}
    while found := OPTION.match(value):
        options[found[1]], value = found[2], value[found.end() :]
    return Instruction(name, options, value)
