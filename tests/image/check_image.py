"""Run the image's build steps without Docker, and check the result: ``make image-check``.

The steps install packages, so unlike the other tests they need a package index.
"""

import importlib.metadata
import os
import re
import signal
import subprocess
from collections.abc import Iterator

import pytest
import requests
from packaging.requirements import Requirement

from local.ports import Ports
from local.process import wait_until
from tests.image.dockerfile import Instruction, stages
from tests.image.rehearsal import ROOT, Stage, rehearse

LIBRARIES, CODE = "/opt/libraries", "/app"
SETTINGS = {"ORDERS_TABLE": "dev-orders", "PRODUCTS_TABLE": "dev-products", "AWS_DEFAULT_REGION": "us-west-2"}
WAIT_TIMEOUT_SECONDS = 180
COMPILED = re.compile(r"__pycache__/([^/]+)\.cpython-\d+\.pyc$")


def instruction(name: str) -> Instruction:
    (found,) = [each for each in stages()["final"] if each.name == name]
    return found


def files_in(stage: Stage, folder: str) -> set[str]:
    root = stage.at(folder)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def state(stage: Stage) -> dict[str, tuple[int, int]]:
    paths = [path for folder in (LIBRARIES, CODE) for path in stage.at(folder).rglob("*")]
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    built = rehearse(tmp_path_factory.mktemp("image"))
    for path in (*built.root.rglob("*"), built.root):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    return built


@pytest.fixture(scope="module")
def api(image: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The image's command, running in its read-only tree, and its address."""
    address = f"127.0.0.1:{Ports.unused().api}"
    log = (tmp_path_factory.mktemp("log") / "api.log").open("w+b")
    process = subprocess.Popen(
        instruction("CMD").command,
        cwd=image.at(image.folder),
        env=image.variables | SETTINGS | {"API_BIND": address},
        stdout=log,
        stderr=log,
    )
    try:
        is_settled = wait_until(
            lambda: process.poll() is not None or health_check_status(image, address) == 0, WAIT_TIMEOUT_SECONDS
        )
        log.seek(0)
        assert is_settled, log.read().decode()
        assert process.poll() is None, log.read().decode()
        yield process, address
    finally:
        process.kill()
        process.wait()
        log.close()


def health_check_status(image: Stage, address: str) -> int:
    """Return the exit status of the image's health check, for the API's address here."""
    command = [word.replace("127.0.0.1:8000", address) for word in instruction("HEALTHCHECK").command]
    return subprocess.run(command, env=image.variables, capture_output=True, check=False).returncode


def test_the_image_contains_exactly_the_locked_libraries(image: Stage) -> None:
    lock = re.findall(
        r"^([\w.-]+(?:\[.*\])?==[^\\#\n]+)", (ROOT / "api" / "requirements.txt").read_text(), re.MULTILINE
    )
    locked = [Requirement(line) for line in lock]
    installed = {
        each.metadata["Name"].lower().replace("_", "-"): each.version
        for each in importlib.metadata.distributions(path=[str(image.at(LIBRARIES))])
    }

    assert installed == {
        each.name: str(each.specifier).removeprefix("==")
        for each in locked
        if each.marker is None or each.marker.evaluate()
    }


def test_the_image_contains_exactly_the_code_of_the_api(image: Stage) -> None:
    code = {path for path in files_in(image, CODE) if not path.endswith(".pyc")}
    expected = {
        path.relative_to(ROOT).as_posix() for folder in ("api", "orders") for path in ROOT.glob(f"{folder}/**/*.py")
    }

    assert code == expected


@pytest.mark.parametrize("folder", [LIBRARIES, CODE])
def test_every_module_is_compiled(image: Stage, folder: str) -> None:
    found = files_in(image, folder)
    modules = {path for path in found if path.endswith(".py")}
    compiled = {COMPILED.sub(r"\1.py", path) for path in found if path.endswith(".pyc")}

    assert len(modules) > 40
    assert compiled == modules


def test_the_image_has_no_pip(image: Stage) -> None:
    python = image.at("/usr/local/bin/python")
    pip = subprocess.run([python, "-m", "pip"], env=image.variables, capture_output=True, text=True, check=False)

    assert "No module named pip" in pip.stderr
    assert list(image.at("/usr/local").rglob("pip*")) == []


def test_every_file_of_the_image_is_world_readable(image: Stage) -> None:
    paths = [path for folder in (LIBRARIES, CODE) for path in image.at(folder).rglob("*")]

    assert [path for path in paths if not path.stat().st_mode & 0o004] == []


def test_the_api_runs_in_a_read_only_tree_and_does_not_change_it(
    image: Stage, api: tuple[subprocess.Popen[bytes], str]
) -> None:
    before = state(image)
    _, address = api

    assert requests.get(f"http://{address}/healthz", timeout=WAIT_TIMEOUT_SECONDS).status_code == 200
    assert requests.post(f"http://{address}/orders/", json={}, timeout=WAIT_TIMEOUT_SECONDS).status_code == 400
    assert state(image) == before


def test_the_health_check_distinguishes_a_running_api_from_a_missing_one(
    image: Stage, api: tuple[subprocess.Popen[bytes], str]
) -> None:
    _, address = api

    assert health_check_status(image, address) == 0
    assert health_check_status(image, f"127.0.0.1:{Ports.unused().api}") != 0


def test_the_api_exits_cleanly_on_the_images_stop_signal(api: tuple[subprocess.Popen[bytes], str]) -> None:
    process, _ = api

    process.send_signal(signal.Signals[instruction("STOPSIGNAL").text])

    assert process.wait(WAIT_TIMEOUT_SECONDS) == os.EX_OK
