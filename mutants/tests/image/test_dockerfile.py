"""What can be said of the image by reading; ``make image-check`` carries its steps out."""

import ast
import json
import re
from pathlib import Path

import pytest

from infra.image import CONTEXT
from tests.image.dockerfile import ROOT, Instruction, context, instructions, stages
from tests.infra.program import Program

pytestmark = pytest.mark.slow

SECONDS = re.compile(r"(\d+)s")


def the(name: str) -> Instruction:
    """The one instruction of that name that the finished image has."""
    (found,) = [each for each in stages()["final"] if each.name == name]
    return found


def test_the_base_is_slim_has_the_functions_python_and_is_pinned_by_its_digest(program: Program) -> None:
    (base,) = [each.words[0] for each in instructions() if each.name == "FROM" and ":" in each.words[0]]
    functions = {function.inputs["runtime"] for function in program.all("lambda/function:Function")}

    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", base)
    assert functions == {base.split(".", 2)[0].replace(":", "") + "." + base.split(".")[1]}


def test_the_last_stage_is_the_image() -> None:
    assert list(stages())[-1] == "final"


def test_the_api_runs_as_a_user_that_owns_nothing() -> None:
    user, group = the("USER").text.split(":")
    after = stages()["final"][stages()["final"].index(the("USER")) :]

    assert int(user) == int(group) >= 10_000
    assert {each.name for each in after}.isdisjoint({"COPY", "RUN", "ADD"})
    assert [each for each in instructions() if "chown" in each.options] == []


def test_the_libraries_come_from_the_lock_file_with_hashes_and_as_wheels() -> None:
    (install,) = [each.words for each in instructions() if each.name == "RUN" and "install" in each.words]
    (lock,) = [each.words for each in instructions() if each.name == "COPY" and "api/requirements.txt" in each.words]

    assert install[:4] == ["python", "-m", "pip", "install"]
    assert "--require-hashes" in install
    assert install[install.index("--only-binary") + 1] == ":all:"
    assert install[install.index("--requirement") + 1] == lock[-1]


def test_the_finished_image_installs_nothing() -> None:
    run = " ".join(each.text for each in stages()["final"] if each.name == "RUN")

    assert "pip uninstall" in run
    assert not re.search(r"\b(apt|apt-get|curl|wget)\b|pip install", run)


def test_no_secret_and_no_download_is_part_of_the_build() -> None:
    assert {each.name for each in instructions()}.isdisjoint({"ADD", "ARG"})
    assert [each for each in instructions() if "secret" in each.options.get("mount", "")] == []


def test_the_build_sees_the_code_its_libraries_and_nothing_else() -> None:
    code = {
        path.relative_to(ROOT).as_posix() for folder in ("api", "orders") for path in ROOT.glob(f"{folder}/**/*.py")
    }

    assert set(context()) == code | {"api/requirements.txt"}


@pytest.mark.parametrize(
    "stray",
    [
        ".env",
        "Pulumi.dev.yaml",
        "api/.env",
        "api/key.pem",
        "api/management/credentials.json",
        "api/management/commands/notes.txt",
        "api/__pycache__/views.cpython-313.pyc",
        "orders/adapters/.aws/credentials",
        "orders/adapters/state.db",
        "tests/api/test_views.py",
    ],
)
def test_what_lies_beside_the_code_stays_out(tmp_path: Path, stray: str) -> None:
    for name in ("api/wsgi.py", stray):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("secret")

    assert list(context(tmp_path)) == ["api/wsgi.py"]


def test_the_program_builds_anew_when_what_the_build_sees_has_changed() -> None:
    hashed = {path.relative_to(ROOT).as_posix() for pattern in CONTEXT for path in ROOT.glob(pattern)}

    assert hashed == set(context())


def test_the_image_starts_the_server_that_the_laptop_starts() -> None:
    tree = ast.parse((ROOT / "local" / "api_server.py").read_text())
    lists = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.List)]
    command = the("CMD").command

    assert command[0] == "python"
    assert f"[sys.executable, {str(command[1:])[1:-1]}]" in lists


def test_the_image_stops_as_gunicorn_expects_it() -> None:
    assert the("STOPSIGNAL").text == "SIGTERM"
    assert [each for each in instructions() if each.name in {"ENTRYPOINT", "SHELL"}] == []


def test_the_image_and_its_task_are_healthy_alike(program: Program) -> None:
    (container,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    task, image = container["healthCheck"], the("HEALTHCHECK")
    (port,) = container["portMappings"]

    assert image.command == task["command"][1:]
    assert (int(image.options["retries"]), int(the("EXPOSE").text)) == (task["retries"], port["containerPort"])
    for option, argument in (("interval", "interval"), ("timeout", "timeout"), ("start-period", "startPeriod")):
        (seconds,) = SECONDS.findall(image.options[option])
        assert int(seconds) == task[argument], option


def test_the_image_says_what_it_is() -> None:
    labels = the("LABEL").variables

    assert labels.keys() >= {f"org.opencontainers.image.{what}" for what in ("title", "description", "licenses")}
    assert f'license = "{labels["org.opencontainers.image.licenses"]}"' in (ROOT / "pyproject.toml").read_text()
