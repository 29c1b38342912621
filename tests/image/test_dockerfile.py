"""Properties of the image that its files show; ``make image-check`` runs the build steps."""

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


def instruction(name: str) -> Instruction:
    """Return the final stage's only instruction of that name."""
    (found,) = [each for each in stages()["final"] if each.name == name]
    return found


def test_the_base_image_is_slim_pinned_by_digest_and_has_the_functions_python(program: Program) -> None:
    (base,) = [each.words[0] for each in instructions() if each.name == "FROM" and ":" in each.words[0]]
    functions = {function.inputs["runtime"] for function in program.all("lambda/function:Function")}

    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", base)
    assert functions == {base.split(".", 2)[0].replace(":", "") + "." + base.split(".")[1]}


def test_the_last_stage_is_named_final() -> None:
    assert list(stages())[-1] == "final"


def test_the_api_runs_as_a_user_that_owns_no_files() -> None:
    user, group = instruction("USER").text.split(":")
    after = stages()["final"][stages()["final"].index(instruction("USER")) :]

    assert int(user) == int(group) >= 10_000
    assert {each.name for each in after}.isdisjoint({"COPY", "RUN", "ADD"})
    assert [each for each in instructions() if "chown" in each.options] == []


def test_the_libraries_are_installed_from_the_lock_file_with_hashes_and_as_wheels() -> None:
    (install,) = [each.words for each in instructions() if each.name == "RUN" and "install" in each.words]
    (lock,) = [each.words for each in instructions() if each.name == "COPY" and "api/requirements.txt" in each.words]

    assert install[:4] == ["python", "-m", "pip", "install"]
    assert "--require-hashes" in install
    assert install[install.index("--only-binary") + 1] == ":all:"
    assert install[install.index("--requirement") + 1] == lock[-1]


def test_the_final_stage_installs_nothing() -> None:
    run = " ".join(each.text for each in stages()["final"] if each.name == "RUN")

    assert "pip uninstall" in run
    assert not re.search(r"\b(apt|apt-get|curl|wget)\b|pip install", run)


def test_the_build_uses_no_secret_and_no_download() -> None:
    assert {each.name for each in instructions()}.isdisjoint({"ADD", "ARG"})
    assert [each for each in instructions() if "secret" in each.options.get("mount", "")] == []


def test_the_build_context_is_exactly_the_code_and_its_lock_file() -> None:
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
        "orders/aws/.aws/credentials",
        "orders/aws/state.db",
        "tests/api/test_views.py",
    ],
)
def test_other_files_stay_out_of_the_build_context(tmp_path: Path, stray: str) -> None:
    for name in ("api/wsgi.py", stray):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("secret")

    assert list(context(tmp_path)) == ["api/wsgi.py"]


def test_a_change_of_the_build_context_triggers_a_new_build() -> None:
    hashed = {path.relative_to(ROOT).as_posix() for pattern in CONTEXT for path in ROOT.glob(pattern)}

    assert hashed == set(context())


def test_the_image_starts_the_same_server_as_make_run() -> None:
    tree = ast.parse((ROOT / "local" / "api_server.py").read_text())
    lists = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.List)]
    command = instruction("CMD").command

    assert command[0] == "python"
    assert f"[sys.executable, {str(command[1:])[1:-1]}]" in lists


def test_the_stop_signal_reaches_gunicorn() -> None:
    assert instruction("STOPSIGNAL").text == "SIGTERM"
    assert [each for each in instructions() if each.name in {"ENTRYPOINT", "SHELL"}] == []


def test_the_image_and_its_task_definition_have_the_same_health_check(program: Program) -> None:
    (container,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    task, image = container["healthCheck"], instruction("HEALTHCHECK")
    (port,) = container["portMappings"]

    assert image.command == task["command"][1:]
    assert (int(image.options["retries"]), int(instruction("EXPOSE").text)) == (task["retries"], port["containerPort"])
    for option, argument in (("interval", "interval"), ("timeout", "timeout"), ("start-period", "startPeriod")):
        (seconds,) = SECONDS.findall(image.options[option])
        assert int(seconds) == task[argument], option


def test_the_image_is_labelled() -> None:
    labels = instruction("LABEL").variables

    assert labels.keys() >= {f"org.opencontainers.image.{what}" for what in ("title", "description", "licenses")}
    assert f'license = "{labels["org.opencontainers.image.licenses"]}"' in (ROOT / "pyproject.toml").read_text()
